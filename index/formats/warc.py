"""A web archive in, a draft a saved page out.

A record is read as a page where it is a response of status 200 that says it is HTML; how many
others there are is said in one line a file, records that are broken each in their own.
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from index.article import Draft, Origin, Skipped
from index.cleaning import tidy
from index.errors import ArchiveError
from index.formats.decode import decode
from index.formats.html import declared_charset, read_html

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_LARGEST_PAGE = 16 * 1024 * 1024  # bytes
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_WRONG = (ValueError, OSError, EOFError, RuntimeError, LookupError, TypeError, MemoryError)


def read_warc(stream: BinaryIO, path: str) -> Iterator[Draft | Skipped]:
    """Yield the pages of a WARC file, packed or not, each by the offset of its record (`@123`)."""
    if stream.seekable():
        yield from _pages(stream, path)
        return
    with tempfile.TemporaryFile() as file:  # fastwarc panics where it cannot seek
        shutil.copyfileobj(stream, file)
        file.seek(0)
        yield from _pages(file, path)


def _pages(stream: BinaryIO, path: str) -> Iterator[Draft | Skipped]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    others: Counter[str] = Counter()
    records = 0
    found = ArchiveIterator(
        stream, record_types=WarcRecordType.any_type, auto_decode="all", strict_mode=False
    )
    walk = iter(found)
    while True:
        try:
            record = next(walk, None)
        except _WRONG as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            if not records:
                raise ArchiveError(f"not a WARC file, or a damaged one: {_line(error)}") from error
            reason = f"damaged after record {records}, the rest is not read: {_line(error)}"
            yield Skipped(path, reason)
            break
        if record is None:
            break
        records += 1
        if record.record_type != WarcRecordType.response:
            continue
        other = _no_page(record)
        if other:
            others[other] += 1
        else:
            yield from _page(record, path)
    if not records:
        raise ArchiveError("a WARC file with no record in it")
    if others:
        yield Skipped(path, "records that are not read: " + _counted(others))


def _no_page(record: "WarcRecord") -> str:
    """Return what a response is, where it is not a page to read."""
    if not record.is_http:
        return "no HTTP response"
    http = record.http_headers
    if http.status_code != 200:
        return f"status {http.status_code}"
    kind = (http.get("Content-Type") or "").split(";")[0].strip().lower()
    return "" if kind in _PAGES else tidy(kind) or "no type said"


def _page(record: "WarcRecord", path: str) -> Iterator[Draft | Skipped]:
    origin = Origin(path, f"@{record.stream_pos}")
    target = tidy((record.headers.get("WARC-Target-URI") or "").strip("<>"))
    try:
        data = record.reader.read(_LARGEST_PAGE + 1)
    except _WRONG as error:
        yield Skipped(str(origin), f"a broken record, {target}: {_line(error)}")
        return
    if len(data) > _LARGEST_PAGE:
        yield Skipped(str(origin), f"a page over {_LARGEST_PAGE / 1e6:.0f} MB, {target}")
        return
    if len(data) < record.content_length and not _is_packed(record):
        yield Skipped(str(origin), f"cut short, {target}")
        return
    try:
        charset = record.http_charset or declared_charset(data)
        for draft in read_html(decode(data, declared=charset), path):
            yield replace(draft, origin=origin, url=draft.url or target)
    except ArchiveError as error:
        yield Skipped(str(origin), f"{error}, {target}")


def _is_packed(record: "WarcRecord") -> bool:
    return any(record.http_headers.get(name) for name in ("Content-Encoding", "Transfer-Encoding"))


def _counted(others: Counter[str]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in sorted(others.items()))


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:120]
