"""A version's files in; the proof that they are those that were written, or IndexDamaged, out.

A file that was verified once is not hashed again while the system says that it is the same file,
untouched: same inode, size, times of modification and of change. The system changes the latter
whenever a file is written, whatever its modification time is set to. What rots on the disk itself
is found where every byte is read: by builds, `index status` and `index doctor`.
"""

import json
import os
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from index.article import digest_of_file
from index.errors import IndexDamaged
from index.manifest import NAME, Manifest, StoredFile

_TICK, _COARSE_TICK = 50_000_000, 2_000_000_000  # nanoseconds between two times a system tells
_WORTH_REMEMBERING = 1_000_000  # bytes

Stamp = tuple[int, int, int, int]


def describe_files(folder: Path) -> dict[str, StoredFile]:
    """Return every file below the folder but the manifest, by its path within it."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != NAME)
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # hashing lets other threads run
        return {
            path.relative_to(folder).as_posix(): stored
            for path, stored in zip(paths, pool.map(_describe, paths), strict=True)
        }


def verify_files(folder: Path, manifest: Manifest) -> None:
    """Read every byte; raise IndexDamaged, naming the file, unless each is as it was written."""
    _check_sizes(folder, manifest)
    _check_digests(folder, manifest.files)


class Seen:
    """What was verified before, and the stamp it then had; kept beside the versions."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def verify(self, folder: Path, manifest: Manifest) -> None:
        """Raise IndexDamaged unless each file is as it was written; hash only what may differ."""
        _check_sizes(folder, manifest)
        seen = self._read()
        names = {name: f"{folder.name}/{name}" for name in manifest.files}
        stamps = {name: _stamp(folder / name) for name in names}
        unsure = {
            name: stored
            for name, stored in manifest.files.items()
            if seen.get(names[name]) != [*stamps[name], stored.blake2b]
        }
        now = time.time_ns()
        _check_digests(folder, unsure)
        if sum(stored.size for stored in unsure.values()) >= _WORTH_REMEMBERING:
            settled = {name for name in names if _is_settled(stamps[name], now)}
            self._write(
                {names[one]: [*stamps[one], manifest.files[one].blake2b] for one in settled}
            )

    def _read(self) -> dict[str, object]:
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def _write(self, stamps: Mapping[str, object]) -> None:
        """Remember these besides those of other versions that are still there."""
        versions = self._path.parent / "versions"
        kept = {
            name: stamp
            for name, stamp in self._read().items()
            if (versions / name.partition("/")[0]).is_dir()
        }
        beside = self._path.with_suffix(f".{os.getpid()}")
        with suppress(OSError):  # a reader may have no right to write here
            beside.write_text(json.dumps(kept | dict(stamps)), encoding="utf-8")
            beside.replace(self._path)


def _check_sizes(folder: Path, manifest: Manifest) -> None:
    for name, written in manifest.files.items():
        path = folder / name
        if not path.is_file():
            raise IndexDamaged(f"{path} is missing")
        size = path.stat().st_size
        if size != written.size:
            raise IndexDamaged(f"{path} has {size} bytes, {written.size} were written")


def _check_digests(folder: Path, files: Mapping[str, StoredFile]) -> None:
    paths = [folder / name for name in files]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, found, written in zip(
            paths, pool.map(_describe, paths), files.values(), strict=True
        ):
            if found != written:
                raise IndexDamaged(f"{path} is not what was written: its digest differs")


def _describe(path: Path) -> StoredFile:
    return StoredFile(path.stat().st_size, digest_of_file(path))


def _stamp(path: Path) -> Stamp:
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _is_settled(stamp: Stamp, now: int) -> bool:
    """Whether a write after `now` would get another time of change than the file has."""
    changed = stamp[3]
    return now - changed > (_TICK if changed % 1_000_000_000 else _COARSE_TICK)
