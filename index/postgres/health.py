"""An address in, the generation to examine out, and whether what it holds is ill."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from index.embedder import Embedder
from index.errors import IndexDamaged, IndexMissing
from index.following import identity_of
from index.postgres.address import Address
from index.postgres.examination import Examination
from index.postgres.generations import current, views_of, without_views
from index.postgres.server import Connection, connect, told

_AT_ONE_MOMENT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"


@contextmanager
def at_one_moment(address: Address, found_in: str = "") -> Iterator[Connection]:
    """Yield a connection that reads the database as it is now, and writes nothing."""
    with (
        told(address),
        closing(connect(address, found_in=found_in)) as connection,
        connection.transaction(),
    ):
        connection.execute(_AT_ONE_MOMENT)
        yield connection


def is_ill(address: Address, embedder: Embedder) -> bool:
    """Whether the next generation should not be begun from the current one."""
    try:
        with at_one_moment(address) as connection:
            generation = current(address, connection)
            if generation.number in without_views(address, connection):
                return True
    except IndexMissing:
        return False
    except IndexDamaged:
        return True
    same = generation.manifest.embedder == identity_of(embedder)
    with at_one_moment(address, views_of(address, generation.number)) as connection:
        return not Examination(
            address,
            connection,
            generation,
            reads=embedder.reads if same else None,
            mend=lambda: "build anew",
        ).sound
