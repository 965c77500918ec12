"""An index folder in; how the disk, its rights and what lies beside the versions are, out."""

import fcntl
import os
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shlex import quote

import numpy as np

from index.errors import IndexProblem
from index.finding import Finding, count, ill, note, some, well
from index.manifest import read_manifest
from index.reading import printable
from index.repair import Repair
from index.store import BUILDING, COMPUTED, CURRENT, LOCK, NEW, SEEN, TALKS, VERSIONS, versions

_TALKS = {TALKS, f"{TALKS}-wal", f"{TALKS}-shm", f"{TALKS}-journal"}  # SQLite's names
_OURS = {CURRENT, NEW, VERSIONS, LOCK, SEEN, BUILDING, COMPUTED, *_TALKS}
_SPARE = 32_000_000  # bytes a build wants besides what it writes
_GROWTH = 1.25  # a version while it is written, to the one before: SQLite packs its file beside it
_AMPLE = 3
_TICK = timedelta(minutes=5)  # clocks differ by so much for no reason


def held(index: Path) -> bool:
    """Whether a build holds the index's lock now; the lock itself is not touched."""
    try:
        handle = os.open(index / LOCK, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False


def lock(index: Path) -> Finding:
    """Tell whether a build is under way."""
    if held(index):
        remedy = "wait for it to end, then run pressmark index doctor again"
        return note("lock", "a build is under way: what is told here may change", remedy)
    return well("lock", "no build is under way")


def disk(index: Path, version: Path | None, free: int) -> Finding:
    """Tell whether the next build has room; `free` is in bytes."""
    files = [path for path in version.rglob("*") if path.is_file()] if version else []
    needed = round(sum(path.stat().st_size for path in files) * _GROWTH) + _SPARE
    told = f"{free / 1e6:,.0f} MB free, the next build needs about {needed / 1e6:,.0f} MB"
    remedy = "free some space on the disk of " + printable(index.absolute())
    if free < needed:
        return ill("disk", told, remedy)
    if free < _AMPLE * needed:
        return note("disk", told, remedy)
    return well("disk", told)


def rights(index: Path) -> Finding:
    """Tell whether this user may build here."""
    places = [index, index / VERSIONS, index / LOCK, index / BUILDING, index / COMPUTED]
    shut = [path for path in places if path.exists() and not _is_writable(path)]
    if shut:
        names = some([printable(path) for path in shut])
        remedy = f"chmod -R u+rwX {quote(printable(index.absolute()))}, or build as its owner"
        return ill("rights", f"this user may not write {names}", remedy)
    return well("rights", "this user may build here")


def clock(made: Sequence[datetime], sources: Sequence[Path], now: datetime) -> Finding:
    """Tell whether versions and sources are as old as this machine's clock lets them be.

    `made` is when each version was, in their order.
    """
    latest = now + _TICK
    future = [created for created in made if created > latest]
    remedy = f"set this machine's clock, which says {now:%Y-%m-%d %H:%M} UTC; if it is right, "
    if future:
        found = f"a version was built at {max(future):%Y-%m-%d %H:%M} UTC, which is to come"
        return ill("clock", found, remedy + "it was wrong then: days asked for may be, too")
    if list(made) != sorted(made):
        found = "a later version says that it was built before an earlier one"
        return note("clock", found, remedy + "it was wrong then, and nothing is to be done")
    early = [printable(path) for path in sources if _changed_at(path) > latest.timestamp()]
    if early:
        found = f"{count(len(early), 'source')} changed at a time to come: {some(early)}"
        return note("clock", found, remedy + "touch these files")
    return well("clock", "nothing was built or written at a time to come")


def leftovers(index: Path, repair: Repair) -> Finding:
    """Tell what builds that were killed left, and what is not of Pressmark."""
    found, remedies = [], []
    torn = [index / name for name in (BUILDING, NEW)] + sorted(index.glob("seen.[0-9]*"))
    torn = [] if held(index) else [path for path in torn if path.exists()]
    if torn:
        found.append("left by a build that was killed: " + some([path.name for path in torn]))
        remedies.append("rm -r " + " ".join(quote(printable(path.absolute())) for path in torn))
    kept = 0 if held(index) else sum(map(_rows_in, (index / COMPUTED).glob("*/*")))
    if kept:
        found.append(f"{count(kept, 'vector')} of a build that was interrupted")
        remedies.append(f"the same build again takes them: {repair.by_build}")
    strange = [path for path in sorted(index.iterdir()) if path.name not in _OURS]
    strange = [path for path in strange if not path.match("seen.[0-9]*")]
    strange += sorted(set((index / VERSIONS).glob("*")) - set(versions(index)))
    if strange:
        found.append("not of Pressmark: " + some([printable(path) for path in strange]))
        remedies.append("move what is not of Pressmark elsewhere")
    if found:
        return note("leftovers", "; ".join(found), "; ".join(remedies))
    return well("leftovers", "nothing lies about")


def _is_writable(path: Path) -> bool:
    wanted = os.R_OK | os.W_OK | (os.X_OK if path.is_dir() else 0)
    return os.access(path, wanted)


def created(version: Path) -> datetime | None:
    """Return when a version says that it was built, None where it cannot say."""
    try:
        return moment(read_manifest(version).created)
    except IndexProblem:
        return None


def moment(text: str) -> datetime | None:
    """Return the moment that a manifest names, None where it names none."""
    try:
        found = datetime.fromisoformat(text)
    except (ValueError, TypeError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _changed_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _rows_in(path: Path) -> int:
    """Return how many vectors the file has, 0 for one that is not whole."""
    try:
        return len(np.load(path, mmap_mode="r", allow_pickle=False))
    except (OSError, ValueError, TypeError):
        return 0
