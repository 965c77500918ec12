"""A server and its replica in, a database of both out; the replica lags when it is told to."""

import time
from collections.abc import Callable

from index.postgres.address import Address
from tests.endurance.servers import PostgresOnPort

LONGEST = 20.0  # seconds to wait for what takes a moment


class Pair:
    """A server, its replica, and the address of an empty database of both."""

    def __init__(self, first: PostgresOnPort, second: PostgresOnPort) -> None:
        self.first, self.second = first, second
        made = self.first.ask("SELECT count(*) FROM pg_database")
        self.database = f"made_{made}"
        self.first.ask(f"CREATE DATABASE {self.database}")
        self.caught_up()
        beside = f"?replicas=127.0.0.1:{self.second.port}"
        self.address = Address.read(self.first.uri(self.database, beside))

    def caught_up(self) -> None:
        """Wait until the replica has what was written so far."""
        now = self.first.ask("SELECT pg_current_wal_lsn()::text")
        reached = f"SELECT pg_last_wal_replay_lsn() >= '{now}'::pg_lsn"
        until(lambda: bool(self.second.ask(reached)))

    def follow(self) -> None:
        """Let the replica lag no more."""
        self.second.ask("SELECT pg_wal_replay_resume()")
        self.caught_up()

    def lag(self) -> None:
        """Let the replica stay as it is."""
        self.second.ask("SELECT pg_wal_replay_pause()")
        paused = "SELECT pg_get_wal_replay_pause_state() = 'paused'"
        until(lambda: bool(self.second.ask(paused)))


def until(holds: Callable[[], bool]) -> None:
    """Wait until it holds."""
    end = time.monotonic() + LONGEST
    while not holds():
        assert time.monotonic() < end, "it did not come to hold"
        time.sleep(0.02)
