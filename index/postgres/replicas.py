"""An address in; connections to read by, to a replica that has what is read, else the server, out.

A replica may lag: one that lacks a generation is not asked about it. It may cancel what it is
asked, to go on with what the server wrote, or end: the server is then asked the same once more.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from functools import partial
from typing import Any, Self, TypeVar

import psycopg
from psycopg.rows import TupleRow
from psycopg_pool import ConnectionPool

from index.errors import IndexMissing, IndexOutdated
from index.postgres.address import Address
from index.postgres.generations import hold, views_of
from index.postgres.server import Connection, connect, may_pass, options, told

Made = TypeVar("Made")
Lend = Callable[[], AbstractContextManager[Connection]]

_MOST = 8  # connections
_IDLE = 300.0  # seconds after which one that is not needed is closed
_AGAIN = 5.0  # seconds to try to connect again by itself; the next question then tries at once
_LONG = 30 * 86400.0  # seconds; while a connection is made anew nothing holds the generation
_PATIENCE = 10.0  # seconds to wait for one
_SEARCH = " -c hnsw.iterative_scan=strict_order -c hnsw.ef_search=400 -c jit=off"
_THERE = "SELECT 1 FROM generations WHERE number = %s"


def connect_to_read(address: Address) -> Connection:
    """Return a connection to a replica, or to the server where none answers; ServerFailed."""
    if address.readers != address.server:
        with suppress(psycopg.OperationalError):
            return _replica(address.readers, options(address))
    return connect(address)


def read(address: Address, work: Callable[[Connection], Made]) -> Made:
    """Return what is made of a connection; where a replica has no index yet, the server is asked.

    Raises ServerFailed.
    """
    with told(address):
        if address.readers != address.server:
            try:
                with closing(_replica(address.readers, options(address))) as connection:
                    return work(connection)
            except psycopg.Error as error:
                if not may_pass(error):
                    raise
            except (IndexMissing, IndexOutdated):
                pass  # it lags, or the server says the same
        with closing(connect(address)) as connection:
            return work(connection)


def tried(work: Callable[[Connection], Made], lend: Lend, again: Lend | None) -> Made:
    """Return what is made of a connection, at the second attempt where the first one went away."""
    try:
        with lend() as connection:
            return work(connection)
    except psycopg.Error as error:
        if again is None or not may_pass(error):
            raise
    with again() as connection:
        return work(connection)


class Readers:
    """Connections to read one generation by, shared by threads; one is open as long as they are.

    The server sweeps no generation that a connection to it holds; it knows of none to a replica.
    """

    def __init__(self, address: Address, number: int) -> None:
        self._address, self._found_in = address, views_of(address, number)
        told_to = options(address, self._found_in)
        told_to["options"] += _SEARCH
        self._pool = ConnectionPool(
            address.readers,
            kwargs={"server": address.server, "number": number, "told_to": told_to},
            connection_class=_Reading,
            min_size=1,
            max_size=_MOST,
            max_idle=_IDLE,
            reconnect_timeout=_AGAIN,
            max_lifetime=_LONG,
            configure=partial(hold, address, number=number),
            check=ConnectionPool.check_connection,
            open=True,
        )

    def lend(self) -> AbstractContextManager[Connection]:
        """Lend one of them."""
        return self._pool.connection(timeout=_PATIENCE)

    @contextmanager
    def lend_servers(self) -> Iterator[Connection]:
        """Lend one to the server itself."""
        with closing(connect(self._address, found_in=self._found_in)) as connection:
            yield connection

    def close(self) -> None:
        """Let go of them."""
        self._pool.close()


class _Reading(psycopg.Connection[TupleRow]):
    """A connection to a replica that has a generation, or else to the server."""

    @classmethod
    def connect(  # type: ignore[override]  # what the pool hands on is all it is called with
        cls, conninfo: str, *, server: str, number: int, told_to: dict[str, Any], **more: object
    ) -> Self:
        set_: dict[str, Any] = {"autocommit": True, "prepare_threshold": None, **told_to, **more}
        if conninfo != server:
            with suppress(psycopg.Error):  # where the server fails too, it says so
                connection = super().connect(conninfo, **set_)
                if _has(connection, number):
                    return connection
        return super().connect(server, **set_)


def _has(connection: Connection, number: int) -> bool:
    """Whether the generation is there; a connection to where it is not is closed."""
    found = None
    try:
        found = connection.execute(_THERE, (number,)).fetchone()
    finally:
        if found is None:
            connection.close()
    return found is not None


def _replica(where: str, told_to: dict[str, Any]) -> Connection:
    return psycopg.connect(where, autocommit=True, **told_to)
