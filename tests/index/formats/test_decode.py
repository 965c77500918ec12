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


TEXTS = [
    ("cp1252", "The café in the harbour re-opened on Monday after £400 of repairs."),
    ("cp1252", "café naïve headline"),
    ("cp1252", "It cost €3 — “a lot”, he said…"),
    ("cp1252", "ÉLECTIONS À LA MAIRIE"),
    ("cp1252", "Der Bürgermeister eröffnete die Brücke über den Fluß am Freitag."),
    ("cp1252", "La niña dijo que el año próximo habrá más señales."),
    ("cp1252", "As eleições e as opiniões dos cidadãos não são iguais."),
    ("cp1252", "Høyre og Venstre går på søndag; båten kom ærlig talt for sent."),
    ("cp1252", "È più difficile così, perché la città è già piena."),
    ("cp1252", "Þórður sagði að skipið væri farið úr höfn og kæmi á morgun."),
    ("cp1256", ARABIC),
    ("cp1256", "فتح الجسر"),
    ("cp1256", "The minister said: «قال الوزير إن الجسر سيفتح يوم الأحد». It will open."),
    ("iso8859_6", "قال الوزير إن الجسر سيفتح يوم الأحد."),
    ("cp1251", "Паром вышел из северной гавани в девять часов утра в пятницу."),
    ("cp1251", "Мост открыт"),
    ("koi8_r", "Паром вышел из северной гавани в девять часов утра в пятницу."),
    ("cp1253", "Το πλοίο έφυγε από τη βόρεια αποβάθρα στις εννέα το πρωί."),
    ("cp1250", "Prezydent ogłosił, że wybory odbędą się w następną niedzielę."),
    ("cp1250", "Předseda vlády řekl, že most bude otevřen v neděli a loď už odplula."),
    ("cp1254", "Başbakan köprünün pazar günü açılacağını söyledi; gemi sabah ayrıldı."),
    ("gb18030", "渡轮星期五上午九点离开北码头，船上有两百人。天气很好，所有乘客都平安到达。"),
    ("shift_jis", "フェリーは金曜日の午前九時に北埠頭を出発した。乗客は二百人だった。"),
]


@pytest.mark.parametrize(("encoding", "text"), TEXTS)
@pytest.mark.parametrize("times", [1, 40])
def test_a_line_and_a_page_of_text_in_an_undeclared_encoding_come_out_right(
    encoding: str, text: str, times: int
) -> None:
    page = "\n\n".join([text] * times) + "\n"
    assert decode(page.encode(encoding)) == page


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["The ferry left.\r\n", ARABIC, "Паром вышел."])
def test_utf16_is_recognised_without_a_byte_order_mark(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_a_broken_byte_does_not_make_utf8_something_else() -> None:
    broken = "Le café fermé près de la forêt.".encode() + b" \xff"
    assert decode(broken) == "Le café fermé près de la forêt. \ufffd"


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03", b"a\x00\x00\x00", b"\x00"])
def test_bytes_with_nulls_that_are_no_utf16_are_refused(data: bytes) -> None:
    with pytest.raises(ArchiveError, match="a binary file"):
        decode(data)


def test_bytes_that_look_like_no_encoding_are_refused() -> None:
    with pytest.raises(ArchiveError, match="no encoding known"):
        decode(bytes(range(1, 9)) * 8 + b"\xff\xfe\xfd\x81\x9d")


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
