"""What paragraphs are searched by in, blocks of postings for `index.postgres.words` out."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from index.postgres.server import Connection
from index.postgres.words import BUCKETS, LONGEST, WordStatistics

_MOST = 32_767  # what a SMALLINT holds
_BLOCKS = 8  # of old generations, of a term in a bucket; more are made one

_SAID = """
CREATE TEMPORARY TABLE IF NOT EXISTS said (
  article BIGINT NOT NULL, paragraph BIGINT NOT NULL,
  words BIGINT NOT NULL, headline BIGINT NOT NULL, pieces BIGINT NOT NULL,
  lengths SMALLINT[] NOT NULL, terms TEXT NOT NULL, counts SMALLINT[] NOT NULL
)
"""
_COPY = "COPY said (article, paragraph, words, headline, pieces, lengths, terms, counts) FROM STDIN"
_WORDED = """
INSERT INTO worded (article, paragraph, words, headline, pieces, terms)
SELECT article, paragraph, words, headline, pieces, terms FROM said
"""
_ADD = """
INSERT INTO postings (bucket, field, term, born, held, keys, counts, lengths)
SELECT bucket, left(t, 1)::smallint, substr(t, 2), %(born)s, count(*),
  array_agg(paragraph ORDER BY paragraph),
  array_agg(count ORDER BY paragraph),
  array_agg(lengths[left(t, 1)::integer + 1] ORDER BY paragraph)
FROM (
  SELECT s.article %% %(buckets)s AS bucket, u.t COLLATE "C" AS t, s.paragraph, u.count, s.lengths
  FROM said s, unnest(string_to_array(s.terms, ' '), s.counts) AS u (t, count)
) AS stands
GROUP BY t, bucket
"""
_TAKE = """
INSERT INTO postings (bucket, field, term, born, held, keys, counts, lengths)
SELECT bucket, left(t, 1)::smallint, substr(t, 2), %(born)s, -count(*), '{}', '{}', '{}'
FROM (
  SELECT w.article %% %(buckets)s AS bucket, string_to_table(w.terms, ' ') COLLATE "C" AS t
  FROM article_rows r JOIN worded w ON w.article = r.key WHERE r.died = %(born)s
) AS stood
GROUP BY t, bucket
ON CONFLICT (term, field, bucket, born) DO UPDATE SET held = postings.held + excluded.held
"""
_STATISTICS = """
SELECT count(*), coalesce(sum(w.words), 0)::bigint, coalesce(sum(w.headline), 0)::bigint,
  coalesce(sum(w.pieces), 0)::bigint
FROM worded w JOIN article_rows r ON r.key = w.article
WHERE r.born <= %(generation)s AND %(generation)s < r.died
"""
_GONE = """
CREATE TEMPORARY TABLE gone AS
SELECT w.article, w.paragraph, w.terms
FROM worded w LEFT JOIN article_rows r ON r.key = w.article
WHERE r.key IS NULL OR r.died <= %s
"""
_TOUCHED = """
CREATE TEMPORARY TABLE touched AS
SELECT (article %% %(buckets)s)::smallint AS bucket, left(t, 1)::smallint AS field,
  substr(t, 2) COLLATE "C" AS term
FROM gone, string_to_table(terms, ' ') AS t
UNION
SELECT bucket, field, term FROM postings WHERE born <= %(oldest)s
GROUP BY bucket, field, term HAVING count(*) > %(blocks)s
"""
_MERGED = """
CREATE TEMPORARY TABLE merged AS
SELECT t.bucket, t.field, t.term, m.born, m.held, m.keys, m.counts, m.lengths
FROM touched t CROSS JOIN LATERAL (
  SELECT max(born) AS born, count(*)::integer AS held, array_agg(key ORDER BY key) AS keys,
    array_agg(count ORDER BY key) AS counts, array_agg(length ORDER BY key) AS lengths
  FROM (
    SELECT p.born, unnest(p.keys) AS key, unnest(p.counts) AS count, unnest(p.lengths) AS length
    FROM postings p
    WHERE p.term = t.term AND p.field = t.field AND p.bucket = t.bucket AND p.born <= %s
  ) AS stands
  WHERE (key IN (SELECT paragraph FROM gone)) IS NOT TRUE
) AS m WHERE m.held > 0
"""
_DELETE = """
DELETE FROM postings p USING touched t
WHERE p.term = t.term AND p.field = t.field AND p.bucket = t.bucket AND p.born <= %s
"""
_INSERT = """
INSERT INTO postings (bucket, field, term, born, held, keys, counts, lengths)
SELECT bucket, field, term, born, held, keys, counts, lengths FROM merged
"""
_FORGET = """
DELETE FROM worded w USING gone WHERE w.article = gone.article AND w.paragraph = gone.paragraph
"""


@dataclass(frozen=True, slots=True)
class SaidRow:
    """A paragraph of a shown article by their keys, and its spaced terms in each field."""

    article: int
    paragraph: int
    words: str
    headline: str
    pieces: str = ""


def add_said(connection: Connection, rows: Iterable[SaidRow]) -> None:
    """Set paragraphs aside, in this session, for `write_words`."""
    connection.execute(_SAID)
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for row in rows:
            copy.write_row(_copied(row))


def write_words(connection: Connection, generation: int) -> None:
    """Write what was set aside as paragraphs of the generation, and count what died in it.

    Its article rows must be there, with `died` set on those it shows no more; once a generation.
    """
    connection.execute(_SAID)
    connection.execute("ANALYZE said")
    connection.execute(_WORDED)
    for statement in (_ADD, _TAKE):
        connection.execute(statement, {"born": generation, "buckets": BUCKETS})
    connection.execute("DROP TABLE said")


def statistics(connection: Connection, generation: int) -> WordStatistics:
    """Count the paragraphs and terms of a generation, whose words are written."""
    row = connection.execute(_STATISTICS, {"generation": generation}).fetchone()
    return WordStatistics(*row) if row else WordStatistics(0, 0, 0, 0)


def drop_words(connection: Connection, oldest: int) -> None:
    """Take out what no generation from `oldest` on shows; make one of many small old blocks.

    An article row may be gone already; its rows in `worded` are left for this to remove.
    """
    with connection.transaction():
        connection.execute(_GONE, (oldest,))
        touching = {"oldest": oldest, "buckets": BUCKETS, "blocks": _BLOCKS}
        connection.execute(_TOUCHED, touching)
        connection.execute("ANALYZE gone")
        connection.execute("ANALYZE touched")
        for statement in (_MERGED, _DELETE):
            connection.execute(statement, (oldest,))
        for statement in (_INSERT, _FORGET, "DROP TABLE gone, touched, merged"):
            connection.execute(statement)


def rounded(length: int) -> int:
    """Return a field's length as tantivy and Lucene keep it: exact to 40, then four bits of it.

    See "SmallFloat" in Lucene and `src/fieldnorm/code.rs` in tantivy.
    """
    beyond = length - 24
    spare = max(0, beyond.bit_length() - 4) if beyond > 0 else 0
    return min(_MOST, 24 + (beyond >> spare << spare))


def _copied(row: SaidRow) -> tuple[object, ...]:
    fields = [text.split() for text in (row.words, row.headline, row.pieces)]
    counts = Counter(
        f"{field}{term[:LONGEST]}" for field, terms in enumerate(fields) for term in terms
    )
    lengths = [len(terms) for terms in fields]
    return (
        row.article,
        row.paragraph,
        *lengths,
        _array(map(rounded, lengths)),
        " ".join(counts),
        _array(min(_MOST, count) for count in counts.values()),
    )


def _array(numbers: Iterable[int]) -> str:
    return f"{{{','.join(map(str, numbers))}}}"
