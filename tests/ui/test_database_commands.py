"""Each command over an index in a database: what it prints, and how it fails."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.home import beside, home_of
from index.postgres.address import Address
from index.postgres.lock import try_lock
from index.postgres.pointed import pointed_to
from index.postgres.schema import migrate, migrations
from index.postgres.server import connect
from index.postgres.work import Work
from index.settings import INDEX_VARIABLE
from tests.postgres import Server
from tests.sample import HARBOUR, write_articles
from tests.tiny import build_tiny
from tests.ui.conftest import Press, assert_one_line_and_a_hint
from ui import chat_command

SECRET = "hush-4711"  # noqa: S105 - of no server
READING = (
    ["index", "status"], ["index", "doctor"], ["search", "ferry"], ["ask", "What is a ticket?"],
    ["list"], ["show", "poem"], ["check", "draft.txt"], ["chat"], ["index", "rollback"],
    ["index", "remove", "poem"], ["eval", "run", "cases.jsonl"],
)  # fmt: skip


@pytest.fixture(scope="module")
def template(postgres: Server, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the harbour's index."""
    database = postgres.new_database()
    archive = write_articles(tmp_path_factory.mktemp("quay") / "archive", *HARBOUR)
    build_tiny(archive, index=Address.read(database))
    return database


@pytest.fixture
def harbour(
    template: str, postgres: Server, monkeypatch: pytest.MonkeyPatch, tiny_model: list[str]
) -> str:
    """The address of a copy of it, with a password, as the environment names it."""
    del tiny_model
    address = with_password(postgres.copy_of(template))
    monkeypatch.setenv(INDEX_VARIABLE, address)
    return address


def with_password(database: str) -> str:
    return database.replace("postgres:@", f"postgres:{SECRET}@")


def told(database: str) -> str:
    return str(Address.read(database))


@pytest.fixture(autouse=True)
def no_password_is_written(folder: Path) -> Iterator[None]:
    """No file that a command wrote holds the password."""
    yield
    for path in folder.rglob("*"):
        if path.is_file() and path.name != "pressmark.toml":
            assert SECRET.encode() not in path.read_bytes(), path


# --- the address


def test_the_index_is_named_by_flag_environment_or_file(
    press: Press, folder: Path, harbour: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "poem" in press("list").out
    monkeypatch.delenv(INDEX_VARIABLE)
    assert_one_line_and_a_hint(press("list"), "no index")
    assert "poem" in press("list", "--index", harbour).out
    (folder / "pressmark.toml").write_text(f'index = "{harbour}"\n')
    assert "poem" in press("list").out


@pytest.mark.parametrize(
    "text",
    [
        f"postgresql://u:{SECRET}#x@host/db", f"postgresql://u:{SECRET}/x@host/db",
        f"postgresql://u:{SECRET}?x@host/db", f"postgresql://u:{SECRET}%zz@host/db",
        f"postgresql://u:1/{SECRET}@host/db", f"postgresql://u:{SECRET}@host/db?schema=A",
    ],
)  # fmt: skip
def test_an_address_that_is_torn_shows_no_password(press: Press, text: str) -> None:
    for command in (["list"], ["index", "doctor", "--json"]):
        ran = press(*command, "--index", text)
        assert_one_line_and_a_hint(ran, "no address", "%2F")
        assert SECRET not in ran.err


# --- results


def test_status_says_what_the_database_holds(press: Press, harbour: str) -> None:
    ran, record = press("index", "status"), press("index", "status", "--json").record
    assert ran.status == 0
    assert ran.out.startswith(f"{told(harbour)}: version 000001-")
    assert (record["index"], record["articles"], record["duplicates"]) == (told(harbour), 5, 0)
    assert record["bytes"] > 0
    assert SECRET not in ran.out + json.dumps(record)


def test_articles_are_listed_shown_searched_asked_and_checked(
    press: Press, folder: Path, harbour: str
) -> None:
    del harbour
    assert len(press("list", "--json").record["articles"]) == 5
    assert press("list", "--source", "the mole", "--json").record["articles"][0]["id"]
    assert press("show", "mole-ferry", "--json").record["paragraphs"][0]["number"] == 1
    hits = press("search", "ferry ticket Kelm", "--json").record["hits"]
    assert hits[0]["article"]["id"] == "mole-ferry"
    asked = press("ask", "How much does a ticket for the ferry to Kelm cost?", "--json")
    assert asked.status == 0
    assert asked.record["claims"][0]["citations"][0]["article_id"] == "mole-ferry"
    assert press("ask", "Who won the chess final?").status == 1
    (folder / "draft.txt").write_text("A ticket for the ferry to Kelm costs 3 crowns.")
    checked = press("check", "draft.txt", "--json")
    assert checked.record["claims"][0]["support"] == "supported"
    for ran in (asked, checked):
        assert SECRET not in ran.out + ran.err


def test_answers_are_those_of_a_folder(press: Press, folder: Path, harbour: str) -> None:
    archive = write_articles(folder / "archive", *HARBOUR)
    build_tiny(archive, index=folder / "here")

    def said(index: str) -> list[tuple[str, int, str]]:
        found = press("search", "who opened the bridge", "--index", index, "--json").record
        return [(one["article"]["id"], one["paragraph"], one["text"]) for one in found["hits"]]

    assert said(harbour) == said("here")


def test_an_article_is_removed_and_comes_back_by_rollback(press: Press, harbour: str) -> None:
    removed = press("index", "remove", "poem", "--json").record
    assert [one["id"] for one in removed["removed"]] == ["poem"]
    assert_one_line_and_a_hint(press("show", "poem"), "no article 'poem'")
    back = press("index", "rollback")
    assert back.out.startswith(f"{told(harbour)}: version 000001-")
    assert "are back: poem" in back.err
    assert press("show", "poem").status == 0
    assert_one_line_and_a_hint(press("index", "rollback", "9"), "no version 9", "kept versions: 1")
    assert_one_line_and_a_hint(press("index", "remove", "nobody"), "no article 'nobody'")


def test_a_build_brings_what_is_new(press: Press, folder: Path, harbour: str) -> None:
    archive = write_articles(folder / "more", {"id": "whale", "text": "A whale swam by Kelm."})
    ran = press("index", "build", str(archive), "--index", harbour, "--json")
    assert (ran.status, ran.record["added"], ran.record["articles"]) == (0, 1, 6)
    assert "whale" in press("list").out
    assert press("index", "build", str(archive)).out.startswith("6 articles (0 added")


def test_the_doctor_finds_it_well(press: Press, harbour: str) -> None:
    ran = press("index", "doctor")
    assert ran.status == 0
    assert ran.out.startswith(f"{told(harbour)}: 0 ill, ")
    with connect(Address.read(harbour)) as connection:
        connection.execute("DELETE FROM pressmark.postings")
    ill = press("index", "doctor", "--json")
    assert (ill.status, ill.record["well"], ill.record["index"]) == (1, False, told(harbour))
    assert SECRET not in ran.out + ill.out


def test_an_evaluation_is_run_and_its_report_names_no_password(
    press: Press, folder: Path, harbour: str
) -> None:
    case = {
        "id": "fare", "question": "How much does a ticket for the ferry to Kelm cost?",
        "answerable": True,
        "gold": [{"article": "mole-ferry", "quote": "costs 3 crowns from Monday"}],
    }  # fmt: skip
    (folder / "cases.jsonl").write_text(json.dumps(case) + "\n")
    ran = press("eval", "run", "cases.jsonl", "--index", harbour, "--out", "report.json")
    assert ran.status == 0, ran.err
    assert SECRET not in ran.out + ran.err
    assert json.loads((folder / "report.json").read_text())["metrics"]


def test_talks_are_in_the_same_database(press: Press, harbour: str) -> None:
    del harbour
    assert press("talks", "--json").record == {"talks": []}
    assert_one_line_and_a_hint(press("talks", "delete", "none"), "no talk")


def test_the_chat_is_given_the_address_without_its_password(
    press: Press, harbour: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[list[str]] = []
    monkeypatch.setattr(os, "execv", lambda _, words: begun.append(words))
    monkeypatch.setattr(chat_command, "_check_free", lambda *_: None)
    assert press("chat").status == 0
    assert begun[0][-1] == told(harbour)
    assert os.environ[INDEX_VARIABLE] == harbour
    assert SECRET not in " ".join(begun[0])


def test_what_stands_beside_an_index_stands_where_the_command_runs(
    folder: Path, harbour: str
) -> None:
    assert beside(Address.read(harbour), "eval") == folder / "pressmark-eval"


# --- upgrade


def test_upgrade_makes_the_tables_for_talks_alone(
    press: Press, folder: Path, database: str, tiny_model: list[str]
) -> None:
    del tiny_model
    steps = len(migrations())
    ran = press("index", "upgrade", "--index", database)
    assert ran.status == 0
    assert ran.out == (
        f"made the tables of {told(database)}, which are at {steps}\nnothing is indexed there\n"
    )
    (folder / "pressmark.toml").write_text(f'talks = "{database}"\n')
    write_articles(folder / "archive", *HARBOUR)
    build_tiny(folder / "archive", index=folder / ".pressmark")
    assert press("talks", "--json").record == {"talks": []}
    assert_one_line_and_a_hint(press("list", "--index", database), "no index at", "index build")


def test_upgrade_of_what_is_up_to_date_says_so(press: Press, harbour: str) -> None:
    ran = press("index", "upgrade")
    assert ran.out == f"{told(harbour)} is up to date: it has format {len(migrations())}\n"
    record = press("index", "upgrade", "--json").record
    assert (record["upgraded"], record["articles"], record["in_place"]) == (False, 5, True)


def test_upgrade_brings_older_tables_up_to_date(press: Press, database: str) -> None:
    ran = press("index", "upgrade", "--index", database, "--json")
    steps = len(migrations())
    assert ran.record["from_format"] == 0
    assert (ran.record["to_format"], ran.record["upgraded"]) == (steps, True)


# --- failures


def assert_refused(press: Press, index: str, *words: str) -> None:
    for command in READING:
        ran = press(*command, "--index", index)
        assert_one_line_and_a_hint(ran, *words)
        assert SECRET not in ran.err


@pytest.fixture
def draft(folder: Path) -> None:
    """Files that the commands of READING name."""
    (folder / "draft.txt").write_text("A ticket costs 3 crowns.")
    case = {"id": "a", "question": "Who?", "answerable": False, "gold": []}
    (folder / "cases.jsonl").write_text(json.dumps(case) + "\n")


@pytest.mark.usefixtures("draft", "tiny_model")
def test_a_server_that_is_down_is_told_by_every_command(press: Press) -> None:
    index = f"postgresql://press:{SECRET}@127.0.0.1:1/press"
    assert_refused(press, index, "cannot be reached", "whether the server runs")
    for command in (["index", "upgrade"], ["talks"], ["index", "build", "."]):
        ran = press(*command, "--index", index)
        assert_one_line_and_a_hint(ran, "cannot be reached")


@pytest.mark.usefixtures("draft", "tiny_model")
def test_a_database_without_an_index_is_told_by_every_command(press: Press, database: str) -> None:
    index = with_password(database)
    assert_refused(press, index, f"no index at {told(index)}", "pressmark index build")
    migrate(Address.read(database))
    assert_refused(press, index, f"no index at {told(index)}", "pressmark index build")


@pytest.mark.usefixtures("tiny_model")
def test_a_database_or_a_role_that_is_not_there_is_told(press: Press, database: str) -> None:
    name = database.partition("?")[0].rpartition("/")[2]
    none = with_password(database).replace(name, "nowhere")
    assert_one_line_and_a_hint(press("list", "--index", none), "does not exist", "createdb")
    nobody = with_password(database).replace("//postgres:", "//nobody:")
    assert_one_line_and_a_hint(press("list", "--index", nobody), "nobody", "role")


@pytest.mark.usefixtures("tiny_model")
def test_a_server_without_pgvector_is_told(press: Press, folder: Path, database: str) -> None:
    with connect(Address.read(database)) as connection:
        connection.execute("DROP EXTENSION vector")
        connection.execute("DROP ROLE IF EXISTS plain")
        connection.execute("CREATE ROLE plain LOGIN")
    plain = with_password(database).replace("//postgres:", "//plain:")
    for command in (["index", "build", str(folder)], ["index", "upgrade"]):
        ran = press(*command, "--index", plain)
        assert_one_line_and_a_hint(ran, "has no pgvector", "CREATE EXTENSION vector")
        assert SECRET not in ran.err


def test_tables_of_another_time_are_told(press: Press, harbour: str) -> None:
    with connect(Address.read(harbour)) as connection:
        connection.execute("INSERT INTO pressmark.migrated (number) VALUES (4711)")
        newer = "they are of a newer Pressmark"
        for command in (["list"], ["index", "upgrade"], ["index", "build", "."], ["talks"]):
            assert_one_line_and_a_hint(press(*command), "are at 4711", newer)
        assert press("index", "doctor").status == 1
        connection.execute("DELETE FROM pressmark.migrated WHERE number > 1")
    older = f"pressmark index upgrade --index '{told(harbour)}'"
    for command in (["list"], ["search", "x"], ["index", "status"], ["chat"]):
        assert_one_line_and_a_hint(press(*command), "are at 1", older)


def test_a_role_that_may_only_read_reads_and_does_nothing_else(
    press: Press, folder: Path, harbour: str
) -> None:
    with connect(Address.read(harbour)) as connection:
        for statement in (
            "DROP ROLE IF EXISTS reads",
            "CREATE ROLE reads LOGIN",
            "GRANT USAGE ON SCHEMA pressmark, pressmark_v1 TO reads",
            "GRANT SELECT ON ALL TABLES IN SCHEMA pressmark, pressmark_v1 TO reads",
        ):
            connection.execute(statement.encode())
    index = harbour.replace("//postgres:", "//reads:")
    assert press("list", "--index", index).status == 0
    assert press("index", "doctor", "--index", index).status == 0
    assert press("index", "status", "--index", index).status == 0
    write_articles(folder / "more", {"id": "whale", "text": "A whale swam by."})
    for command in (["index", "build", "more"], ["index", "remove", "poem"]):
        ran = press(*command, "--index", index)
        assert_one_line_and_a_hint(ran, "does not allow this", "docs/postgresql.md")
        assert SECRET not in ran.err
    with connect(Address.read(harbour)) as connection:
        connection.execute("DROP OWNED BY reads")
        connection.execute("DROP ROLE reads")


def test_a_rollback_while_a_build_is_under_way_is_refused(press: Press, harbour: str) -> None:
    address = Address.read(harbour)
    with connect(address) as connection:
        assert try_lock(address, connection)
        ran = press("index", "rollback")
        assert_one_line_and_a_hint(ran, "another build of", "wait for it to end")


# --- builds together, and stopped


def test_a_build_while_another_builds_says_that_it_helps(
    press: Press, folder: Path, harbour: str, caplog: pytest.LogCaptureFixture
) -> None:
    address = Address.read(harbour)
    write_articles(folder / "more", {"id": "whale", "text": "A whale swam by."})
    with connect(address) as connection, Work(address) as work:
        assert try_lock(address, connection)
        work.offer(
            "read", [("more", json.dumps({"path": "more/export.jsonl", "place": ""}).encode())]
        )

        def end_when_it_helped() -> None:
            while not work.counts("read").done:
                threading.Event().wait(0.02)
            connection.close()

        other = threading.Thread(target=end_when_it_helped)
        other.start()
        ran = press("index", "build", "more")
        other.join()
    assert ran.status == 0
    assert "another build is under way: helping it" in caplog.text
    assert press("show", "whale").status == 0


_STOPPED = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # what runs behind a shell ignores it
import index.embedder, index.reader
from tests.tiny import TinyEmbedder
class Slow(TinyEmbedder):
    def encode(self, texts):
        print("embedding", flush=True)
        time.sleep(60)
index.embedder.SentenceTransformerEmbedder = lambda name, **_: Slow(name=name)
from ui.command import main
main()
"""


@pytest.mark.parametrize(
    ("by", "watch", "status"),
    [(signal.SIGINT, False, 2), (signal.SIGTERM, False, 143), (signal.SIGINT, True, 0)],
)
def test_a_build_that_is_stopped_gives_its_work_back(
    press: Press, folder: Path, harbour: str, by: signal.Signals, watch: bool, status: int
) -> None:
    write_articles(folder / "more", {"id": "whale", "text": "A whale swam by."})
    command = ["index", "build", "more", *(["--watch"] if watch else [])]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    build = subprocess.Popen(
        [sys.executable, "-c", _STOPPED, *command],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip
    assert build.stdout
    assert build.stdout.readline() == "embedding\n"

    build.send_signal(by)
    _, err = build.communicate(timeout=20)

    address = Address.read(harbour)
    with Work(address) as work:
        assert (work.counts("embed").waiting, work.counts("embed").taken) == (1, 0)
    assert SECRET not in err
    assert "Traceback" not in err
    assert build.returncode == status
    assert press("list", "--json").record["articles"]
    assert press("index", "build", "more").status == 0
    with Work(address) as work:
        assert work.left("embed") == 0


# --- how quick a page asks for the current version


def test_the_current_version_is_asked_for_by_one_connection(harbour: str) -> None:
    address = Address.read(harbour)

    def connections() -> int:
        with connect(address) as connection:
            row = connection.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            ).fetchone()
        return int(row[0]) if row else 0

    before = connections()
    threads = [threading.Thread(target=home_of(address).current) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert connections() == before + 1


def test_a_connection_that_broke_is_made_anew(harbour: str) -> None:
    address = Address.read(harbour)
    name = pointed_to(address)
    with connect(address) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert pointed_to(address) == name
    assert pointed_to(address) == name
