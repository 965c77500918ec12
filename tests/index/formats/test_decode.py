"""decode: bytes in, text out."""

import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ArchiveError
from index.formats.decode import decode

ARABIC = "غادرت العبارة الرصيف الشمالي في التاسعة من صباح الجمعة وعلى متنها مئتا شخص، ثم عادت مساء."


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00\ufeff")))
def test_utf8_is_read_whatever_the_file_declares(text: str) -> None:
    assert decode(text.encode(), declared="windows-1256") == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_says_the_encoding(encoding: str) -> None:
    assert decode(ARABIC.encode(encoding)) == ARABIC


def test_big_endian_marks_are_read() -> None:
    assert decode(codecs.BOM_UTF16_BE + ARABIC.encode("utf-16-be")) == ARABIC
    assert decode(codecs.BOM_UTF32_BE + ARABIC.encode("utf-32-be")) == ARABIC


def test_a_declared_encoding_is_used_where_it_is_not_utf8() -> None:
    assert decode(ARABIC.encode("windows-1256"), declared="windows-1256") == ARABIC


def test_an_encoding_nobody_declared_is_recognised() -> None:
    assert "العبارة" in decode(ARABIC.encode("windows-1256"))
    assert decode("Le café fermé près de la forêt.".encode("latin-1")).startswith("Le caf")


@pytest.mark.parametrize(
    "declared",
    [
        "undefined",
        "idna",
        "punycode",
        "unicode_escape",
        "hex",
        "rot13",
        "klingon",
        "utf-16",
        "mbcs",
    ],
)
def test_a_declared_encoding_that_is_none_is_passed_over(declared: str) -> None:
    assert "ferm" in decode(b"Le caf\xe9 ferm\xe9 \\q pr\xe8s de la for\xeat.", declared=declared)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(ArchiveError, match="a binary file"):
        decode(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")


def test_a_byte_order_mark_that_lies_is_refused() -> None:
    with pytest.raises(ArchiveError, match="marked as utf-16 but is not"):
        decode(codecs.BOM_UTF16_LE + b"odd")


@given(
    st.binary(), st.sampled_from(["", "utf-8", "undefined", "unicode_escape", "utf-7", "cp1256"])
)
def test_any_bytes_are_text_or_refused(data: bytes, declared: str) -> None:
    with contextlib.suppress(ArchiveError):
        assert isinstance(decode(data, declared=declared), str)
