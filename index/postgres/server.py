"""An address in; connections to the database out, and what it refuses told in one line."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import TupleRow

from index.errors import IndexProblem
from index.postgres.address import Address

Connection = psycopg.Connection[TupleRow]
_PATIENCE = 10  # seconds to connect in, where the address does not say
_SEARCHED = (  # what a search is planned and done with: see index/postgres/nearest.py and words.py
    "-c jit=off -c work_mem=64MB -c hnsw.ef_search=800"
    " -c hnsw.iterative_scan=strict_order -c hnsw.max_scan_tuples=100000"
)


class ServerFailed(IndexProblem):
    """A database that cannot be reached, or refuses what is asked of it."""


def connect(address: Address, *, reading: bool = False, found_in: str = "") -> Connection:
    """Return a connection that commits each statement; raises ServerFailed.

    Tables are found in the schema of the address, and before it in `found_in`.
    """
    with told(address):
        where = address.readers if reading else address.server
        return psycopg.connect(where, autocommit=True, **options(address, found_in))


def options(address: Address, found_in: str = "") -> dict[str, Any]:
    """Return what a connection is told beside its address."""
    path = ",".join(filter(None, [found_in, address.schema, "public"]))
    return {
        "application_name": "pressmark",
        "options": f"-c search_path={path} -c timezone=UTC {_SEARCHED}",
        **({} if "connect_timeout" in address.server else {"connect_timeout": str(_PATIENCE)}),
    }


@contextmanager
def told(address: Address) -> Iterator[None]:
    """Raise ServerFailed for what the database or the way to it fails with inside."""
    try:
        yield
    except psycopg.errors.InsufficientPrivilege as error:
        raise ServerFailed(
            f"{address} does not allow this: {_line(error)}",
            hint="docs/postgresql.md says which role may do what",
        ) from error
    except psycopg.OperationalError as error:
        raise ServerFailed(
            f"{address} cannot be reached: {_line(error)}",
            hint=_hint(error),
        ) from error
    except psycopg.Error as error:
        raise ServerFailed(
            f"{address} refused a statement: {_line(error)}",
            hint="pressmark index doctor says what is wrong",
        ) from error


def named(*parts: str) -> sql.Identifier:
    """Return a name to write into a statement."""
    return sql.Identifier(*parts)


def _hint(error: psycopg.OperationalError) -> str:
    """Return the next step; a server that refuses to connect says why in words alone."""
    said = str(error)
    if "password" in said or "role " in said or "no pg_hba.conf entry" in said:
        return "name a role that may connect, as USER@HOST; its password in PGPASSWORD or .pgpass"
    if "database " in said and "does not exist" in said:
        return "make it with createdb, or name another"
    return "see whether the server runs, and the address is right; then try again"


def _line(error: Exception) -> str:
    """Return the error's first line; what follows it may quote a statement."""
    said = str(error).strip().splitlines()
    return said[0] if said else type(error).__name__
