"""Files and folders in, drafts and skipped files out, in the order of their paths."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from index.article import Draft, Origin, Skipped
from index.errors import ArchiveError
from index.formats.kinds import PACKED, READERS, ending
from index.formats.packed import Budget, Overfull, gunzipped, zip_members

EMPTY = "an empty folder: no file in it to read; what it held before, if anything, is kept"
_START = 4096


class Unread(Skipped):
    """A file or folder that is there but could not be read this time; what it held is kept."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """A file of an archive, by its absolute path and by its path within the archive named."""

    path: Path
    place: str


def archive_files(archives: Sequence[Path]) -> tuple[list[ArchiveFile], list[Skipped]]:
    """Return every file below the archives, each once, by path, and what was passed over.

    The archives are absolute paths.

    Raises ArchiveError for an archive that is not there.
    """
    files: dict[Path, ArchiveFile] = {}
    skipped: list[Skipped] = []
    for archive in sorted(set(archives)):
        if archive.is_dir():
            before = len(files)
            for path in _below(archive, skipped):
                files.setdefault(path, ArchiveFile(path, path.relative_to(archive).as_posix()))
            if len(files) == before:
                skipped.append(Unread(str(archive), EMPTY))
        elif archive.exists():
            files.setdefault(archive, ArchiveFile(archive, archive.name))
        else:
            raise ArchiveError(
                f"no file or folder {archive}", hint="check the path; the index is as it was"
            )
    return [files[path] for path in sorted(files)], skipped


def read_file(file: ArchiveFile) -> Iterator[Draft | Skipped]:
    """Yield the drafts of one file, or why there are none; never raises for what the file holds."""
    path = printable(file.path)
    if path != str(file.path):
        yield Skipped(path, "a file name that is not UTF-8; rename it")
        return
    if not _is_read(path):
        yield _of_no_kind(path)
        return
    try:
        yield from _drafts(file.path)
    except ArchiveError as error:
        yield Skipped(path, str(error))
    except FileNotFoundError:
        linked = file.path.is_symlink()
        reason = "a link to nothing" if linked else "vanished while the archive was read"
        yield Skipped(path, reason)
    except OSError as error:
        yield Unread(path, f"cannot be read: {error.strerror or error}")


def _is_read(name: str) -> bool:
    return ending(name) in READERS or ending(name) in PACKED


def _of_no_kind(name: str) -> Skipped:
    return Skipped(name, f"not a kind of file that is read ({ending(name)})")


def _drafts(path: Path) -> Iterator[Draft | Skipped]:
    if not path.is_file() and path.exists():
        yield Skipped(str(path), "not a regular file")
        return
    with path.open("rb") as stream:
        start = stream.read(_START)
        if len(start) < _START and not start.strip():
            raise ArchiveError("an empty file")
        stream.seek(0)
        kind = ending(path.name)
        if kind == ".zip":
            yield from _zipped(stream, str(path))
        elif kind == ".gz":
            yield from _gzipped(stream, str(path))
        else:
            yield from READERS[kind](stream, str(path))


def _gzipped(stream: BinaryIO, path: str) -> Iterator[Draft | Skipped]:
    """Yield what the one file within a gzip file holds; its name is the packed one's less `.gz`."""
    inner = path[: -len(".gz")]
    if ending(inner) not in READERS:
        raise ArchiveError(f"packs a kind of file that is not read ({ending(inner)})")
    size = os.fstat(stream.fileno()).st_size
    yield from READERS[ending(inner)](gunzipped(stream, Budget(size)), path)


def _zipped(stream: BinaryIO, path: str) -> Iterator[Draft | Skipped]:
    """Yield what the files within a zip hold, each draft by its file's name (`!name`)."""
    budget = Budget(os.fstat(stream.fileno()).st_size)
    empty = True
    for found in zip_members(stream, budget, path):
        empty = False
        if isinstance(found, Skipped):
            yield found
            continue
        name, member = found
        with member:
            yield from _member_drafts(member, path, name)
    if empty:
        raise ArchiveError("an empty zip file")


def _member_drafts(member: BinaryIO, path: str, name: str) -> Iterator[Draft | Skipped]:
    inside = f"{path}!{name}"
    if ending(name) in PACKED:
        yield Skipped(inside, "packed within a packed file; unpack it to have it read")
        return
    if ending(name) not in READERS:
        yield _of_no_kind(inside)
        return
    try:
        for found in READERS[ending(name)](member, inside):
            if isinstance(found, Draft):
                part = inside.removeprefix(path) + found.origin.part
                yield replace(found, origin=Origin(path, part))
            else:
                yield found
    except Overfull:
        raise
    except ArchiveError as error:
        yield Skipped(inside, str(error))


def _below(folder: Path, skipped: list[Skipped]) -> Iterator[Path]:
    """Yield the files below a folder; links are followed, but no folder is entered twice."""
    entered = {os.path.realpath(folder)}
    for parent, folders, names in os.walk(
        folder, followlinks=True, onerror=lambda error: skipped.append(_unlistable(error))
    ):
        inside = Path(parent)
        for name in sorted(folders):
            real = os.path.realpath(inside / name)
            reason = "a folder already read" if real in entered else passed_over(inside / name)
            if reason:
                skipped.append(Skipped(printable(inside / name), reason))
                folders.remove(name)
            entered.add(real)
        folders.sort()
        for name in sorted(names):
            if name.startswith("."):
                skipped.append(Skipped(printable(inside / name), "a hidden file"))
            else:
                yield inside / name


def passed_over(folder: Path) -> str:
    """Return why a folder within an archive is not entered, "" where it is."""
    if folder.name.startswith("."):
        return "a hidden folder"
    return "an index of Pressmark" if (folder / "CURRENT").is_file() else ""


def printable(path: Path) -> str:
    """Return the path as text; the bytes of a name that is not UTF-8 are escaped."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _unlistable(error: OSError) -> Unread:
    return Unread(printable(Path(error.filename)), f"cannot be listed: {error.strerror}")
