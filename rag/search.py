"""A query and an index in, the paragraphs that best match it out, best first.

Two legs vote: meaning (vectors) and words (BM25). A leg that cannot read the query does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from index.embedder import Vectors
from index.filters import Filters
from index.reader import IndexReader
from index.rows import Located
from index.terms import key_terms
from rag.fusion import fuse
from rag.types import Hit, Ranks

POOL = 200  # candidates from each leg
DENSE_WEIGHT, LEXICAL_WEIGHT = 0.5, 0.5
_ROUNDED = 6


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of a query and their cosines; `vector` is None where no model read the query."""

    hits: tuple[Hit, ...]
    vector: Vectors | None
    cosines: Mapping[tuple[str, int], float]


def search(
    reader: IndexReader, query: str, *, k: int = 10, filters: Filters | None = None
) -> Found:
    """Return the k best paragraphs; ties are broken by article id and paragraph number."""
    filters = filters or Filters()
    vector = reader.embed([query])[0] if reader.embedder.reads(query) else None
    dense = {} if vector is None else reader.nearest(vector, POOL, filters)
    lexical = dict(reader.lexical.search(key_terms(query), POOL, filters))
    dense_ranks, lexical_ranks = _ranks(dense), _ranks(lexical)
    if vector is not None:
        dense |= reader.cosines(vector, [key for key in lexical if key not in dense])
    scores = fuse([(DENSE_WEIGHT, dense), (LEXICAL_WEIGHT, lexical)])
    located = reader.database.located(list(scores))
    best = sorted(located.values(), key=lambda one: _order(one, scores[one.key]))[:k]
    hits = [
        _hit(one, scores[one.key], Ranks(dense_ranks.get(one.key), lexical_ranks.get(one.key)))
        for one in best
    ]
    cosines = {(one.article.id, one.number): dense[one.key] for one in best if one.key in dense}
    return Found(tuple(hits), vector, cosines)


def newest_first(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Return the hits by date, newest first, undated last; within a day the better one first."""
    return tuple(sorted(hits, key=lambda hit: hit.article.published[:10], reverse=True))


def _ranks(scores: Mapping[int, float]) -> dict[int, int]:
    """Return the rank of each key, from 1; equal scores share the better rank."""
    best_first = sorted(scores.values(), reverse=True)
    first = {score: rank for rank, score in reversed(list(enumerate(best_first, start=1)))}
    return {key: first[score] for key, score in scores.items()}


def _order(one: Located, score: float) -> tuple[float, str, int]:
    return -round(score, _ROUNDED), one.article.id, one.number


def _hit(one: Located, score: float, ranks: Ranks) -> Hit:
    rounded = round(score, _ROUNDED)
    return Hit(one.article, one.number, one.text, one.start, one.end, rounded, ranks)
