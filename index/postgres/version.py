"""A generation of the database in, open for searching, out."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import partial

from psycopg.rows import TupleRow
from psycopg_pool import ConnectionPool

from index.database import Database
from index.embedder import Vectors
from index.filters import Filters
from index.manifest import Manifest
from index.postgres.address import Address
from index.postgres.generations import Generation, hold, views_of
from index.postgres.narrowing import Allowed
from index.postgres.nearest import cosines, nearest
from index.postgres.server import Connection, options, told
from index.postgres.sql import PostgresSql
from index.postgres.words import PostgresWords

_MOST = 8  # connections
_IDLE = 300.0  # seconds after which one that is not needed is closed
_AGAIN = 5.0  # seconds to try to connect again by itself; the next question then tries at once
_LONG = 30 * 86400.0  # seconds; while a connection is made anew nothing holds the generation
_PATIENCE = 10.0  # seconds to wait for one
_SEARCH = " -c hnsw.iterative_scan=strict_order -c hnsw.ef_search=400 -c jit=off"


class PostgresVersion:
    """One generation, searched from any thread; its rows do not change while it is kept."""

    def __init__(self, address: Address, generation: Generation) -> None:
        self._address, self._generation = address, generation
        self._pool = _pool(address, generation.number)
        self._sql = PostgresSql(address, self._lend, self._pool.close, unchanging=True)
        self.database = Database(self._sql)
        self.lexical = PostgresWords(self._rows, generation.number, generation.words)

    def is_kept(self) -> bool:
        """Whether it is still there, now that it is held: it is then until it is closed."""
        asked = "SELECT 1 FROM generations WHERE (number, name) = (%s, %s)"
        return bool(self._rows(asked, (self._generation.number, self.name)))

    @property
    def name(self) -> str:
        """Its number, which grows with every build, and its digest."""
        return self._generation.name

    @property
    def manifest(self) -> Manifest:
        """What it says of itself."""
        return self._generation.manifest

    def nearest(self, vector: Vectors, k: int, filters: Filters) -> dict[int, float]:
        """Return up to k paragraph keys with the cosine of their best piece, best first."""
        return dict(nearest(self._rows, vector, k, self._allowed(filters)))

    def by_words(self, query: str, k: int, filters: Filters) -> dict[int, float]:
        """Return up to k paragraph keys with their BM25 scores, best first."""
        return dict(self.lexical.search(query, k, self._allowed(filters)))

    def cosines(self, vector: Vectors, keys: Sequence[int]) -> dict[int, float]:
        """Return the cosine of the best piece of each of these paragraphs that has a vector."""
        return cosines(self._rows, vector, keys)

    def close(self) -> None:
        """Let go of the connections."""
        self.database.close()

    def _allowed(self, filters: Filters) -> Allowed | None:
        if not filters:
            return None
        condition, values = self._sql.where(filters)
        return condition.replace("?", "%s"), values

    def _rows(self, statement: str, values: Sequence[object]) -> Sequence[TupleRow]:
        with told(self._address), self._lend() as connection:
            return connection.execute(statement.encode(), values).fetchall()

    def _lend(self) -> AbstractContextManager[Connection]:
        return self._pool.connection(timeout=_PATIENCE)


def _pool(address: Address, number: int) -> "ConnectionPool[Connection]":
    """Return connections that find a generation and hold it; one is open as long as the pool."""
    told_to = options(address, views_of(address, number))
    told_to["options"] += _SEARCH
    return ConnectionPool(
        address.readers,
        kwargs={"autocommit": True, "prepare_threshold": None, **told_to},
        min_size=1,
        max_size=_MOST,
        max_idle=_IDLE,
        reconnect_timeout=_AGAIN,
        max_lifetime=_LONG,
        configure=partial(_held, address, number),
        check=ConnectionPool.check_connection,
        open=True,
    )


def _held(address: Address, number: int, connection: Connection) -> None:
    hold(address, connection, number)
