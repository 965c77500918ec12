"""PostgreSQL on ports of its own: a server, and a replica of it, that can be killed."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.postgres import pgserver

_SETTINGS = """
listen_addresses = '127.0.0.1'
fsync = off
shared_buffers = '32MB'
max_connections = 40
wal_level = replica
log_statement = all
log_line_prefix = ''
hot_standby_feedback = off
max_standby_streaming_delay = 0
max_wal_senders = 4
"""
_ACCOUNT = "pgserver"  # who runs it where the tests are root's, which it refuses to be
_LONGEST = 60  # seconds that a tool takes


def tools() -> Path:
    """Return the folder of the programs of the packaged PostgreSQL."""
    return Path(str(pgserver().__file__)).parent / "pginstall18" / "bin"


class PostgresOnPort:
    """A server on 127.0.0.1, in a folder of its own; no password is asked for."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder, self._programs = folder, programs
        self.data, self.log = folder / "data", folder / "log"
        self.port = _free_port()

    def make(self, settings: str = "") -> None:
        """Make its files and start it."""
        self._run("initdb", "--auth=trust", "--encoding=utf8", "-U", "postgres", "-D", self.data)
        self._begin(_SETTINGS + settings)

    def follow(self, first: "PostgresOnPort") -> None:
        """Make it a streaming replica of another server, and start it."""
        where = f"host=127.0.0.1 port={first.port} user=postgres"
        self._run("pg_basebackup", "-D", self.data, "-R", "-c", "fast", "-d", where)
        self._begin("")

    def start(self) -> None:
        """Start it, also after it was killed."""
        self._run("pg_ctl", "-w", "-D", self.data, "-l", self.log, "start")

    def stop(self) -> None:
        """Stop it at once."""
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "-w", "-D", self.data, "-m", "immediate", "stop")

    def kill(self) -> None:
        """Kill it; what serves its connections ends as soon as it sees this."""
        os.kill(int((self.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)

    def uri(self, database: str = "postgres", more: str = "") -> str:
        """Return the address of a database of it."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}{more}"

    def ask(self, statement: str, database: str = "postgres") -> object:
        """Return the one value of a statement, or nothing."""
        with psycopg.connect(self.uri(database), autocommit=True) as connection:
            found = connection.execute(statement.encode())
            row = found.fetchone() if found.description else None
        return row[0] if row else None

    @contextmanager
    def heard(self) -> Iterator[Callable[[], str]]:
        """Yield what returns all that it has logged since then, every statement among it."""
        before = self.log.stat().st_size
        yield lambda: self.log.read_bytes()[before:].decode("utf-8", "replace")

    def _begin(self, settings: str) -> None:
        with (self.data / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(f"{settings}\nport = {self.port}\nunix_socket_directories = ''\n")
        self.start()

    def _run(self, program: str, *arguments: object) -> None:
        account, group, groups = _runs_as()
        with tempfile.TemporaryFile() as told:  # pg_ctl's server would keep a pipe open
            done = subprocess.run(
                [self._programs / program, *map(str, arguments)],
                stdout=told, stderr=told, timeout=_LONGEST, check=False, cwd="/",
                user=account, group=group, extra_groups=groups,
            )  # fmt: skip
            told.seek(0)
            assert done.returncode == 0, told.read().decode()


@contextmanager
def on_ports(count: int, programs: Path | None = None) -> Iterator[list[PostgresOnPort]]:
    """Yield servers that are not made yet; end them, and remove their files, after it."""
    folder = Path(tempfile.mkdtemp(prefix="prmk-port-"))
    servers = []
    for number in range(count):
        one = folder / str(number)
        one.mkdir()
        servers.append(PostgresOnPort(one, programs or tools()))
    folder.chmod(0o755)
    for one in folder.iterdir():
        own(one)
    try:
        yield servers
    finally:
        for server in servers:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def own(path: Path) -> None:
    """Give a file or folder to the account that the servers run as."""
    os.chown(path, _account().pw_uid, _account().pw_gid)


def _account() -> pwd.struct_passwd:
    """Return who runs them, which root must not."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    pgserver().utils.ensure_user_exists(_ACCOUNT)
    return pwd.getpwnam(_ACCOUNT)


def _runs_as() -> tuple[int, int, list[int]] | tuple[None, None, None]:
    """Return the user and groups to change to, or none where there is nothing to change."""
    if os.geteuid() != 0:
        return None, None, None
    return _account().pw_uid, _account().pw_gid, []


def _free_port() -> int:
    with socket.socket(socket.AF_INET) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
