"""A folder in; the reports of runs in it, newest first, out."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

_BEGINS = re.compile(rb'\{\s*"format":\s*\d+,\s*"kind":\s*"run"')
_START = 200  # bytes


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A report's file; `stamp` differs whenever it was written anew."""

    path: Path
    stamp: tuple[int, int]

    @property
    def written(self) -> str:
        """When it was written, by this machine's clock."""
        return datetime.fromtimestamp(self.stamp[0] / 1e9).strftime("%Y-%m-%d %H:%M")


def report_files(folder: Path) -> tuple[ReportFile, ...]:
    """Return the files that begin as a report does; none where there is no such folder."""
    try:
        found = [_report_file(path) for path in folder.glob("*.json")]
    except OSError:
        return ()
    known = [one for one in found if one]
    return tuple(sorted(known, key=lambda one: (-one.stamp[0], one.path.name)))


def _report_file(path: Path) -> ReportFile | None:
    try:
        with path.open("rb") as file:
            begins = bool(_BEGINS.match(file.read(_START)))
        told = path.stat()
    except OSError:
        return None
    return ReportFile(path, (told.st_mtime_ns, told.st_size)) if begins else None
