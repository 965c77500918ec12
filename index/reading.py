"""Files and folders in, drafts and skipped files out, in the order of their paths."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.article import Draft, Skipped
from index.errors import ArchiveError
from index.formats.decode import decode
from index.formats.html import declared_charset, read_html
from index.formats.markdown import read_markdown
from index.formats.records import read_json, read_json_lines
from index.formats.text import read_text

Reader = Callable[[str, str], Iterator[Draft | Skipped]]

_READERS: dict[str, Reader] = {
    "": read_text,
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".json": read_json,
}
_LINES = frozenset({".jsonl", ".ndjson"})
LARGEST_FILE = 64 * 1024 * 1024  # bytes; JSON lines are read a line at a time and have no limit
_LONGEST_LINE = LARGEST_FILE


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
                skipped.append(Skipped(str(archive), "an empty folder: no file in it to read"))
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
    suffix = file.path.suffix.lower()
    if suffix not in _READERS and suffix not in _LINES:
        yield Skipped(path, f"not a kind of file that is read ({suffix})")
        return
    try:
        yield from _drafts(file.path, suffix)
    except ArchiveError as error:
        yield Skipped(path, str(error))
    except FileNotFoundError:
        linked = file.path.is_symlink()
        reason = "a link to nothing" if linked else "vanished while the archive was read"
        yield Skipped(path, reason)
    except OSError as error:
        yield Unread(path, f"cannot be read: {error.strerror or error}")


def _drafts(path: Path, suffix: str) -> Iterator[Draft | Skipped]:
    if not path.is_file() and path.exists():
        yield Skipped(str(path), "not a regular file")
        return
    size = path.stat().st_size
    if not size:
        raise ArchiveError("an empty file")
    if suffix in _LINES:
        yield from read_json_lines(_text_lines(path), str(path))
        return
    if size > LARGEST_FILE:
        raise ArchiveError(
            f"{size / 1e6:.0f} MB; files over {LARGEST_FILE / 1e6:.0f} MB are not read"
        )
    data = path.read_bytes()
    if not data.strip():
        raise ArchiveError("an empty file")
    text = decode(data, declared=declared_charset(data) if "htm" in suffix else "")
    yield from _READERS[suffix](text, str(path))


def _text_lines(path: Path) -> Iterator[str]:
    """Yield a file's lines without holding the file; a line's bytes are decoded by themselves."""
    with path.open("rb") as lines:
        start = lines.read(4)
        lines.seek(0)
        if start.startswith((b"\xff\xfe", b"\xfe\xff")):
            yield from decode(lines.read()).splitlines()
            return
        while line := lines.readline(_LONGEST_LINE):
            try:
                yield decode(line)
            except ArchiveError:
                yield line.decode("utf-8", "replace")  # not JSON either: its own line is skipped


def _below(folder: Path, skipped: list[Skipped]) -> Iterator[Path]:
    """Yield the files below a folder; links are followed, but no folder is entered twice."""
    entered = {os.path.realpath(folder)}
    for parent, folders, names in os.walk(
        folder, followlinks=True, onerror=lambda error: skipped.append(_unlistable(error))
    ):
        inside = Path(parent)
        for name in sorted(folders):
            real = os.path.realpath(inside / name)
            reason = "a folder already read" if real in entered else _passed_over(inside / name)
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


def printable(path: Path) -> str:
    """Return the path as text; the bytes of a name that is not UTF-8 are escaped."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _passed_over(folder: Path) -> str:
    if folder.name.startswith("."):
        return "a hidden folder"
    return "an index of Pressmark" if (folder / "CURRENT").is_file() else ""


def _unlistable(error: OSError) -> Unread:
    return Unread(printable(Path(error.filename)), f"cannot be listed: {error.strerror}")
