"""Writing in; where the disk has no room left, one clear error out, whoever noticed it."""

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import DiskFull

_FULL = {errno.ENOSPC, errno.EDQUOT}
_SAYS_FULL = ("no space left", "disk is full", "disk quota", "os error 28")


@contextmanager
def full_disk_told(index: Path) -> Iterator[None]:
    """Raise DiskFull where what is done inside fails for want of room; the libraries differ."""
    try:
        yield
    except (OSError, sqlite3.Error, ValueError, RuntimeError) as error:
        if not _is_full(error):
            raise
        free = shutil.disk_usage(index).free / 1e6
        raise DiskFull(
            f"no room left on the disk of {index} ({free:,.0f} MB free)",
            hint="free some space or name another --index; the index is as it was",
        ) from error


def _is_full(error: Exception) -> bool:
    if isinstance(error, OSError) and error.errno in _FULL:
        return True
    return any(words in str(error).lower() for words in _SAYS_FULL)
