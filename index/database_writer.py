"""The rows of a version while a build writes it: those of the one before, brought up to date."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from index.article import Article, Origin
from index.database import Database
from index.dates import day_number
from index.duplicates import Edition
from index.rows import SCHEMA
from index.sql import Sqlite, fill
from index.terms import fold

_EDITION = "id, title, text, url, source, published, fingerprint"
COLUMNS = (
    "id, title, text, url, source, outlet, published, day, authors, language, path, part,"
    " dateline, fingerprint"
)
_KEYS = "SELECT p.key FROM paragraphs p JOIN articles a ON a.key = p.article WHERE a.id = ?"


class DatabaseWriter(Database):
    """A database that a build writes; a crash leaves a file that nobody opens."""

    @classmethod
    def create(cls, path: Path) -> "DatabaseWriter":
        """Return an empty database to write."""
        return cls(Sqlite.new(path, SCHEMA))

    @classmethod
    def extend(cls, path: Path, before: Path) -> "DatabaseWriter":
        """Return a copy of the finished database `before`, to write."""
        return cls(Sqlite.copy_of(before, path))

    @property
    def changes(self) -> int:
        """How many rows have been written or removed so far."""
        return self._sql.changes

    def commit(self) -> None:
        """Write out what is pending."""
        self._sql.commit()

    def fill(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Write rows of another database, keys and all, into a table that has none yet."""
        fill(self._sql, table, columns, rows)

    def add(self, article: Article) -> None:
        """Add an article and its paragraphs, in the place of what its id had before."""
        self._empty(article.id)
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
            article.fingerprint,
        )
        key = self._put(row)
        self._sql.do_each(
            "INSERT INTO paragraphs (article, number, start, finish, digest) VALUES (?,?,?,?,?)",
            [(key, one.number, one.start, one.end, one.digest) for one in article.paragraphs],
        )
        self._sql.do_each(
            "INSERT INTO removed (article, text, reason, before) VALUES (?,?,?,?)",
            [(key, one.text, one.reason, one.before) for one in article.removed],
        )

    def remove(self, ids: Iterable[str]) -> None:
        """Remove these articles, with all that belongs to them."""
        for id in ids:
            self._empty(id)
            self._sql.do(
                "UPDATE articles SET copy_of = NULL"
                " WHERE copy_of = (SELECT key FROM articles WHERE id = ?)",
                (id,),
            )
            self._sql.do("DELETE FROM articles WHERE id = ?", (id,))
            self._sql.do("DELETE FROM moved WHERE id = ?", (id,))

    def place(self, id: str, origin: Origin) -> None:
        """Say where an article that is otherwise as it was stands now."""
        self._sql.do(
            "UPDATE articles SET path = ?, part = ? WHERE id = ? AND (path, part) != (?, ?)",
            (origin.path, origin.part, id, origin.path, origin.part),
        )

    def add_moved(self, old: str, id: str) -> None:
        """Let the article be found by the id that it had before its file moved."""
        self._sql.do("UPDATE moved SET id = ? WHERE id = ?", (id, old))
        self._sql.do(
            "INSERT INTO moved VALUES (?, ?) ON CONFLICT (old) DO UPDATE SET id = excluded.id",
            (old, id),
        )

    def add_withdrawn(self, titles: Mapping[str, str]) -> None:
        """Let builds leave these articles out from now on."""
        self._sql.do_each(
            "INSERT INTO withdrawn VALUES (?,?) ON CONFLICT DO NOTHING", titles.items()
        )

    def remove_withdrawn(self, ids: Iterable[str]) -> None:
        """Let builds take these articles in again."""
        self._sql.do_each("DELETE FROM withdrawn WHERE id = ?", ((id,) for id in ids))

    def take_over(self, before: Path) -> None:
        """Take over what users decided and what moved from a database whose articles were not."""
        self._sql.do("ATTACH ? AS before", (str(before),))
        for table in ("moved", "withdrawn"):
            self._sql.do(f"INSERT INTO {table} SELECT * FROM before.{table}")  # noqa: S608
        self._sql.commit()
        self._sql.do("DETACH before")

    def editions(self) -> Iterator[Edition]:
        """Yield all articles as far as it matters to copies, by id."""
        found = self._sql.stream(f"SELECT {_EDITION} FROM articles ORDER BY id")  # noqa: S608
        return (Edition(*row) for row in found)

    def edition(self, id: str) -> Edition:
        """Return one of them."""
        find = f"SELECT {_EDITION} FROM articles WHERE id = ?"  # noqa: S608
        return Edition(*self._sql.ask(find, (id,))[0])

    def set_copies(self, found: Mapping[str, str]) -> None:
        """Let each copy belong to the article that is shown in its stead, and no other article."""
        before = dict(
            self._sql.ask("SELECT a.id, b.id FROM articles a JOIN articles b ON b.key = a.copy_of")
        )
        shown = {id: None for id in before if id not in found} | dict(found)
        self._sql.do_each(
            "UPDATE articles SET copy_of = (SELECT key FROM articles WHERE id = ?) WHERE id = ?",
            [(other, id) for id, other in sorted(shown.items()) if before.get(id) != other],
        )

    def add_passages(self, rows: Iterable[tuple[int, int]]) -> None:
        """Say which vector row each passage of a paragraph has: (paragraph key, row)."""
        self._sql.do_each("INSERT INTO passages VALUES (?,?) ON CONFLICT DO NOTHING", rows)

    def embedded(self) -> set[str]:
        """Return the ids of the articles whose passages all have their rows."""
        found = self._sql.ask("SELECT id FROM articles JOIN embedded ON article = key")
        return {id for (id,) in found}

    def add_embedded(self, id: str) -> None:
        """Say that all passages of an article have their rows."""
        self._sql.do(
            "INSERT INTO embedded SELECT key FROM articles WHERE id = ? ON CONFLICT DO NOTHING",
            (id,),
        )

    def remove_passages(self, id: str) -> None:
        """Forget the vector rows of an article."""
        for statement in (
            f"DELETE FROM passages WHERE paragraph IN ({_KEYS})",  # noqa: S608
            "DELETE FROM embedded WHERE article = (SELECT key FROM articles WHERE id = ?)",
        ):
            self._sql.do(statement, (id,))

    def rows_used(self) -> set[int]:
        """Return the vector rows that passages have."""
        return {row for (row,) in self._sql.ask("SELECT DISTINCT row FROM passages")}

    def renumber_rows(self, now: Mapping[int, int]) -> None:
        """Give each passage the number that its vector row has now."""
        pairs = self._sql.ask("SELECT paragraph, row FROM passages")
        self._sql.do("DELETE FROM passages")
        self.add_passages((paragraph, now[row]) for paragraph, row in pairs)

    def titles(self) -> list[str]:
        """Return the headlines of the articles that are not copies, by id."""
        found = self._sql.ask(
            "SELECT title FROM articles WHERE copy_of IS NULL AND title != '' ORDER BY id"
        )
        return [title for (title,) in found]

    def days_by_article(self) -> dict[str, int]:
        """Return the day of publication of each article, 0 where there is none, by id."""
        return dict(self._sql.ask("SELECT id, day FROM articles"))

    def sources_by_article(self) -> dict[str, set[str]]:
        """Return the outlets of each article that is not a copy, and of its copies, by id."""
        found = self._sql.ask(
            "SELECT b.id, a.source FROM articles a JOIN articles b"
            " ON b.key = coalesce(a.copy_of, a.key)"
        )
        sources: dict[str, set[str]] = {}
        for id, source in found:
            sources.setdefault(id, set()).add(source)
        return sources

    def _put(self, row: Sequence[object]) -> int:
        """Write the row of an article, in the place of what its id had; return its key."""
        marks = ",".join("?" * len(row))
        renewed = ",".join(f"{name} = excluded.{name}" for name in COLUMNS.split(", "))
        ((key,),) = self._sql.ask(
            f"INSERT INTO articles ({COLUMNS}) VALUES ({marks})"  # noqa: S608 - our own names
            f" ON CONFLICT (id) DO UPDATE SET {renewed} RETURNING key",
            row,
        )
        return int(key)

    def _empty(self, id: str) -> None:
        self.remove_passages(id)
        for table in ("paragraphs", "removed"):
            self._sql.do(
                f"DELETE FROM {table} WHERE article = (SELECT key FROM articles WHERE id = ?)",  # noqa: S608
                (id,),
            )
