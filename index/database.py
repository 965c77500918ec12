"""Articles and paragraphs: the rows of one version of an index, to be read."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from index.article import Article, Card, Known, Origin, Paragraph, Removed
from index.filters import Filters
from index.rows import Counted, Listed, Located
from index.sql import Sql, Sqlite

_ARTICLE = "id, title, text, url, source, published, authors, language, path, part, dateline"
_WORDS = "substr(text, CAST(start + 1 AS INTEGER), CAST(finish - start AS INTEGER))"
_CARD = "id, title, source, url, published, path || part"


class Database:
    """The rows of one version."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    @classmethod
    def open(cls, path: Path) -> "Database":
        """Return a finished database, to read from any thread."""
        return cls(Sqlite.finished(path))

    def close(self) -> None:
        """Let go of the database."""
        self._sql.close()

    def known(self) -> dict[str, Known]:
        """Return what every article, copies too, is known by, by id."""
        found = self._sql.ask("SELECT id, fingerprint, path, part, title, url FROM articles")
        return {
            id: Known(fingerprint, Origin(path, part), title, url)
            for id, fingerprint, path, part, title, url in found
        }

    def counts(self) -> tuple[int, int, int]:
        """Return how many articles, copies of them, and paragraphs of articles there are."""
        row = self._sql.ask(
            "SELECT count(*) FILTER (WHERE copy_of IS NULL), count(copy_of), (SELECT count(*)"
            " FROM paragraphs p JOIN articles a ON a.key = p.article WHERE a.copy_of IS NULL)"
            " FROM articles"
        )[0]
        return int(row[0]), int(row[1]), int(row[2])

    def article(self, id: str) -> Article | None:
        """Return the article of this id, or the one that it is a copy of or that moved from it."""
        found = self._sql.ask(
            f"SELECT key, {_ARTICLE} FROM articles WHERE key = coalesce("  # noqa: S608 - our own column names
            "(SELECT coalesce(copy_of, key) FROM articles WHERE id = ?),"
            " (SELECT coalesce(copy_of, key) FROM articles JOIN moved USING (id) WHERE old = ?))",
            (id, id),
        )
        return self._article(found[0][0], found[0][1:]) if found else None

    def card(self, id: str) -> Card:
        """Return the card of the article of this id, copy or not; there must be one."""
        found = self._sql.ask(f"SELECT {_CARD} FROM articles WHERE id = ?", (id,))  # noqa: S608
        return Card(*found[0])

    def articles_of(self, ids: Iterable[str]) -> Iterator[Article]:
        """Yield the articles of these ids, copies too, by id."""
        found = self._sql.ask(
            f"SELECT key, {_ARTICLE} FROM articles"  # noqa: S608
            f" WHERE id {self._sql.among('names')} ORDER BY id",
            (self._sql.listed(ids),),
        )
        for row in found:
            yield self._article(row[0], row[1:])

    def shown(self) -> dict[str, str]:
        """Return the fingerprints of the articles that are not copies, by id, in order."""
        return dict(
            self._sql.ask("SELECT id, fingerprint FROM articles WHERE copy_of IS NULL ORDER BY id")
        )

    def withdrawn(self) -> dict[str, str]:
        """Return the headlines of the articles that builds leave out, by id."""
        return dict(self._sql.ask("SELECT id, title FROM withdrawn ORDER BY id"))

    def moved(self) -> dict[str, str]:
        """Return the ids of articles by each id that they had before their file moved."""
        return dict(self._sql.ask("SELECT old, id FROM moved ORDER BY old"))

    def paragraph_keys(self, id: str) -> list[int]:
        """Return the keys of the article's paragraphs, in their order."""
        found = self._sql.ask(
            "SELECT p.key FROM paragraphs p JOIN articles a ON a.key = p.article"
            " WHERE a.id = ? ORDER BY number",
            (id,),
        )
        return [key for (key,) in found]

    def shown_articles(self) -> Iterator[tuple[Article, list[int]]]:
        """Yield the articles that are not copies, by id, each with the keys of its paragraphs."""
        one = f"SELECT {_ARTICLE} FROM articles WHERE key = ?"  # noqa: S608
        for (key,) in self._sql.ask("SELECT key FROM articles WHERE copy_of IS NULL ORDER BY id"):
            article = self._article(key, self._sql.ask(one, (key,))[0])
            yield article, self.paragraph_keys(article.id)

    def listed(self, filters: Filters, *, skip: int = 0, most: int = -1) -> Iterator[Listed]:
        """Yield the articles that pass, newest first, undated ones last, ties by id.

        The first `skip` are left out; then there are at most `most`, all where that is -1.
        """
        passes, values = self._sql.where(filters)
        found = self._sql.ask(
            f"SELECT key, {_CARD}, (SELECT count(*) FROM paragraphs WHERE article = a.key)"  # noqa: S608
            f" FROM articles a WHERE {passes} ORDER BY day DESC, published DESC, id"
            " LIMIT ? OFFSET ?",
            [*values, self._sql.no_limit if most < 0 else most, skip],
        )
        for row in found:
            yield Listed(Card(*row[1:7]), self._copies(row[0]), row[7])

    def located(self, keys: Sequence[int]) -> dict[int, Located]:
        """Return the paragraphs of these keys."""
        found = self._sql.ask(
            f"SELECT p.key, number, start, finish, {_WORDS}, {_CARD}"  # noqa: S608
            " FROM paragraphs p JOIN articles a ON a.key = p.article"
            f" WHERE p.key {self._sql.among('keys')}",
            (self._sql.listed(keys),),
        )
        return {
            row[0]: Located(row[0], Card(*row[5:]), row[1], row[2], row[3], row[4]) for row in found
        }

    def copies_of(self, ids: Iterable[str]) -> dict[str, tuple[Card, ...]]:
        """Return where else each of these articles stands, by its id, copies in order of theirs."""
        found = self._sql.ask(
            "SELECT (SELECT id FROM articles WHERE key = a.copy_of) AS shown,"  # noqa: S608
            f" {_CARD} FROM articles a WHERE copy_of IN (SELECT key FROM articles"
            f" WHERE id {self._sql.among('names')}) ORDER BY id",
            (self._sql.listed(ids),),
        )
        copies: dict[str, tuple[Card, ...]] = {}
        for row in found:
            copies[row[0]] = (*copies.get(row[0], ()), Card(*row[1:]))
        return copies

    def counted(self, keys: Sequence[int]) -> list[Counted]:
        """Return how many of these paragraphs each outlet published in each month, in order."""
        found = self._sql.ask(
            "SELECT outlet, min(source), substr(published, 1, 7), count(DISTINCT a.key), count(*)"  # noqa: S608
            " FROM paragraphs p JOIN articles a ON a.key = p.article"
            f" WHERE p.key {self._sql.among('keys')}"
            " GROUP BY outlet, substr(published, 1, 7) ORDER BY outlet, substr(published, 1, 7)",
            (self._sql.listed(keys),),
        )
        return [Counted(*row) for row in found]

    def counted_in_all(self, filters: Filters) -> list[Counted]:
        """Return what each outlet published in each month, of the articles that pass, in order."""
        passes, values = self._sql.where(filters)
        found = self._sql.ask(
            "SELECT outlet, min(source), substr(published, 1, 7), count(*), CAST(coalesce(sum("  # noqa: S608
            "(SELECT count(*) FROM paragraphs WHERE article = a.key)), 0) AS BIGINT)"
            f" FROM articles a WHERE {passes} GROUP BY outlet, substr(published, 1, 7)"
            " ORDER BY outlet, substr(published, 1, 7)",
            values,
        )
        return [Counted(*row) for row in found]

    def passages_of(self, keys: Sequence[int]) -> list[tuple[int, int]]:
        """Return (row, paragraph key) of every vector of these paragraphs, by row."""
        return self._sql.ask(
            "SELECT row, paragraph FROM passages"  # noqa: S608
            f" WHERE paragraph {self._sql.among('keys')} ORDER BY row, paragraph",
            (self._sql.listed(keys),),
        )

    def paragraphs_of_rows(self, rows: Sequence[int], filters: Filters) -> Mapping[int, list[int]]:
        """Return the keys of the paragraphs of each vector row that pass, by article and number."""
        passes, values = self._sql.where(filters)
        found = self._sql.ask(
            "SELECT row, paragraph FROM passages JOIN paragraphs p ON p.key = paragraph"  # noqa: S608
            " JOIN articles a ON a.key = p.article"
            f" WHERE row {self._sql.among('keys')} AND {passes} ORDER BY a.id, number",
            (self._sql.listed(rows), *values),
        )
        owners: dict[int, list[int]] = {}
        for row, paragraph in found:
            owners.setdefault(row, []).append(paragraph)
        return owners

    def allowed_rows(self, filters: Filters) -> list[int]:
        """Return the vector rows of the articles that pass, each once, in order."""
        passes, values = self._sql.where(filters)
        found = self._sql.ask(
            "SELECT DISTINCT row FROM passages JOIN paragraphs p ON p.key = paragraph"  # noqa: S608
            f" JOIN articles a ON a.key = p.article WHERE {passes} ORDER BY row",
            values,
        )
        return [row for (row,) in found]

    def spans(self, filters: Filters) -> list[tuple[int, int]]:
        """Return the keys of the paragraphs that pass, as (first, last) of each unbroken run."""
        passes, values = self._sql.where(filters)
        found = self._sql.ask(
            "SELECT min(key), max(key) FROM (SELECT p.key, p.key - row_number() OVER"  # noqa: S608
            " (ORDER BY p.key) AS run FROM paragraphs p JOIN articles a ON a.key = p.article"
            f" WHERE {passes}) GROUP BY run ORDER BY 1",
            values,
        )
        return [(first, last) for first, last in found]

    def outlets(self) -> list[tuple[str, str]]:
        """Return every outlet, of copies too, with the address of one of its articles, by name."""
        return self._sql.ask(
            "SELECT source, max(url) FROM articles WHERE source != '' GROUP BY source"
            " ORDER BY source"
        )

    def bylines(self) -> list[str]:
        """Return the authors as articles name them, each once, in order."""
        found = self._sql.ask("SELECT DISTINCT authors FROM articles")
        return sorted({author for (authors,) in found for author in json.loads(authors)})

    def sources(self) -> list[tuple[str, int]]:
        """Return the outlets and how many articles each has, most first."""
        return self._sql.ask(
            "SELECT source, count(*) FROM articles WHERE copy_of IS NULL GROUP BY source"
            " ORDER BY count(*) DESC, source"
        )

    def days(self) -> tuple[str, str]:
        """Return the first and the last day of publication, "" where nothing is dated."""
        row = self._sql.ask(
            "SELECT min(substr(published, 1, 10)), max(substr(published, 1, 10)) FROM articles"
            " WHERE day > 0"
        )[0]
        return row[0] or "", row[1] or ""

    def _article(self, key: int, row: Sequence[str]) -> Article:
        id, title, text, url, source, published, authors, language, path, part, dateline = row
        paragraphs = self._sql.ask(
            "SELECT number, start, finish, digest FROM paragraphs WHERE article = ?"
            " ORDER BY number",
            (key,),
        )
        removed = self._sql.ask(
            "SELECT text, reason, before FROM removed WHERE article = ? ORDER BY key", (key,)
        )
        return Article(
            id, title, text, tuple(Paragraph(*one) for one in paragraphs), Origin(path, part),
            url=url, source=source, published=published, authors=tuple(json.loads(authors)),
            language=language, dateline=dateline, also_in=self._copies(key),
            removed=tuple(Removed(*one) for one in removed),
        )  # fmt: skip

    def _copies(self, key: int) -> tuple[Card, ...]:
        found = self._sql.ask(
            f"SELECT {_CARD} FROM articles WHERE copy_of = ? ORDER BY id",  # noqa: S608
            (key,),
        )
        return tuple(Card(*row) for row in found)
