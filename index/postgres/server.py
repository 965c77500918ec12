"""An address in; connections to the database out, and what it refuses told in one line."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.rows import TupleRow

from index.errors import IndexProblem
from index.postgres.address import Address

Connection = psycopg.Connection[TupleRow]
_PATIENCE = {  # where the address does not say
    "connect_timeout": "10",  # seconds
    "tcp_user_timeout": "30000",  # milliseconds; a machine that vanished is given up after it
    "keepalives_idle": "30", "keepalives_interval": "10", "keepalives_count": "3",
}  # fmt: skip
_SEARCHED = (  # what a search is planned and done with: see index/postgres/nearest.py and words.py
    "-c jit=off -c work_mem=64MB -c hnsw.ef_search=800"
    " -c hnsw.iterative_scan=strict_order -c hnsw.max_scan_tuples=100000"
)
_ROLE = "name a role that may connect, as USER@HOST; its password in PGPASSWORD or .pgpass"
_PASSING = ("08", "25006", "40001", "40P01", "57P")
# a connection lost, a server that only reads since another was made the first, two writers that
# waited for each other, or a replica that had to go on; a server that stops or starts

_TOLD: tuple[tuple[type[psycopg.Error], str, str], ...] = (  # the first that fits; "": _way_to
    (
        psycopg.errors.InsufficientPrivilege,
        "does not allow this",
        "docs/postgresql.md says which role may do what",
    ),
    (
        psycopg.errors.UndefinedTable,
        "refused a statement",
        "try again: a build may have dropped this version; or see docs/postgresql.md",
    ),
    (
        psycopg.errors.ReadOnlySqlTransaction,
        "only reads",
        "it is a replica: name the server that is written to, and this one in replicas=",
    ),
    (
        psycopg.errors.SerializationFailure,
        "cancelled this",
        "try again; docs/postgresql.md says what to set where a replica does so often",
    ),
    (psycopg.OperationalError, "cannot be reached", ""),
    (psycopg.Error, "refused a statement", "pressmark index doctor says what is wrong"),
)


class ServerFailed(IndexProblem):
    """A database that cannot be reached, or refuses what is asked of it."""


def connect(address: Address, *, found_in: str = "") -> Connection:
    """Return a connection that commits each statement; raises ServerFailed.

    Tables are found in the schema of the address, and before it in `found_in`.
    """
    with told(address):
        return psycopg.connect(address.server, autocommit=True, **options(address, found_in))


def options(address: Address, found_in: str = "") -> dict[str, Any]:
    """Return what a connection is told beside its address."""
    path = ",".join(filter(None, [found_in, address.schema, "public"]))
    return {
        "application_name": "pressmark",
        "options": f"-c search_path={path} -c timezone=UTC {_SEARCHED}",
        **{name: value for name, value in _PATIENCE.items() if name not in address.server},
    }


@contextmanager
def told(address: Address) -> Iterator[None]:
    """Raise ServerFailed for what the database or the way to it fails with inside."""
    try:
        yield
    except psycopg.Error as error:
        what, hint = next(told for kind, *told in _TOLD if isinstance(error, kind))
        raise ServerFailed(
            f"{address} {what}: {first_line(error)}", hint=hint or _way_to(error)
        ) from error


def may_pass(error: psycopg.Error) -> bool:
    """Whether the same may go well on another connection; one that breaks has no code to tell."""
    if error.sqlstate is None:
        return isinstance(error, psycopg.OperationalError)
    return error.sqlstate.startswith(_PASSING)


def first_line(error: Exception) -> str:
    """Return the error's first line; what follows it may quote a statement."""
    said = str(error).strip().splitlines()
    return said[0] if said else type(error).__name__


def _way_to(error: psycopg.Error) -> str:
    """Return the next step; a server that refuses to connect says why in words alone."""
    said = str(error)
    if "no pg_hba.conf entry" in said and "no encryption" in said:
        return f"{_ROLE}; or by TLS, if it takes nothing else: sslmode=verify-full"
    if "password" in said or "role " in said or "no pg_hba.conf entry" in said:
        return _ROLE
    if "database " in said and "does not exist" in said:
        return "make it with createdb, or name another"
    if "SSL" in said or "certificate" in said:
        return (
            "sslmode, sslrootcert and the host's name must fit the server's certificate:"
            " docs/postgresql.md"
        )
    return "see whether the server runs, and the address is right; then try again"
