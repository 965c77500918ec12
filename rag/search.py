"""A query and an index in, the paragraphs that best match it out, best first.

Two legs choose candidates: meaning (vectors) and words (BM25). A leg that cannot read the query
does not. The best of them are then read beside the query and put in order by what they say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from index.article import Card
from index.embedder import Vectors
from index.filters import Filters
from index.passages import headed
from index.reader import IndexReader
from index.rows import Located
from rag.fusion import standardised
from rag.ordering import few_of_each
from rag.reranker import RERANKED, Reranker
from rag.signs import Question, Signs, probability
from rag.types import Hit, Leg, Ranks, Why

POOL = 200  # candidates from each leg
WEIGHED = 30  # of all candidates, whose words are read
_ROUNDED = 6  # digits of a score
_SHOWN = 4  # digits of what only explains


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of a query and their cosines; `vector` is None where no model read the query.

    `keys` are the paragraphs that either leg found, the hits among them. `reranked` is how many
    paragraphs the reranker had the time to read.
    """

    hits: tuple[Hit, ...]
    vector: Vectors | None
    cosines: Mapping[tuple[str, int], float]
    keys: tuple[int, ...] = ()
    reranked: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph that a leg found, with its place in each; `cosine` is None without a vector.

    `bm25` is None where it shares no word with the query, or the leg has better ones enough.
    """

    located: Located
    signs: Signs
    ranks: Ranks
    cosine: float | None
    bm25: float | None = None


def search(
    reader: IndexReader,
    query: str,
    *,
    k: int = 10,
    filters: Filters | None = None,
    per_article: int = 0,
    reranker: Reranker | None = None,
) -> Found:
    """Return the k best paragraphs; ties are broken by article id and paragraph number.

    A hit's score is the probability that it is right, as far as was learned from questions. At
    most `per_article` of one article are given, any number where that is 0. A reranker puts those
    that it has the time to read in an order of its own, before the others; scores stay as learned.
    """
    proposed = _propose(reader, query, filters or Filters())
    weighed = max(k, RERANKED if reranker else WEIGHED)
    ordered = _ordered(reader, proposed, weighed)
    while len(_few(ordered, per_article)) < k and weighed < len(proposed.best):
        weighed *= 2
        ordered = _ordered(reader, proposed, weighed)
    again = _read_again(reranker, query, ordered)
    best = _few(again, per_article)[:k]
    return Found(
        _hits(reader, best),
        proposed.vector,
        {
            (one.candidate.located.article.id, one.candidate.located.number): one.candidate.cosine
            for one in best
            if one.candidate.cosine is not None
        },
        tuple(sorted(proposed.best)),
        sum(one.reranked is not None and one.reranked.rank is not None for one in again),
    )


def candidates(
    reader: IndexReader, query: str, n: int, filters: Filters
) -> tuple[Vectors | None, list[Candidate]]:
    """Return the query's vector, and the n candidates that the legs together find best."""
    proposed = _propose(reader, query, filters)
    return proposed.vector, _read(reader, proposed, n)


@dataclass(frozen=True, slots=True)
class _Proposed:
    """The paragraphs that either leg found, best first by both, and what each leg says of them."""

    query: str
    vector: Vectors | None
    best: Sequence[int]
    dense: Mapping[int, float]
    lexical: Mapping[int, float]
    dense_ranks: Mapping[int, int]
    lexical_ranks: Mapping[int, int]
    by_meaning: Mapping[int, float]
    by_words: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class _Scored:
    candidate: Candidate
    score: float
    reranked: Leg | None = None


def _propose(reader: IndexReader, query: str, filters: Filters) -> _Proposed:
    vector = reader.embed_question(query) if reader.embedder.reads(query) else None
    dense = {} if vector is None else reader.nearest(vector, POOL, filters)
    lexical = reader.by_words(query, POOL, filters)
    dense_ranks, lexical_ranks = _ranks(dense), _ranks(lexical)
    if vector is not None:
        dense |= reader.cosines(vector, [key for key in lexical if key not in dense])
    keys = sorted(dense.keys() | lexical.keys())
    least = min(lexical.values(), default=0.0)
    by_words = standardised(keys, lexical, missing=least if len(lexical) == POOL else 0.0)
    by_meaning = standardised(keys, dense, missing=min(dense.values(), default=0.0))
    best = sorted(keys, key=lambda key: (-by_words[key] - by_meaning[key], key))
    return _Proposed(
        query, vector, best, dense, lexical, dense_ranks, lexical_ranks, by_meaning, by_words
    )


def _read(reader: IndexReader, proposed: _Proposed, n: int) -> list[Candidate]:
    """Return the best n of what was proposed, read beside the query, by key."""
    question = Question(proposed.query, reader.lexical)
    return [
        Candidate(
            one,
            question.signs(
                one.article.title,
                one.text,
                lexical=proposed.by_words[key],
                dense=proposed.by_meaning[key],
            ),
            Ranks(proposed.dense_ranks.get(key), proposed.lexical_ranks.get(key)),
            proposed.dense.get(key),
            proposed.lexical.get(key),
        )
        for key, one in sorted(reader.database.located(proposed.best[:n]).items())
    ]


def _ordered(reader: IndexReader, proposed: _Proposed, n: int) -> list[_Scored]:
    """Return the best n of what was proposed, in the order of what they say."""
    ranking = reader.manifest.ranking
    weights = ranking.words if proposed.vector is None else ranking.read
    scored = [
        _Scored(one, round(probability(one.signs, weights), _ROUNDED))
        for one in _read(reader, proposed, n)
    ]
    return sorted(scored, key=_place)


def _read_again(
    reranker: Reranker | None, query: str, ordered: Sequence[_Scored]
) -> Sequence[_Scored]:
    """Return the first of them in the reranker's order, then those it had no time to read."""
    if reranker is None:
        return ordered
    located = [one.candidate.located for one in ordered[:RERANKED]]
    texts = [headed(one.article.title, one.text) for one in located]
    scores = [round(score, _ROUNDED) for score in reranker.scores(query, texts)]
    order = sorted(range(len(scores)), key=lambda at: (-scores[at], at))
    first = [
        replace(ordered[at], reranked=Leg(rank, scores[at])) for rank, at in enumerate(order, 1)
    ]
    return first + [replace(one, reranked=Leg()) for one in ordered[len(scores) :]]


def _few(ordered: Sequence[_Scored], per_article: int) -> list[_Scored]:
    return few_of_each(ordered, per_article, lambda one: one.candidate.located.article.id)


def _hits(reader: IndexReader, best: Sequence[_Scored]) -> tuple[Hit, ...]:
    copies = reader.database.copies_of([one.candidate.located.article.id for one in best])
    return tuple(_hit(one, copies.get(one.candidate.located.article.id, ())) for one in best)


def _hit(one: _Scored, also_in: tuple[Card, ...]) -> Hit:
    found, signs, ranks = one.candidate.located, one.candidate.signs, one.candidate.ranks
    why = Why(
        dense=Leg(ranks.dense, _shown(one.candidate.cosine)),
        lexical=Leg(ranks.lexical, _shown(one.candidate.bm25)),
        coverage=round(signs.coverage, _SHOWN),
        sentence=round(signs.sentence, _SHOWN),
        pairs=round(signs.pairs, _SHOWN),
        kind=signs.kind,
        reranked=one.reranked,
    )
    return Hit(
        found.article, found.number, found.text, found.start, found.end, one.score, ranks,
        why, also_in,
    )  # fmt: skip


def _place(one: _Scored) -> tuple[float, str, int]:
    return -one.score, one.candidate.located.article.id, one.candidate.located.number


def _shown(score: float | None) -> float | None:
    return None if score is None else round(score, _SHOWN)


def _ranks(scores: Mapping[int, float]) -> dict[int, int]:
    """Return the rank of each key, from 1; equal scores share the better rank."""
    best_first = sorted(scores.values(), reverse=True)
    first = {score: rank for rank, score in reversed(list(enumerate(best_first, start=1)))}
    return {key: first[score] for key, score in scores.items()}
