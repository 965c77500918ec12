"""A reader's way through a talk that two chat servers share, one of which is killed, as a program.

    python -m tests.e2e.walk_two_servers FOLDER SHOTS [--alone]

Prints what was seen as JSON. `pressmark.toml` in FOLDER names the database of the index and its
talks, which was built of what `tests.e2e.lantern` wrote.
"""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.e2e import lantern
from tests.e2e.browsing import (
    Visit,
    Watched,
    ask,
    chromium,
    program,
    serving,
    settled,
    still,
    talk_of,
)


@dataclass
class Seen(Watched):
    """What the browsers showed."""

    first_server: list[str] = field(default_factory=list)
    second_server: list[str] = field(default_factory=list)
    first_after: list[str] = field(default_factory=list)
    after_kill: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    status: int = 0
    others_told: str = ""
    third_server: list[str] = field(default_factory=list)


def walk(index: Path, shots: Path) -> Seen:
    """Begin a talk on one server, go on in another, kill the first, go on; start one anew."""
    seen = Seen()
    folder = index
    with (
        chromium() as running,
        serving(None, folder) as (first, process),
        serving(None, folder) as (second, _),
    ):
        reader = Visit.begin(running, seen, shots)
        page = reader.open(first)
        ask(page, lantern.LIT)
        settled(page, 0)
        seen.first_server = _questions(page)
        talk = talk_of(page)
        other = reader.open(_on(second, talk))
        settled(other, 0)
        seen.second_server = _questions(other)
        ask(other, lantern.SOLD)
        settled(other, 1)
        page.reload()
        settled(page, 1)
        seen.first_after = _questions(page)
        page.close()
        process.kill()
        seen.status = process.wait()
        ask(other, lantern.LIT)
        settled(other, 2)
        seen.after_kill = _questions(other)
        seen.titles = other.locator(".talk .title").all_inner_texts()
        reader.look(other, "after-kill")
        _stranger(Visit.begin(running, seen, shots), seen, _on(second, talk))
        with serving(None, folder) as (third, _):
            again = reader.open(_on(third, talk))
            settled(again, 2)
            seen.third_server = _questions(again)
    return seen


def _on(server: str, talk: str) -> str:
    """Return the address of a talk on another server."""
    return f"{server}/?{urlsplit(talk).query}"


def _questions(page: Page) -> list[str]:
    still(page)
    return page.locator(".question").all_inner_texts()


def _stranger(visit: Visit, seen: Seen, talk: str) -> None:
    told = visit.open(talk).get_by_text("There is no such talk here.")
    told.wait_for()
    seen.others_told = told.inner_text()
    visit.context.close()


if __name__ == "__main__":
    program(walk)
