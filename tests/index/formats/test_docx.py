"""read_docx: a Word document in, one draft out."""

import pytest

from index.article import Draft
from index.errors import ArchiveError
from index.formats.docx import read_docx
from tests.index.documents import make_docx, make_zip, word_paragraph

BODY = word_paragraph("The ferry left the north quay.") + word_paragraph("It came back.")


def draft(docx: bytes) -> Draft:
    (found,) = read_docx(docx, "a.docx")
    return found


@pytest.mark.parametrize("style", ["Title", "Heading1"])
def test_the_title_or_first_heading_is_the_headline(style: str) -> None:
    found = draft(make_docx(word_paragraph("Ferry back", style) + BODY))
    assert found.title == "Ferry back"
    assert found.blocks == ("The ferry left the north quay.", "It came back.")


def test_believable_properties_are_taken() -> None:
    core = (
        "<dc:title>Ferry is back</dc:title><dc:creator>Amal Haddad; user1</dc:creator>"
        "<dcterms:created>2024-01-24T09:30:00Z</dcterms:created>"
    )
    found = draft(make_docx(BODY, core=core))
    assert (found.title, found.authors, found.published) == (
        "Ferry is back",
        ("Amal Haddad",),
        "2024-01-24",
    )


def test_a_byline_and_a_date_in_the_document_come_before_its_properties() -> None:
    core = "<dc:creator>Some Typist</dc:creator><dcterms:created>2020-01-01</dcterms:created>"
    head = word_paragraph("Ferry is back again") + word_paragraph("By Amal Haddad")
    found = draft(make_docx(head + word_paragraph("24 January 2024") + BODY, core=core))
    assert (found.title, found.authors, found.published) == (
        "Ferry is back again",
        ("Amal Haddad",),
        "2024-01-24",
    )


def test_a_table_row_stays_together() -> None:
    cells = "".join(f"<w:tc>{word_paragraph(word)}</w:tc>" for word in ("Quay", "North"))
    assert "Quay | North" in draft(make_docx(f"{BODY}<w:tbl><w:tr>{cells}</w:tr></w:tbl>")).blocks


def test_deleted_words_are_left_out_and_inserted_ones_kept() -> None:
    changed = (
        "<w:p><w:r><w:t>It left </w:t></w:r><w:del><w:r><w:delText>late</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>early.</w:t></w:r></w:ins></w:p>"
    )
    assert draft(make_docx(BODY + changed)).blocks[-1] == "It left early."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"not one", "not a Word document"),
        (b"\xd0\xcf\x11\xe0 old", "encrypted or an old Word document"),
        (make_zip({"a.txt": b"A."}), "not a Word document"),
        (make_docx(BODY)[:200], "not a Word document"),
        (make_docx("<w:p>"), "not a Word document"),
        (make_docx(""), "no text in it"),
        (make_docx(BODY, core="<broken"), ""),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    if not reason:
        assert draft(data).blocks
        return
    with pytest.raises(ArchiveError, match=reason):
        list(read_docx(data, "a.docx"))


def test_a_document_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.formats.docx._MOST_UNPACKED", 100)
    with pytest.raises(ArchiveError, match="when unpacked; not read"):
        draft(make_docx(BODY))
