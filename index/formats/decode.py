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
_PLAIN = frozenset(
    """
    ascii big5 big5hkscs euc_jp euc_kr gb18030 gb2312 gbk koi8-r koi8-u mac-roman mac-arabic
    shift_jis tis-620
    """.split()
)
_LIKELY = (
    "cp1252 cp1256 cp1251 cp1250 cp1253 cp1254 gb18030 shift_jis big5 euc_kr".split()
)  # tried for text that does not say; a short one looks like too many of the others
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
    for encoding in ("utf-8", _plain(declared)):
        try:
            if encoding:
                return data.decode(encoding)
        except UnicodeError:
            continue
    best = charset_normalizer.from_bytes(data[:_SAMPLE], cp_isolation=_LIKELY).best()
    if best is None:
        raise ArchiveError("a binary file, or text in no encoding known")
    return data.decode(best.encoding, "replace")


def _plain(declared: str) -> str:
    """Return the encoding where it is one of text that holds ASCII as it is, else ""."""
    try:
        name = codecs.lookup(declared).name
        return name if name in _PLAIN or name.startswith(("cp", "iso8859")) else ""
    except (LookupError, ValueError):
        return ""


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArchiveError(f"marked as {encoding} but is not: {error.reason}") from error
