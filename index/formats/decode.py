"""The bytes of a file in, its text out."""

import codecs
import re
import unicodedata

import charset_normalizer

from index.errors import ArchiveError
from index.formats.codepages import likeliest

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
_EAST_ASIAN = "gb18030 shift_jis big5 euc_kr euc_jp".split()
_SAMPLE = 65_536
_WIDE_SCRIPTS = re.compile(r"[\t\n\r -~\u00a0-\u06ff\u2010-\u203a\u20ac]")  # not CJK: see _wide
_MOSTLY = 0.97
_UTF8_LETTER = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_WHOLE_PER_BROKEN = 4  # letters of UTF-8 for each broken byte in what is still taken for UTF-8


def decode(data: bytes, *, declared: str = "") -> str:
    """Return the text: by its byte-order mark, as UTF-8, as `declared`, or as it most looks.

    Raises ArchiveError for bytes that are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    if b"\x00" in data[:_SAMPLE]:
        return data.decode(_wide(data[:_SAMPLE]), "replace")
    for encoding in ("utf-8", _plain(declared)):
        try:
            if encoding:
                return data.decode(encoding)
        except UnicodeError:
            continue
    return data.decode(_looks_like(data[:_SAMPLE]), "replace")


def _wide(sample: bytes) -> str:
    """Return which UTF-16 the bytes are, by the text they give; the wrong order looks Chinese."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
        known = len(_WIDE_SCRIPTS.findall(text))
        plain = any(" " <= one <= "~" for one in text)
        if plain and known >= _MOSTLY * len(text) and not _has_controls(text):
            return encoding
    raise ArchiveError("a binary file")


def _has_controls(text: str) -> bool:
    return any(unicodedata.category(one) == "Cc" and one not in "\t\n\r\x0b\x0c" for one in text)


def _looks_like(sample: bytes) -> str:
    broken = sample.decode("utf-8", "replace").count("\ufffd")
    if len(_UTF8_LETTER.findall(sample)) >= _WHOLE_PER_BROKEN * broken:
        return "utf-8"
    found = likeliest(sample)
    if not found:
        best = charset_normalizer.from_bytes(sample, cp_isolation=_EAST_ASIAN).best()
        found = best.encoding if best else ""
    if not found:
        raise ArchiveError("a binary file, or text in no encoding known")
    return found


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
