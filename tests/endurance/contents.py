"""An index in, everything a reader can see of it out, so that two states can be compared."""

from collections.abc import Iterable
from dataclasses import dataclass

from index.article import Article, digest_of
from index.errors import IndexMissing
from index.home import Location
from index.reader import IndexReader
from index.rows import Listed
from rag.search import search
from tests.endurance.archives import WATCHED, passage_of, word
from tests.tiny import EVERYTHING, open_tiny

Place = tuple[str, int, str]  # article id, paragraph number, its words
_SLOWER = 5  # one word in so many is looked for by meaning and words together


@dataclass(frozen=True, slots=True)
class Content:
    """What an index says: its articles, its list, its counts, and what is found in it.

    What is found is told for words that stand in one edition of one article each: the paragraphs
    that hold the word, and whether the nearest one by meaning and the best one by both do.
    """

    articles: tuple[Article, ...]
    shown: tuple[Article, ...]
    listed: tuple[Listed, ...]
    counts: tuple[tuple[str, int], ...]
    by_words: tuple[tuple[Place, ...], ...]
    by_meaning: tuple[tuple[Place, ...], ...]
    by_both: tuple[tuple[Place, ...], ...]


def content_of(reader: IndexReader) -> Content:
    """Return everything that an open index says."""
    listed = tuple(reader.database.listed(EVERYTHING))
    return Content(
        tuple(reader.article(one.card.id) for one in listed),
        tuple(article for article, _ in reader.database.shown_articles()),
        listed,
        tuple(sorted(reader.manifest.counts.items())),
        tuple(_by_words(reader, word(*one)) for one in WATCHED),
        tuple(_by_meaning(reader, *one) for one in WATCHED),
        tuple(_by_both(reader, *one) for one in WATCHED[::_SLOWER]),
    )


def content_digest(reader: IndexReader) -> str:
    """Return what tells one content from another, where it must pass between processes."""
    return digest_of(repr(content_of(reader)))


def content_at(index: Location) -> Content | None:
    """Return the content of the index, or none where there is no index; raises IndexProblem."""
    try:
        reader = open_tiny(index)
    except IndexMissing:
        return None
    with reader:
        return content_of(reader)


def _by_words(reader: IndexReader, wanted: str) -> tuple[Place, ...]:
    keys = list(reader.by_words(wanted, 5, EVERYTHING))
    return _places(reader, keys)


def _by_meaning(reader: IndexReader, number: int, edition: int) -> tuple[Place, ...]:
    vector = reader.embed([passage_of(number, edition)])[0]
    found = _places(reader, reader.nearest(vector, 1, EVERYTHING))
    return _holding(found, word(number, edition))


def _by_both(reader: IndexReader, number: int, edition: int) -> tuple[Place, ...]:
    hits = search(reader, passage_of(number, edition), k=1).hits
    found = [(hit.article.id, hit.paragraph, hit.text) for hit in hits]
    return _holding(found, word(number, edition))


def _places(reader: IndexReader, keys: Iterable[int]) -> tuple[Place, ...]:
    keys = list(keys)
    located = reader.database.located(keys)
    return tuple((located[key].article.id, located[key].number, located[key].text) for key in keys)


def _holding(places: Iterable[Place], wanted: str) -> tuple[Place, ...]:
    return tuple(place for place in places if wanted in place[2])
