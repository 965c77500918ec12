"""The bytes of a file in, its text out."""

import codecs

import charset_normalizer

from index.errors import ArchiveError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65_536


def decode(data: bytes, *, declared: str = "") -> str:
    """Return the text: by its byte-order mark, as UTF-8, as `declared`, or as it most looks.

    Raises ArchiveError for bytes that are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    if b"\x00" in data[:_SAMPLE]:
        raise ArchiveError("a binary file")
    for encoding in ("utf-8", declared):
        try:
            if encoding:
                return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    best = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise ArchiveError("a binary file, or text in no encoding known")
    return data.decode(best.encoding, "replace")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArchiveError(f"marked as {encoding} but is not: {error.reason}") from error
