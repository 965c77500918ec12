"""Files of an archive in; the articles found in them, read by all builders, out.

A file that ends those who read it, three times, is set aside and reported; the build goes on.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from index.article import Draft, Origin, Skipped
from index.postgres.watched import Watched
from index.postgres.work import Task, Work
from index.postgres.work_off import work_off
from index.progress import Progress
from index.reading import ArchiveFile, Unread, printable, read_file

READ = "read"
_LARGEST = 16 << 20  # bytes; what comes of a larger file is too much to pass on


def may_read(task: Task) -> bool:
    """Whether the file is on this machine too."""
    return Path(json.loads(task.content)["path"]).is_file()


def read(content: bytes) -> bytes:
    """Read the file of a task."""
    told = json.loads(content)
    found = [_record(one) for one in read_file(ArchiveFile(Path(told["path"]), told["place"]))]
    return json.dumps(found, ensure_ascii=False).encode("utf-8", "replace")


class SharedReading:
    """Reads files once they were read by whoever was free."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._found: Iterator[tuple[str, bytes]] = iter(())
        self._aside: Mapping[str, str] = {}
        self._next: tuple[str, bytes] | None = None
        self._offered: set[str] = set()

    def prepare(self, files: Sequence[ArchiveFile], progress: Progress) -> None:
        """Have the files read, together with the other builders."""
        self._work.clear(READ)
        tasks = [(str(file.path), _task(file)) for file in files if _is_passed_on(file)]
        self._offered = {name for name, _ in tasks}
        if not tasks:
            return
        self._work.offer(READ, tasks)

        over = Watched(self._work, READ, partial(progress, "reading"))
        work_off(self._work, {READ: read}, until=over, may=may_read)
        self._aside = dict(self._work.aside(READ))
        self._found = self._work.results(READ)

    def __call__(self, file: ArchiveFile) -> Iterable[Draft | Skipped]:
        """Return what was found in a file; they are asked for in the order they were named in."""
        name = str(file.path)
        if name not in self._offered:
            return read_file(file)
        if name in self._aside:
            why = f"set aside after three tries: {self._aside[name]}"
            return [Skipped(printable(file.path), why)]
        for found, result in self._found:
            if found == name:
                return [_found(record) for record in json.loads(result)]
        return read_file(file)


def _is_passed_on(file: ArchiveFile) -> bool:
    try:
        str(file.path).encode()
        return file.path.is_file() and file.path.stat().st_size <= _LARGEST
    except (OSError, ValueError):
        return False


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
