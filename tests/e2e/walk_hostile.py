"""A reader's way through the page over an article that tries to take it over, as a program.

    python -m tests.e2e.walk_hostile INDEX SHOTS [--alone]

Prints what was seen as JSON. INDEX is one of what `tests.e2e.hostile` writes.
"""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page

from tests.e2e import hostile
from tests.e2e.browsing import Visit, Watched, ask, chat, chromium, program, settled, still
from tests.e2e.read_back import read_html, read_markdown, read_word
from tests.e2e.walk_talks import download

_LIVE = "img, script:not([src]), iframe, svg[onload], video, object, embed, [onerror], [ontoggle]"
_LINKS = "a[href]:not([href^='#'])"


@dataclass
class Seen(Watched):
    """What the browser showed; `live` is what of the article became more than text."""

    live: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    wide: list[str] = field(default_factory=list)
    question: str = ""
    outlet: str = ""
    article: str = ""
    backwards: list[float] = field(default_factory=list)
    long: str = ""
    nearest: str = ""
    talk: str = ""
    found: str = ""
    facet: str = ""
    listed: str = ""
    grid: str = ""
    exports: dict[str, dict[str, object]] = field(default_factory=dict)


def walk(index: Path, shots: Path) -> Seen:
    """Ask about the article, open it, export it; find it in Search and in the Archive."""
    seen = Seen()
    with chromium() as running, chat(index) as address:
        visit = Visit.begin(running, seen, shots)
        page = visit.open(address)
        page.locator(".place").first.wait_for()
        _inspect(visit, page, seen, "hostile-empty")
        _asked(visit, page, seen)
        _exported(visit, page, seen)
        _opened(visit, page, seen)
        _searched(visit, page, seen, address)
        _browsed(visit, page, seen, address)
    return seen


def _asked(visit: Visit, page: Page, seen: Seen) -> None:
    ask(page, hostile.HOSTILE)
    turn = settled(page, 0)
    seen.question = turn.locator(".question").inner_text()
    seen.nearest = "\n".join(turn.locator(".near-list").all_inner_texts())
    _inspect(visit, page, seen, "hostile-silence")
    ask(page, hostile.FLAG)
    turn = settled(page, 1)
    seen.long = turn.locator(".sentence").first.inner_text()
    turn.locator(".chip").first.focus()
    seen.outlet = turn.locator(".card").inner_text()
    turn.locator(".sources summary").first.click()
    _inspect(visit, page, seen, "hostile-answer")
    page.get_by_role("button", name="Rename").click()
    page.get_by_label("Title", exact=True).fill(hostile.TITLE)
    page.get_by_role("button", name="Save").click()
    page.locator(".talk .title", has_text="renamed").wait_for()
    seen.talk = page.locator(".talk .title").inner_text()


def _exported(visit: Visit, page: Page, seen: Seen) -> None:
    page.get_by_text("Export", exact=True).click()
    page.get_by_label("What", exact=False).first.click()
    _inspect(visit, page, seen, "hostile-export")
    page.keyboard.press("Escape")
    file = download(page, "Markdown")
    seen.exports["markdown"] = read_markdown(file).record
    file = download(page, "HTML")
    opened = visit.open(file.as_uri())
    seen.exports["html"] = read_html(opened).record
    opened.close()
    seen.exports["word"] = read_word(download(page, "Word")).record


def _opened(visit: Visit, page: Page, seen: Seen) -> None:
    page.locator(".turn").nth(1).locator(".chip").first.press("Enter")
    page.locator(".article mark").wait_for()
    seen.article = page.locator(".article").inner_text()
    seen.backwards = page.locator(".article .row").nth(2).evaluate(_TURNED)
    _inspect(visit, page, seen, "hostile-article")
    page.keyboard.press("Escape")


# Where the sign and the last figure of an amount stand that follows a sign to write backwards.
_TURNED = """row => {
  const node = row.querySelector('.words').firstChild;
  const at = (index) => {
    const range = document.createRange();
    range.setStart(node, index);
    range.setEnd(node, index + 1);
    return range.getBoundingClientRect().left;
  };
  const amount = node.textContent.indexOf("$40");
  return [at(amount), at(amount + 2)];
}"""


def _searched(visit: Visit, page: Page, seen: Seen, address: str) -> None:
    page.goto(f"{address}/?view=search&words={quote('sign harbour Brenn')}")
    page.locator(".hit").first.wait_for()
    page.get_by_text("Why this paragraph").first.click()
    seen.found = page.locator(".hit").first.inner_text()
    seen.facet = page.locator(".facets").inner_text()
    _inspect(visit, page, seen, "hostile-search")
    page.locator(".choose", has_text="The Quay").click()
    page.locator(".choose[aria-pressed=true]").wait_for()
    page.locator(".hit").first.wait_for()
    _inspect(visit, page, seen, "hostile-narrowed")


def _browsed(visit: Visit, page: Page, seen: Seen, address: str) -> None:
    page.goto(f"{address}/?view=archive")
    page.locator(".articles .place").first.wait_for()
    seen.listed = page.locator(".articles").inner_text()
    seen.grid = page.locator(".grid").inner_text()
    page.locator(".grid .press", has_text="The Quay").click()
    page.locator(".archive .chip").wait_for()
    page.locator(".articles .place").first.click()
    page.locator(".article").wait_for()
    _inspect(visit, page, seen, "hostile-archive")


def _inspect(visit: Visit, page: Page, seen: Seen, name: str) -> None:
    """Look for what of the article is an element, a link, or wider than its part of the page.

    Lists hang over their part by ten pixels.
    """
    visit.look(page, name)
    live = page.locator(_LIVE)
    drawn = live.evaluate_all(
        "all => all.map(one => one.outerHTML).filter(html => /ran\\(|trap/.test(html))"
    )
    seen.live += [f"{name}: {html}" for html in drawn]
    links = page.locator(_LINKS).evaluate_all("all => all.map(one => one.href)")
    seen.links += [link for link in links if "trap" in link or link.startswith("javascript:")]
    for part in (".turn", ".article .text", ".search", ".archive", ".start", ".talks"):
        wide = page.locator(part).evaluate_all(
            "all => all.filter(one => one.scrollWidth > one.clientWidth + 12).length"
        )
        seen.wide += [f"{name}: {part}"] * bool(wide)
    still(page)


if __name__ == "__main__":
    program(walk)
