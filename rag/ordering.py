"""Hits, best first, in; those that matter, by date, and few of each article, out."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from rag.types import Hit

LEAST_SHARE = 0.05  # of the best hit's score; docs/search.md has what it keeps and drops

One = TypeVar("One")


def relevant(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the hits whose score is a fair share of the best one's, in their order.

    A search fills its places with the next best, however far behind; by date those would stand
    among the ones that were meant.
    """
    best = max((hit.score for hit in hits), default=0.0)
    return tuple(hit for hit in hits if hit.score >= LEAST_SHARE * best)


def newest_first(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the hits by date, newest first, undated last; within a day the better one first."""
    return tuple(sorted(hits, key=_day, reverse=True))


def oldest_first(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the hits by date, oldest first, undated last; within a day the better one first."""
    return tuple(sorted(hits, key=lambda hit: (not _day(hit), _day(hit))))


def few_of_each(those: Iterable[One], most: int, article_of: Callable[[One], str]) -> list[One]:
    """Return those that are among the first `most` of their article, in their order; 0 is all."""
    kept: list[One] = []
    seen: dict[str, int] = {}
    for one in those:
        article = article_of(one)
        seen[article] = seen.get(article, 0) + 1
        if not most or seen[article] <= most:
            kept.append(one)
    return kept


def _day(hit: Hit) -> str:
    return hit.article.published[:10]
