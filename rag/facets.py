"""The paragraphs that a query finds in, how many of them each outlet and each month has, out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from index.reader import IndexReader
from index.rows import Counted
from rag.search import Found

COUNTED = "every paragraph proposed, near or far: at most 200 by meaning and 200 by words"


@dataclass(frozen=True, slots=True)
class Facet:
    """An outlet or a month (2024-03), "" where an article names none, and what was found of it."""

    name: str
    articles: int
    paragraphs: int


@dataclass(frozen=True, slots=True)
class Facets:
    """What was found, counted: outlets with the most first, months with the newest first.

    Counted is every paragraph that either leg of the search proposes, `paragraphs` in all, not
    only the hits that are shown. Each leg proposes the best 200 that pass the filters, near or far:
    of a smaller archive, meaning proposes all of it. A copy counts with the article shown for it.
    """

    paragraphs: int
    sources: tuple[Facet, ...]
    months: tuple[Facet, ...]


def facets(reader: IndexReader, found: Found) -> Facets:
    """Count what was found."""
    counted = reader.database.counted(found.keys)
    names = {one.outlet: one.source for one in sorted(counted, key=_spelling, reverse=True)}
    sources = _summed(counted, lambda one: names[one.outlet])
    months = _summed(counted, lambda one: one.month)
    return Facets(
        len(found.keys),
        tuple(sorted(sources, key=lambda one: (-one.paragraphs, one.name))),
        tuple(sorted(months, key=lambda one: one.name, reverse=True)),
    )


def _spelling(one: Counted) -> str:
    return one.source


def _summed(counted: Iterable[Counted], name_of: Callable[[Counted], str]) -> list[Facet]:
    sums: dict[str, tuple[int, int]] = {}
    for one in counted:
        articles, paragraphs = sums.get(name_of(one), (0, 0))
        sums[name_of(one)] = articles + one.articles, paragraphs + one.paragraphs
    return [Facet(name, *some) for name, some in sums.items()]
