"""A person's way through the Search, Archive and Evaluation views in a real browser, as a program.

    python -m tests.e2e.walk_views INDEX SHOTS [--alone]

Prints what was seen as JSON. The index is written to, and so is the folder that it stands in.
"""

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import FilePayload, Page, expect

from tests.e2e.browsing import Visit, Watched, chat, chromium, program

SOUGHT = "dockers march"
ARABIC = "مكتبة القناديل"
ADDED = (
    "A lighthouse keeper named Orla Fenn\n\nThe keeper Orla Fenn lit the Varn light on Monday.\n"
)


@dataclass
class Seen(Watched):
    """What the browser showed and asked for."""

    marked: list[str] = field(default_factory=list)
    why: str = ""
    narrowed: str = ""
    outlets: list[str] = field(default_factory=list)
    bookmarked: list[str] = field(default_factory=list)
    opened: str = ""
    asked: str = ""
    answered: int = 0
    built: str = ""
    found: str = ""
    went_back: str = ""
    after_going_back: int = 0
    measured: str = ""
    cases: int = 0
    case: str = ""
    arabic_direction: str = ""
    arabic_marked: list[str] = field(default_factory=list)


def walk(index: Path, shots: Path) -> Seen:
    """Search, narrow, ask; add a file, find it, go back; read an evaluation."""
    seen = Seen()
    with chromium() as running, chat(index) as address:
        visit = Visit.begin(running, seen, shots)
        page = visit.open(address)
        _search(visit, page, seen)
        _ask(page, seen, address)
        _extend(visit, page, seen, address)
        _evaluate(visit, page, seen, address)
        _arabic(visit, page, seen, address)
    return seen


def _search(visit: Visit, page: Page, seen: Seen) -> None:
    page.get_by_role("radio", name="Search").click()
    box = page.get_by_label("Search the archive")
    box.fill(SOUGHT)
    box.press("Enter")
    hit = page.locator(".hit").first
    hit.wait_for()
    seen.marked = hit.locator("mark").all_inner_texts()
    hit.get_by_text("Why this paragraph").click()
    seen.why = hit.locator(".because").inner_text()
    visit.look(page, "search")
    page.locator(".choose", has_text="The Headland").click()
    expect(page.locator(".choose[aria-pressed=true]")).to_have_count(1)
    seen.narrowed = page.url
    seen.outlets = [_outlet(one) for one in page.locator(".hit .about").all_inner_texts()]
    page.goto(seen.narrowed)
    page.locator(".hit").first.wait_for()
    seen.bookmarked = [_outlet(one) for one in page.locator(".hit .about").all_inner_texts()]
    page.locator(".hit .open").first.click()
    mark = page.locator(".st-key-reader mark")
    mark.wait_for()
    seen.opened = mark.inner_text()
    visit.look(page, "search-article")


def _outlet(line: str) -> str:
    return line.partition(" · ")[0]


def _ask(page: Page, seen: Seen, address: str) -> None:
    """Ask about the first article found; the Ask view answers."""
    page.goto(f"{address}/?view=search&words={SOUGHT}")
    hit = page.locator(".hit").first
    hit.get_by_role("button", name="Ask about this").click()
    hit.get_by_label("Your question").fill("How many people marched for the dockers?")
    hit.get_by_role("button", name="Ask", exact=True).click()
    page.locator(".turn .claim").first.wait_for()
    seen.asked = page.locator(".turn .question").inner_text()
    seen.answered = page.locator(".turn .claim").count()


def _extend(visit: Visit, page: Page, seen: Seen, address: str) -> None:
    """Add a file, watch the build, find what the file says, and go back."""
    page.goto(f"{address}/?view=archive")
    page.locator(".grid").wait_for()
    visit.look(page, "archive")
    page.get_by_text("Add articles").click()
    given = FilePayload(name="../keeper.txt", mimeType="text/plain", buffer=ADDED.encode())
    page.locator("input[type=file]").set_input_files(given)
    page.get_by_role("button", name="Add these files").click()
    page.get_by_text("1 added").wait_for()
    seen.built = page.get_by_text("1 added").inner_text()
    visit.look(page, "archive-built")
    page.goto(f"{address}/?view=search&words=Orla Fenn")
    page.locator(".hit mark").first.wait_for()
    seen.found = page.locator(".hit .text").first.inner_text()
    page.goto(f"{address}/?view=archive")
    before = page.locator(".listed").inner_text()
    page.get_by_text("Versions", exact=True).click()
    page.get_by_role("button", name="Go to version 1").click()
    page.get_by_role("button", name="Yes, go to it").click()
    page.get_by_text("Version 1 is shown now.").wait_for()
    expect(page.locator(".listed")).not_to_have_text(before)
    seen.went_back = page.locator(".listed").inner_text()
    page.goto(f"{address}/?view=search&words=Orla Fenn")
    page.locator(".hit").first.wait_for()
    seen.after_going_back = page.locator(".hit mark", has_text="Orla").count()


def _evaluate(visit: Visit, page: Page, seen: Seen, address: str) -> None:
    page.goto(f"{address}/?view=evaluation")
    page.locator(".report").wait_for()
    seen.measured = page.locator("tr", has_text="paragraph_hit@1").first.inner_text()
    seen.cases = page.locator(".case").count()
    page.locator(".case").first.click()
    page.locator(".opened").wait_for()
    seen.case = page.locator(".opened").inner_text()
    visit.look(page, "evaluation")


def _arabic(visit: Visit, page: Page, seen: Seen, address: str) -> None:
    page.goto(f"{address}/?view=search&language=ar&words={ARABIC}")
    text = page.locator(".hit .text").first
    text.wait_for()
    seen.arabic_direction = text.evaluate("line => getComputedStyle(line).direction")
    seen.arabic_marked = text.locator("mark").all_inner_texts()
    visit.look(page, "search-arabic")


if __name__ == "__main__":
    program(walk)
