"""The tables of an index's database, what their rows say, and which of them a filter lets pass."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from index.article import Card
from index.filters import Filters
from index.outlets import outlet_pattern

SCHEMA = """
CREATE TABLE articles (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, text TEXT NOT NULL,
  url TEXT NOT NULL, source TEXT NOT NULL, outlet TEXT NOT NULL,
  published TEXT NOT NULL, day INTEGER NOT NULL,
  authors TEXT NOT NULL, language TEXT NOT NULL, path TEXT NOT NULL, part TEXT NOT NULL,
  dateline TEXT NOT NULL, fingerprint TEXT NOT NULL,
  copy_of INTEGER REFERENCES articles(key)
);
CREATE INDEX articles_by_outlet ON articles(outlet);
CREATE INDEX articles_by_copy ON articles(copy_of);
CREATE TABLE paragraphs (
  key INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles(key),
  number INTEGER NOT NULL, start INTEGER NOT NULL, finish INTEGER NOT NULL, digest TEXT NOT NULL,
  UNIQUE (article, number)
);
CREATE TABLE removed (
  key INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles(key),
  text TEXT NOT NULL, reason TEXT NOT NULL, before INTEGER NOT NULL
);
CREATE INDEX removed_by_article ON removed(article);
CREATE INDEX articles_by_path ON articles(path);
CREATE TABLE passages (
  paragraph INTEGER NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (paragraph, row)
) WITHOUT ROWID;
CREATE INDEX passages_by_row ON passages(row);
CREATE TABLE embedded (article INTEGER PRIMARY KEY);
CREATE TABLE moved (old TEXT PRIMARY KEY, id TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE withdrawn (id TEXT PRIMARY KEY, title TEXT NOT NULL) WITHOUT ROWID;
"""

_EITHER_COPY = (  # LIMIT -1 keeps SQLite from testing every article, not every value once
    "a.key IN (SELECT coalesce(copy_of, key) FROM articles WHERE {column} IN (SELECT {column}"
    " FROM (SELECT DISTINCT {column} FROM articles LIMIT -1) WHERE {test}))"
)


Column = Literal["outlet", "authors"]
Named = Callable[[Column, str], tuple[str, object]]


def _in_sqlite(column: Column, wanted: str) -> tuple[str, object]:
    """Let SQLite compare names, by the functions that index/sql.py gives it."""
    if column == "outlet":
        return _EITHER_COPY.format(column=column, test="outlet REGEXP ?"), outlet_pattern(wanted)
    return _EITHER_COPY.format(column=column, test="is_by(authors, ?)"), wanted


@dataclass(frozen=True, slots=True)
class Located:
    """A paragraph with the article it stands in."""

    key: int
    article: Card
    number: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An article in a list: what it is, where else it stands, and how long it is."""

    card: Card
    also_in: tuple[Card, ...]
    paragraphs: int


@dataclass(frozen=True, slots=True)
class Counted:
    """How many articles, and paragraphs of them, an outlet published in a month ("2024-03", "").

    `outlet` is the outlet's name folded, so that it is the same however it is written.
    """

    outlet: str
    source: str
    month: str
    articles: int
    paragraphs: int


def where(filters: Filters, either_copy: Named = _in_sqlite) -> tuple[str, list[Any]]:
    """Return the condition on `articles a` that lets shown articles pass, and its values.

    `either_copy` is told a column and the name that is wanted in it; it returns the condition that
    the article or a copy of it has that name there, and its value.
    """
    parts, values = ["a.copy_of IS NULL"], list[Any]()
    first, last = filters.days
    if last:
        parts.append("(a.day BETWEEN ? AND ? OR a.day = ?)")
        values += [first, last, 0 if filters.undated else first]
    named: list[tuple[Column, str]] = [("outlet", filters.source), ("authors", filters.author)]
    for column, wanted in named:
        if wanted:
            condition, value = either_copy(column, wanted)
            parts.append(condition)
            values.append(value)
    return " AND ".join(parts), values
