"""An address in, the name of the generation that readers open now out, in a millisecond.

A page asks this whenever it is drawn. So a process keeps one connection to each database for it,
which all its threads share.
"""

import atexit
import os
import threading
from functools import partial

import psycopg

from index.errors import IndexMissing, IndexOutdated
from index.postgres.address import Address
from index.postgres.generations import current
from index.postgres.replicas import connect_to_read, read
from index.postgres.schema import migrations
from index.postgres.server import Connection, told

_NAME = """
SELECT name, (SELECT max(number) FROM migrated)
FROM generations JOIN pointer ON generation = number
"""


def pointed_to(address: Address) -> str:
    """Return the name of the current generation; raises as `generations.current`."""
    with _keeping:
        pointed = _kept.setdefault((address, os.getpid()), _Pointed(address))
    return pointed.ask()


def let_go() -> None:
    """Close the connections that are kept; whoever asks again opens anew."""
    with _keeping:
        mine = [one for one in _kept if one[1] == os.getpid()]
        for one in mine:
            _kept.pop(one).close()


class _Pointed:
    """Asks by the connection that is kept, and by a new one where that is broken."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._asking = threading.Lock()
        self._connection: Connection | None = None

    def ask(self) -> str:
        """Return the name; one thread asks at a time."""
        with self._asking, told(self._address):
            try:
                return self._asked_of_one()
            except (IndexMissing, IndexOutdated):  # so says a replica that lags, perhaps
                return read(self._address, partial(current, self._address)).name

    def close(self) -> None:
        """Close the connection."""
        with self._asking:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _asked_of_one(self) -> str:
        if self._connection is not None:
            try:
                return self._asked(self._connection)
            except psycopg.OperationalError:  # the server was started anew, say
                self._connection.close()
        self._connection = connect_to_read(self._address)
        return self._asked(self._connection)

    def _asked(self, connection: Connection) -> str:
        try:
            row = connection.execute(_NAME, prepare=False).fetchone()
        except psycopg.errors.UndefinedTable:
            row = None
        if row is None or row[1] != len(migrations()):
            return current(self._address, connection).name  # raises what there is to say
        return str(row[0])


# By process, too: one that was forked cannot share its parent's connections.
_kept: dict[tuple[Address, int], _Pointed] = {}
_keeping = threading.Lock()
atexit.register(let_go)
