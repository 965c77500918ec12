"""Who is asked what: replicas what they have, the server the rest. Another database is the replica.

On a server and a streaming replica of it: tests/endurance/test_replicas.py.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from index.errors import IndexMissing
from index.postgres.address import Address
from index.postgres.home import PostgresHome
from index.postgres.replicas import Readers, read, tried
from index.postgres.schema import migrate
from index.postgres.server import Connection, ServerFailed, connect
from index.reader import IndexReader
from tests.postgres import Server
from tests.tiny import EVERYTHING, TinyEmbedder, build_tiny, write_files

_DATABASE = "SELECT current_database()"


@pytest.fixture
def pair(postgres: Server) -> Address:
    """A server, and a replica that has nothing yet."""
    address = Address.read(postgres.new_database())
    return replace(address, readers=postgres.new_database())


def replica(pair: Address) -> Address:
    """Return the replica's own address, by which the test writes what would have come."""
    return replace(pair, server=pair.readers)


def database(connection: Connection) -> str:
    return str(connection.execute(_DATABASE).fetchone())


def test_the_replica_is_asked(pair: Address) -> None:
    assert read(pair, database) == read(replica(pair), database)
    assert read(pair, database) != read(replace(pair, readers=pair.server), database)


def test_the_server_is_asked_what_the_replica_has_no_index_for_yet(
    pair: Address, archive: Path
) -> None:
    with pytest.raises(IndexMissing):
        PostgresHome(pair).current()
    build_tiny(write_files(archive, {"a.txt": "The heron came."}), index=pair)
    assert PostgresHome(pair).current().startswith("000001-")
    migrate(replica(pair))
    assert PostgresHome(pair).current().startswith("000001-")
    with IndexReader.open(pair, embedder=TinyEmbedder()) as reader:
        assert reader.by_words("heron", 1, EVERYTHING)


def test_a_replica_that_has_a_generation_is_asked_about_it(pair: Address, archive: Path) -> None:
    write_files(archive, {"a.txt": "The heron came."})
    for one in (pair, replica(pair)):
        build_tiny(archive, index=one)
    with closing(Readers(pair, 1)) as readers:
        with readers.lend() as connection:
            assert database(connection) == read(replica(pair), database)
        with readers.lend_servers() as connection:
            assert database(connection) != read(replica(pair), database)


def test_where_no_replica_answers_the_server_does(database: str, archive: Path) -> None:
    address = Address.read(f"{database}&replicas=127.0.0.1:1")
    build_tiny(write_files(archive, {"a.txt": "The heron came."}), index=address)
    with IndexReader.open(address, embedder=TinyEmbedder()) as reader:
        assert reader.by_words("heron", 1, EVERYTHING)


def test_what_is_wrong_with_a_statement_is_not_asked_twice(pair: Address) -> None:
    asked = []

    def wrong(connection: Connection) -> None:
        asked.append(database(connection))
        connection.execute("SELECT nothing")

    with pytest.raises(ServerFailed, match="refused a statement"):
        read(pair, wrong)
    assert len(asked) == 1


def test_what_is_cancelled_is_asked_once_more(pair: Address) -> None:
    asked = []

    def work(connection: Connection) -> str:
        asked.append(database(connection))
        if len(asked) == 1:
            raise psycopg.errors.SerializationFailure("conflict with recovery")
        return asked[-1]

    @contextmanager
    def first() -> Iterator[Connection]:
        with connect(replica(pair)) as connection:
            yield connection

    @contextmanager
    def second() -> Iterator[Connection]:
        with connect(pair) as connection:
            yield connection

    assert tried(work, first, second) == asked[1] != asked[0]
    asked.clear()
    with pytest.raises(psycopg.errors.SerializationFailure):
        tried(work, first, None)


def test_what_is_cancelled_also_at_the_server_is_asked_no_more(pair: Address) -> None:
    asked = []

    def work(connection: Connection) -> None:
        asked.append(database(connection))
        raise psycopg.errors.SerializationFailure("conflict with recovery")

    with pytest.raises(ServerFailed, match="cancelled this: conflict") as told:
        read(pair, work)
    assert len(asked) == 2
    assert "try again" in told.value.hint
