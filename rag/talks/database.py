"""The address of a database in, the home that it is to the talks of many machines out.

Imported only where a database is named. The tables are those of `index.postgres.schema`.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import psycopg
from psycopg_pool import ConnectionPool, PoolTimeout

from index.errors import IndexMissing, IndexProblem
from index.postgres.address import Address
from index.postgres.schema import check_schema
from index.postgres.server import Connection, connect, may_pass, options, told
from rag.talks.home import Home, Made, Row, Run, TalksUnreadable

_MOST = 4  # connections of a process
_PATIENCE = 10  # seconds to wait for a server that restarts, or for another writer of a talk


class TalksDatabase(Home):
    """Tables of a PostgreSQL database; a writer locks the row of its talk."""

    locking = " FOR UPDATE"

    def __init__(self, address: Address) -> None:
        self.name, self._address = str(address), address
        with _told(address), connect(address) as connection:
            check_schema(connection, address)
        self._pool = ConnectionPool(
            address.server,
            kwargs={"autocommit": True, **options(address)},
            configure=_set_up,
            check=ConnectionPool.check_connection,
            min_size=0,
            max_size=_MOST,
            timeout=_PATIENCE,
            reconnect_timeout=_PATIENCE,
            name="talks",
            open=True,
        )

    def read(self, work: Callable[[Run], Made]) -> Made:
        """Return what is made of rows, at the second attempt where a server went away."""
        return self._tried(lambda connection: work(_run_on(connection)))

    def write(self, work: Callable[[Run], Made]) -> Made:
        """Write all or nothing; tried a second time only where nothing can have been written."""
        return self._tried(lambda connection: _written(connection, work, self.name))

    def wipe(self) -> None:
        """Do nothing: the server keeps deleted rows until it vacuums (docs/talks.md)."""

    def close(self) -> None:
        """Let go of all connections."""
        self._pool.close()

    def _tried(self, work: Callable[[Connection], Made]) -> Made:
        with _told(self._address):
            try:
                return self._once(work)
            except PoolTimeout:
                connect(self._address).close()  # raises what the pool waited for in vain
            except psycopg.Error as error:
                if not may_pass(error):
                    raise
                self._pool.drain()  # the others lead to the same server
            return self._once(work)

    def _once(self, work: Callable[[Connection], Made]) -> Made:
        with self._pool.connection() as connection:
            return work(connection)


def _set_up(connection: Connection) -> None:
    connection.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
    connection.execute(f"SET lock_timeout = '{_PATIENCE}s'".encode())


def _run_on(connection: Connection) -> Run:
    def run(statement: str, values: Sequence[object]) -> list[Row]:
        said = statement.replace("?", "%s").replace("instr(", "strpos(")
        found = connection.execute(said.encode(), values)
        return found.fetchall() if found.description else []

    return run


def _written(connection: Connection, work: Callable[[Run], Made], name: str) -> Made:
    finished = False
    try:
        with connection.transaction():
            made = work(_run_on(connection))
            finished = True
    except psycopg.OperationalError as error:
        if not finished:
            raise
        raise TalksUnreadable(
            f"{name} went away while this was kept: it may be kept, or not",
            hint="open the talk again to see",
        ) from error
    return made


@contextmanager
def _told(address: Address) -> Iterator[None]:
    """Raise TalksUnreadable for what the database fails with inside."""
    try:
        with told(address):
            try:
                yield
            except psycopg.errors.LockNotAvailable as error:
                raise TalksUnreadable(
                    f"{address}: somebody else has been writing to this talk for {_PATIENCE} s",
                    hint="try again",
                ) from error
    except IndexMissing as error:
        raise TalksUnreadable(
            f"{address} has no tables to keep talks in",
            hint=f"make them: pressmark index upgrade --index '{address}'",
        ) from error
    except IndexProblem as error:
        raise TalksUnreadable(str(error), hint=error.hint) from error
