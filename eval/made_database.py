"""Real texts and vectors in, a PostgreSQL index of as many made paragraphs as wanted out.

Texts are dealt as eval/grown.py does, fifty paragraphs an article; vectors are made as
eval/made_vectors.py says, one a paragraph. An article's `day` is drawn from 1 to 1,000, so that
`day <= n` lets n thousandths pass. Only COPY is timed, not what makes the rows.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

import numpy as np

from eval.grown import dealt
from eval.made_vectors import SEED, Crowd
from index.article import Article, digest_of
from index.lexical import Said
from index.postgres.server import Connection
from index.postgres.word_writer import SaidRow, add_said
from index.terms import terms

DAYS = 1000
_BATCH = 300  # articles written at once
_COPIES = {
    "article_rows": "COPY article_rows (key, born, id, title, text, url, source, outlet, published,"
    " day, authors, language, path, part, dateline, fingerprint) FROM STDIN (FORMAT binary)",
    "paragraphs": "COPY paragraphs (key, article, number, start, finish, digest)"
    " FROM STDIN (FORMAT binary)",
    "passages": "COPY passages (article, paragraph, digest, embedding) FROM STDIN (FORMAT binary)",
}
_TYPES = {
    "article_rows": ["bigint", "bigint", *["text"] * 7, "bigint", *["text"] * 6],
    "paragraphs": ["bigint"] * 5 + ["text"],
    "passages": ["bigint", "bigint", "text", "halfvec"],
}
_GENERATION = 1
_VIEW = "CREATE VIEW articles AS SELECT * FROM article_rows WHERE born <= 1 AND 1 < died"


@dataclass(slots=True)
class Load:
    """The seconds that COPY took for each table."""

    seconds: dict[str, float] = field(default_factory=dict)

    def add(self, name: str, seconds: float) -> None:
        """Count seconds for a table."""
        self.seconds[name] = self.seconds.get(name, 0.0) + seconds


@dataclass(slots=True)
class _Rows:
    """Rows on their way into each table."""

    articles: list[tuple[object, ...]]
    paragraphs: list[tuple[object, ...]]
    passages: list[tuple[object, ...]]
    said: list[SaidRow]


def load(connection: Connection, archive: Sequence[Article], crowd: Crowd, paragraphs: int) -> Load:
    """Fill the tables with generation 1, but for its words, which wait in `said`."""
    from pgvector.psycopg import register_vector

    register_vector(connection)
    took = Load()
    connection.execute(_VIEW)
    for rows in _batches(archive, crowd, paragraphs):
        parts = {
            "article_rows": rows.articles,
            "paragraphs": rows.paragraphs,
            "passages": rows.passages,
        }
        for name, some in parts.items():
            started = time.monotonic()
            _copy(connection, name, some)
            took.add(name, time.monotonic() - started)
        started = time.monotonic()
        add_said(connection, rows.said)
        took.add("said", time.monotonic() - started)
    return took


def _copy(connection: Connection, name: str, rows: Iterable[tuple[object, ...]]) -> None:
    with connection.cursor() as cursor, cursor.copy(_COPIES[name].encode()) as copy:
        copy.set_types(_TYPES[name])
        for row in rows:
            copy.write_row(row)


def _batches(archive: Sequence[Article], crowd: Crowd, paragraphs: int) -> Iterator[_Rows]:
    from pgvector import HalfVector

    random = np.random.default_rng(SEED)
    key = number = 0
    made = dealt(archive, paragraphs)
    vectors = (one for block in crowd.vectors(paragraphs) for one in block)
    while some := list(islice(made, _BATCH)):
        rows = _Rows([], [], [], [])
        for one in some:
            number += 1
            day = int(random.integers(1, DAYS + 1))
            rows.articles.append(_article(number, day, one))
            headline = " ".join(terms(one["title"]))
            start = 0
            for place, text in enumerate(one["text"].split("\n\n"), start=1):
                key += 1
                digest = digest_of(f"{key}")
                rows.paragraphs.append((key, number, place, start, start + len(text), digest))
                rows.passages.append((number, key, digest, HalfVector(next(vectors))))
                said = _said(text)
                rows.said.append(SaidRow(number, key, said.terms, headline, said.pieces))
                start += len(text) + 2
        yield rows


def _article(key: int, day: int, one: dict[str, str]) -> tuple[object, ...]:
    return (
        key, _GENERATION, one["id"], one["title"], one["text"], "", one["source"], one["source"],
        one["published"], day, "", "en", "", "", "", "",
    )  # fmt: skip


@lru_cache(maxsize=200_000)
def _said(text: str) -> Said:
    return Said.of(text)
