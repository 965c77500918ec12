"""A query and an index in, the paragraphs that best match it out, best first.

Two legs choose candidates: meaning (vectors) and words (BM25). A leg that cannot read the query
does not. The best of them are then read beside the query and put in order by what they say.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from index.embedder import Vectors
from index.filters import Filters
from index.reader import IndexReader
from index.rows import Located
from rag.fusion import standardised
from rag.signs import Question, Signs, probability
from rag.types import Hit, Ranks

POOL = 200  # candidates from each leg
WEIGHED = 30  # of all candidates, whose words are read
_ROUNDED = 6


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of a query and their cosines; `vector` is None where no model read the query."""

    hits: tuple[Hit, ...]
    vector: Vectors | None
    cosines: Mapping[tuple[str, int], float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph that a leg found, with its place in each; `cosine` is None without a vector."""

    located: Located
    signs: Signs
    ranks: Ranks
    cosine: float | None


def search(
    reader: IndexReader, query: str, *, k: int = 10, filters: Filters | None = None
) -> Found:
    """Return the k best paragraphs; ties are broken by article id and paragraph number.

    A hit's score is the probability that it is right, as far as was learned from questions.
    """
    vector, found = candidates(reader, query, max(k, WEIGHED), filters or Filters())
    ranking = reader.manifest.ranking
    weights = ranking.words if vector is None else ranking.read
    scored = [(round(probability(one.signs, weights), _ROUNDED), one) for one in found]
    best = sorted(scored, key=lambda pair: _order(pair[1].located, pair[0]))[:k]
    hits = tuple(_hit(one.located, score, one.ranks) for score, one in best)
    cosines = {
        (one.located.article.id, one.located.number): one.cosine
        for _, one in best
        if one.cosine is not None
    }
    return Found(hits, vector, cosines)


def candidates(
    reader: IndexReader, query: str, n: int, filters: Filters
) -> tuple[Vectors | None, list[Candidate]]:
    """Return the query's vector, and the n candidates that the legs together find best."""
    vector = reader.embed([query])[0] if reader.embedder.reads(query) else None
    dense = {} if vector is None else reader.nearest(vector, POOL, filters)
    lexical = reader.by_words(query, POOL, filters)
    dense_ranks, lexical_ranks = _ranks(dense), _ranks(lexical)
    if vector is not None:
        dense |= reader.cosines(vector, [key for key in lexical if key not in dense])
    keys = sorted(dense.keys() | lexical.keys())
    least = min(lexical.values(), default=0.0)
    by_words = standardised(keys, lexical, missing=least if len(lexical) == POOL else 0.0)
    by_meaning = standardised(keys, dense, missing=min(dense.values(), default=0.0))
    best = sorted(keys, key=lambda key: (-by_words[key] - by_meaning[key], key))[:n]
    question = Question(query, reader.lexical)
    return vector, [
        Candidate(
            one,
            question.signs(
                one.article.title, one.text, lexical=by_words[key], dense=by_meaning[key]
            ),
            Ranks(dense_ranks.get(key), lexical_ranks.get(key)),
            dense.get(key),
        )
        for key, one in sorted(reader.database.located(best).items())
    ]


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
