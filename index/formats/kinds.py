"""A file's ending in, the reader of its kind out."""

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from index.article import Draft, Skipped
from index.errors import ArchiveError
from index.formats.decode import decode
from index.formats.docx import read_docx
from index.formats.feed import read_feed
from index.formats.html import declared_charset, read_html
from index.formats.markdown import read_markdown
from index.formats.pdf import read_pdf
from index.formats.records import read_json, read_json_lines
from index.formats.text import read_text
from index.formats.warc import read_warc

LARGEST_FILE = 64 * 1024 * 1024  # bytes; JSON lines and WARC are read piece by piece, without limit
_LONGEST_LINE = LARGEST_FILE

Reader = Callable[[BinaryIO, str], Iterator[Draft | Skipped]]
"""Yields the drafts of a stream; its second argument is the path to put in their origins."""


def _whole(read: Callable[[bytes, str], Iterator[Draft | Skipped]]) -> Reader:
    def read_whole(stream: BinaryIO, path: str) -> Iterator[Draft | Skipped]:
        data = stream.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            raise ArchiveError(f"over {LARGEST_FILE / 1e6:.0f} MB, the most that is read")
        if not data.strip():
            raise ArchiveError("an empty file")
        return read(data, path)

    return read_whole


def _text(read: Callable[[str, str], Iterator[Draft | Skipped]]) -> Reader:
    return _whole(lambda data, path: read(decode(data), path))


def _read_page(data: bytes, path: str) -> Iterator[Draft | Skipped]:
    return read_html(decode(data, declared=declared_charset(data)), path)


def _read_lines(stream: BinaryIO, path: str) -> Iterator[Draft | Skipped]:
    return read_json_lines(_text_lines(stream), path)


READERS: dict[str, Reader] = {
    "": _text(read_text),
    ".txt": _text(read_text),
    ".text": _text(read_text),
    ".md": _text(read_markdown),
    ".markdown": _text(read_markdown),
    ".html": _whole(_read_page),
    ".htm": _whole(_read_page),
    ".xhtml": _whole(_read_page),
    ".json": _text(read_json),
    ".jsonl": _read_lines,
    ".ndjson": _read_lines,
    ".pdf": _whole(read_pdf),
    ".docx": _whole(read_docx),
    ".rss": _whole(read_feed),
    ".atom": _whole(read_feed),
    ".xml": _whole(read_feed),
    ".warc": read_warc,
    ".warc.gz": read_warc,
}
PACKED = (".gz", ".zip")


def ending(name: str) -> str:
    """Return what tells a file's kind: its ending in lower case, two of them for `.warc.gz`."""
    found = [one.lower() for one in PurePosixPath(name).suffixes]
    return "".join(found[-2:] if found[-2:] == [".warc", ".gz"] else found[-1:])


def _text_lines(stream: BinaryIO) -> Iterator[str]:
    """Yield a stream's lines without holding it; a line's bytes are decoded by themselves."""
    first = stream.readline(_LONGEST_LINE)
    if first.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in first[:4]:
        yield from decode(first + stream.read(LARGEST_FILE)).splitlines()
        return
    while first:
        try:
            yield "" if first.isspace() else decode(first)
        except ArchiveError:
            yield first.decode("utf-8", "replace")  # not JSON either: its own line is skipped
        first = stream.readline(_LONGEST_LINE)
