"""The schema of an index in; SQL that says who may do what with it, for its administrator, out."""

from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from index.postgres.address import Address

if TYPE_CHECKING:
    from index.postgres.server import Connection

WRITTEN_BY_READERS = ("talks", "turns")


def roles(address: Address) -> str:
    """Return SQL that makes the roles of an index; there is no login in it and no password."""
    script = files("index.postgres").joinpath("roles.sql").read_text(encoding="utf-8")
    return Template(script).substitute(schema=address.schema)


def reader_of(address: Address) -> str:
    """Return the role that reads this index."""
    return f"{address.schema}_reader"


def let_readers_write(connection: "Connection", address: Address) -> None:
    """Grant the role that reads the tables of talks, if there is such a role.

    For the owner of the tables; roles that are made later grant themselves the same.
    """
    from psycopg import sql

    reader = reader_of(address)
    if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (reader,)).fetchone():
        return
    connection.execute(
        sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON {} TO {}").format(
            sql.SQL(", ").join(sql.Identifier(address.schema, one) for one in WRITTEN_BY_READERS),
            sql.Identifier(reader),
        )
    )
