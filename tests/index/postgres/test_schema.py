"""What is promised of the tables: made once, brought up to date, refused where they are newer."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from index.errors import IndexMissing, IndexOutdated, IndexProblem
from index.postgres.address import Address
from index.postgres.schema import check_schema, migrate, migrations, statements_of
from index.postgres.server import connect
from tests.postgres import Server


def test_they_are_made_once(database: str) -> None:
    address = Address.read(database)
    assert migrate(address) == len(migrations())
    assert migrate(address) == 0
    with connect(address) as connection:
        check_schema(connection, address)


def test_where_there_are_none_a_build_is_advised(database: str) -> None:
    address = Address.read(database)
    with connect(address) as connection, pytest.raises(IndexMissing, match="no index at"):
        check_schema(connection, address)


def test_older_ones_are_told(database: str) -> None:
    address = Address.read(database)
    migrate(address)
    with connect(address) as connection:
        connection.execute("DELETE FROM migrated WHERE number = %s", (len(migrations()),))
        with pytest.raises(IndexOutdated, match="this Pressmark needs"):
            check_schema(connection, address)


def test_newer_ones_are_left_as_they_are(database: str) -> None:
    address = Address.read(database)
    migrate(address)
    with connect(address) as connection:
        connection.execute("INSERT INTO migrated (number) VALUES (999)")
        with pytest.raises(IndexProblem, match="at 999, this Pressmark knows"):
            check_schema(connection, address)
    with pytest.raises(IndexProblem, match="at 999"):
        migrate(address)


def test_schemas_of_one_database_hold_an_index_each(database: str) -> None:
    first, second = (
        Address.read(f"{database}&schema={name}") for name in ("first_one", "second_one")
    )
    assert migrate(first) == migrate(second) == len(migrations())


def test_several_may_begin_at_once(postgres: Server) -> None:
    for _ in range(3):
        address = Address.read(postgres.new_database(extended=False))
        with ThreadPoolExecutor(4) as pool:
            applied = list(pool.map(migrate, [address] * 4))
        assert sorted(applied) == [0, 0, 0, len(migrations())]


def test_a_script_is_cut_into_its_statements() -> None:
    script = "-- a; b\nCREATE TABLE a (\n  b BIGINT -- c;\n);\nCREATE INDEX d ON a (b);\n"
    assert statements_of(script) == ["CREATE TABLE a (\n  b BIGINT\n)", "CREATE INDEX d ON a (b)"]
