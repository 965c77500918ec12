"""What is promised of roles: builders own an index, readers read it and keep talks, no more."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

import psycopg
import pytest

from index.postgres.address import Address
from index.postgres.roles import roles
from index.postgres.schema import check_schema, migrate
from index.postgres.server import Connection, ServerFailed, connect, told
from tests.postgres import Server

_NUMBER = count(1)  # roles are the server's, so each test has names of its own
_GENERATION = """
CREATE SCHEMA {schema}_v1;
CREATE VIEW {schema}_v1.articles AS SELECT * FROM {schema}.article_rows WHERE born <= 1;
"""
_ROWS = """
INSERT INTO generations (number, name, manifest) VALUES (1, 'first', '{}');
INSERT INTO pointer (generation) VALUES (1);
INSERT INTO article_rows (born, id, title, text, url, source, outlet, published, day, authors,
  language, path, part, dateline, fingerprint)
  VALUES (1, 'quay', 'Quay', 'Words.', '', '', '', '', 0, '', 'en', '', '', '', '');
"""


@dataclass(frozen=True, slots=True)
class Desk:
    """A database with an index in it, as its owner, its builder and its reader reach it."""

    owner: Address
    builder: Address
    reader: Address


def as_login(address: Address, name: str) -> Address:
    ways = (address.server, address.readers)
    server, readers = (
        way.replace("postgresql://postgres:", f"postgresql://{name}") for way in ways
    )
    assert name in server
    return replace(address, server=server, readers=readers)


def run(address: Address, script: str) -> None:
    with told(address), connect(address) as connection:
        connection.execute(script.encode())


def logins(schema: str) -> str:
    return (
        f"CREATE ROLE {schema}_ann LOGIN IN ROLE {schema}_builder;"
        f"ALTER ROLE {schema}_ann SET role = '{schema}_builder';"
        f"CREATE ROLE {schema}_chat LOGIN IN ROLE {schema}_reader;"
    )


@pytest.fixture(scope="module")
def desk(postgres: Server) -> Desk:
    """A database whose administrator ran what is printed, and an index the builder made then."""
    schema = f"desk{next(_NUMBER)}"
    owner = Address.read(f"{postgres.new_database()}&schema={schema}")
    run(owner, roles(owner))
    run(owner, logins(schema))
    made = Desk(owner, as_login(owner, f"{schema}_ann"), as_login(owner, f"{schema}_chat"))
    migrate(made.builder)
    run(made.builder, _GENERATION.format(schema=schema))
    run(made.builder, _ROWS)
    return made


@pytest.fixture
def reading(desk: Desk) -> Iterator[Connection]:
    """A connection of the reader's, to generation 1."""
    with connect(desk.reader, found_in=f"{desk.reader.schema}_v1") as connection:
        yield connection


def test_a_builder_makes_the_tables_and_a_generation(desk: Desk) -> None:
    with connect(desk.owner) as connection:
        owners = connection.execute(
            "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = %s"
            " UNION SELECT viewowner FROM pg_views WHERE schemaname = %s"
            " UNION SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname LIKE %s",
            (desk.owner.schema, f"{desk.owner.schema}_v1", f"{desk.owner.schema}%"),
        ).fetchall()
    assert owners == [(f"{desk.owner.schema}_builder",)]
    run(desk.builder, f"CREATE SCHEMA {desk.builder.schema}_v7")
    run(desk.builder, f"DROP SCHEMA {desk.builder.schema}_v7 CASCADE")


def test_a_reader_reads_generations_made_later(desk: Desk, reading: Connection) -> None:
    check_schema(reading, desk.reader)
    assert reading.execute("SELECT id FROM articles").fetchall() == [("quay",)]
    assert reading.execute("SELECT generation FROM pointer").fetchall() == [(1,)]


def test_a_reader_keeps_talks(reading: Connection) -> None:
    row = reading.execute(
        "INSERT INTO talks (id, owner, title, folded, created, updated)"
        " VALUES ('t', 'ann', '', '', '', '') RETURNING key"
    ).fetchone()
    assert row is not None
    reading.execute(
        "INSERT INTO turns (talk, number, asked, reason, folded, record)"
        " VALUES (%s, 1, '', '', '', '')",
        (row[0],),
    )
    reading.execute("UPDATE turns SET good = true")
    reading.execute("DELETE FROM talks")
    assert reading.execute("SELECT count(*) FROM turns").fetchone() == (0,)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO generations (number, name, manifest) VALUES (2, '', 'null')",
        "UPDATE pointer SET generation = 0",
        "UPDATE article_rows SET title = ''",
        "UPDATE articles SET title = ''",
        "DELETE FROM article_rows",
        "DELETE FROM passages",
        "TRUNCATE talks CASCADE",
        "INSERT INTO work (kind, name, task) VALUES ('read', 'x', '')",
        "DELETE FROM migrated",
        "DROP TABLE talks CASCADE",
        "DROP SCHEMA {schema}_v1 CASCADE",
        "DROP SCHEMA {schema} CASCADE",
        "CREATE SCHEMA {schema}_v2",
        "CREATE TABLE {schema}.more (a INT)",
        "CREATE TABLE public.more (a INT)",
        "CREATE TEMPORARY TABLE more (a INT)",
        "GRANT {schema}_builder TO {schema}_chat",
        "SET ROLE {schema}_builder",
    ],
)
def test_a_reader_changes_nothing_else(desk: Desk, reading: Connection, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        reading.execute(statement.format(schema=desk.reader.schema).encode())


def test_what_a_reader_may_not_do_is_told_with_where_roles_are_explained(desk: Desk) -> None:
    with pytest.raises(ServerFailed, match="does not allow this") as failed:
        migrate(replace(desk.reader, schema=f"{desk.reader.schema}_v9"))
    assert "docs/postgresql.md" in failed.value.hint


def test_neither_reads_an_index_in_another_schema(desk: Desk) -> None:
    other = replace(desk.owner, schema=f"{desk.owner.schema}_other")
    migrate(other)
    for one in (desk.builder, desk.reader):
        with connect(one) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(f"TABLE {other.schema}.article_rows".encode())


def test_another_login_does_not_even_connect(desk: Desk) -> None:
    name = f"{desk.owner.schema}_stranger"
    run(desk.owner, f"CREATE ROLE {name} LOGIN")
    with pytest.raises(ServerFailed, match="permission denied for database"):
        connect(as_login(desk.owner, name))


def test_an_index_that_was_there_before_is_taken_over_and_twice_is_as_once(database: str) -> None:
    schema = f"desk{next(_NUMBER)}"
    owner = Address.read(f"{database}&schema={schema}")
    migrate(owner)
    run(owner, _GENERATION.format(schema=schema))
    run(owner, _ROWS)
    for _ in range(2):
        run(owner, roles(owner))
    run(owner, logins(schema))

    builder, reader = as_login(owner, f"{schema}_ann"), as_login(owner, f"{schema}_chat")
    run(builder, "ALTER TABLE article_rows ADD COLUMN more INT")
    with connect(reader, found_in=f"{schema}_v1") as connection:
        assert connection.execute("SELECT id FROM articles").fetchall() == [("quay",)]
        connection.execute("DELETE FROM turns")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DELETE FROM articles")


def test_an_administrator_need_not_be_a_superuser(database: str) -> None:
    schema = f"desk{next(_NUMBER)}"
    owner = Address.read(f"{database}&schema={schema}")
    run(
        owner,
        f"CREATE ROLE {schema}_admin LOGIN CREATEROLE;"
        f"DO $$ BEGIN EXECUTE format('ALTER DATABASE %I OWNER TO {schema}_admin',"
        " current_database()); END $$",
    )
    admin = as_login(owner, f"{schema}_admin")
    for _ in range(2):
        run(admin, roles(admin))
    run(admin, logins(schema))

    migrate(as_login(owner, f"{schema}_ann"))
    with connect(as_login(owner, f"{schema}_chat")) as connection:
        connection.execute("DELETE FROM turns")


def test_no_login_and_no_password_is_made() -> None:
    script = roles(Address.read("postgresql://ann:s3cret@host/news?schema=desk"))
    statements = [line for line in script.splitlines() if not line.lstrip().startswith("--")]
    assert "s3cret" not in script
    assert not any("PASSWORD" in line or " LOGIN" in line for line in statements)
