"""Whatever happens to an archive and its index, both homes say and find the same after it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from index.errors import IndexMissing
from index.filters import Filters
from index.home import Location, home_of
from index.postgres.address import Address
from index.progress import unseen
from index.removal import readmit_articles, remove_articles
from tests.index.homes import (
    article,
    assert_alike,
    by_both,
    by_meaning,
    by_words,
    content_of,
    number_at,
)
from tests.postgres import Server
from tests.tiny import BELL, TinyEmbedder, build_tiny, open_tiny, write_files

Event = tuple[str, int, int]

REPORT = "\n\n".join(BELL[:3])
DOCKED = (
    "وصلت العبارة إلى الميناء قبل الفجر رغم الضباب الكثيف الذي غطى المدينة منذ مساء أمس.\n\n"
    "وقال رئيس البلدية إن المجلس وافق على ميزانية المدرسة والجسر بعد نقاش طويل.\n\n"
    "وأضاف أن العمل في الجسر يبدأ في الربيع ويستمر تسعة أسابيع على الأقل."
)
TEXTS = (
    "Ferry sails\n\nIt left the quay at nine.\n\nIt was full of sailors.",
    "Ferry sails\n\nIt left the quay at ten.\n\nIt was full of sailors.",
    article("", "Bakery closes", "Flour is dear.", "Ten bakers lose work.", source="Gull", date=""),
    article("", "Bell raised", REPORT, source="Agency", date="2024-01-25"),
    article("", "Ferry's bell", REPORT, "A photograph.", source="Lamp", author="Cem Dorr"),
    article("", "Dive goes on", *BELL[2:5], source="Gull", date="2024-03-01", author="Ada Bann"),
    article("", "العبارة تصل", DOCKED, source="مدّ", date="2024-02-01"),
    article("", "وصول العبارة", DOCKED, source="Lamp", date="2024-02-02"),
    article("", "Storm nears", "Gales are forecast for Friday at the quay."),
)
FILES = ("a.md", "b.md", "sub/c.md", "d.md", "sub/e.md")
QUESTIONS = ("When did the ferry leave the quay?", "bell of the wreck", "متى وصلت العبارة؟")
NARROWED = (
    Filters(since="2024-01-25", undated=True), Filters(source="lamp"), Filters(since="2024-02-01")
)  # fmt: skip

EVENTS = st.one_of(
    st.tuples(st.just("write"), st.integers(0, len(FILES) - 1), st.integers(0, len(TEXTS) - 1)),
    st.tuples(st.just("write"), st.integers(0, len(FILES) - 1), st.integers(0, len(TEXTS) - 1)),
    st.tuples(st.just("delete"), st.integers(0, 4), st.just(0)),
    st.tuples(st.just("move"), st.integers(0, 4), st.integers(0, 4)),
    st.tuples(st.just("take out"), st.integers(0, 4), st.just(0)),
    st.tuples(st.just("let in"), st.integers(0, 4), st.just(0)),
    st.tuples(st.just("go back"), st.just(0), st.just(0)),
)
HISTORIES = st.tuples(
    st.lists(st.sampled_from(range(len(TEXTS))), min_size=len(FILES), max_size=len(FILES)),
    st.lists(st.lists(EVENTS, min_size=1, max_size=3), min_size=1, max_size=2),
)
_NUMBERS = count(1)


@pytest.fixture(scope="module")
def one_database(postgres: Server) -> str:
    """A database in which each example has a schema of its own."""
    return postgres.new_database()


@settings(max_examples=12, phases=[Phase.generate])
@given(HISTORIES)
def test_both_homes_say_and_find_the_same_whatever_happened(
    one_database: str,
    tmp_path_factory: pytest.TempPathFactory,
    history: tuple[list[int], list[list[Event]]],
) -> None:
    at_first, turns = history
    folder = tmp_path_factory.mktemp("history")
    archive = write_files(
        folder / "archive", {name: TEXTS[at] for name, at in zip(FILES, at_first, strict=True)}
    )
    between = "&" if "?" in one_database else "?"
    database = Address.read(f"{one_database}{between}schema=history_{next(_NUMBERS)}")
    homes: Sequence[Location] = (folder / "index", database)
    ever: set[str] = set()
    for home in homes:
        build_tiny(archive, index=home)
    for number, turn in enumerate(turns):
        for event in turn:
            happen(event, archive, homes)
        if any(what == "go back" for what, _, _ in turn):  # what a database remembers is then lost
            write_files(archive, {"back.md": f"# News\n\nIt went back {number} times."})
        summaries = [replace(build_tiny(archive, index=home), seconds=0) for home in homes]
        assert summaries[0] == summaries[1]
        assert_same(homes, ever)
    assert_like_a_fresh_build(archive, homes, folder / "fresh")


def happen(event: Event, archive: Path, homes: Sequence[Location]) -> None:
    """Let something happen to the archive, or to the index in every home."""
    what, at, other = event
    path = archive / FILES[at % len(FILES)]
    match what:
        case "write":
            write_files(archive, {FILES[at]: TEXTS[other]})
        case "delete":
            path.unlink(missing_ok=True)
        case "move":
            if path.exists():
                path.rename(archive / FILES[other])
        case _:
            assert len({decide(what, at, home) for home in homes}) == 1


def decide(what: str, at: int, home: Location) -> tuple[str, ...]:
    """Do something by hand in one home; return what it says."""
    with open_tiny(home) as reader:
        known, withdrawn = sorted(reader.database.known()), list(reader.database.withdrawn())
    match what:
        case "take out" if known:
            id = known[at % len(known)]
            found = remove_articles([id], index=home, embedder=TinyEmbedder(), progress=unseen)
            return tuple(one.id for one in (*found.removed, *found.copies))
        case "let in" if withdrawn:
            id = withdrawn[at % len(withdrawn)]
            readmit_articles([id], index=home, embedder=TinyEmbedder(), progress=unseen)
        case "go back":
            try:
                return home_of(home).roll_back(0).returned
            except IndexMissing as error:
                return (error.hint,)
    return ()


def assert_same(homes: Sequence[Location], ever: set[str]) -> None:
    """Hold that the homes have the same versions, say the same and find the same."""
    assert number_at(homes[0]) == number_at(homes[1])
    kept = [[(one.number, one.articles) for one in home_of(home).kept()] for home in homes]
    assert kept[0] == kept[1]
    with open_tiny(homes[0]) as one, open_tiny(homes[1]) as other:
        ever |= one.database.known().keys()
        assert content_of(one, ever) == content_of(other, ever)
        for asked, filters in zip(QUESTIONS, NARROWED, strict=True):
            for leg in (by_words, by_meaning, by_both):
                assert_alike(leg(one, asked, filters), leg(other, asked, filters))
            assert_alike(by_both(one, asked), by_both(other, asked))


def assert_like_a_fresh_build(archive: Path, homes: Sequence[Location], fresh: Path) -> None:
    """Hold that many builds end like one, of what the archive holds now."""
    for home in homes:
        with open_tiny(home) as reader:
            withdrawn = list(reader.database.withdrawn())
        if withdrawn:
            readmit_articles(withdrawn, index=home, embedder=TinyEmbedder(), progress=unseen)
            build_tiny(archive, index=home)
    build_tiny(archive, index=fresh)
    with open_tiny(fresh) as one:
        for home in homes:
            with open_tiny(home) as other:
                assert content_of(other) == content_of(one)
                for asked in QUESTIONS:
                    assert_alike(by_both(other, asked), by_both(one, asked))
