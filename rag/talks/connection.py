"""The path of a file of talks in; a connection to it, made or brought up to date, out.

A file that is damaged, of another program or of a later Pressmark is told and left as it is.
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rag.talks.home import TalksUnreadable

_OURS = 0x50524D4B  # "PRMK", in the file's application_id
_PATIENCE = 10.0  # seconds that a writer waits for another
_PAUSE = 0.02  # seconds
_STEPS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE talks (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
        " owner TEXT NOT NULL, title TEXT NOT NULL, folded TEXT NOT NULL,"
        " created TEXT NOT NULL, updated TEXT NOT NULL) STRICT",
        "CREATE INDEX talks_by_owner ON talks(owner, updated)",
        "CREATE TABLE turns (key INTEGER PRIMARY KEY,"
        " talk INTEGER NOT NULL REFERENCES talks(key) ON DELETE CASCADE,"
        " number INTEGER NOT NULL, asked TEXT NOT NULL, good INTEGER, reason TEXT NOT NULL,"
        " folded TEXT NOT NULL, record TEXT NOT NULL, UNIQUE (talk, number)) STRICT",
    ),
)  # the n-th step brings a file from user_version n to n + 1; a step that was shipped stays


def opened(path: Path) -> sqlite3.Connection:
    """Open the file, which is made if need be for its owner's eyes only."""
    with told(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError):
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except OSError as error:
            raise _unreadable(path, f"cannot be made: {error.strerror}") from error
        connection = sqlite3.connect(
            path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        try:
            _check(connection, path)
            _write_ahead(connection)
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")
            _migrate(connection)
        except BaseException:
            connection.close()
            raise
        return connection


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raise TalksUnreadable for what SQLite raises inside."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # ours
    except sqlite3.OperationalError as error:
        raise TalksUnreadable(
            f"{path} cannot be read or written: {error}",
            hint="try again; if it stays so, name another file: talks in pressmark.toml",
        ) from error
    except sqlite3.DatabaseError as error:
        raise _unreadable(path, f"is damaged: {error}") from error


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all that is written inside, or nothing; another writer is waited for."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _check(connection: sqlite3.Connection, path: Path) -> None:
    version, application = (
        _number(connection, "user_version"),
        _number(connection, "application_id"),
    )
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if application != _OURS and (tables or version):
        raise _unreadable(path, "is not a file of talks")
    if version > len(_STEPS):
        raise TalksUnreadable(
            f"{path} was written by a later Pressmark (format {version}, not {len(_STEPS)})",
            hint="install that Pressmark, or name another file: talks in pressmark.toml",
        )
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise _unreadable(path, f"is damaged: {found.splitlines()[-1]}")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Let readers read while somebody writes; SQLite waits for nobody when this is changed."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _migrate(connection: sqlite3.Connection) -> None:
    if _number(connection, "user_version") == len(_STEPS):
        return
    with writing(connection):
        for step in _STEPS[_number(connection, "user_version") :]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {_OURS}")
        connection.execute(f"PRAGMA user_version = {len(_STEPS)}")


def _number(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _unreadable(path: Path, what: str) -> TalksUnreadable:
    return TalksUnreadable(
        f"{path} {what}",
        hint="it is left as it is: move it away, or name another file: talks in pressmark.toml",
    )
