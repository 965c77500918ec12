"""A question's words in, BM25 scores of paragraphs out: `index.lexical` in a database.

Scores are tantivy's to a few parts in a hundred thousand: the same fields, weights and rounded
lengths, k1 1.2, b .75. Counts are those of one generation. Two statements a search, frequencies and
then scores with the weights given, could each be asked of shards and summed.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from index.lexical import HEADLINE_WEIGHT, PIECES_WEIGHT
from index.postgres.narrowing import Allowed, Rows, share_of
from index.terms import key_pieces, key_terms

WORDS, HEADLINE, PIECES = 0, 1, 2
BUCKETS = 32  # of articles by their keys, that blocks are cut by
LONGEST = 200  # letters of a term that are kept; an index of PostgreSQL has no room for any length
_BOOSTS = (1.0, HEADLINE_WEIGHT, PIECES_WEIGHT)
_K1, _B = 1.2, 0.75
_WIDE = 0.1  # of the articles; where as many are allowed, the best of all are looked through

_HELD = """
SELECT p.field, p.term, sum(p.held)::bigint
FROM unnest(%s::smallint[], %s::text[]) AS w (field, term)
JOIN postings p ON p.term = w.term AND p.field = w.field
WHERE p.born <= %s GROUP BY p.field, p.term
"""
_SCORED = """
SELECT key, sum(weight * count / (count::float8 + {base}::float8 + slope * length))::real AS score
FROM (
  SELECT w.weight, w.slope,
    unnest(p.keys) AS key, unnest(p.counts) AS count, unnest(p.lengths) AS length
  FROM unnest(%s::smallint[], %s::text[], %s::float8[], %s::float8[])
    AS w (field, term, weight, slope)
  JOIN postings p ON p.term = w.term AND p.field = w.field
  WHERE p.born <= %s {only}
) AS stands {among}
GROUP BY key ORDER BY score DESC, key LIMIT %s
""".replace("{base}", repr(_K1 * (1 - _B)))
_RANKED = """
WITH scored AS MATERIALIZED ({scored}), shown AS (
  SELECT s.key, s.score FROM scored s JOIN worded q ON q.paragraph = s.key
  JOIN articles a ON a.key = q.article WHERE {allowed}
)
SELECT key, score, (SELECT count(*) FROM scored) FROM shown ORDER BY score DESC, key LIMIT %s
""".replace("{scored}", _SCORED.replace("{only}", "").replace("{among}", ""))
_AMONG = """
WHERE (key IN (SELECT q.paragraph FROM worded q JOIN let ON let.key = q.article)) IS TRUE
"""  # IS TRUE has it be looked up in a hash table, however few rows the planner expects
_NARROWED = """
WITH let AS MATERIALIZED (SELECT a.key FROM articles a WHERE {allowed})
{scored}
""".replace(
    "{scored}",
    _SCORED.replace("{only}", "AND p.bucket IN (SELECT key %% %s FROM let)").replace(
        "{among}", _AMONG
    ),
)


@dataclass(frozen=True, slots=True)
class WordStatistics:
    """How many paragraphs a generation shows, and how many terms of each field they hold."""

    paragraphs: int
    words: int
    headline: int
    pieces: int


class PostgresWords:
    """Finds the paragraphs of one generation by their words."""

    def __init__(self, rows: Rows, generation: int, statistics: WordStatistics) -> None:
        """Read by `rows`, which find the view `articles` of the generation first."""
        self._rows = rows
        self._generation = generation
        self._count = statistics.paragraphs
        totals = (statistics.words, statistics.headline, statistics.pieces)
        self._slopes = [_K1 * _B * max(1, self._count) / max(1, total) for total in totals]
        self._known: dict[tuple[int, str], int] = {}

    def __len__(self) -> int:
        return self._count

    def search(self, query: str, k: int, allowed: Allowed | None = None) -> list[tuple[int, float]]:
        """Return up to k (paragraph key, BM25) for a query's words, best first, ties by key.

        `allowed` is a condition on `articles a` with its values.
        """
        terms = [term[:LONGEST] for term in key_terms(query)]
        asked = [
            *((WORDS, term) for term in terms),
            *((HEADLINE, term) for term in terms),
            *((PIECES, piece[:LONGEST]) for piece in key_pieces(query)),
        ]
        held = self._held(asked)
        there = [one for one in asked if held[one]]
        if not there or k < 1:
            return []
        values = [
            [field for field, _ in there],
            [term for _, term in there],
            [_BOOSTS[one[0]] * self._rarity(held[one]) * (_K1 + 1) for one in there],
            [self._slopes[field] for field, _ in there],
            self._generation,
        ]
        share = share_of(self._rows, allowed) if allowed else 1.0
        condition, given = allowed or ("a.copy_of IS NULL", [])
        if share >= _WIDE:
            depth = 50 + int(1.5 * k / share)
            statement = _RANKED.replace("{allowed}", condition)
            found = self._rows(statement, [*values, depth, *given, k])
            if len(found) == k or (found and found[0][2] < depth):
                return [(key, score) for key, score, _ in found]
        return self._narrowed(k, values, (condition, given))

    def rarity(self, term: str) -> float:
        """Return the term's inverse document frequency over paragraphs, as BM25 counts it."""
        term = term[:LONGEST]
        held = self._held([(WORDS, term), (HEADLINE, term)])
        return self._rarity(max(held.values()))

    def _narrowed(
        self, k: int, values: Sequence[object], allowed: Allowed
    ) -> list[tuple[int, float]]:
        statement = _NARROWED.replace("{allowed}", allowed[0])
        found = self._rows(statement, [*allowed[1], *values, BUCKETS, k])
        return [(key, score) for key, score in found]

    def _rarity(self, held: int) -> float:
        return math.log(1 + (self._count - held + 0.5) / (held + 0.5))

    def _held(self, asked: Sequence[tuple[int, str]]) -> dict[tuple[int, str], int]:
        """Return how many paragraphs hold each of these terms in its field."""
        new = [one for one in dict.fromkeys(asked) if one not in self._known]
        if new:
            fields, terms = [field for field, _ in new], [term for _, term in new]
            found = self._rows(_HELD, [fields, terms, self._generation])
            held = {(field, term): int(count) for field, term, count in found}
            self._known |= {one: held.get(one, 0) for one in new}
        return {one: self._known[one] for one in asked}
