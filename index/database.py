"""Articles and paragraphs in SQLite: the rows of one version of an index, to be read."""

import json
import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from index.article import Article, Card, Known, Origin, Paragraph, Removed
from index.authors import is_by
from index.filters import Filters
from index.rows import Counted, Listed, Located, where

_ARTICLE = "id, title, text, url, source, published, authors, language, path, part, dateline"
_CARD = "id, title, source, url, published, path || part"


class Database:
    """The rows of one version."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._asking = threading.Lock()
        connection.create_function("regexp", 2, _matches, deterministic=True)
        connection.create_function("is_by", 2, _is_by, deterministic=True)

    @classmethod
    def open(cls, path: Path) -> "Database":
        """Return a finished database, to read from any thread."""
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        return cls(sqlite3.connect(address, uri=True, check_same_thread=False))

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def known(self) -> dict[str, Known]:
        """Return what every article, copies too, is known by, by id."""
        found = self._rows("SELECT id, fingerprint, path, part, title, url FROM articles")
        return {
            id: Known(fingerprint, Origin(path, part), title, url)
            for id, fingerprint, path, part, title, url in found
        }

    def counts(self) -> tuple[int, int, int]:
        """Return how many articles, copies of them, and paragraphs of articles there are."""
        row = self._rows(
            "SELECT count(*) FILTER (WHERE copy_of IS NULL), count(copy_of), (SELECT count(*)"
            " FROM paragraphs p JOIN articles a ON a.key = p.article WHERE a.copy_of IS NULL)"
            " FROM articles"
        )[0]
        return int(row[0]), int(row[1]), int(row[2])

    def article(self, id: str) -> Article | None:
        """Return the article of this id, or the one that it is a copy of or that moved from it."""
        found = self._rows(
            f"SELECT key, {_ARTICLE} FROM articles WHERE key ="  # noqa: S608 - our own column names
            " (SELECT coalesce(copy_of, key) FROM articles WHERE id = ?1 UNION ALL"
            " SELECT coalesce(copy_of, key) FROM articles JOIN moved USING (id) WHERE old = ?1)",
            (id,),
        )
        return self._article(found[0][0], found[0][1:]) if found else None

    def card(self, id: str) -> Card:
        """Return the card of the article of this id, copy or not; there must be one."""
        found = self._rows(f"SELECT {_CARD} FROM articles WHERE id = ?", (id,))  # noqa: S608
        return Card(*found[0])

    def articles_of(self, ids: Iterable[str]) -> Iterator[Article]:
        """Yield the articles of these ids, copies too, by id."""
        found = self._rows(
            f"SELECT key, {_ARTICLE} FROM articles"  # noqa: S608
            " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (json.dumps(list(ids)),),
        )
        for row in found:
            yield self._article(row[0], row[1:])

    def shown(self) -> dict[str, str]:
        """Return the fingerprints of the articles that are not copies, by id, in order."""
        return dict(
            self._rows("SELECT id, fingerprint FROM articles WHERE copy_of IS NULL ORDER BY id")
        )

    def withdrawn(self) -> dict[str, str]:
        """Return the headlines of the articles that builds leave out, by id."""
        return dict(self._rows("SELECT id, title FROM withdrawn ORDER BY id"))

    def paragraph_keys(self, id: str) -> list[int]:
        """Return the keys of the article's paragraphs, in their order."""
        found = self._rows(
            "SELECT p.key FROM paragraphs p JOIN articles a ON a.key = p.article"
            " WHERE a.id = ? ORDER BY number",
            (id,),
        )
        return [key for (key,) in found]

    def shown_articles(self) -> Iterator[tuple[Article, list[int]]]:
        """Yield the articles that are not copies, by id, each with the keys of its paragraphs."""
        one = f"SELECT {_ARTICLE} FROM articles WHERE key = ?"  # noqa: S608
        for (key,) in self._rows("SELECT key FROM articles WHERE copy_of IS NULL ORDER BY id"):
            article = self._article(key, self._rows(one, (key,))[0])
            yield article, self.paragraph_keys(article.id)

    def listed(self, filters: Filters, *, skip: int = 0, most: int = -1) -> Iterator[Listed]:
        """Yield the articles that pass, newest first, undated ones last, ties by id.

        The first `skip` are left out; then there are at most `most`, all where that is -1.
        """
        passes, values = where(filters)
        found = self._rows(
            f"SELECT key, {_CARD}, (SELECT count(*) FROM paragraphs WHERE article = a.key)"  # noqa: S608
            f" FROM articles a WHERE {passes} ORDER BY day DESC, published DESC, id"
            " LIMIT ? OFFSET ?",
            [*values, most, skip],
        )
        for row in found:
            yield Listed(Card(*row[1:7]), self._copies(row[0]), row[7])

    def located(self, keys: Sequence[int]) -> dict[int, Located]:
        """Return the paragraphs of these keys."""
        found = self._rows(
            f"SELECT p.key, number, start, finish, substr(text, start + 1, finish - start), {_CARD}"  # noqa: S608
            " FROM paragraphs p JOIN articles a ON a.key = p.article"
            " WHERE p.key IN (SELECT value FROM json_each(?))",
            (json.dumps(list(keys)),),
        )
        return {
            row[0]: Located(row[0], Card(*row[5:]), row[1], row[2], row[3], row[4]) for row in found
        }

    def copies_of(self, ids: Iterable[str]) -> dict[str, tuple[Card, ...]]:
        """Return where else each of these articles stands, by its id, copies in order of theirs."""
        found = self._rows(
            "SELECT (SELECT id FROM articles WHERE key = a.copy_of),"  # noqa: S608
            f" {_CARD} FROM articles a WHERE copy_of IN (SELECT key FROM articles"
            " WHERE id IN (SELECT value FROM json_each(?))) ORDER BY id",
            (json.dumps(list(ids)),),
        )
        copies: dict[str, tuple[Card, ...]] = {}
        for row in found:
            copies[row[0]] = (*copies.get(row[0], ()), Card(*row[1:]))
        return copies

    def counted(self, keys: Sequence[int]) -> list[Counted]:
        """Return how many of these paragraphs each outlet published in each month, in order."""
        found = self._rows(
            "SELECT outlet, min(source), substr(published, 1, 7), count(DISTINCT a.key), count(*)"
            " FROM paragraphs p JOIN articles a ON a.key = p.article"
            " WHERE p.key IN (SELECT value FROM json_each(?))"
            " GROUP BY outlet, substr(published, 1, 7) ORDER BY outlet, substr(published, 1, 7)",
            (json.dumps(list(keys)),),
        )
        return [Counted(*row) for row in found]

    def counted_in_all(self, filters: Filters) -> list[Counted]:
        """Return what each outlet published in each month, of the articles that pass, in order."""
        passes, values = where(filters)
        found = self._rows(
            "SELECT outlet, min(source), substr(published, 1, 7), count(*), coalesce(sum((SELECT"  # noqa: S608
            " count(*) FROM paragraphs WHERE article = a.key)), 0)"
            f" FROM articles a WHERE {passes} GROUP BY outlet, substr(published, 1, 7)"
            " ORDER BY outlet, substr(published, 1, 7)",
            values,
        )
        return [Counted(*row) for row in found]

    def passages_of(self, keys: Sequence[int]) -> list[tuple[int, int]]:
        """Return (row, paragraph key) of every vector of these paragraphs, by row."""
        return self._rows(
            "SELECT row, paragraph FROM passages"
            " WHERE paragraph IN (SELECT value FROM json_each(?)) ORDER BY row, paragraph",
            (json.dumps(list(keys)),),
        )

    def paragraphs_of_rows(self, rows: Sequence[int], filters: Filters) -> Mapping[int, list[int]]:
        """Return the keys of the paragraphs of each vector row that pass, by article and number."""
        passes, values = where(filters)
        found = self._rows(
            "SELECT row, paragraph FROM passages JOIN paragraphs p ON p.key = paragraph"  # noqa: S608
            " JOIN articles a ON a.key = p.article"
            f" WHERE row IN (SELECT value FROM json_each(?)) AND {passes} ORDER BY a.id, number",
            (json.dumps(list(rows)), *values),
        )
        owners: dict[int, list[int]] = {}
        for row, paragraph in found:
            owners.setdefault(row, []).append(paragraph)
        return owners

    def allowed_rows(self, filters: Filters) -> list[int]:
        """Return the vector rows of the articles that pass, each once, in order."""
        passes, values = where(filters)
        found = self._rows(
            "SELECT DISTINCT row FROM passages JOIN paragraphs p ON p.key = paragraph"  # noqa: S608
            f" JOIN articles a ON a.key = p.article WHERE {passes} ORDER BY row",
            values,
        )
        return [row for (row,) in found]

    def spans(self, filters: Filters) -> list[tuple[int, int]]:
        """Return the keys of the paragraphs that pass, as (first, last) of each unbroken run."""
        passes, values = where(filters)
        found = self._rows(
            "SELECT min(key), max(key) FROM (SELECT p.key, p.key - row_number() OVER"  # noqa: S608
            " (ORDER BY p.key) AS run FROM paragraphs p JOIN articles a ON a.key = p.article"
            f" WHERE {passes}) GROUP BY run ORDER BY 1",
            values,
        )
        return [(first, last) for first, last in found]

    def outlets(self) -> list[tuple[str, str]]:
        """Return every outlet, of copies too, with the address of one of its articles, by name."""
        return self._rows(
            "SELECT source, max(url) FROM articles WHERE source != '' GROUP BY source"
            " ORDER BY source"
        )

    def bylines(self) -> list[str]:
        """Return the authors as articles name them, each once, in order."""
        found = self._rows("SELECT DISTINCT authors FROM articles")
        return sorted({author for (authors,) in found for author in json.loads(authors)})

    def sources(self) -> list[tuple[str, int]]:
        """Return the outlets and how many articles each has, most first."""
        return self._rows(
            "SELECT source, count(*) FROM articles WHERE copy_of IS NULL GROUP BY source"
            " ORDER BY count(*) DESC, source"
        )

    def days(self) -> tuple[str, str]:
        """Return the first and the last day of publication, "" where nothing is dated."""
        row = self._rows(
            "SELECT min(substr(published, 1, 10)), max(substr(published, 1, 10)) FROM articles"
            " WHERE day > 0"
        )[0]
        return row[0] or "", row[1] or ""

    def _rows(self, statement: str, values: Sequence[object] = ()) -> list[Any]:
        """Return what a statement finds, while no other thread asks.

        SQLite lets one thread in at a time. Python's functions run inside it, so one who waited at
        its door with Python's own lock in hand would wait for ever.
        """
        with self._asking:
            return self._connection.execute(statement, values).fetchall()

    def _article(self, key: int, row: Sequence[str]) -> Article:
        id, title, text, url, source, published, authors, language, path, part, dateline = row
        paragraphs = self._rows(
            "SELECT number, start, finish, digest FROM paragraphs WHERE article = ?"
            " ORDER BY number",
            (key,),
        )
        removed = self._rows(
            "SELECT text, reason, before FROM removed WHERE article = ? ORDER BY key", (key,)
        )
        return Article(
            id, title, text, tuple(Paragraph(*one) for one in paragraphs), Origin(path, part),
            url=url, source=source, published=published, authors=tuple(json.loads(authors)),
            language=language, dateline=dateline, also_in=self._copies(key),
            removed=tuple(Removed(*one) for one in removed),
        )  # fmt: skip

    def _copies(self, key: int) -> tuple[Card, ...]:
        found = self._rows(
            f"SELECT {_CARD} FROM articles WHERE copy_of = ? ORDER BY id",  # noqa: S608
            (key,),
        )
        return tuple(Card(*row) for row in found)


def _matches(pattern: str, value: str) -> bool:
    """Whether all of the value matches; SQLite calls it for `value REGEXP pattern`."""
    return re.fullmatch(pattern, value) is not None


def _is_by(authors: str, name: str) -> bool:
    return is_by(json.loads(authors), name)
