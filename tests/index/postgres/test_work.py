"""What is promised of shared work: nothing is lost, nothing is done twice, whoever dies."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import pytest

from index.errors import EmbedderError
from index.postgres import work as shared
from index.postgres.address import Address
from index.postgres.schema import migrate
from index.postgres.server import Connection, ServerFailed, connect
from index.postgres.work import Counts, Task, Work
from index.postgres.work_off import work_off
from tests.index.postgres.worker import KIND
from tests.postgres import Server

_ROOT = Path(__file__).parents[3]
_LEASE, _BEAT = "0.6", "0.1"  # seconds, of workers in processes of their own
_Found = TypeVar("_Found")


@pytest.fixture(scope="module")
def made(postgres: Server) -> Address:
    return _with_tables(postgres)


@pytest.fixture
def address(made: Address) -> Address:
    """An address at which nobody has offered anything."""
    with connect(made) as connection:
        connection.execute("TRUNCATE work")
    return made


@pytest.fixture
def work(address: Address) -> Iterator[Work]:
    with Work(address) as found:
        yield found


@pytest.fixture
def other(address: Address) -> Iterator[Work]:
    with Work(address, worker="other") as found:
        yield found


def test_a_task_goes_to_one_worker_and_its_result_to_the_leader(work: Work, other: Work) -> None:
    assert work.offer("read", [("a.txt", b"1"), ("b.txt", b"2")]) == 2
    first, second = _take(work), _take(other)
    assert [(one.name, one.content) for one in (first, second)] == [
        ("a.txt", b"1"),
        ("b.txt", b"2"),
    ]
    assert work.take(["read"]) is other.take(["read"]) is None
    assert (work.left("read"), work.over("read")) == (2, False)
    assert other.done(second, b"two\0\xff")
    assert work.done(first, b"one")
    assert list(work.results("read")) == [("a.txt", b"one"), ("b.txt", b"two\0\xff")]
    assert (work.left("read"), work.over("read")) == (0, True)


def test_what_is_known_stays_as_it_is(work: Work) -> None:
    work.offer("read", [("done", b"1"), ("taken", b"1"), ("waiting", b"1")])
    work.done(_take(work), b"result")
    _take(work)
    again = [("waiting", b"2"), ("taken", b"2"), ("done", b"2"), ("new", b"2"), ("new", b"3")]
    assert work.offer("read", again) == 1
    assert work.counts("read") == Counts(waiting=2, taken=1, done=1)
    assert [_take(work).content for _ in range(2)] == [b"1", b"2"]
    assert work.offer("embed", [("done", b"4")]) == 1


def test_kinds_are_kept_apart(work: Work) -> None:
    work.offer("embed", [("a", b"")])
    work.offer("read", [("a", b"")])
    assert work.take([]) is work.take(["none"]) is None
    assert _take(work).kind == "read"
    assert _take(work, "read", "embed").kind == "embed"
    assert (work.left("read", "embed"), work.left("read")) == (2, 1)
    work.clear("embed")
    assert (work.left("embed"), work.left("read")) == (0, 1)


def test_results_come_in_the_order_offered(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "_PAGE", 2)
    monkeypatch.setattr(shared, "_BLOCK", 3)
    monkeypatch.setattr(shared, "_BLOCK_BYTES", 20)
    monkeypatch.setattr(shared, "_MANY", 5)
    names = [f"{(number * 7) % 11:02}" for number in range(11)]
    work.offer("read", ((name, bytes(10)) for name in names))
    tasks = [_take(work) for _ in names]
    for task in sorted(tasks, key=lambda task: task.name):
        assert work.done(task, task.name.encode())
    assert [name for name, _ in work.results("read")] == names


def test_a_failed_task_waits_for_others_and_is_set_aside_after_three(work: Work) -> None:
    work.offer("read", [("bad", b""), ("good", b"")])
    assert work.fail(_take(work), "first")
    good = _take(work)
    assert good.name == "good"
    assert work.fail(_take(work), "second")
    assert work.fail(_take(work), "third\0 \ud800" + "x" * 9999)
    assert work.take(["read"]) is None
    assert work.done(good, b"")
    [(name, why)] = work.aside("read")
    assert (name, why[:10], len(why)) == ("bad", "third ?xxx", 500)
    assert work.over("read")


def test_a_task_given_back_was_not_tried(work: Work) -> None:
    work.offer("read", [("a", b"")])
    for _ in range(5):
        assert work.give_back(_take(work))
    assert work.take(["read"])


def test_what_a_worker_may_not_do_is_left_to_others(work: Work, other: Work) -> None:
    work.offer("read", [("far", b""), ("near", b"")])

    def may(task: Task) -> bool:
        return task.name == "near"

    near = work.take(["read"], may=may)
    assert near
    assert near.name == "near"
    for _ in range(5):
        assert work.take(["read"], may=may) is None
    assert work.take(["read"]) is None
    assert _take(other).name == "far"


def test_a_worker_that_was_suspended_stores_nothing_over_the_next(
    address: Address, work: Work, other: Work
) -> None:
    work.offer("read", [("a", b"")])
    late = _take(work)
    _let_leases_run_out(address)
    next_one = _take(other)
    assert not work.done(late, b"late")
    assert not work.fail(late, "late")
    assert not work.give_back(late)
    assert other.done(next_one, b"right")
    assert not work.done(late, b"late")
    assert list(work.results("read")) == [("a", b"right")]


def test_a_lease_that_ran_out_and_nobody_took_is_still_ones_own(
    address: Address, work: Work
) -> None:
    work.offer("read", [("a", b"")])
    task = _take(work)
    _let_leases_run_out(address)
    assert work.done(task, b"right")
    assert work.done(task, b"right")  # told again, since the answer may be lost
    assert not work.fail(task, "late")
    assert list(work.results("read")) == [("a", b"right")]


def test_who_works_longer_than_a_lease_keeps_it_by_beats(address: Address) -> None:
    with (
        Work(address, lease=0.3, beat=0.05) as work,
        Work(address, lease=0.3, beat=0.05) as other,
        connect(address) as connection,
    ):
        work.offer("read", [("a", b"")])
        task = _take(work)
        with work.held(task):
            end = _lease_end(connection)
            while _lease_end(connection) < end + 0.4:
                assert other.take(["read"]) is None
        assert _wait(lambda: other.take(["read"])).name == "a"


def test_beats_end_with_the_lease(address: Address, other: Work) -> None:
    with Work(address, lease=0.3, beat=0.02) as work:
        work.offer("read", [("a", b"")])
        task = _take(work)
        before = set(threading.enumerate())
        with work.held(task):
            [beats] = set(threading.enumerate()) - before
            other.clear("read")
            beats.join(5)
            assert not beats.is_alive()
        assert not work.done(task, b"")


def test_a_lease_needs_beats() -> None:
    with pytest.raises(ValueError, match="a beat every 5 s does not keep a lease of 3 s"):
        Work(Address.read("postgresql://host/news"), lease=3, beat=5)


def test_three_workers_that_ended_are_enough(address: Address, work: Work) -> None:
    work.offer("read", [("both", b""), ("deadly", b"")])
    work.fail(_take(work), "it is torn")
    for _ in range(4):
        while work.take(["read"]):
            pass
        _let_leases_run_out(address)
    assert work.aside("read") == [
        ("both", "it is torn; then its worker ended while it worked on it"),
        ("deadly", "three workers ended while they worked on it"),
    ]


def test_one_that_was_passed_over_is_set_aside_too(address: Address, work: Work) -> None:
    work.offer("read", [("deadly", b"")])
    assert work.take(["read"], may=lambda _: False) is None
    for _ in range(3):
        with Work(address) as dying:
            _take(dying)
        _let_leases_run_out(address)
    assert work.take(["read"]) is None
    assert work.over("read")


def test_work_is_forgotten_with_the_transaction_that_ends_a_build(
    address: Address, work: Work
) -> None:
    work.offer("read", [("a", b"")])
    with connect(address) as connection:
        with connection.transaction(force_rollback=True):
            work.clear("read", inside=connection)
        assert work.left("read") == 1
        with connection.transaction():
            work.clear("read", inside=connection)
    assert work.left("read") == 0


def test_a_worker_works_off_what_there_is(work: Work) -> None:
    work.offer("read", [("a", b"one"), ("bad", b""), ("b", b"two")])
    tried = []

    def read(content: bytes) -> bytes:
        tried.append(content)
        if not content:
            raise LookupError("nothing in it")
        return content.upper()

    assert work_off(work, {"read": read}, until=lambda: work.over("read")) == 2
    assert list(work.results("read")) == [("a", b"ONE"), ("b", b"TWO")]
    assert work.aside("read") == [("bad", "LookupError: nothing in it")]
    assert tried == [b"one", b"", b"two", b"", b""]


def test_a_worker_waits_for_work_and_looks_whether_to_stop(work: Work) -> None:
    looks = iter([False, False, True])
    assert work_off(work, {"read": bytes.upper}, until=lambda: next(looks), pause=0) == 0


@pytest.mark.parametrize("stop", [EmbedderError("no model"), KeyboardInterrupt(), SystemExit(1)])
def test_a_worker_that_stops_or_is_unfit_gives_its_task_back(
    work: Work, other: Work, stop: BaseException
) -> None:
    work.offer("embed", [("a", b"")])

    def embed(_: bytes) -> bytes:
        raise stop

    for _ in range(4):
        with pytest.raises(type(stop)):
            work_off(work, {"embed": embed}, until=lambda: False)
    assert work_off(other, {"embed": bytes.upper}, until=lambda: other.over("embed")) == 1


def test_a_worker_that_lost_its_lease_goes_on(address: Address, work: Work, other: Work) -> None:
    work.offer("read", [("a", b"")])

    def read(_: bytes) -> bytes:
        _let_leases_run_out(address)
        assert other.done(_take(other), b"right")
        return b"late"

    assert work_off(work, {"read": read}, until=lambda: work.over("read")) == 0
    assert list(work.results("read")) == [("a", b"right")]


def test_a_server_that_is_not_there_is_waited_for_and_then_told(tmp_path: Path) -> None:
    work = Work(Address.read(f"postgresql://ann@/news?host={tmp_path}"))
    with pytest.raises(ServerFailed, match="cannot be reached"):
        work.offer("read", [("a", b"")])
    with pytest.raises(ServerFailed, match="cannot be reached"):
        work_off(work, {"read": bytes.upper}, until=lambda: False, pause=0.01, patience=0.05)


def test_a_refusal_is_told_at_once(database: str) -> None:
    with Work(Address.read(database)) as work, pytest.raises(ServerFailed, match="refused"):
        work_off(work, {"read": bytes.upper}, until=lambda: False)


def test_lost_connections_are_opened_again(address: Address, work: Work) -> None:
    work.offer("read", [("a", b""), ("b", b"")])

    def read(content: bytes) -> bytes:
        _end_connections(address)
        return content

    assert work_off(work, {"read": read}, until=lambda: work.over("read"), pause=0.01) == 2
    assert work.counts("read") == Counts(done=2)


def test_workers_killed_in_mid_task_lose_nothing_and_do_nothing_twice(
    address: Address, work: Work
) -> None:
    words = [f"w{number:03}" for number in range(150)]
    tasks = [(word, f"noted {word}".encode()) for word in words]
    work.offer(KIND, [*tasks[:100], ("deadly", b"kill"), *tasks[100:]])
    with connect(address) as connection:
        connection.execute("CREATE TABLE takings (word TEXT)")
    with ExitStack() as running:
        workers = [running.enter_context(_worker(address)) for _ in range(5)]
        assert sorted(one.wait(60) for one in workers) == [-signal.SIGKILL] * 3 + [0] * 2
    assert list(work.results(KIND)) == [(word, word.encode()) for word in words]
    assert work.aside(KIND) == [("deadly", "three workers ended while they worked on it")]
    with connect(address) as connection:
        twice = connection.execute(
            "SELECT name FROM work JOIN takings ON word = name GROUP BY name, lease"
            " HAVING count(*) <> lease"
        )
        assert twice.fetchall() == []


def test_workers_that_take_at_the_same_time_never_take_the_same(address: Address) -> None:
    names = [f"{number:03}" for number in range(200)]
    taken: list[str] = []
    begin = threading.Barrier(4)

    def take_all() -> None:
        with Work(address) as work:
            begin.wait()
            while task := work.take(["read"]):
                taken.append(task.name)
                work.done(task, b"")

    with Work(address) as work:
        work.offer("read", [(name, b"") for name in names])
    workers = [threading.Thread(target=take_all) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(taken) == names


def test_a_killed_worker_leaves_its_task_to_the_next(address: Address) -> None:
    with Work(address) as work, _worker(address) as process:
        work.offer(KIND, [("held", b"hold")])
        _expect(process, "holding")
        assert work.take([KIND]) is None
        process.send_signal(signal.SIGSTOP)  # a worker that is suspended loses it as well
        task = _wait(lambda: work.take([KIND]))
        process.send_signal(signal.SIGCONT)
        assert work.done(task, b"done")
        assert list(work.results(KIND)) == [("held", b"done")]


@pytest.mark.endurance
def test_a_server_killed_and_started_again_costs_no_result() -> None:
    server = Server()
    try:
        address = _with_tables(server)
        names = [f"{number:04}" for number in range(1500)]
        with Work(address) as work, _worker(address) as first, _worker(address) as second:
            work.offer(KIND, [(name, f"plain {name}".encode()) for name in names])
            for more_than in (300, 800):
                _wait(lambda: work.counts(KIND).done > more_than)  # noqa: B023
                server.kill()
                server.start()
            assert _wait(lambda: work.left(KIND))
            assert (first.wait(60), second.wait(60)) == (0, 0)
            assert list(work.results(KIND)) == [(name, name.encode()) for name in names]
            assert work.aside(KIND) == []
    finally:
        server.end()


def _with_tables(server: Server) -> Address:
    address = Address.read(server.new_database())
    migrate(address)
    return address


@contextmanager
def _worker(address: Address) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.index.postgres.worker", address.server, _LEASE, _BEAT, "60"],
        cwd=_ROOT,
        env=os.environ | {"PYTHONPATH": str(_ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield process
        process.kill()


def _expect(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdout
    while process.stdout.readline().strip() != line:
        assert process.poll() is None


def _wait(ask: Callable[[], _Found | None]) -> _Found:
    """Ask until there is something, also while the server is away."""
    given_up = time.monotonic() + 30
    while time.monotonic() < given_up:
        with suppress(ServerFailed):
            if found := ask():
                return found
        time.sleep(0.01)
    raise TimeoutError


def _take(work: Work, *kinds: str) -> Task:
    task = work.take(kinds or ["read"])
    assert task
    return task


def _lease_end(connection: Connection) -> float:
    row = connection.execute("SELECT extract(epoch FROM until)::float FROM work").fetchone()
    assert row
    return float(row[0])


def _let_leases_run_out(address: Address) -> None:
    with connect(address) as connection:
        connection.execute("UPDATE work SET until = now() - interval '1 s' WHERE state = 'taken'")


def _end_connections(address: Address) -> None:
    with connect(address) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
