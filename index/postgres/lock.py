"""A connection in; the one lock of an index, which whoever leads a build holds, out.

It is the server's own, and free again as soon as its holder is gone.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from zlib import crc32

from index.errors import IndexBusy
from index.postgres.address import Address
from index.postgres.server import Connection, connect, told

_OURS = 0x50524D4B  # "PRMK"
_HELD = """
SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND classid::bigint = %s AND objid::bigint = %s AND objsubid = 2
"""


def try_lock(address: Address, connection: Connection) -> bool:
    """Take the lock for this connection, if nobody has it; return if so."""
    row = connection.execute(
        "SELECT pg_try_advisory_lock(%s, %s)", (_OURS, _signed(_number(address)))
    ).fetchone()
    return bool(row and row[0])


def is_locked(address: Address, connection: Connection) -> bool:
    """Whether somebody has it."""
    return bool(connection.execute(_HELD, (_OURS, _number(address))).fetchone())


@contextmanager
def locked(address: Address) -> Iterator[Connection]:
    """Yield a connection while no build is under way; raises IndexBusy at once otherwise."""
    with told(address), closing(connect(address)) as connection:
        if not try_lock(address, connection):
            raise IndexBusy.building(address)
        yield connection


def _number(address: Address) -> int:
    return crc32(address.schema.encode())


def _signed(number: int) -> int:
    """Return 32 bits as the server counts them."""
    return number - (1 << 32) if number >= 1 << 31 else number
