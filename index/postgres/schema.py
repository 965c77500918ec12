"""An address in; the tables of the database, made or brought up to date, out.

The files of `migrations/` are applied in their order, each once and whole; one that was shipped
stays as it is.
"""

import re
from functools import cache
from importlib.resources import files

import psycopg

from index.errors import IndexMissing, IndexOutdated, IndexProblem
from index.postgres.address import Address
from index.postgres.roles import let_readers_write
from index.postgres.server import Connection, ServerFailed, connect, told

_LOCK = 0x50524D4B  # "PRMK"; one migrates at a time


@cache
def migrations() -> tuple[str, ...]:
    """Return the migrations, as SQL, in their order."""
    folder = files("index.postgres").joinpath("migrations")
    scripts = [one for one in folder.iterdir() if one.name.endswith(".sql")]
    scripts.sort(key=lambda one: one.name)
    return tuple(one.read_text(encoding="utf-8") for one in scripts)


def migrate(address: Address) -> int:
    """Make or update the tables; return how many migrations were applied."""
    with told(address), connect(address) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", (_LOCK,))
        _extend(connection, address)
        name = psycopg.sql.Identifier(address.schema)
        if not _exists(connection, address):
            connection.execute(psycopg.sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(name))
        connection.execute(
            "CREATE TABLE IF NOT EXISTS migrated (number BIGINT PRIMARY KEY,"
            " at TIMESTAMPTZ NOT NULL DEFAULT now())"
        )
        done = _applied(connection)
        _check(address, done)
        for number, statements in enumerate(migrations(), start=1):
            if number > done:
                with connection.transaction():
                    for one in statements_of(statements):
                        connection.execute(one)
                    connection.execute("INSERT INTO migrated (number) VALUES (%s)", (number,))
        if done < len(migrations()):
            let_readers_write(connection, address)
        return len(migrations()) - done


def check_schema(connection: Connection, address: Address) -> None:
    """Raise IndexMissing where there are no tables, IndexOutdated where they are older than this.

    IndexProblem where they are of a later Pressmark.
    """
    if not _exists(connection, address) or not _has_table(connection, address, "migrated"):
        raise IndexMissing(
            f"no index at {address}",
            hint=f"build one: pressmark index build ARCHIVE... --index '{address}'",
        )
    done = _applied(connection)
    _check(address, done)
    if done < len(migrations()):
        raise IndexOutdated(
            f"the tables of {address} are at {done}, this Pressmark needs {len(migrations())}",
            hint=f"bring them up to date: pressmark index upgrade --index '{address}'",
            format=done,
        )


def lacking_tables(connection: Connection, address: Address) -> list[str]:
    """Return the names of the tables that should be there and are not."""
    script = "\n".join(migrations())
    wanted = re.findall(r"^CREATE TABLE (\w+)", script, re.MULTILINE)
    return [name for name in wanted if not _has_table(connection, address, name)]


def statements_of(script: str) -> list[str]:
    """Return the statements of a script, in which a semicolon ends a line and a statement."""
    lines = [line.partition("--")[0].rstrip() for line in script.splitlines()]
    return [one.strip() for one in "\n".join([*lines, ""]).split(";\n") if one.strip()]


def _check(address: Address, done: int) -> None:
    if done > len(migrations()):
        raise IndexProblem(
            f"the tables of {address} are at {done}, this Pressmark knows {len(migrations())}",
            hint="they are of a newer Pressmark: install that one",
        )


def _extend(connection: Connection, address: Address) -> None:
    found = connection.execute("SELECT 1 FROM pg_extension WHERE extname = 'vector'").fetchone()
    if found:
        return
    try:
        connection.execute("CREATE EXTENSION IF NOT EXISTS vector SCHEMA public")
    except psycopg.Error as error:
        raise ServerFailed(
            f"{address} has no pgvector: {str(error).strip().splitlines()[0]}",
            hint="install pgvector 0.8 there, and as its owner: CREATE EXTENSION vector",
        ) from error


def _exists(connection: Connection, address: Address) -> bool:
    found = connection.execute(
        "SELECT 1 FROM pg_namespace WHERE nspname = %s", (address.schema,)
    ).fetchone()
    return found is not None


def _has_table(connection: Connection, address: Address, name: str) -> bool:
    found = connection.execute(
        "SELECT 1 FROM pg_tables WHERE tablename = %s AND schemaname = %s", (name, address.schema)
    ).fetchone()
    return found is not None


def _applied(connection: Connection) -> int:
    row = connection.execute("SELECT coalesce(max(number), 0) FROM migrated").fetchone()
    return int(row[0]) if row else 0
