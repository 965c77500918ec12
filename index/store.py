"""An index folder: versions written beside each other, one of them current.

    INDEX/CURRENT               the name of the version that readers open, its manifest's digest
    INDEX/versions/000007/      manifest.json, articles.sqlite, vectors.faiss, lexical/
    INDEX/lock                  held by the one build under way

A version is written in full, verified and forced to disk before CURRENT is replaced by a rename,
which is atomic: a reader sees one whole version, and a crash leaves the one before.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.database import Database
from index.errors import IndexBusy, IndexDamaged, IndexMissing, IndexProblem
from index.lexical import Lexical
from index.manifest import NAME, REBUILD, Manifest, manifest_digest, read_manifest, verify_files
from index.vectors import VectorRows

DATABASE, VECTORS, LEXICAL = "articles.sqlite", "vectors.faiss", "lexical"
_CURRENT, _VERSIONS, _LOCK = "CURRENT", "versions", "lock"
_KEPT = 2  # versions: the current one, and the one that readers may still have open


class Version:
    """One whole, verified version of an index, open for reading from any thread."""

    def __init__(self, folder: Path) -> None:
        """Verify the files and open them; raises IndexDamaged."""
        self.folder = folder
        self.manifest = read_manifest(folder)
        verify_files(folder, self.manifest)
        self.database = Database.open(folder / DATABASE)
        self.vectors = VectorRows.load(folder / VECTORS)
        self.lexical = Lexical(folder / LEXICAL)

    @property
    def name(self) -> str:
        """The version's name, which grows with every build."""
        return self.folder.name

    def close(self) -> None:
        """Let go of the files."""
        self.database.close()


def current_folder(index: Path) -> Path:
    """Return the folder of the current version; raises IndexMissing or IndexDamaged."""
    try:
        name, digest = (index / _CURRENT).read_text(encoding="utf-8").split()
    except (FileNotFoundError, NotADirectoryError):
        raise IndexMissing(
            f"no index at {index}",
            hint=f"build one: pressmark index build ARCHIVE... --index {index}",
        ) from None
    except (OSError, ValueError) as error:
        raise IndexDamaged(f"{index / _CURRENT} cannot be read", hint=REBUILD) from error
    folder = index / _VERSIONS / name
    if not name.isdigit() or not folder.is_dir():
        raise IndexDamaged(f"{index / _CURRENT} names a version that is not there", hint=REBUILD)
    if manifest_digest(folder) != digest:
        raise IndexDamaged(f"{folder / NAME} is missing or not what was written", hint=REBUILD)
    return folder


@contextmanager
def building(index: Path) -> Iterator[Path]:
    """Hold the index's lock and yield an empty folder to write the next version into.

    Whatever was not switched in is removed afterwards. The lock is the system's own, so it is free
    again when its holder dies. Raises IndexBusy while another build holds it.
    """
    try:
        (index / _VERSIONS).mkdir(parents=True, exist_ok=True)
        lock = FileLock(index / _LOCK, blocking=False)
    except OSError as error:
        raise IndexProblem(
            f"no index can be made at {index}: {error.strerror}", hint="name another --index"
        ) from error
    try:
        with lock:
            _sweep(index)
            folder = index / _VERSIONS / f"{_last_number(index) + 1:06d}"
            folder.mkdir()
            try:
                yield folder
            finally:
                if _current_name(index) != folder.name:
                    shutil.rmtree(folder, ignore_errors=True)
                _sweep(index)
    except Timeout as error:
        raise IndexBusy(
            f"another build of {index} is under way", hint="wait for it to end, then try again"
        ) from error


def switch(index: Path, folder: Path, manifest: Manifest) -> None:
    """Make the version in `folder` the current one, once it is whole and on disk."""
    manifest.write(folder)
    verify_files(folder, read_manifest(folder))
    for path in sorted(folder.rglob("*")):
        _force(path)
    _force(folder)
    _force(folder.parent)
    beside = index / (_CURRENT + ".new")
    beside.write_text(f"{folder.name} {manifest_digest(folder)}\n", encoding="utf-8")
    _force(beside)
    beside.replace(index / _CURRENT)
    _force(index)


def _last_number(index: Path) -> int:
    return max((int(one.name) for one in _versions(index)), default=0)


def _versions(index: Path) -> list[Path]:
    return sorted(one for one in (index / _VERSIONS).iterdir() if one.name.isdigit())


def _current_name(index: Path) -> str:
    try:
        return current_folder(index).name
    except (IndexMissing, IndexDamaged):
        return ""


def _sweep(index: Path) -> None:
    """Remove versions that were never switched in, and all but the last ones that were.

    Nothing is removed while CURRENT is damaged: what is left may be all there is.
    """
    current = _current_name(index)
    if not current and (index / _CURRENT).exists():
        return
    whole = [one for one in _versions(index) if one.name <= current]
    for one in _versions(index):
        if one not in whole[-_KEPT:]:
            shutil.rmtree(one, ignore_errors=True)


def _force(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
