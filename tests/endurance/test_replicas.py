"""What docs/postgresql.md promises of replicas, on a server and a streaming replica of it.

Readers ask the replica, all that writes the server; a replica that lags shows the generation that
it has, whole; what it lacks, cancels or is no longer there to answer, the server answers.
"""

import os
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

import index.reader
from index.build import build
from index.doctor import Machine
from index.embedder import Vectors
from index.errors import IndexProblem
from index.postgres.address import Address
from index.postgres.generations import current
from index.postgres.home import PostgresHome
from index.postgres.server import ServerFailed, connect
from index.postgres.version import PostgresVersion
from index.progress import unseen
from index.reader import IndexReader
from index.removal import remove_articles
from rag.talks import Talks
from tests.endurance.pair import LONGEST, Pair, until
from tests.endurance.servers import PostgresOnPort, on_ports
from tests.rag.talks.said import asked
from tests.tiny import EVERYTHING, TinyEmbedder, write_files
from ui.command import run

pytestmark = [pytest.mark.endurance, pytest.mark.enable_socket]

_SLOW = (
    "SELECT pg_is_in_recovery(), count(*),"
    " pg_sleep(CASE WHEN pg_is_in_recovery() THEN 30 ELSE 0 END)::text FROM articles"
)


@pytest.fixture(scope="module")
def servers() -> Iterator[tuple[PostgresOnPort, PostgresOnPort]]:
    with on_ports(2) as (first, second):
        first.make()
        first.ask("CREATE EXTENSION vector", "template1")
        second.follow(first)
        yield first, second


@pytest.fixture
def pair(servers: tuple[PostgresOnPort, PostgresOnPort]) -> Pair:
    return Pair(*servers)


def built(pair: Pair, archive: Path, *names: str, keep: int = 2) -> None:
    """Build an index of these articles, whose one sentence is theirs alone, and none beside."""
    for one in archive.glob("*.md"):
        one.unlink()
    write_files(
        archive, {f"{name}.md": f"---\nid: {name}\n---\nThe {name} came." for name in names}
    )
    build([archive], index=pair.address, embedder=TinyEmbedder(), progress=unseen, keep=keep)


def opened(pair: Pair) -> IndexReader:
    return IndexReader.open(pair.address, embedder=TinyEmbedder())


def shown(reader: IndexReader, *names: str) -> tuple[list[str], list[bool], list[bool]]:
    """Return the articles there are, and whether each of these is found by words, and meaning."""
    words = [bool(reader.by_words(name, 3, EVERYTHING)) for name in names]
    meant = [
        max(reader.nearest(reader.embed_question(f"The {name} came."), 3, EVERYTHING).values())
        > 0.99
        for name in names
    ]
    return sorted(reader.database.known()), words, meant


def test_readers_ask_the_replica_and_builds_the_server(pair: Pair, archive: Path) -> None:
    with pair.second.heard() as at_second:
        built(pair, archive, "heron")
    assert "article_rows" not in at_second()
    pair.caught_up()

    with pair.first.heard() as at_first, pair.second.heard() as at_second, opened(pair) as reader:
        assert shown(reader, "heron") == (["heron"], [True], [True])
    assert "FROM articles" in at_second()
    assert "FROM passages" in at_second()
    assert at_first() == ""


def test_a_service_file_names_the_server_and_the_address_its_replica(
    pair: Pair, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(pair, archive, "heron")
    pair.caught_up()
    service = tmp_path / "service"
    lines = [f"port={pair.first.port}", f"dbname={pair.database}", "user=postgres"]
    service.write_text("\n".join(["[news]", "host=127.0.0.1", *lines, ""]))
    monkeypatch.setenv("PGSERVICEFILE", str(service))
    named = Address.read(f"postgresql:///?service=news&replicas=127.0.0.1:{pair.second.port}")
    with pair.first.heard() as at_first, IndexReader.open(named, embedder=TinyEmbedder()) as reader:
        assert shown(reader, "heron")[1] == [True]
    assert at_first() == ""
    with pair.second.heard() as at_second, connect(named) as connection:
        assert connection.info.port == pair.first.port
    assert at_second() == ""


def test_the_command_searches_at_the_replica(
    pair: Pair, archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    built(pair, archive, "heron")
    pair.caught_up()
    monkeypatch.setattr(index.reader, "SentenceTransformerEmbedder", lambda _: TinyEmbedder())
    with pair.first.heard() as at_first, pair.second.heard() as at_second:
        assert run(["search", "heron", "--index", pair.address.whole]) == 0
    assert "The heron came." in capsys.readouterr().out
    assert "FROM passages" in at_second()
    assert at_first() == ""


def test_the_doctor_says_how_the_replica_is(pair: Pair, archive: Path) -> None:
    built(pair, archive, "heron")
    pair.caught_up()
    assert found_of_replicas(pair) == "1 replica, each with the current version"
    pair.lag()
    try:
        built(pair, archive, "heron", "plover")
        late = f"1 of 1 replica show another version: 127.0.0.1:{pair.second.port}"
        assert found_of_replicas(pair) == late
    finally:
        pair.follow()


def found_of_replicas(pair: Pair) -> str:
    machine = Machine(datetime.now(UTC), lambda _: 1 << 40, lambda _: TinyEmbedder())
    (found,) = [
        one for one in PostgresHome(pair.address).examine(machine) if one.name == "replicas"
    ]
    return found.found


def test_a_replica_that_lags_shows_the_generation_that_it_has_whole(
    pair: Pair, archive: Path
) -> None:
    built(pair, archive, "heron")
    pair.caught_up()
    pair.lag()
    try:
        built(pair, archive, "heron", "plover")
        with opened(pair) as reader:
            assert shown(reader, "heron", "plover") == (["heron"], [True, False], [True, False])
        assert [one.number for one in PostgresHome(pair.address).kept()] == [1, 2]
    finally:
        pair.follow()
    with opened(pair) as reader:
        assert shown(reader, "heron", "plover")[0] == ["heron", "plover"]


def test_of_two_replicas_that_lag_differently_no_answer_is_of_both(
    pair: Pair, archive: Path
) -> None:
    built(pair, archive, "heron")
    with on_ports(1) as (third,):
        third.follow(pair.first)
        other = Pair(pair.first, third)
        other.lag()
        built(pair, archive, "heron", "plover")
        pair.caught_up()
        both = f"127.0.0.1:{pair.second.port},127.0.0.1:{third.port}"
        address = Address.read(pair.first.uri(pair.database, f"?replicas={both}"))
        seen = set()
        for _ in range(24):
            with IndexReader.open(address, embedder=TinyEmbedder()) as reader:
                found = shown(reader, "heron", "plover")
                later = reader.name.startswith("000002-")
                assert found == (
                    ["heron", "plover"] if later else ["heron"], [True, later], [True, later]
                )  # fmt: skip
                seen.add(later)
        assert seen == {True, False}  # by chance not, once in eight million


def test_what_a_replica_lacks_is_read_at_the_server(pair: Pair, archive: Path) -> None:
    pair.lag()
    try:
        built(pair, archive, "heron")  # there is no index yet at the replica
        with opened(pair) as reader:
            assert shown(reader, "heron")[0] == ["heron"]
    finally:
        pair.follow()
    built(pair, archive, "heron", "plover")
    pair.caught_up()
    with opened(pair) as reader:  # its connections come when it is asked, here to one that lags
        pair.lag()
        try:
            built(pair, archive, "heron", "plover", "ibis")
            assert shown(reader, "ibis") == (["heron", "plover"], [False], [False])
            with opened_as_at_the_server(pair) as one:
                assert shown(one, "ibis", "plover")[1] == [True, True]
        finally:
            pair.follow()


def opened_as_at_the_server(pair: Pair) -> IndexReader:
    """Return a reader of the server's current generation, as where another replica had it."""
    with connect(pair.address) as connection:
        generation = current(pair.address, connection)
    return IndexReader(PostgresVersion(pair.address, generation), TinyEmbedder())


def test_what_is_written_again_is_read_at_the_server(pair: Pair, archive: Path) -> None:
    built(pair, archive, "heron", "plover")
    pair.caught_up()
    pair.lag()
    try:
        build_with = {"index": pair.address, "embedder": TinyEmbedder(), "progress": unseen}
        remove_articles(["plover"], **build_with)  # type: ignore[arg-type]  # named as it wants
        with pair.second.heard() as at_second:
            assert PostgresHome(pair.address).embedder() == "tiny"
            assert PostgresHome(pair.address).roll_back(0).returned == ("plover",)
        assert at_second() == ""
    finally:
        pair.follow()


def test_a_killed_replica_is_answered_for_by_the_server(pair: Pair, archive: Path) -> None:
    built(pair, archive, "heron")
    pair.caught_up()
    with opened(pair) as reader:
        assert shown(reader, "heron")[1] == [True]
        pair.second.kill()
        try:
            started = time.monotonic()
            assert shown(reader, "heron") == (["heron"], [True], [True])
            with opened(pair) as another:
                assert shown(another, "heron")[1] == [True]
            assert time.monotonic() - started < 10
        finally:
            _started_again(pair.second)


def test_a_machine_that_vanished_is_given_up_in_a_minute(pair: Pair) -> None:
    with (
        connect(pair.address) as connection,
        closing(socket.socket(fileno=os.dup(connection.fileno()))) as one,
    ):
        assert one.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 30_000
        assert one.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE) == 30
        assert one.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL) == 10


def test_while_the_server_is_down_the_replica_answers(pair: Pair, archive: Path) -> None:
    built(pair, archive, "heron")
    pair.caught_up()
    pair.first.stop()
    try:
        with opened(pair) as reader:
            assert shown(reader, "heron") == (["heron"], [True], [True])
        with pytest.raises(ServerFailed, match="cannot be reached"):
            built(pair, archive, "heron", "plover")
    finally:
        pair.first.start()


def _started_again(server: PostgresOnPort) -> None:
    end = time.monotonic() + LONGEST
    while True:
        try:
            server.start()
        except AssertionError:  # what it left behind has not ended yet
            assert time.monotonic() < end
            time.sleep(0.2)
        else:
            return


def test_talks_are_written_to_the_server_and_read_from_it(pair: Pair, archive: Path) -> None:
    built(pair, archive, "heron")
    pair.caught_up()
    pair.lag()
    try:
        with pair.second.heard() as at_second, Talks.open(pair.address) as talks:
            talk = talks.begin("ida")
            talks.add("ida", talk.id, asked("Who came?", "The heron came."))
            (turn,) = talks.turns("ida", talk.id)
            assert turn.answer.question == "Who came?"
        assert at_second() == ""
    finally:
        pair.follow()


def test_what_a_replica_cancels_is_asked_of_the_server(pair: Pair, archive: Path) -> None:
    built(pair, archive, "heron", "plover")
    built(pair, archive, "heron", "ibis")
    pair.caught_up()
    with opened(pair) as reader:
        found: list[object] = []
        asking = threading.Thread(target=lambda: found.extend(_asked(reader, _SLOW)))
        with pair.second.heard() as at_second:
            asking.start()
            until(lambda: "pg_sleep" in at_second())
            built(pair, archive, "heron", "ibis", "knot")  # the plover's rows are nobody's now
            pair.first.ask("VACUUM pressmark.article_rows", pair.database)
            asking.join(LONGEST)
        assert "conflict with recovery" in at_second()
        assert found == [(False, 2, "")]


def _asked(reader: IndexReader, statement: str) -> list[object]:
    version = reader._version
    return list(version.database._sql.ask(statement))


def test_a_reader_of_a_version_that_is_dropped_is_told_in_one_line(
    pair: Pair, archive: Path
) -> None:
    built(pair, archive, "heron")
    pair.caught_up()
    with opened(pair) as reader:
        assert shown(reader, "heron")[1] == [True]
        built(pair, archive, "heron", "ibis", keep=1)
        built(pair, archive, "heron", "knot", keep=1)
        pair.caught_up()
        with pytest.raises(ServerFailed, match="refused a statement") as told:
            shown(reader, "heron")
        assert "try again" in told.value.hint


def test_a_reader_of_the_replica_goes_on_while_a_build_is_under_way(
    pair: Pair, archive: Path
) -> None:
    built(pair, archive, "heron")
    pair.caught_up()
    goes_on, is_there = threading.Event(), threading.Event()

    class Waiting(TinyEmbedder):
        def encode(self, texts: Sequence[str]) -> Vectors:
            is_there.set()
            goes_on.wait(LONGEST)
            return super().encode(texts)

    write_files(archive, {"plover.md": "---\nid: plover\n---\nThe plover came."})
    building = threading.Thread(
        target=lambda: build(
            [archive], index=pair.address, embedder=Waiting(), progress=unseen, keep=0
        )
    )
    with opened(pair) as reader:
        building.start()
        assert is_there.wait(LONGEST)
        pair.caught_up()
        assert shown(reader, "heron") == (["heron"], [True], [True])
        goes_on.set()
        building.join(LONGEST)
    pair.caught_up()
    with opened(pair) as reader:
        assert shown(reader, "plover")[1:] == ([True], [True])


def test_who_names_the_replica_as_the_server_is_told_that_it_only_reads(
    pair: Pair, archive: Path
) -> None:
    built(pair, archive, "heron")
    pair.caught_up()
    wrong = Address.read(pair.second.uri(pair.database))
    with pytest.raises(IndexProblem, match="only reads") as told:
        build([archive], index=wrong, embedder=TinyEmbedder(), progress=unseen)
    assert "replicas=" in told.value.hint
    with IndexReader.open(wrong, embedder=TinyEmbedder()) as reader:
        assert shown(reader, "heron")[1] == [True]
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        pair.second.ask("CREATE TABLE one (a INT)", pair.database)
