"""An index folder: versions written beside each other, one of them current.

    INDEX/CURRENT                        the name of the version that readers open
    INDEX/versions/000007-ab12.../       a version; its name ends with its manifest's digest
    INDEX/building/                      the next version, while a build writes it
    INDEX/computed/                      vectors of a build that was interrupted
    INDEX/seen.json                      which files were verified, and the stamps they had
    INDEX/lock                           held by the one build under way
    INDEX/talks.sqlite                   what was asked and answered; builds leave it alone

A version is written in full, forced to disk and opened before it gets its name; then CURRENT is
replaced by a rename, which is atomic: a reader sees one whole version, and a crash leaves the one
before.
"""

import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.disk import full_disk_told
from index.errors import IndexBusy, IndexDamaged, IndexMissing, IndexProblem
from index.manifest import NAME, Manifest, check_format, manifest_digest
from index.settings import VERSIONS_KEPT
from index.verification import Seen
from index.version import Check, Version

CURRENT, NEW, VERSIONS, LOCK, SEEN = "CURRENT", "CURRENT.new", "versions", "lock", "seen.json"
BUILDING, COMPUTED, TALKS = "building", "computed", "talks.sqlite"
_NAME = re.compile(r"(\d{6,})-([0-9a-f]{16})")
_LINE = re.compile(_NAME.pattern + r"\n")
_FIRST_FORMAT = re.compile(r"\d{6,} [0-9a-f]{32}\n")  # what CURRENT says in an index of format 1
_NAME_IN_FIRST_FORMAT = re.compile(r"\d{6,}")


def open_current(index: Path, *, check: Check | None = None) -> Version:
    """Open the current version; raises IndexMissing, IndexDamaged or IndexOutdated.

    Files verified before and untouched since are not hashed again, unless `check` does.
    """
    while True:
        named = _named(index)
        try:
            return Version(current_folder(index), check=check or Seen(index / SEEN).verify)
        except (IndexDamaged, OSError, sqlite3.Error, ValueError):
            if _named(index) == named:
                raise  # else builds have switched, and swept the version away meanwhile


def current_folder(index: Path) -> Path:
    """Return the folder of the current version; raises IndexMissing or IndexDamaged."""
    try:
        line = (index / CURRENT).read_bytes().decode("ascii")
    except (FileNotFoundError, NotADirectoryError):
        raise IndexMissing(
            f"no index at {index}",
            hint=f"build one: pressmark index build ARCHIVE... --index {index}",
        ) from None
    except (OSError, ValueError) as error:
        raise IndexDamaged(f"{index / CURRENT} cannot be read") from error
    if _FIRST_FORMAT.fullmatch(line):
        check_format(1)
    folder = index / VERSIONS / line[:-1]
    if not _LINE.fullmatch(line) or not folder.is_dir():
        raise IndexDamaged(f"{index / CURRENT} names a version that is not there")
    check_manifest(folder)
    return folder


def current_number(index: Path) -> int:
    """Return the number of the version that CURRENT names, be it whole or not; 0 for none."""
    try:
        found = _NAME.match((index / CURRENT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return 0
    return int(found[1]) if found else 0


def check_manifest(folder: Path) -> None:
    """Raise IndexDamaged unless the version's manifest is the one it is named by."""
    if manifest_digest(folder) != folder.name.partition("-")[2]:
        raise IndexDamaged(f"{folder / NAME} is missing or not what was written")


def versions(index: Path) -> list[Path]:
    """Return the folders of the versions that are kept, oldest first."""
    try:
        found = [one for one in (index / VERSIONS).iterdir() if _NAME.fullmatch(one.name)]
    except OSError:
        return []
    return sorted(found, key=number_of)


def number_of(version: Path) -> int:
    """Return the number of a version, which grows with every build."""
    return int(version.name.partition("-")[0])


def _named(index: Path) -> bytes:
    try:
        return (index / CURRENT).read_bytes()
    except OSError:
        return b""


@contextmanager
def locked(index: Path) -> Iterator[None]:
    """Hold the index's lock: the system's own, so it is free again when its holder dies.

    Raises IndexBusy while another holds it, IndexProblem where there can be no index.
    """
    try:
        (index / VERSIONS).mkdir(parents=True, exist_ok=True)
        lock = FileLock(index / LOCK, blocking=False)
        lock.acquire()
    except Timeout as error:
        raise IndexBusy.building(index) from error
    except OSError as error:
        raise IndexProblem(
            f"no index can be written at {index}: {error.strerror}",
            hint="name another --index, or mend who may write there",
        ) from error
    try:
        with full_disk_told(index):
            yield
    finally:
        lock.release()


@contextmanager
def building(index: Path, *, keep: int = VERSIONS_KEPT) -> Iterator[Path]:
    """Hold the lock and yield an empty folder to write the next version into.

    What was not switched in is removed afterwards, and all but the last `keep` versions.
    """
    with locked(index):
        folder = index / BUILDING
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            sweep(index, keep=keep)


def switch(index: Path, folder: Path, manifest: Manifest) -> Path:
    """Make the version written in `folder` the current one; return where it is from now on."""
    manifest.write(folder)
    for path in sorted(folder.rglob("*")):
        _force(path)
    _force(folder)
    Version(folder, check=lambda *_: None).close()  # it opens; its bytes were hashed just now
    last = max(map(number_of, versions(index)), default=0)
    named = index / VERSIONS / f"{last + 1:06d}-{manifest_digest(folder)}"
    folder.rename(named)
    _force(named.parent)
    Seen(index / SEEN).verify(named, manifest)
    make_current(index, named)
    shutil.rmtree(index / COMPUTED, ignore_errors=True)
    return named


def make_current(index: Path, version: Path) -> None:
    """Let readers open this version from now on."""
    beside = index / NEW
    beside.write_text(version.name + "\n", encoding="utf-8")
    _force(beside)
    beside.replace(index / CURRENT)
    _force(index)


def sweep(index: Path, *, keep: int) -> None:
    """Remove all but the current version and the last `keep`; of those in format 1, all.

    Nothing is removed while CURRENT is damaged: what is left may be all there is.
    """
    try:
        current = current_folder(index)
    except IndexProblem:
        return
    kept = {current, *versions(index)[-keep:]} if keep else {current}
    older = [one for one in current.parent.iterdir() if _NAME_IN_FIRST_FORMAT.fullmatch(one.name)]
    for one in [*versions(index), *older]:
        if one not in kept:
            shutil.rmtree(one, ignore_errors=True)


def _force(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
