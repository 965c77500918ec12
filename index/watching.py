"""Folders and files in; a build now, and one after every change to them, out.

Changes come in bursts, so a build waits until nothing has changed for a moment. What changed does
not matter: a build looks for itself, and costs what changed.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from math import inf
from pathlib import Path
from typing import NoReturn, Protocol, TypeVar

from index.errors import PressmarkError
from index.home import Location
from index.reading import passed_over

QUIET = 2.0  # seconds without a change, before a build begins
LATEST = 60.0  # seconds after the first change, or after a failed build, when one begins anyway
_TICK = 500  # milliseconds between two looks at the archives themselves
_POLL = 2000  # milliseconds between two looks at every file, where there are no notices

Built = TypeVar("Built")
Stamp = tuple[int, ...]
Notices = Callable[[Sequence[Path], bool | None], Iterator[set[Path]]]


class Changes(Protocol):
    """Tells that something has changed."""

    def within(self, seconds: float) -> bool:
        """Wait for a change, at most so long (for ever, if infinite); whether there was one.

        What changed since the last call counts too.
        """


def keep_up(
    build: Callable[[], Built],
    changes: Changes,
    *,
    succeeded: Callable[[Built], None],
    failed: Callable[[PressmarkError], None],
    clock: Callable[[], float] = time.monotonic,
) -> NoReturn:
    """Build now and after every change; where that fails as it may, again within a minute."""
    while True:
        patience = inf
        try:
            built = build()
        except PressmarkError as error:
            failed(error)
            patience = LATEST
        else:
            succeeded(built)
        if changes.within(patience):
            latest = clock() + LATEST
            while clock() < latest and changes.within(QUIET):
                pass


class ArchiveChanges:
    """The changes to archives, as far as a build would read them; not those to the index itself.

    The system gives notice of what happens in a folder. Files that are archives themselves, and
    whether each archive is still there, are looked at twice a second: another file may take the
    place of one, and a drive may go and come back.
    """

    def __init__(
        self,
        archives: Sequence[Path],
        *,
        index: Location,
        say: Callable[[str], None],
        notices: Notices | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin to watch; `say` is told where the system gives no notices."""
        self._archives = [path.absolute() for path in archives]
        self._index = _paths_of(index)
        self._say, self._notices_of, self._clock = say, notices or system_notices, clock
        self._watch()

    def within(self, seconds: float) -> bool:
        """Wait for a change, at most so long; whether there was one."""
        until = self._clock() + seconds
        while True:
            if self._noticed() or self._replaced():
                return True
            if self._clock() >= until:
                return False

    def _watch(self) -> None:
        self._stamps = [_stamp(path) for path in self._archives]
        self._roots = [path.resolve() for path in self._archives if path.is_dir()]
        try:
            self._notices = self._begun(polling=None)
        except OSError as error:
            self._say(f"the system gives no notice of changes ({error}); looking at every file")
            self._notices = self._begun(polling=True)

    def _begun(self, *, polling: bool | None) -> Iterator[set[Path]]:
        notices = self._notices_of(self._roots, polling)
        next(notices)  # what changes from here on is noticed
        return notices

    def _noticed(self) -> bool:
        """Whether the system tells, for half a second, of a change that matters."""
        return any(self._matters(path) for path in next(self._notices))

    def _replaced(self) -> bool:
        """Whether an archive has come, gone or is another file or folder than it was."""
        if [_stamp(path) for path in self._archives] == self._stamps:
            return False
        self._watch()
        return True

    def _matters(self, path: Path) -> bool:
        if any(path.is_relative_to(index) for index in self._index):
            return False
        return any(_is_read(path, root) for root in self._roots if path.is_relative_to(root))


def system_notices(roots: Sequence[Path], polling: bool | None) -> Iterator[set[Path]]:
    """Yield what changed below the roots, again and again, nothing after half a second without.

    Looks at every file instead if `polling`; where that is None, if the environment or the system
    demands it. Raises OSError where the system cannot watch.
    """
    while not roots:
        time.sleep(_TICK / 1000)
        yield set()
    from watchfiles import watch

    found = watch(
        *roots,
        watch_filter=None,
        debounce=_TICK,
        rust_timeout=_TICK,
        yield_on_timeout=True,
        force_polling=polling,
        poll_delay_ms=_POLL,
        ignore_permission_denied=True,
    )
    for changes in found:
        yield {Path(path) for _, path in changes}


def _is_read(path: Path, root: Path) -> bool:
    """Whether a build reads what is at this path below the root, if anything is there."""
    below = [one for one in (path, *path.parents) if one != root and one.is_relative_to(root)]
    return not any(map(passed_over, below))


def _stamp(path: Path) -> Stamp:
    """Return what tells a file from its next state, a folder from another in its place."""
    try:
        found = path.stat()
        if path.is_dir():
            return found.st_dev, found.st_ino
    except OSError:
        return ()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _paths_of(index: Location) -> set[Path]:
    """Return the paths below which an index is written; none for one in a database."""
    return {index.absolute(), index.resolve()} if isinstance(index, Path) else set()
