"""Talks in a database: servers share them, one that restarts is waited for, failures are told."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from psycopg import sql

from index.postgres.address import Address
from index.postgres.schema import migrate, migrations
from index.postgres.server import Connection, connect
from rag.talks import Talks, TalksUnreadable
from rag.talks import database as at
from rag.talks.database import TalksDatabase
from rag.talks.home import Run
from tests.postgres import Server
from tests.rag.talks.said import Ticking, asked


@pytest.fixture
def two(at_database: Address) -> Iterator[tuple[Talks, Talks]]:
    """Two servers' talks."""
    with Talks.open(at_database) as first, Talks.open(at_database) as second:
        yield first, second


def refused(address: Address) -> TalksUnreadable:
    with pytest.raises(TalksUnreadable) as caught:
        Talks.open(address)
    assert caught.value.hint
    assert len(str(caught.value).splitlines()) == 1
    return caught.value


def end_connections(address: Address) -> None:
    """End what others have open to a database, as a server does that stops."""
    with connect(address) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_what_one_server_keeps_the_other_shows(two: tuple[Talks, Talks]) -> None:
    first, second = two
    talk = first.begin("ida")
    first.add("ida", talk.id, asked("Is it open?", "It is."))

    assert second.add("ida", talk.id, asked("Since when?")) == 2
    assert [one.question for one in first.turns("ida", talk.id)] == ["Is it open?", "Since when?"]
    assert second.listed("olof") == ()


def test_two_servers_that_add_at_once_lose_nothing(two: tuple[Talks, Talks]) -> None:
    talk = two[0].begin("ida")

    with ThreadPoolExecutor(12) as threads:
        numbers = threads.map(lambda n: two[n % 2].add("ida", talk.id, asked(f"{n}?")), range(60))
        assert sorted(numbers) == list(range(1, 61))
    assert len({one.question for one in two[0].turns("ida", talk.id)}) == 60


def test_a_talk_that_is_added_to_while_another_is_begun_is_not_forgotten(
    at_database: Address,
) -> None:
    clock = Ticking()
    with Talks.open(at_database, now=clock) as talks:
        old = talks.begin("ida")
        clock.now = clock.now.replace(day=3)
        with ThreadPoolExecutor(1) as thread, connect(at_database) as other:
            with other.transaction():  # as far as `add` has come when its turn is written
                row = other.execute("SELECT key FROM talks WHERE id = %s FOR UPDATE", (old.id,))
                (key,) = row.fetchone() or (0,)
                other.execute(
                    "INSERT INTO turns (talk, number, asked, reason, folded, record)"
                    " VALUES (%s, 1, '', '', '', '')",
                    (key,),
                )
                other.execute("UPDATE talks SET updated = '2024-03-03' WHERE key = %s", (key,))
                begun = thread.submit(talks.begin, "olof")
                wait_for_a_lock(at_database)
            assert begun.result(10).owner == "olof"

        assert talks.count("ida", old.id) == 1


def wait_for_a_lock(address: Address) -> None:
    """Wait until somebody waits for another."""
    with connect(address) as connection:
        while not connection.execute(
            "SELECT 1 FROM pg_stat_activity"
            " WHERE wait_event_type = 'Lock' AND datname = current_database()"
        ).fetchone():
            threading.Event().wait(0.005)


def test_a_talk_that_somebody_holds_is_told(
    at_database: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at, "_PATIENCE", 1)
    with Talks.open(at_database) as talks, connect(at_database) as other:
        talk = talks.begin("ida")
        with other.transaction():
            other.execute("SELECT 1 FROM talks FOR UPDATE")
            with pytest.raises(TalksUnreadable, match="somebody else has been writing"):
                talks.add("ida", talk.id, asked("Now?"))
        assert talks.add("ida", talk.id, asked("Now?")) == 1


def test_connections_that_were_ended_are_made_anew(at_database: Address) -> None:
    with Talks.open(at_database) as talks:
        talk = talks.begin("ida")
        end_connections(at_database)
        assert talks.add("ida", talk.id, asked("Is it open?")) == 1
        end_connections(at_database)
        assert len(talks.turns("ida", talk.id)) == 1


def test_a_write_that_is_cut_off_is_done_once_more_and_counts_once(at_database: Address) -> None:
    home = TalksDatabase(at_database)
    tries: list[int] = []

    def write(run: Run) -> None:
        run(
            "INSERT INTO talks (id, owner, title, folded, created, updated)"
            " VALUES (?, '', '', '', '', '')",
            (f"{len(tries)}",),
        )
        tries.append(1)
        if len(tries) == 1:
            end_connections(at_database)
            run("SELECT 1", ())

    home.write(write)

    assert len(tries) == 2
    assert home.read(lambda run: run("SELECT id FROM talks", ())) == [("1",)]
    home.close()


def test_a_write_whose_end_is_not_known_is_told_and_not_done_again(at_database: Address) -> None:
    home = TalksDatabase(at_database)
    tries: list[int] = []

    def write(run: Run) -> None:
        run("SELECT 1", ())
        tries.append(1)
        end_connections(at_database)

    with pytest.raises(TalksUnreadable, match="may be kept, or not") as caught:
        home.write(write)

    assert len(tries) == 1
    assert caught.value.hint
    home.close()


def test_a_database_that_is_gone_is_told_with_the_reason(
    database: str, postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at, "_PATIENCE", 0.2)
    address = Address.read(database)
    migrate(address)
    with Talks.open(address) as talks:
        talks.begin("ida")
        with connect(Address.read(postgres.new_database())) as other:
            gone = sql.Identifier(database.partition("?")[0].rpartition("/")[2])
            other.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(gone))
        with pytest.raises(TalksUnreadable, match="does not exist") as caught:
            talks.begin("ida")
    assert caught.value.hint


def test_where_all_connections_are_in_use_it_is_told(
    at_database: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at, "_PATIENCE", 0.1)
    monkeypatch.setattr(at, "_MOST", 1)
    home = TalksDatabase(at_database)

    def nested(_: Run) -> None:
        home.read(lambda run: run("SELECT 1", ()))

    with pytest.raises(TalksUnreadable, match="couldn't get a connection"):
        home.read(nested)
    home.close()


def test_what_the_database_refuses_is_told_without_a_second_try(at_database: Address) -> None:
    home = TalksDatabase(at_database)
    tries: list[int] = []

    def read(run: Run) -> None:
        tries.append(1)
        run("SELECT * FROM nowhere", ())

    with pytest.raises(TalksUnreadable, match="refused a statement"):
        home.read(read)
    assert len(tries) == 1
    home.close()


def test_where_there_are_no_tables_or_old_ones_it_is_told(database: str) -> None:
    address = Address.read(database)
    missing = refused(address)
    assert "has no tables to keep talks in" in str(missing)
    assert "pressmark index upgrade --index" in missing.hint

    migrate(address)
    with connect(address) as connection:
        connection.execute("DELETE FROM migrated WHERE number = %s", (len(migrations()),))
    assert "this Pressmark needs" in str(refused(address))
    with connect(address) as connection:
        connection.execute("INSERT INTO migrated (number) VALUES (999)")
    assert "at 999" in str(refused(address))


def test_no_error_has_a_password(tmp_path: Path) -> None:
    address = Address.read(f"postgresql://ida:hushed@/news?host={tmp_path}")

    error = refused(address)

    assert "cannot be reached" in str(error)
    assert "hushed" not in f"{error}{error.hint}"


@pytest.fixture
def chat(at_database: Address) -> Iterator[Connection]:
    """A role that may see the schema and no table of it, and a connection that may grant more."""
    with connect(at_database) as connection:
        connection.execute("CREATE ROLE chat LOGIN")
        connection.execute("GRANT USAGE ON SCHEMA pressmark TO chat")
        connection.execute("GRANT SELECT ON migrated TO chat")
        yield connection
        connection.execute("DROP OWNED BY chat")
        connection.execute("DROP ROLE chat")


def as_chat(address: Address) -> Address:
    return Address.read(f"{address.server}&user=chat")


def test_a_role_that_may_not_write_is_told(at_database: Address, chat: Connection) -> None:
    chat.execute("GRANT SELECT ON talks, turns TO chat")
    with Talks.open(as_chat(at_database)) as talks:
        assert talks.owners() == ()
        with pytest.raises(TalksUnreadable, match="does not allow this"):
            talks.begin("ida")


def test_a_role_with_the_rights_that_are_advised_can_do_all(
    at_database: Address, chat: Connection
) -> None:
    chat.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON talks, turns TO chat")
    with Talks.open(as_chat(at_database)) as talks:
        talk = talks.begin("ida")
        talks.add("ida", talk.id, asked("Is it open?"))
        talks.judge("ida", talk.id, 1, good=True)
        talks.rename("ida", talk.id, "Mine")
        assert talks.listed("ida")[0].title == "Mine"
        talks.delete("ida", talk.id)
        assert talks.owners() == ()


def test_talks_of_two_schemas_are_apart(at_database: Address) -> None:
    beside = Address.read(f"{at_database.server}&schema=beside")
    migrate(beside)
    with Talks.open(at_database) as here, Talks.open(beside) as there:
        talk = here.begin("ida")
        here.add("ida", talk.id, asked("Is it open?"))

        assert there.listed("ida") == ()


@pytest.mark.endurance
def test_a_server_that_was_killed_and_started_again_goes_on() -> None:
    server = Server()
    try:
        address = Address.read(server.new_database())
        migrate(address)
        with Talks.open(address) as talks:
            talk = talks.begin("ida")
            talks.add("ida", talk.id, asked("Is it open?"))
            server.kill()
            server.start()
            assert talks.add("ida", talk.id, asked("Since when?")) == 2

            server.kill()
            with pytest.raises(TalksUnreadable, match="cannot be reached"):
                talks.turns("ida", talk.id)
            server.start()
            assert len(talks.turns("ida", talk.id)) == 2
    finally:
        server.end()
