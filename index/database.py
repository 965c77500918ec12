"""Articles and paragraphs in SQLite: the rows of one version of an index."""

import json
import sqlite3
from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path

from index.article import Article, Card, Known, Origin, Paragraph, Removed
from index.dates import day_number
from index.duplicates import Edition, copies
from index.filters import Filters
from index.repeats import Edge, Repeated
from index.rows import EDGES, SCHEMA, Listed, Located, where
from index.terms import fold

_ARTICLE = "id, title, text, url, source, published, authors, language, path, part, dateline"
_EDITION = "id, title, text, url, source, published"
_CARD = "id, title, source, url, published, path || part"


class Database:
    """The rows of one version; written once by a build, then only read."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def create(cls, path: Path) -> "Database":
        """Return an empty database to write; a crash leaves a file that nobody opens."""
        connection = sqlite3.connect(path)
        connection.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA + EDGES
        )
        return cls(connection)

    @classmethod
    def open(cls, path: Path) -> "Database":
        """Return a finished database, to read from any thread."""
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        return cls(sqlite3.connect(address, uri=True, check_same_thread=False))

    def commit(self) -> None:
        """Write out what is pending."""
        self._connection.commit()

    def close(self) -> None:
        """Let go of the file; what is pending is lost."""
        self._connection.close()

    # --- what a build writes

    def add(self, article: Article) -> None:
        """Add an article and its paragraphs; its id must be new."""
        row = (
            article.id,
            article.title,
            article.text,
            article.url,
            article.source,
            fold(article.source),
            article.published,
            day_number(article.published),
            json.dumps(article.authors),
            article.language,
            article.origin.path,
            article.origin.part,
            article.dateline,
            article.digest,
            article.fingerprint,
        )
        key = self._connection.execute(
            "INSERT INTO articles (id, title, text, url, source, outlet, published, day, authors,"
            " language, path, part, dateline, digest, fingerprint)"
            " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            row,
        ).lastrowid
        self._connection.executemany(
            "INSERT INTO paragraphs (article, number, start, finish, digest) VALUES (?,?,?,?,?)",
            [(key, one.number, one.start, one.end, one.digest) for one in article.paragraphs],
        )
        self._connection.executemany(
            "INSERT INTO removed (article, text, reason, before) VALUES (?,?,?,?)",
            [(key, one.text, one.reason, one.before) for one in article.removed],
        )

    def replace(self, article: Article) -> None:
        """Put the article in the place of the one with its id."""
        for table in ("paragraphs", "removed"):
            self._connection.execute(
                f"DELETE FROM {table} WHERE article = (SELECT key FROM articles WHERE id = ?)",  # noqa: S608
                (article.id,),
            )
        self._connection.execute("DELETE FROM articles WHERE id = ?", (article.id,))
        self.add(article)

    def add_edges(self, edges: Iterable[Edge]) -> None:
        """Remember what stands near the head and the foot of an article, while building."""
        self._connection.executemany(
            "INSERT INTO edges VALUES (?,?,?,?,?)",
            [(one.place, one.sign, one.article, one.digest, one.text) for one in edges],
        )

    def repeated(self, least: int) -> list[Repeated]:
        """Return what stands at the edges of `least` different articles of one place or more."""
        found = self._connection.execute(
            "SELECT place, sign, min(text), count(DISTINCT digest), total FROM edges JOIN"
            " (SELECT place, count(DISTINCT digest) AS total FROM edges GROUP BY place)"
            " USING (place) GROUP BY place, sign HAVING count(DISTINCT digest) >= ?"
            " ORDER BY place, sign",
            (least,),
        )
        return [Repeated(*row) for row in found]

    def articles_with(self, place: str, signs: Iterable[str]) -> list[str]:
        """Return the ids of the articles of the place that have one of the signs at an edge."""
        marks = json.dumps(list(signs))
        found = self._connection.execute(
            "SELECT DISTINCT article FROM edges WHERE place = ?"
            " AND sign IN (SELECT value FROM json_each(?)) ORDER BY article",
            (place, marks),
        )
        return [id for (id,) in found]

    def mark_copies(self) -> None:
        """Let copies belong to the article that is shown in their stead."""
        find = f"SELECT {_EDITION} FROM articles WHERE id = ?"  # noqa: S608
        found = copies(
            (Edition(*row) for row in self._connection.execute(f"SELECT {_EDITION} FROM articles")),  # noqa: S608
            lambda one: Edition(*self._connection.execute(find, (one,)).fetchone()),
        )
        self._connection.executemany(
            "UPDATE articles SET copy_of = (SELECT key FROM articles WHERE id = ?) WHERE id = ?",
            [(shown, copy) for copy, shown in found.items()],
        )

    def add_vectors(self, rows: Iterable[tuple[int, int, str]]) -> None:
        """Say which paragraph each vector row belongs to: (row, paragraph key, digest)."""
        self._connection.executemany("INSERT INTO vectors VALUES (?,?,?)", rows)

    # --- what is read

    def known(self) -> dict[str, Known]:
        """Return what every article, copies too, is known by, by id."""
        found = self._connection.execute(
            "SELECT id, fingerprint, path, part, title, url FROM articles"
        )
        return {
            id: Known(fingerprint, Origin(path, part), title, url)
            for id, fingerprint, path, part, title, url in found
        }

    def counts(self) -> tuple[int, int, int]:
        """Return how many articles, copies of them, and paragraphs of articles there are."""
        row = self._connection.execute(
            "SELECT count(*) FILTER (WHERE copy_of IS NULL), count(copy_of), (SELECT count(*)"
            " FROM paragraphs p JOIN articles a ON a.key = p.article WHERE a.copy_of IS NULL)"
            " FROM articles"
        ).fetchone()
        return int(row[0]), int(row[1]), int(row[2])

    def article(self, id: str) -> Article | None:
        """Return the article of this id, or the one that it is a copy of."""
        row = self._connection.execute(
            f"SELECT key, {_ARTICLE} FROM articles WHERE key ="  # noqa: S608 - our own column names
            " (SELECT coalesce(copy_of, key) FROM articles WHERE id = ?)",
            (id,),
        ).fetchone()
        return None if row is None else self._article(row[0], row[1:])

    def articles_of(self, ids: Container[str]) -> Iterator[Article]:
        """Yield the articles of these ids, copies too, by id."""
        for row in self._connection.execute(f"SELECT key, {_ARTICLE} FROM articles ORDER BY id"):  # noqa: S608
            if row[1] in ids:
                yield self._article(row[0], row[1:])

    def shown_articles(self) -> Iterator[tuple[Article, list[int]]]:
        """Yield the articles that are not copies, by id, each with the keys of its paragraphs."""
        found = self._connection.execute(
            f"SELECT key, {_ARTICLE} FROM articles WHERE copy_of IS NULL ORDER BY id"  # noqa: S608
        )
        for row in found:
            keys = self._connection.execute(
                "SELECT key FROM paragraphs WHERE article = ? ORDER BY number", (row[0],)
            )
            yield self._article(row[0], row[1:]), [key for (key,) in keys]

    def listed(self, filters: Filters) -> Iterator[Listed]:
        """Yield the articles that pass, newest first, undated ones last, ties by id."""
        passes, values = where(filters)
        found = self._connection.execute(
            f"SELECT key, {_CARD}, (SELECT count(*) FROM paragraphs WHERE article = a.key)"  # noqa: S608
            f" FROM articles a WHERE {passes} ORDER BY day DESC, published DESC, id",
            values,
        ).fetchall()
        for row in found:
            yield Listed(Card(*row[1:7]), self._copies(row[0]), row[7])

    def located(self, keys: Sequence[int]) -> dict[int, Located]:
        """Return the paragraphs of these keys."""
        found = self._connection.execute(
            f"SELECT p.key, number, start, finish, substr(text, start + 1, finish - start), {_CARD}"  # noqa: S608
            " FROM paragraphs p JOIN articles a ON a.key = p.article"
            " WHERE p.key IN (SELECT value FROM json_each(?))",
            (json.dumps(list(keys)),),
        )
        return {
            row[0]: Located(row[0], Card(*row[5:]), row[1], row[2], row[3], row[4]) for row in found
        }

    def vector_rows(self, keys: Sequence[int]) -> list[tuple[int, int]]:
        """Return (row, paragraph key) of every vector of these paragraphs, by row."""
        return self._connection.execute(
            "SELECT row, paragraph FROM vectors"
            " WHERE paragraph IN (SELECT value FROM json_each(?)) ORDER BY row",
            (json.dumps(list(keys)),),
        ).fetchall()

    def paragraphs_of_rows(self, rows: Sequence[int]) -> dict[int, int]:
        """Return the paragraph key of each vector row."""
        return dict(
            self._connection.execute(
                "SELECT row, paragraph FROM vectors WHERE row IN (SELECT value FROM json_each(?))",
                (json.dumps(list(rows)),),
            )
        )

    def allowed_rows(self, filters: Filters) -> list[int]:
        """Return the vector rows of the articles that pass, in order."""
        passes, values = where(filters)
        found = self._connection.execute(
            "SELECT row FROM vectors JOIN paragraphs p ON p.key = paragraph"  # noqa: S608
            f" JOIN articles a ON a.key = p.article WHERE {passes} ORDER BY row",
            values,
        )
        return [row for (row,) in found]

    def row_of_digest(self, digest: str) -> int | None:
        """Return a vector row that embeds the text of this digest."""
        found = self._connection.execute(
            "SELECT row FROM vectors WHERE digest = ? LIMIT 1", (digest,)
        ).fetchone()
        return None if found is None else int(found[0])

    def sources(self) -> list[tuple[str, int]]:
        """Return the outlets and how many articles each has, most first."""
        return self._connection.execute(
            "SELECT source, count(*) FROM articles WHERE copy_of IS NULL GROUP BY source"
            " ORDER BY count(*) DESC, source"
        ).fetchall()

    def days(self) -> tuple[str, str]:
        """Return the first and the last day of publication, "" where nothing is dated."""
        row = self._connection.execute(
            "SELECT min(substr(published, 1, 10)), max(substr(published, 1, 10)) FROM articles"
            " WHERE day > 0"
        ).fetchone()
        return row[0] or "", row[1] or ""

    def _article(self, key: int, row: Sequence[str]) -> Article:
        id, title, text, url, source, published, authors, language, path, part, dateline = row
        paragraphs = self._connection.execute(
            "SELECT number, start, finish, digest FROM paragraphs WHERE article = ?"
            " ORDER BY number",
            (key,),
        )
        removed = self._connection.execute(
            "SELECT text, reason, before FROM removed WHERE article = ? ORDER BY key", (key,)
        )
        return Article(
            id, title, text, tuple(Paragraph(*one) for one in paragraphs), Origin(path, part),
            url=url, source=source, published=published, authors=tuple(json.loads(authors)),
            language=language, dateline=dateline, also_in=self._copies(key),
            removed=tuple(Removed(*one) for one in removed),
        )  # fmt: skip

    def _copies(self, key: int) -> tuple[Card, ...]:
        found = self._connection.execute(
            f"SELECT {_CARD} FROM articles WHERE copy_of = ? ORDER BY id",  # noqa: S608
            (key,),
        )
        return tuple(Card(*row) for row in found)
