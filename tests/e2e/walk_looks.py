"""Every view as it looks in light, in the dark, on a phone and in Arabic, as a program.

    python -m tests.e2e.walk_looks INDEX SHOTS [--alone]

Prints what was seen as JSON: of each view in each look, what axe-core finds wrong. Beside INDEX, of
the sample archive, is a folder `eval` with a report.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, expect

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
    talk_of,
)

ANSWERED = "How many people marched for the dockers?"
SILENT = "Who won the 2022 World Cup?"


@dataclass(frozen=True, slots=True)
class Look:
    """A way in which a reader's machine shows the page."""

    name: str
    dark: bool = False
    phone: bool = False
    language: str = ""


LOOKS = (
    Look("light"),
    Look("dark", dark=True),
    Look("phone", phone=True),
    Look("arabic", language="ar"),
    Look("arabic-dark-phone", dark=True, phone=True, language="ar"),
)


@dataclass
class Seen(Watched):
    """What the browser showed; `wide` are the looks that can be pushed sideways."""

    wide: list[str] = field(default_factory=list)


def walk(index: Path, shots: Path) -> Seen:
    """Make an answer and an abstention, then look at every view in every look."""
    seen = Seen()
    with chromium() as running, chat(index) as address:
        visit = Visit.begin(running, seen, shots)
        page = visit.open(address)
        views = _views(page, address)
        for look in LOOKS:
            scheme: Literal["dark", "light"] = "dark" if look.dark else "light"
            page.emulate_media(color_scheme=scheme)
            width, height = PHONE if look.phone else WIDE
            page.set_viewport_size({"width": width, "height": height})
            for name, (at, drawn) in views.items():
                page.goto(f"{at}&language={look.language}" if look.language else at)
                _look_at(visit, page, seen, f"{name}-{look.name}", drawn)
    return seen


def _views(page: Page, address: str) -> dict[str, tuple[str, str]]:
    """Return the address of each view by its name, with what tells that it is drawn."""
    ask(page, ANSWERED)
    settled(page, 0).locator(".chip").first.click()
    page.wait_for_url("**/*article=*")
    article = page.url
    answer = talk_of(page)
    page.goto(f"{address}/?")
    ask(page, SILENT)
    settled(page, 0)
    silence = talk_of(page)
    search = f"{address}/?view=search&words=dockers march"
    return {
        "empty": (f"{address}/?view=", ".suggestion, .newest .place"),
        "answer": (answer, ".chip"),
        "article": (article, ".article mark"),
        "silence": (silence, ".silent"),
        "missing": (f"{address}/?talk=none", ".stAlert"),
        "search-empty": (f"{address}/?view=search", ".st-key-sought-words"),
        "search": (search, ".hit"),
        "search-nothing": (f"{address}/?view=search&words=zzyzx&outlet=Nobody", ".nothing"),
        "archive": (f"{address}/?view=archive", ".grid"),
        "evaluation": (f"{address}/?view=evaluation", ".report"),
        "case": (f"{address}/?view=evaluation&case=a", ".opened"),
    }


def _look_at(visit: Visit, page: Page, seen: Seen, name: str, drawn: str) -> None:
    page.locator(drawn).first.wait_for()
    expect(page.locator(".blank")).to_have_count(0)
    for closed in page.locator(".stMain .stExpander summary, .facets > summary").all():
        if closed.is_visible():
            closed.click()
    visit.look(page, name)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        seen.wide.append(name)


if __name__ == "__main__":
    program(walk)
