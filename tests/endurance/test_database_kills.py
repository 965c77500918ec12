"""`kill -9` of builders of a database and of its server: the index is as it was or as it was to be.

`PRESSMARK_SEED` chooses other moments.
"""

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from random import Random

import pytest

from index.postgres.address import Address
from index.postgres.server import ServerFailed, connect
from tests.endurance.archives import PARAGRAPHS, State, passage_of, word, write_many, write_state
from tests.endurance.builder import Builder
from tests.endurance.contents import Content, content_at, content_of
from tests.endurance.jobs import Ended, Job
from tests.postgres import Server
from tests.tiny import EVERYTHING, listed_ids, open_tiny, write_files

pytestmark = pytest.mark.endurance

SEED = os.environ.get("PRESSMARK_SEED", "1931")
WORKERS, KILLS = 4, 10
STEPS = 14  # statements before which a leader is killed, and as many at the end
ARTICLES = 250
TEXTS = ARTICLES * PARAGRAPHS
TASK = 256  # texts that are embedded at once
LEASE = 1.0  # seconds


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server that these tests may kill."""
    one = Server()
    yield one
    one.end()


@pytest.fixture
def address(server: Server) -> Address:
    """An empty database there."""
    return Address.read(server.new_database())


@pytest.fixture(scope="module")
def contents(place: Path, builder: Builder) -> dict[State, Content]:
    """What an index of each state of the archive says."""
    found: dict[State, Content] = {}
    states: tuple[State, State] = ("old", "new")
    for state in states:
        archive = write_state(place / "archive", state)
        assert builder.do(Job(place / "whole", (archive,))).done
        content = content_at(place / "whole")
        assert content
        found[state] = content
    return found


def test_workers_killed_and_replaced_leave_what_one_build_does(
    place: Path, address: Address, contents: dict[State, Content]
) -> None:
    moments = Random(f"{SEED} workers")  # noqa: S311 - moments, not secrets
    archive = write_state(place / "archive", "new")
    assert content_at(address) is None
    killed = 0
    with ExitStack() as running:
        workers = [running.enter_context(Builder()) for _ in range(WORKERS)]
        while killed < KILLS:
            for one in workers:
                after = moments.uniform(0.1, 1.2)
                one.start(Job(address, (archive,), pause=0.004, killed_after=after, lease=LEASE))
            endings = [one.ended() for one in workers]
            assert all(one.killed or one.done for one in endings), endings
            killed += sum(one.killed for one in endings)
            assert content_at(address) in (None, contents["new"])
            if any(one.done for one in endings):
                start_again(address)
        for one in workers:
            one.start(Job(address, (archive,), pause=0.004, lease=LEASE))
        endings = [one.ended() for one in workers]
    assert all(one.done for one in endings), endings
    assert content_at(address) == contents["new"]
    assert_each_once(address)


@pytest.mark.parametrize("state", ["old", "new"])
def test_a_leader_killed_before_any_statement_leaves_the_old_generation_or_the_new_one(
    place: Path, builder: Builder, address: Address, contents: dict[State, Content], state: State
) -> None:
    before: Content | None = None
    if state == "new":
        assert builder.do(Job(address, (write_state(place / "archive", "old"),))).done
        before = contents["old"]
    archive = write_state(place / "archive", state)
    last = statements(builder, place, address, state)
    struck = [*range(1, last - STEPS, max(1, last // STEPS)), *range(last - STEPS, last + 1)]
    found = []
    for at in struck:
        ended = builder.do(Job(address, (archive,), dies_at=at, lease=LEASE))
        assert ended.killed or ended.done, ended
        content = content_at(address)
        assert content in (before, contents[state]), at
        found.append(content == contents[state])
        if content == contents[state]:
            break
    assert found[0] is False
    assert builder.do(Job(address, (archive,), lease=LEASE)).done
    assert content_at(address) == contents[state]
    assert_each_once(address)


def test_a_server_killed_in_mid_build_keeps_the_index_and_what_was_embedded(
    place: Path, builder: Builder, server: Server, address: Address, tmp_path: Path
) -> None:
    archive = write_many(place / "many", 5)
    assert builder.do(Job(address, (archive,))).done
    before = content_at(address)
    write_many(archive, ARTICLES)
    counted = tmp_path / "counted"
    builder.start(Job(address, (archive,), counted=counted, pause=0.002, lease=LEASE))
    while not counted.exists() or len(counted.read_text().splitlines()) < 2:
        time.sleep(0.01)
    server.kill()
    server.start()
    ended = builder.ended()
    assert (ended.error, bool(ended.hint)) == ("ServerFailed", True), ended
    assert content_at(address) == before

    assert builder.do(Job(address, (archive,), counted=counted, lease=LEASE)).done
    assert len(listed_ids(address)) == ARTICLES
    assert sum(map(int, counted.read_text().split())) <= TEXTS - 5 * PARAGRAPHS + TASK
    assert_each_once(address)


def test_readers_go_on_when_the_server_is_there_again(
    place: Path, builder: Builder, server: Server, address: Address
) -> None:
    archive = write_state(place / "archive", "old")
    assert builder.do(Job(address, (archive,))).done
    with open_tiny(address) as reader, open_tiny(address) as unused:
        content = content_of(reader)
        server.kill()
        with pytest.raises(ServerFailed, match="cannot be reached"):
            reader.database.counts()
        server.start()
        for one in (reader, unused):
            assert len(one.by_words(word(1, 1), 5, EVERYTHING)) == 1
            assert one.nearest(one.embed([passage_of(1, 1)])[0], 1, EVERYTHING)
            assert content_of(one) == content


def test_a_file_that_kills_who_reads_it_is_set_aside_and_the_rest_is_built(
    place: Path, builder: Builder, address: Address
) -> None:
    archive = write_many(place / "deadly", 6)
    write_files(archive, {"3.md": "# Deadly\n\nWhoever reads this dies."})
    job = Job(address, (archive,), deadly="3.md", lease=LEASE)
    endings = [builder.do(job) for _ in range(4)]
    assert [one.killed for one in endings] == [True, True, True, False], endings
    assert [one.error for one in endings] == [""] * 4
    with open_tiny(address) as reader:
        assert len(list(reader.database.listed(EVERYTHING))) == 5
    skipped = endings[-1].skipped
    assert skipped == ((str(archive / "3.md"), DEADLY),)
    assert builder.do(job).skipped == skipped
    write_files(archive, {"3.md": "# Harmless\n\nWhoever reads this lives."})
    assert builder.do(Job(address, (archive,), lease=LEASE)).skipped == ()
    assert len(listed_ids(address)) == 6


DEADLY = "set aside after three tries: three workers ended while they worked on it"


def statements(builder: Builder, place: Path, address: Address, state: State) -> int:
    """Return how many statements a build of this state takes, measured in another schema."""
    between = "&" if "?" in address.whole else "?"
    beside = Address.read(f"{address.whole}{between}schema=beside")
    archives: list[State] = ["old", "new"] if state == "new" else ["old"]
    ended = Ended(killed=False, step="", seconds=0)
    for one in archives:
        ended = builder.do(Job(beside, (write_state(place / "archive", one),)))
    assert ended.done, ended
    return ended.operations


def start_again(address: Address) -> None:
    """Let nothing be there."""
    with connect(address) as connection:
        for (name,) in connection.execute(
            "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'pressmark%'"
        ).fetchall():
            connection.execute(f"DROP SCHEMA {name} CASCADE".encode())


def assert_each_once(address: Address) -> None:
    """Hold that every article and paragraph is there once, with its vector, and no work is left."""
    with open_tiny(address) as reader, connect(address) as connection:
        number = int(reader.name.partition("-")[0])
        connection.execute(
            f"SET search_path = {address.schema}_v{number}, {address.schema}".encode()
        )
        doubled = connection.execute(
            "SELECT (SELECT count(*) - count(DISTINCT id) FROM articles),"
            " (SELECT count(*) - count(DISTINCT (a.id, p.number)) FROM paragraphs p"
            " JOIN articles a ON a.key = p.article),"
            " (SELECT count(*) FROM paragraphs p JOIN articles a ON a.key = p.article"
            " WHERE copy_of IS NULL AND NOT EXISTS"
            " (SELECT 1 FROM passages s WHERE s.paragraph = p.key AND s.article = a.key)),"
            " (SELECT count(*) FROM work), (SELECT count(*) FROM computed)"
        ).fetchone()
    assert doubled == (0, 0, 0, 0, 0)
