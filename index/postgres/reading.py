"""Files of an archive in; the articles found in them, read by all builders, out.

A file that ends those who read it, three times, is set aside and reported; the build goes on.
What was read for a build that ended early is there for the next one, and so is how often a file
ended its reader: a task is known by the path and the bytes of its file, and by the code that reads.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from index.article import Draft, Origin, Skipped, digest_of
from index.gather import file_digest
from index.postgres.watched import Watched
from index.postgres.work import Task, Work
from index.postgres.work_off import work_off
from index.progress import Progress
from index.provenance import reading_digest
from index.reading import ArchiveFile, Unread, printable, read_file

READ = "read"
_HALVES = "surrogatepass"  # halves of characters come through as they were read
_AT_ONCE = 50  # results held
_LARGEST = 16 << 20  # bytes; what comes of a larger file is too much to pass on


def may_read(task: Task) -> bool:
    """Whether the file is on this machine too."""
    return Path(json.loads(task.content)["path"]).is_file()


def read(content: bytes) -> bytes:
    """Read the file of a task."""
    told = json.loads(content)
    found = [_record(one) for one in read_file(ArchiveFile(Path(told["path"]), told["place"]))]
    return json.dumps(found, ensure_ascii=False).encode("utf-8", _HALVES)


class SharedReading:
    """Reads files once they were read by whoever was free."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._names: dict[Path, str] = {}  # of the tasks, in their order
        self._aside: Mapping[str, str] = {}
        self._found: dict[str, bytes] = {}
        self._coming: Iterator[str] = iter(())

    def prepare(self, files: Sequence[ArchiveFile], progress: Progress) -> None:
        """Have the files read, together with the other builders."""
        passed_on = [file for file in files if _is_passed_on(file)]
        self._names = {file.path: _name(file) for file in passed_on}
        self._work.keep(READ, self._names.values())
        if not passed_on:
            return
        self._work.offer(READ, ((self._names[file.path], _task(file)) for file in passed_on))
        over = Watched(self._work, READ, partial(progress, "reading"))
        work_off(self._work, {READ: read}, until=over, may=may_read)
        self._aside = dict(self._work.aside(READ))
        self._coming = iter(self._names.values())

    def __call__(self, file: ArchiveFile) -> Iterable[Draft | Skipped]:
        """Return what was found in a file; they are asked for in the order they were named in."""
        name = self._names.get(file.path)
        if name is None:
            return read_file(file)
        if name in self._aside:
            why = f"set aside after three tries: {self._aside[name]}"
            return [Skipped(printable(file.path), why)]
        if name not in self._found:
            coming = dict.fromkeys(islice(self._coming, _AT_ONCE)) | {name: None}
            self._found = self._work.results_of(READ, coming)
        result = self._found.pop(name, None)
        if result is None:
            return read_file(file)
        return [_found(record) for record in json.loads(result.decode("utf-8", _HALVES))]


def _is_passed_on(file: ArchiveFile) -> bool:
    try:
        str(file.path).encode()
        return file.path.is_file() and file.path.stat().st_size <= _LARGEST
    except (OSError, ValueError):
        return False


def _name(file: ArchiveFile) -> str:
    read_by = f"{reading_digest()} {file_digest(file.path)} {file.place}"
    return f"{file.path} {digest_of(read_by)}"


def _task(file: ArchiveFile) -> bytes:
    return json.dumps({"path": str(file.path), "place": file.place}).encode()


def _record(found: Draft | Skipped) -> dict[str, Any]:
    kind = type(found).__name__
    return {"kind": kind} | asdict(found)


def _found(record: dict[str, Any]) -> Draft | Skipped:
    kind = record.pop("kind")
    if kind == "Draft":
        origin = Origin(**record.pop("origin"))
        blocks, authors = tuple(record.pop("blocks")), tuple(record.pop("authors"))
        return Draft(origin, blocks=blocks, authors=authors, **record)
    return (Unread if kind == "Unread" else Skipped)(**record)
