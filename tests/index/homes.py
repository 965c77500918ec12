"""An open index in; what it says and what is found in it, out, alike in both of its homes."""

from collections.abc import Iterable
from dataclasses import dataclass

import pytest

from index.article import Article
from index.filters import Filters
from index.home import Location, home_of
from index.reader import IndexReader
from index.rows import Listed
from rag.search import search
from tests.tiny import BELL, EVERYTHING, open_tiny

CLOSE = 1e-4  # two scores of different homes are alike
Found = dict[tuple[str, int], float]  # (article id, paragraph number): score
_ALL = 200  # paragraphs, more than any of these archives has


def article(
    id: str,
    title: str,
    *paragraphs: str,
    source: str = "Tide",
    date: str = "2024-01-24",
    author: str = "",
) -> str:
    """Return an article as a file; with "" for `id` or `date` it has none."""
    told = {"id": id, "title": title, "source": source, "date": date, "author": author}
    lines = [f"{name}: {value}" for name, value in told.items() if value]
    return "\n".join(["---", *lines, "---", ""]) + "\n\n".join(paragraphs) + "\n"


@dataclass(frozen=True, slots=True)
class Content:
    """What an index says: articles with their copies, all ids, ids moved from, ids taken out."""

    articles: tuple[Article, ...]
    listed: tuple[Listed, ...]
    known: tuple[str, ...]
    withdrawn: tuple[str, ...]
    leads_to: tuple[tuple[str, str], ...]
    counts: tuple[tuple[str, int], ...]


def content_of(reader: IndexReader, ids: Iterable[str] = ()) -> Content:
    """Return what an open index says, and where these ids lead in it."""
    found = {id: reader.database.article(id) for id in ids}
    return Content(
        tuple(one for one, _ in reader.database.shown_articles()),
        tuple(reader.database.listed(EVERYTHING)),
        tuple(f"{id} {known}" for id, known in sorted(reader.database.known().items())),
        tuple(f"{id} {title}" for id, title in reader.database.withdrawn().items()),
        tuple(sorted((id, one.id) for id, one in found.items() if one)),
        tuple(sorted(reader.manifest.counts.items())),
    )


def content_at(index: Location, ids: Iterable[str] = ()) -> Content:
    """Return what an index says now."""
    with open_tiny(index) as reader:
        return content_of(reader, ids)


def number_at(index: Location) -> int:
    """Return the number of the current version."""
    return int(home_of(index).current().partition("-")[0])


def numbers_at(index: Location) -> list[int]:
    """Return the numbers of the versions kept."""
    return [one.number for one in home_of(index).kept()]


def by_words(reader: IndexReader, query: str, filters: Filters = EVERYTHING) -> Found:
    """Return what the words find, best first."""
    return _told(reader, reader.by_words(query, _ALL, filters))


def by_meaning(reader: IndexReader, query: str, filters: Filters = EVERYTHING) -> Found:
    """Return what the vectors find, best first."""
    return _told(reader, reader.nearest(reader.embed_question(query), _ALL, filters))


def by_both(reader: IndexReader, query: str, filters: Filters = EVERYTHING) -> Found:
    """Return what both legs together find, best first."""
    hits = search(reader, query, k=_ALL, filters=filters).hits
    return {(hit.article.id, hit.paragraph): hit.score for hit in hits}


def assert_alike(one: Found, other: Found) -> None:
    """Hold that the same is found with the same scores, in an order that agrees with them."""
    assert one == pytest.approx(other, abs=CLOSE)
    for found in (one, other):
        scores = list(found.values())
        assert scores == sorted(scores, reverse=True)


def _told(reader: IndexReader, found: dict[int, float]) -> Found:
    located = reader.database.located(list(found))
    return {(located[key].article.id, located[key].number): found[key] for key in found}


FERRY = article("ferry", "Ferry sails", "It left the quay at nine.", "It was full of sailors.")
BAKERY = article(
    "bakery", "Bakery closes", "Flour is dear.", "Ten bakers lose their work.",
    source="Gull", date="2024-02-10", author="Ada Bann",
)  # fmt: skip
STORM = article("storm", "Storm nears", "Gales are forecast for Friday.", date="")
ARABIC = article("ar", "العبارة تغادر", "غادرت العبارة الميناء عند الفجر.", source="مدّ")
WIRE = article("wire", "Bell raised", *BELL[:3], source="Agency", date="2024-01-25")
COPY = article(
    "copy", "Ferry's bell", *BELL[:3], source="The Lamp", date="2024-01-24", author="Cem Dorr"
)
