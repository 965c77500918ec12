"""The address of a database in; its current generation's rows out, and into the next one."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import islice

import numpy as np
from pgvector import HalfVector
from pgvector.psycopg import register_vector
from psycopg import IsolationLevel, sql

from index.carried import AT_ONCE, REMEMBERED, Embedded, Model, Table
from index.database import Database
from index.errors import IndexMissing, IndexProblem
from index.ledger import Ledger
from index.manifest import Manifest
from index.postgres.address import Address
from index.postgres.embedding import mark_of
from index.postgres.generations import (
    VERSIONED,
    Generation,
    begin,
    current,
    is_remembered,
    sweep,
    switch,
    views_of,
)
from index.postgres.lock import locked
from index.postgres.schema import check_schema, migrate
from index.postgres.server import Connection, connect, told
from index.postgres.sql import PostgresSql, storable
from index.postgres.word_writer import statistics
from index.postgres.wording import make_searchable
from index.progress import Progress

_PLACE = "SELECT pg_postmaster_start_time(), current_database(), %s::text"
_KEYED = ("article_rows", "paragraphs", "readings")  # tables whose rows bring their keys
_LOADED = ("article_rows", "paragraphs", "removed", "passages", "words")
_ROWS_OF = {"articles": "article_rows", "moved": "moved_rows", "withdrawn": "withdrawn_rows"}
# A build that reads all anew empties the ledger at once, for those too who began to read before.
_HOLD = f"LOCK TABLE {', '.join(one.name for one in REMEMBERED)} IN ACCESS SHARE MODE".encode()
_EMBEDDED = """
SELECT p.article, p.paragraph, p.digest, halfvec_send(p.embedding)
FROM passages p JOIN articles a ON a.key = p.article
ORDER BY p.article, p.paragraph, p.digest
"""
_SENT = 4  # bytes before the numbers that halfvec_send returns, big end first
_COPY_EMBEDDED = "COPY passages (article, paragraph, digest, embedding) FROM STDIN (FORMAT BINARY)"


class PostgresLeaving:
    """A generation, by a connection that sees the database as it was when it began."""

    def __init__(
        self, address: Address, connection: Connection, generation: Generation, *, remembered: bool
    ) -> None:
        """`remembered` is whether the ledger is of this generation."""
        self.place = _place(address, connection)
        self._sql = PostgresSql.of(connection, address)
        self._remembered = remembered
        made = generation.manifest
        self.manifest = made if remembered else replace(made, reading="")

    def count(self, table: Table) -> int:
        """Return how many rows of a table there are."""
        return int(self._sql.ask(table.counted)[0][0]) if self._has(table) else 0

    def rows(self, table: Table) -> Iterator[Sequence[object]]:
        """Yield them, not holding all."""
        return self._sql.stream(table.chosen) if self._has(table) else iter(())

    def embedded(self) -> Iterator[Embedded]:
        """Yield all passages that have a vector, by article and paragraph."""
        found = self._sql.stream(_EMBEDDED)
        mark = f"-{mark_of(self.manifest.embedder)}"
        while block := list(islice(found, AT_ONCE)):
            articles, paragraphs, digests, sent = zip(*block, strict=True)
            numbers = [np.frombuffer(one, dtype=">f2", offset=_SENT) for one in sent]
            yield Embedded(
                articles,
                paragraphs,
                [one.removesuffix(mark) for one in digests],
                np.stack(numbers).astype(np.float16),
                self.manifest.embedder,
            )

    def _has(self, table: Table) -> bool:
        return self._remembered or table not in REMEMBERED


class PostgresArriving:
    """The next generation, while it is made of another index's rows, in one transaction."""

    def __init__(self, address: Address, connection: Connection) -> None:
        self.place = _place(address, connection)
        self._connection = connection
        self._number = begin(address, connection)
        found_in = f"{views_of(address, self._number)},{address.schema},public"
        connection.execute("SELECT set_config('search_path', %s, true)", (found_in,))
        register_vector(connection)
        self._database = Database(PostgresSql.of(connection, address))
        self._ledger = Ledger(PostgresSql.of(connection, address))
        self._end_all()
        self._beyond = max(map(self._last_key, _KEYED))

    def take(self, table: Table, rows: Iterator[Sequence[object]]) -> None:
        """Write the rows of a table, their keys beyond all that were ever given here."""
        connection, first = self._connection, list[object]()
        name, columns = table.name, table.columns
        if table in REMEMBERED:
            connection.execute(sql.SQL("TRUNCATE {}").format(sql.Identifier(name)))
        if name in _ROWS_OF:
            name, columns, first = _ROWS_OF[name], ("born", *columns), [self._number]
        keys = [table.columns.index(one) for one in table.keys]
        copy_in = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(name), sql.SQL(", ").join(map(sql.Identifier, columns))
        )
        with connection.cursor() as cursor, cursor.copy(copy_in) as copied:
            for row in rows:
                copied.write_row([*first, *self._renumbered(row, keys)])

    def take_embedded(self, some: Embedded) -> None:
        """Write passages and their vectors."""
        mark, beyond = mark_of(some.made_by), self._beyond
        rows = zip(some.articles, some.paragraphs, some.digests, some.vectors, strict=True)
        with self._connection.cursor() as cursor, cursor.copy(_COPY_EMBEDDED) as copied:
            copied.set_types(["int8", "int8", "text", "halfvec"])
            for article, paragraph, digest, vector in rows:
                known_by = f"{digest}-{mark}"
                copied.write_row(
                    (article + beyond, paragraph + beyond, known_by, HalfVector(vector))
                )

    def counts(self) -> tuple[int, int, int]:
        """Return how many articles, copies of them, and paragraphs of articles arrived."""
        return self._database.counts()

    def switch(self, manifest: Manifest, model: Model, progress: Progress) -> str:
        """Write what is searched; readers open it when the transaction ends. Return its name."""
        del model  # a server need not measure how its vectors are searched
        connection = self._connection
        for table in _KEYED:
            connection.execute(
                sql.SQL(
                    "SELECT setval(pg_get_serial_sequence({name}, 'key'), max(key)) FROM {table}"
                ).format(name=sql.Literal(table), table=sql.Identifier(table))
            )
        for table in _LOADED:
            connection.execute(f"ANALYZE {table}".encode())
        make_searchable(connection, self._number, self._database, self._ledger, progress)
        words = statistics(connection, self._number)
        return switch(connection, self._number, manifest, words).name

    def _renumbered(self, row: Sequence[object], keys: Sequence[int]) -> list[object]:
        values = storable(row)
        for at in keys:
            key = values[at]
            if isinstance(key, int):
                values[at] = key + self._beyond
        return values

    def _end_all(self) -> None:
        """Let nothing go on from the generation before."""
        for table in VERSIONED:
            self._connection.execute(
                sql.SQL("UPDATE {} SET died = %s WHERE died > %s").format(sql.Identifier(table)),
                (self._number, self._number),
            )

    def _last_key(self, table: str) -> int:
        row = self._connection.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'key'))", (table,)
        ).fetchone()
        return int(row[0]) if row else 0


@contextmanager
def leaving(address: Address) -> Iterator[PostgresLeaving]:
    """Hold the current generation as it is now; raises IndexMissing or IndexOutdated.

    The server's, since a replica would cancel what reads for so long.
    """
    with told(address), closing(connect(address)) as connection:
        check_schema(connection, address)
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        with connection.transaction():
            connection.execute(_HOLD)  # before anything is seen
            connection.execute("SELECT set_config('cursor_tuple_fraction', '1', true)")
            generation = current(address, connection)
            found_in = f"{views_of(address, generation.number)},{address.schema},public"
            connection.execute("SELECT set_config('search_path', %s, true)", (found_in,))
            remembered = is_remembered(connection, generation.number)
            yield PostgresLeaving(address, connection, generation, remembered=remembered)


@contextmanager
def arriving(address: Address, *, keep: int, over: bool) -> Iterator[PostgresArriving]:
    """Begin the next generation inside a transaction; one that fails leaves nothing of it."""
    if not over:
        _check_empty(address)
    migrate(address)
    with locked(address) as connection:
        if not over:
            _check_empty(address)
        with connection.transaction():
            yield PostgresArriving(address, connection)
        sweep(address, connection, keep=keep)


def _check_empty(address: Address) -> None:
    """Raise IndexProblem where there is an index, or tables that may hold one."""
    with told(address), closing(connect(address)) as connection:
        try:
            current(address, connection)
        except IndexMissing:
            return
    raise IndexProblem(
        f"{address} holds an index already",
        hint="name another place, or let the copy be its next version: --replace",
    )


def _place(address: Address, connection: Connection) -> str:
    return repr(connection.execute(_PLACE, (address.schema,)).fetchone())
