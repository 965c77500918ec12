"""A reader's way through the page with nothing but a keyboard, as a program.

    python -m tests.e2e.walk_keyboard INDEX SHOTS [--alone]

Prints what was seen as JSON. The index is of the sample archive.
"""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.browsing import Visit, Watched, chat, chromium, program, settled, still

ANSWERED = "How many people marched for the dockers?"
WHY = "The count is of the police."
_MOST = 60  # presses of Tab from one end of a view to the other
_FOCUSED = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
}"""


@dataclass
class Seen(Watched):
    """What the browser showed, and where the focus was."""

    told: str = ""
    marked: str = ""
    in_article: str = ""
    back_on_chip: str = ""
    chip: str = ""
    back_on_source: str = ""
    source: str = ""
    copied: str = ""
    reason: str = ""
    asked_next: str = ""
    back_on_hit: str = ""
    hit: str = ""
    asked_of: int = 0
    back_on_listed: str = ""
    listed: str = ""
    renamed: str = ""


def walk(index: Path, shots: Path) -> Seen:
    """Ask, read, copy, judge; search and open; browse and open; rename and delete: by keys."""
    seen = Seen()
    with chromium() as running, chat(index) as address:
        visit = Visit.begin(running, seen, shots)
        page = visit.open(address)
        page.locator(".suggestion, .newest .place").first.wait_for()
        expect(page.locator(".blank")).to_have_count(0)
        _asked(page, seen)
        _opened(visit, page, seen)
        _judged(page, seen)
        _talks(page, seen)
        _searched(page, seen)
        _browsed(page, seen)
    return seen


def _asked(page: Page, seen: Seen) -> None:
    tab_to(page, "[data-testid=stChatInputTextArea]")
    page.keyboard.type(ANSWERED)
    page.keyboard.press("Enter")
    turn = settled(page, 0)
    seen.told = turn.locator(".answer").inner_text()
    expect(page.get_by_placeholder("Ask the archive")).to_be_focused()
    seen.asked_next = focused(page)


def _opened(visit: Visit, page: Page, seen: Seen) -> None:
    tab_to(page, ".chip", backwards=True)
    seen.chip = focused(page)
    page.keyboard.press("Enter")
    page.locator(".article mark").wait_for()
    seen.marked = page.locator(".article mark").inner_text()
    seen.in_article = _arrived(page, ".shut")
    visit.look(page, "keys-article")
    _escape(page)
    seen.back_on_chip = _arrived(page, ".chip")
    tab_to(page, ".sources summary")
    page.keyboard.press("Enter")
    tab_to(page, ".sources .place")
    seen.source = focused(page)
    page.keyboard.press("Enter")
    page.locator(".article mark").wait_for()
    _arrived(page, ".shut")
    page.keyboard.press("Enter")
    expect(page.locator(".article")).to_have_count(0)
    seen.back_on_source = _arrived(page, ".sources .place")


def _judged(page: Page, seen: Seen) -> None:
    tab_to(page, ".copy", backwards=True)
    page.keyboard.press("Enter")
    page.get_by_text("Copied").wait_for()
    seen.copied = page.evaluate("navigator.clipboard.readText()")
    tab_to(page, ".thumb[data-key=judge-false]")
    page.keyboard.press("Enter")
    expect(page.locator(".thumb[data-key=judge-false]")).to_have_attribute("aria-pressed", "true")
    tab_to(page, ".why-bad input")
    page.keyboard.type(WHY)
    page.keyboard.press("Enter")
    page.get_by_text("Noted.").wait_for()
    page.reload()
    seen.reason = page.locator(".why-bad input").input_value()


def _talks(page: Page, seen: Seen) -> None:
    tab_to(page, ".actions [data-key=rename]")
    page.keyboard.press("Enter")
    _arrived(page, ".actions input")
    page.keyboard.press("Control+A")
    page.keyboard.type("By keys")
    page.keyboard.press("Enter")
    renamed = page.locator(".talk .title", has_text="By keys")
    renamed.wait_for()
    seen.renamed = renamed.inner_text()
    tab_to(page, ".actions [data-key=delete]")
    page.keyboard.press("Enter")
    _arrived(page, ".actions [data-key=cancel]")
    tab_to(page, ".actions [data-key=sure]", backwards=True)
    page.keyboard.press("Enter")
    expect(page.locator(".talk")).to_have_count(0)
    expect(page.locator(".turn")).to_have_count(0)


def _searched(page: Page, seen: Seen) -> None:
    _view(page, "Search")
    tab_to(page, ".st-key-sought-words input")
    page.keyboard.type("dockers march")
    page.keyboard.press("Enter")
    page.locator(".hit").first.wait_for()
    still(page)
    tab_to(page, ".hit .open")
    seen.hit = focused(page)
    page.keyboard.press("Enter")
    page.locator(".article mark").wait_for()
    _arrived(page, ".shut")
    _escape(page)
    seen.back_on_hit = _arrived(page, ".hit .open")
    tab_to(page, ".hit [data-key^='ask ']")
    page.keyboard.press("Enter")
    _arrived(page, ".asking textarea")
    page.keyboard.press("Control+A")
    page.keyboard.type(ANSWERED)
    page.keyboard.press("Enter")
    seen.asked_of = settled(page, 0).locator(".claim, .verdict").count()


def _browsed(page: Page, seen: Seen) -> None:
    _view(page, "Archive")
    page.locator(".articles .place").first.wait_for()
    still(page)
    tab_to(page, ".articles .place", most=200)
    seen.listed = focused(page)
    page.keyboard.press("Enter")
    page.locator(".article").wait_for()
    _arrived(page, ".shut")
    _escape(page)
    seen.back_on_listed = _arrived(page, ".articles .place")


def _view(page: Page, name: str) -> None:
    """Go to a view by its button; the buttons are one stop, and arrows go from one to the next."""
    page.evaluate("document.activeElement?.blur()")
    tab_to(page, "[role=radio]", most=200)
    for _ in range(4):
        if name in page.evaluate(f"({_FOCUSED})().innerText"):
            break
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.get_by_role("radio", name=name)).to_be_checked()


def _escape(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.locator(".article")).to_have_count(0)


def tab_to(page: Page, selector: str, *, backwards: bool = False, most: int = _MOST) -> None:
    """Press Tab until what is meant has the focus; a reader would give up some day, too."""
    way: list[str] = []
    for _ in range(most):
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
        if page.evaluate(f"selector => !!({_FOCUSED})()?.matches(selector)", selector):
            return
        way.append(focused(page))
    raise AssertionError(f"Tab does not lead to {selector}, but to {way}")


def focused(page: Page) -> str:
    """Return what has the focus: its key, else its name."""
    return str(
        page.evaluate(
            f"() => {{ const at = ({_FOCUSED})(); return at.dataset?.key ||"
            " at.getAttribute('aria-label') || `${at.tagName} ${at.className}` }"
        )
    )


def _arrived(page: Page, selector: str) -> str:
    """Wait until this has the focus, and return which of them it is."""
    page.wait_for_function(f"selector => !!({_FOCUSED})()?.matches(selector)", arg=selector)
    return focused(page)


if __name__ == "__main__":
    program(walk)
