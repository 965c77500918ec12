"""The path of a file of talks in, the home that it is to all threads of a process out."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import RLock

from rag.talks.connection import opened, told, writing
from rag.talks.home import Home, Made, Row, Run


class TalksFile(Home):
    """An SQLite file; whoever writes has all of it, so no row needs a lock."""

    locking = ""

    def __init__(self, path: Path) -> None:
        self.name, self._path = str(path), path
        self._connection = opened(path)
        self._lock = RLock()

    def read(self, work: Callable[[Run], Made]) -> Made:
        """Return what is made of rows."""
        with self._lock, told(self._path):
            return work(self._run)

    def write(self, work: Callable[[Run], Made]) -> Made:
        """Write all or nothing; another process that writes is waited for."""
        with self._lock, told(self._path), writing(self._connection):
            return work(self._run)

    def wipe(self) -> None:
        """Empty what was written ahead, which still holds the words of what was deleted."""
        self.read(lambda run: run("PRAGMA wal_checkpoint(TRUNCATE)", ()))

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def _run(self, statement: str, values: Sequence[object]) -> list[Row]:
        return self._connection.execute(statement, values).fetchall()
