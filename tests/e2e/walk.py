"""A person's way through the chat page in a real browser, as a program.

    python -m tests.e2e.walk INDEX SHOTS [--alone]

Prints what was seen as JSON. `tests.e2e.browsing` tells what --alone does.
"""

from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, expect

from tests.e2e.broken_server import broken_server
from tests.e2e.browsing import (
    PHONE,
    WIDE,
    Visit,
    Watched,
    ask,
    chat,
    chromium,
    program,
    settled,
    still,
    talk_of,
)

ANSWERED = "How many people marched for the dockers?"
UNANSWERED = "Who won the 2022 World Cup?"
ARABIC = "كم كتاباً بالعربية في مكتبة حي القناديل؟"


@dataclass
class Seen(Watched):
    """What the browser showed and asked for."""

    suggested: int = 0
    claim: str = ""
    told: str = ""
    marked: str = ""
    marked_in_view: bool = False
    address: str = ""
    reopened: str = ""
    stepped: str = ""
    focus_returned: bool = False
    talk_kept: list[str] = field(default_factory=list)
    follow_up: str = ""
    silence: str = ""
    nearest: int = 0
    exported: str = ""
    arabic: str = ""
    arabic_direction: str = ""
    page_direction: str = ""
    phone_covered: bool = False
    after_restart: int = 0
    stopped: str = ""
    waiting_after_stop: int = 0


def walk(index: Path, shots: Path) -> Seen:
    """Go through the page as a reader does, then again after a restart, with a model that hangs."""
    seen = Seen()
    with chromium() as running:
        visit = Visit.begin(running, seen, shots)
        with chat(index) as address:
            talk = _first_visit(visit, seen, address)
        with broken_server() as silent, TemporaryDirectory() as folder:
            settings = f'model = "openai/silent"\napi_base = "{silent}"\n'
            (Path(folder) / "pressmark.toml").write_text(settings)
            with chat(index, Path(folder)) as address:
                _second_visit(visit, seen, f"{address}/{talk}")
    return seen


def _first_visit(visit: Visit, seen: Seen, address: str) -> str:
    page = visit.open(address)
    page.locator(".suggestion, .place").first.wait_for()
    expect(page.locator(".blank")).to_have_count(0)
    seen.suggested = page.locator(".suggestion").count()
    visit.look(page, "empty")
    _answer_and_article(visit, page, seen)
    _follow_up(page, seen)
    _silence(visit, page, seen)
    _export(page, seen)
    _arabic(visit, page, seen)
    talk = talk_of(page).removeprefix(f"{address}/")
    page.reload()
    page.locator(".turn").nth(3).wait_for()
    seen.talk_kept = page.locator(".question").all_inner_texts()
    page.emulate_media(color_scheme="dark")
    visit.look(page, "dark")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.locator(".chip").first.click()
    page.locator("mark").wait_for()
    visit.look(page, "phone")
    whole = {"x": 0, "y": 0, "width": PHONE[0], "height": PHONE[1]}
    seen.phone_covered = page.locator(".article").bounding_box() == whole
    page.get_by_role("button", name="Back").click()
    expect(page.locator("mark")).to_have_count(0)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    page.goto(f"{address}/?language=ar")
    page.locator(".suggestion, .place").first.wait_for()
    page.locator(".stApp").wait_for()
    seen.page_direction = page.evaluate(
        "getComputedStyle(document.querySelector('.stApp')).direction"
    )
    visit.look(page, "arabic-page")
    page.close()
    return talk


def _second_visit(visit: Visit, seen: Seen, address: str) -> None:
    page = visit.open(address)
    page.locator(".turn").nth(3).wait_for()
    seen.after_restart = page.locator(".turn").count()
    ask(page, ANSWERED)
    page.locator(".turn.live .waiting").wait_for()
    page.get_by_role("button", name="Stop", exact=True).click()
    page.locator(".turn").nth(4).locator(".verdict, .notice").wait_for()
    seen.stopped = page.locator(".turn").nth(4).inner_text()
    seen.waiting_after_stop = page.locator(".waiting").count()
    visit.look(page, "stopped")
    page.close()


def _answer_and_article(visit: Visit, page: Page, seen: Seen) -> None:
    ask(page, ANSWERED)
    turn = settled(page, 0)
    visit.look(page, "answer")
    chip, sentence = turn.locator(".chip").last, turn.locator(".sentence").last
    seen.claim = sentence.evaluate("line => line.firstChild.textContent")
    chip.focus()
    seen.told = turn.locator(".card .quote").inner_text()
    chip.press("Enter")
    mark = page.locator("mark")
    mark.wait_for()
    still(page)
    expect(mark).to_be_in_viewport(ratio=1)
    seen.marked = mark.inner_text()
    seen.marked_in_view = mark.evaluate(
        "mark => { const box = mark.getBoundingClientRect(); const text ="
        " mark.closest('.text').getBoundingClientRect();"
        " return box.top >= text.top && box.top < text.bottom && box.top < innerHeight }"
    )
    seen.address = page.url
    visit.look(page, "article")
    page.goto(seen.address)
    mark.wait_for()
    seen.reopened = mark.inner_text()
    page.get_by_role("button", name="Previous cited paragraph").click()
    expect(mark).not_to_have_text(seen.marked)
    seen.stepped = mark.inner_text()
    page.keyboard.press("Escape")
    expect(mark).to_have_count(0)
    turn = settled(page, 0)
    turn.locator(".chip").first.press("Enter")
    mark.wait_for()
    still(page)
    page.keyboard.press("Escape")
    expect(mark).to_have_count(0)
    seen.focus_returned = turn.locator(".chip").first.evaluate(
        "chip => chip.getRootNode().activeElement === chip"
    )


def _follow_up(page: Page, seen: Seen) -> None:
    ask(page, "Who organised it?")
    seen.follow_up = settled(page, 1).locator(".question").inner_text()


def _silence(visit: Visit, page: Page, seen: Seen) -> None:
    ask(page, UNANSWERED)
    turn = settled(page, 2)
    seen.silence = turn.locator(".verdict").inner_text()
    seen.nearest = turn.locator(".near").count()
    expect(turn.locator(".question")).to_be_in_viewport(ratio=1)
    expect(turn.locator(".verdict")).to_be_in_viewport(ratio=1)
    visit.look(page, "silence")


def _export(page: Page, seen: Seen) -> None:
    page.get_by_text("Export", exact=True).click()
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download Markdown").click()
    seen.exported = Path(downloading.value.path()).read_text(encoding="utf-8")


def _arabic(visit: Visit, page: Page, seen: Seen) -> None:
    ask(page, ARABIC)
    turn = settled(page, 3)
    sentence = turn.locator(".sentence").first
    seen.arabic = sentence.inner_text()
    seen.arabic_direction = sentence.evaluate("line => getComputedStyle(line).direction")
    visit.look(page, "arabic")


if __name__ == "__main__":
    program(walk)
