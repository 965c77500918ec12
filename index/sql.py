"""Statements in, rows out: what the two databases an index may be in have in common.

Statements are written once, with `?` for values. Where SQLite and PostgreSQL differ, the parts that
each has its own words for are asked of the connection: `among`, `listed`, `no_limit`, `where`.
"""

import json
import re
import shutil
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, Protocol

from index.authors import is_by
from index.filters import Filters
from index.rows import where

Values = Sequence[object]


class Sql(Protocol):
    """A connection to a database."""

    no_limit: int | None

    def ask(self, statement: str, values: Values = ()) -> list[Any]:
        """Return the rows that a statement finds."""

    def stream(self, statement: str, values: Values = ()) -> Iterator[Any]:
        """Yield them without holding all; other statements may run meanwhile."""

    def do(self, statement: str, values: Values = ()) -> int:
        """Write; return how many rows changed."""

    def do_each(self, statement: str, values: Iterable[Values]) -> None:
        """Write by one statement for each of these values."""

    @property
    def changes(self) -> int:
        """How many rows have been written or removed so far."""

    def commit(self) -> None:
        """Write out what is pending."""

    def close(self) -> None:
        """Let go of the connection; what is pending is lost."""

    def among(self, kind: Literal["keys", "names"]) -> str:
        """Return the condition that a number, or a text, is one of the value's, see `listed`."""

    def listed(self, values: Iterable[object]) -> object:
        """Return several values as the one value that `among` takes."""

    def where(self, filters: Filters) -> tuple[str, list[Any]]:
        """Return the condition on `articles a` that lets shown articles pass, and its values."""


def fill(sql: Sql, table: str, columns: Sequence[str], rows: Iterable[Values]) -> None:
    """Write rows into a table, by these of its columns."""
    marks = ", ".join("?" * len(columns))
    sql.do_each(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)  # noqa: S608


class Sqlite:
    """A SQLite file."""

    no_limit: int | None = -1

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._asking = threading.Lock()
        connection.create_function("regexp", 2, _matches, deterministic=True)
        connection.create_function("is_by", 2, _is_by, deterministic=True)

    @classmethod
    def finished(cls, path: Path, *, beside: Path | None = None) -> "Sqlite":
        """Open a file that is no longer written, to read from any thread.

        The tables of `beside`, another such file, are found too.
        """
        connection = sqlite3.connect(_finished(path), uri=True, check_same_thread=False)
        if beside:
            connection.execute("ATTACH ? AS beside", (_finished(beside),))
        return cls(connection)

    @classmethod
    def new(cls, path: Path, schema: str) -> "Sqlite":
        """Make a file with these tables, to write.

        A build writes it once and forces it to disk at the end: a crash leaves a file that nobody
        opens, so no journal is kept. What is removed is overwritten with zeros.
        """
        connection = _to_write(path)
        connection.executescript(schema)
        return cls(connection)

    @classmethod
    def copy_of(cls, before: Path, path: Path) -> "Sqlite":
        """Make a copy, at `path`, of the finished file `before`, to write likewise."""
        shutil.copyfile(before, path)
        return cls(_to_write(path))

    def ask(self, statement: str, values: Values = ()) -> list[Any]:
        """Return what a statement finds, while no other thread asks.

        SQLite lets one thread in at a time. Python's functions run inside it, so one who waited at
        its door with Python's own lock in hand would wait for ever.
        """
        with self._asking:
            return self._connection.execute(statement, values).fetchall()

    def stream(self, statement: str, values: Values = ()) -> Iterator[Any]:
        """Yield the rows as they are found."""
        yield from self._connection.execute(statement, values)

    def do(self, statement: str, values: Values = ()) -> int:
        """Write; return how many rows changed."""
        return self._connection.execute(statement, values).rowcount

    def do_each(self, statement: str, values: Iterable[Values]) -> None:
        """Write by one statement for each of these values."""
        self._connection.executemany(statement, values)

    @property
    def changes(self) -> int:
        """How many rows have been written or removed so far."""
        return self._connection.total_changes

    def commit(self) -> None:
        """Write out what is pending; give back the room of what was removed."""
        self._connection.commit()
        free, pages = (
            self._connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("freelist_count", "page_count")
        )
        if free * 4 > pages:
            self._connection.execute("VACUUM")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def among(self, kind: Literal["keys", "names"]) -> str:
        """Return a condition on a list written as JSON."""
        del kind
        return "IN (SELECT value FROM json_each(?))"

    def listed(self, values: Iterable[object]) -> object:
        """Return the values as JSON."""
        return json.dumps(list(values))

    def where(self, filters: Filters) -> tuple[str, list[Any]]:
        """Return the condition with our own functions in it."""
        return where(filters)


def _finished(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro&immutable=1"


def _to_write(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    connection.executescript(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA secure_delete = ON;"
    )
    return connection


def _matches(pattern: str, value: str) -> bool:
    """Whether all of the value matches; SQLite calls it for `value REGEXP pattern`."""
    return re.fullmatch(pattern, value) is not None


def _is_by(authors: str, name: str) -> bool:
    return is_by(json.loads(authors), name)
