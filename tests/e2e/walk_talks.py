"""Two readers' way through the talks they keep, in real browsers, as a program.

    python -m tests.e2e.walk_talks INDEX SHOTS [--alone]

Prints what was seen as JSON. INDEX was built of `archive` beside it, which `tests.e2e.lantern`
wrote; both are changed.
"""

import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.e2e import lantern
from tests.e2e.browsing import (
    PRESSMARK,
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
from tests.e2e.read_back import Read, read_html, read_markdown, read_word

WHY = "It was the other lantern."
RENAMED = "Lanterns, <b>for the book</b>"
OTHERS = "Which ferry goes to Ulmer?"


@dataclass
class Seen(Watched):
    """What the browsers showed."""

    claims: list[str] = field(default_factory=list)
    copied: str = ""
    reason: str = ""
    bad: str = ""
    bad_after_all: str = ""
    markdown: dict[str, object] = field(default_factory=dict)
    html: dict[str, object] = field(default_factory=dict)
    word: dict[str, object] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)
    others_before: int = -1
    others_told: str = ""
    others_shown: int = -1
    others_titles: list[str] = field(default_factory=list)
    first_titles: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    edited: str = ""
    withdrawn: str = ""
    opened: str = ""
    kept_after_cancel: int = -1
    after_delete: list[str] = field(default_factory=list)
    gone: str = ""


def walk(index: Path, shots: Path) -> Seen:
    """Judge, copy, export and rename a talk; look for it as another; change the archive; delete."""
    seen = Seen()
    with chromium() as running, chat(index) as address:
        first = Visit.begin(running, seen, shots)
        page = first.open(address)
        _answers(page, seen)
        _copied(page, seen)
        _judged(page, seen)
        talk = talk_of(page)
        _exported(first, page, seen)
        _renamed(first, page, seen)
        _other(Visit.begin(running, seen, shots), seen, talk)
        page.goto(talk)
        page.locator(".turn").nth(1).wait_for()
        seen.first_titles = _titles(page)
        _changed(first, page, seen, talk, index)
        _deleted(first, page, seen, talk)
    return seen


def _answers(page: Page, seen: Seen) -> None:
    for number, question in enumerate((lantern.LIT, lantern.SOLD)):
        ask(page, question)
        turn = settled(page, number)
        seen.claims.append(_sentence(turn.locator(".sentence").first))


def _sentence(line: Locator) -> str:
    return str(line.evaluate("line => line.firstChild.textContent"))


def _copied(page: Page, seen: Seen) -> None:
    button = page.locator(".turn").first.get_by_role("button", name="Copy with citation").first
    button.click()
    page.locator(".turn").first.get_by_text("Copied").wait_for()
    seen.copied = page.evaluate("navigator.clipboard.readText()")


def _judged(page: Page, seen: Seen) -> None:
    """Find an answer wrong, say why, and find that again after a refresh; then think better."""
    turn = page.locator(".turn").first
    turn.get_by_role("button", name="This answer is wrong").click()
    turn.get_by_label("What is wrong with it?").fill(WHY)
    turn.get_by_role("button", name="Send").click()
    turn.get_by_text("Noted.").wait_for()
    page.reload()
    turn.get_by_label("What is wrong with it?").wait_for()
    seen.reason = turn.get_by_label("What is wrong with it?").input_value()
    bad = turn.get_by_role("button", name="This answer is wrong")
    seen.bad = str(bad.get_attribute("aria-pressed"))
    bad.click()
    expect(bad).to_have_attribute("aria-pressed", "false")
    page.reload()
    bad.wait_for()
    seen.bad_after_all = str(bad.get_attribute("aria-pressed"))


def _exported(visit: Visit, page: Page, seen: Seen) -> None:
    page.get_by_text("Export", exact=True).click()
    seen.markdown = read_markdown(download(page, "Markdown")).record
    seen.html = _opened(visit, download(page, "HTML")).record
    seen.word = read_word(download(page, "Word")).record


def download(page: Page, kind: str) -> Path:
    """Download a talk as Markdown, HTML or Word; return the file, under the name it was given."""
    with page.expect_download() as downloading:
        page.get_by_role("button", name=f"Download {kind}").click()
    named = downloading.value.suggested_filename
    path = downloading.value.path()
    return Path(path).rename(Path(path).with_name(named))


def _opened(visit: Visit, file: Path) -> Read:
    page = visit.open(file.as_uri())
    try:
        return read_html(page)
    finally:
        page.close()


def _renamed(visit: Visit, page: Page, seen: Seen) -> None:
    page.get_by_role("button", name="Rename").click()
    page.get_by_label("Title", exact=True).fill(RENAMED)
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".talk .title")).to_have_text([RENAMED])
    page.reload()
    page.locator(".talk").wait_for()
    seen.titles = _titles(page)
    visit.look(page, "renamed")


def _titles(page: Page) -> list[str]:
    still(page)
    return page.locator(".talk .title").all_inner_texts()


def _other(visit: Visit, seen: Seen, talk: str) -> None:
    """Look, as another reader, for what is not theirs, and keep a talk of their own."""
    page = visit.open(talk)
    told = page.get_by_text("There is no such talk here.")
    told.wait_for()
    visit.look(page, "not-theirs")
    seen.others_told = told.inner_text()
    seen.others_shown = page.locator(".turn").count()
    seen.others_before = len(_titles(page))
    page.get_by_role("button", name="New talk").click()
    ask(page, OTHERS)
    settled(page, 0)
    seen.others_titles = _titles(page)
    visit.context.close()


def _changed(visit: Visit, page: Page, seen: Seen, talk: str, index: Path) -> None:
    """Edit one article that the talk cites, take the other away, and read the talk again."""
    archive = index.with_name("archive")
    lantern.change(archive)
    command = [PRESSMARK, "index", "build", str(archive), "--index", str(index)]
    subprocess.run(command, check=True, capture_output=True)
    page.goto(talk)
    marks = page.locator(".chip .state")
    expect(marks).to_have_count(2)
    seen.marks = marks.all_inner_texts()
    seen.edited, seen.withdrawn = _since(page, 0), _since(page, 1)
    visit.look(page, "changed")
    page.locator(".turn").nth(1).locator(".chip").press("Enter")
    told = page.locator(".st-key-reader").get_by_text("This article is not in the archive")
    told.wait_for()
    seen.opened = told.inner_text()
    visit.look(page, "withdrawn")
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".st-key-reader")).to_have_count(0)


def _since(page: Page, number: int) -> str:
    turn = page.locator(".turn").nth(number)
    turn.locator(".chip").focus()
    return turn.locator(".card .since").inner_text()


def _deleted(visit: Visit, page: Page, seen: Seen, talk: str) -> None:
    page.get_by_role("button", name="Delete").click()
    visit.look(page, "deleting")
    page.get_by_role("button", name="Cancel").click()
    seen.kept_after_cancel = page.locator(".talk").count()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Delete").click()
    expect(page.locator(".talk")).to_have_count(0)
    page.wait_for_url(lambda url: "talk=" not in urlsplit(url).query)
    seen.after_delete = _titles(page)
    page.goto(talk)
    told = page.get_by_text("There is no such talk here.")
    told.wait_for()
    seen.gone = told.inner_text()


if __name__ == "__main__":
    program(walk)
