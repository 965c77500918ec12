"""A packed file in, the streams of what it holds out.

What is unpacked is counted as it is read, whatever the file's own headers say of its size.
"""

import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from gzip import GzipFile
from typing import IO, BinaryIO

from index.article import Skipped
from index.errors import ArchiveError

MOST_UNPACKED = 2 * 1024**3  # bytes out of one packed file
MOST_TIMES = (
    200  # what is unpacked, in sizes of the file; text packs to a tenth, at best a fiftieth
)
_COUNTED_FROM = 8 * 1024 * 1024  # bytes; a small file may shrink to nothing honestly
_DAMAGED = (zlib.error, lzma.LZMAError, zipfile.BadZipFile, EOFError, NotImplementedError)


class Budget:
    """How much may still be unpacked from a file of `packed` bytes, over all its members."""

    def __init__(self, packed: int) -> None:
        self._packed = packed
        self._unpacked = 0

    def spend(self, size: int) -> None:
        """Count bytes unpacked; ArchiveError when they are too many."""
        self._unpacked += size
        if self._unpacked > MOST_UNPACKED:
            raise Overfull(f"more than {MOST_UNPACKED / 1e9:.1f} GB when unpacked; not read on")
        if self._unpacked > max(_COUNTED_FROM, MOST_TIMES * self._packed):
            raise Overfull(f"unpacks to more than {MOST_TIMES} times its size; not read on")


class Overfull(ArchiveError):
    """A packed file that unpacks to more than is read."""


class Unpacked(io.RawIOBase):
    """The unpacked bytes of a stream; ArchiveError where it is damaged or unpacks to too much."""

    def __init__(self, stream: IO[bytes] | GzipFile, budget: Budget) -> None:
        super().__init__()
        self._stream = stream
        self._budget = budget

    def readable(self) -> bool:
        """Whether it can be read from: it can."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what io passes
        """Fill the buffer from the stream, spending the budget."""
        data = undamaged(lambda: self._stream.read(len(buffer)))
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)


def undamaged(read: Callable[[], bytes]) -> bytes:
    """Return what was read; ArchiveError where the packed data is damaged."""
    try:
        return read()
    except _DAMAGED as error:
        raise ArchiveError(f"damaged, or packed in an unknown way: {error}") from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise ArchiveError(f"damaged: {error}") from error


def gunzipped(stream: BinaryIO, budget: Budget) -> BinaryIO:
    """Return the unpacked bytes of a gzip file."""
    return io.BufferedReader(Unpacked(GzipFile(fileobj=stream), budget))


def zip_members(
    stream: BinaryIO, budget: Budget, path: str
) -> Iterator[tuple[str, BinaryIO] | Skipped]:
    """Yield each file within a zip by its name, in their order; a name is never used as a path.

    Raises ArchiveError where it is no zip.
    """
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        raise ArchiveError(f"not a zip file, or a damaged one: {error}") from error
    except OSError as error:
        if error.errno is not None and error.errno != _SEEK_BEFORE_START:
            raise
        raise ArchiveError("not a zip file, or a damaged one") from error
    with archive:
        members = sorted(archive.infolist(), key=lambda member: member.filename)
        for member in members:
            if not member.is_dir():
                yield _opened(archive, member, budget, path)


_SEEK_BEFORE_START = 22  # EINVAL: headers that point outside the file


def _opened(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget, path: str
) -> tuple[str, BinaryIO] | Skipped:
    name = _printable(member.filename)
    origin = f"{path}!{name}"
    if any(part.startswith((".", "__MACOSX")) for part in name.split("/") if part.strip(".")):
        return Skipped(origin, "a hidden file")
    if member.flag_bits & 1:
        return Skipped(origin, "encrypted")
    try:
        opened = archive.open(member)
    except (*_DAMAGED, RuntimeError, ValueError, OSError) as error:
        return Skipped(origin, f"damaged, or packed in an unknown way: {error}")
    return name, io.BufferedReader(Unpacked(opened, budget))


def _printable(name: str) -> str:
    return "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode() for one in name
    )
