"""Statements of both homes in, rows of a PostgreSQL database out."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from functools import lru_cache
from itertools import count
from typing import Any, Literal

from index.authors import is_by
from index.filters import Filters
from index.outlets import outlet_pattern
from index.postgres.address import Address
from index.postgres.replicas import Lend, Readers, tried
from index.postgres.server import Connection, told
from index.rows import Column, where
from index.sql import Values

_AT_ONCE = 500  # rows of a stream
_EITHER_COPY = (
    "a.key IN (SELECT coalesce(copy_of, key) FROM articles WHERE {column} = ANY(?::text[]))"
)


class PostgresSql:
    """A database, by a connection of its own or by those that are lent for each statement."""

    no_limit: int | None = None

    def __init__(
        self,
        address: Address,
        lend: Lend,
        close: Callable[[], None],
    ) -> None:
        self._address, self._lend, self._close = address, lend, close
        self._again: Lend | None = None
        self._changes = 0
        self._names = count()
        self._values: dict[str, list[str]] | None = None

    @classmethod
    def of(cls, connection: Connection, address: Address) -> "PostgresSql":
        """Speak by this connection alone, from one thread."""
        return cls(address, lambda: nullcontext(connection), connection.close)

    @classmethod
    def unchanging(cls, address: Address, readers: Readers) -> "PostgresSql":
        """Read a generation, whose rows do not change, from any thread."""
        sql = cls(address, readers.lend, readers.close)
        sql._again, sql._values = readers.lend_servers, {}
        return sql

    def ask(self, statement: str, values: Values = ()) -> list[Any]:
        """Return the rows that a statement finds."""

        def rows(connection: Connection) -> list[Any]:
            found = connection.execute(as_psycopg(statement), storable(values))
            if not statement.startswith("SELECT"):
                self._changes += found.rowcount
            return found.fetchall()

        with told(self._address):
            return tried(rows, self._lend, self._again)

    def stream(self, statement: str, values: Values = ()) -> Iterator[Any]:
        """Yield them without holding all; other statements may run meanwhile."""
        name = f"stream_{next(self._names)}"
        with told(self._address), self._lend() as connection, connection.cursor(name) as cursor:
            cursor.itersize = _AT_ONCE
            cursor.execute(as_psycopg(statement), storable(values))
            yield from cursor

    def do(self, statement: str, values: Values = ()) -> int:
        """Write; return how many rows changed."""
        with told(self._address), self._lend() as connection:
            changed = connection.execute(as_psycopg(statement), storable(values)).rowcount
        self._changes += changed
        return changed

    def do_each(self, statement: str, values: Iterable[Values]) -> None:
        """Write by one statement for each of these values."""
        rows = [storable(one) for one in values]
        if not rows:
            return
        with told(self._address), self._lend() as connection, connection.cursor() as cursor:
            cursor.executemany(as_psycopg(statement), rows)
            self._changes += cursor.rowcount

    @property
    def changes(self) -> int:
        """How many rows have been written or removed so far."""
        return self._changes

    def commit(self) -> None:
        """Write out what is pending."""
        with told(self._address), self._lend() as connection:
            connection.commit()

    def close(self) -> None:
        """Let go of the connection; what is pending is lost."""
        self._close()

    def among(self, kind: Literal["keys", "names"]) -> str:
        """Return the condition that a number, or a text, is one of the value's."""
        return f"= ANY(?::{'bigint' if kind == 'keys' else 'text'}[])"

    def listed(self, values: Iterable[object]) -> object:
        """Return several values as the one value that `among` takes."""
        return list(values)

    def where(self, filters: Filters) -> tuple[str, list[Any]]:
        """Return the condition on `articles a` that lets shown articles pass, and its values.

        Outlets and authors are compared here, by the same code as everywhere, value by value.
        """
        return where(filters, self._either_copy)

    def _either_copy(self, column: Column, wanted: str) -> tuple[str, object]:
        if column == "outlet":
            matches = re.compile(outlet_pattern(wanted)).fullmatch
            names = [one for one in self._all(column) if matches(one)]
        else:
            names = [one for one in self._all(column) if is_by(json.loads(one), wanted)]
        return _EITHER_COPY.format(column=column), names

    def _all(self, column: Column) -> list[str]:
        """Return every value of a column, remembered where the articles do not change."""
        if self._values is not None and column in self._values:
            return self._values[column]
        found = [one for (one,) in self.ask(f"SELECT DISTINCT {column} FROM articles")]  # noqa: S608
        if self._values is not None:
            self._values[column] = found
        return found


@lru_cache(maxsize=500)
def as_psycopg(statement: str) -> bytes:
    """Return a statement with values marked as psycopg wants them."""
    return statement.replace("%", "%%").replace("?", "%s").encode()


def storable(values: Values) -> list[object]:
    """Return the values without what PostgreSQL cannot hold: the character 0, and half ones."""
    return [_as_text(one) if isinstance(one, str) else _listed(one) for one in values]


def _listed(value: object) -> object:
    if not isinstance(value, list):
        return value
    return [_as_text(one) if isinstance(one, str) else one for one in value]


def _as_text(text: str) -> str:
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
