"""A file of an index in, ways to damage it and to mend it again out."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from index.errors import IndexProblem
from tests.tiny import open_tiny

_TINY = 64  # bytes: in a file up to here every bit is flipped
_SMALL = 8192  # bytes: in a file up to here a bit of every byte is flipped
_PLACES = 300  # bytes of a longer file in which a bit is flipped
_EDGES = (1, 2, 3, 4, 8, 16, 64, 512, 4096)  # bytes left, or bytes cut off


def pointers(index: Path) -> list[Path]:
    """Return the files that say which version is current: those beside the versions."""
    return [path for path in files_of(index) if path.parent == index]


def files_of(index: Path) -> list[Path]:
    """Return the files whose bytes an index depends on.

    The lock is empty, and what readers note of the files they verified only saves time.
    """
    files = (path for path in index.rglob("*") if path.is_file())
    return sorted(path for path in files if path.name not in {"lock", "seen.json"})


def flips(content: bytes, seed: str) -> Iterator[tuple[int, int]]:
    """Yield (place, bit) of the bits to flip, one at a time."""
    chosen = Random(seed)  # noqa: S311 - places, not secrets
    places = list(range(len(content)))
    if len(content) > _SMALL:
        edges = {*places[:2], *places[-2:]}
        places = sorted(edges.union(chosen.sample(places, _PLACES)))
    for at in places:
        for bit in range(8) if len(content) <= _TINY else [chosen.randrange(8)]:
            yield at, bit


def lengths(size: int) -> list[int]:
    """Return the lengths to cut a file of this size to."""
    found = {0, size // 2, *_EDGES, *(size - edge for edge in _EDGES)}
    return sorted(length for length in found if 0 <= length < size)


def flip(path: Path, at: int, bit: int) -> None:
    """Flip one bit of a file, in place; flipping it again mends the file."""
    with path.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ 1 << bit]))


@contextmanager
def flipped(path: Path, at: int, bit: int) -> Iterator[None]:
    """Let one bit of a file be another for a while."""
    flip(path, at, bit)
    try:
        yield
    finally:
        flip(path, at, bit)


@contextmanager
def mended(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file, and let it hold them in the end."""
    content = path.read_bytes()
    try:
        yield content
    finally:
        rewrite(path, content)


def rewrite(path: Path, content: bytes) -> None:
    """Let another file of this content take the place of a file.

    A file that some thread of this process has mapped is not cut in place: reading on would end
    the process.
    """
    beside = path.with_name("being-written")
    beside.write_bytes(content)
    beside.replace(path)


def assert_refused(index: Path, how: str) -> None:
    """Hold that the index does not open, and that it is said what to do."""
    problem = _problem_of(index)
    assert problem, f"an index opened: {how}"
    assert problem.hint, how
    assert "\n" not in str(problem), how


def assert_opens(index: Path) -> None:
    """Hold that the index opens."""
    open_tiny(index).close()


def keeping_times(path: Path, change: Callable[[], None]) -> None:
    """Change a file and set back the time at which it says it was modified."""
    before = path.stat()
    change()
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_mtime_ns == before.st_mtime_ns


def _problem_of(index: Path) -> IndexProblem | None:
    try:
        open_tiny(index).close()
    except IndexProblem as problem:
        return problem
    return None
