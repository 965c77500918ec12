"""A SQLite file to write: a new one, or a copy of a finished one.

A build writes it once and forces it to disk at the end: a crash leaves a file that nobody opens, so
no journal is kept. What is removed is overwritten with zeros.
"""

import shutil
import sqlite3
from pathlib import Path


def new(path: Path, schema: str) -> sqlite3.Connection:
    """Return an empty database with these tables."""
    connection = _connected(path)
    connection.executescript(schema)
    return connection


def copy_of(before: Path, path: Path) -> sqlite3.Connection:
    """Return a copy, at `path`, of the finished database `before`."""
    shutil.copyfile(before, path)
    return _connected(path)


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    connection.executescript(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA secure_delete = ON;"
    )
    return connection
