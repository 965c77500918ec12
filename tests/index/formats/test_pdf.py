"""read_pdf: a PDF in, one draft out."""

import pytest

from index.article import Draft
from index.errors import ArchiveError
from index.formats.pdf import read_pdf
from tests.index.documents import column, make_pdf

HEADLINE = (72.0, 740.0, 20.0, "Ferry returns to the north quay")
BODY = (
    "The ferry left the north quay at nine on Friday with two hun-\n"
    "dred people on board, and came back in the evening after the\n"
    "storm had passed.\n"
    "The harbour master said the repairs had cost four hundred and\n"
    "six pounds, which the town will pay from its own well-stocked\n"
    "purse; a well-stocked one."
)


def draft(pdf: bytes) -> Draft:
    (found,) = read_pdf(pdf, "a.pdf")
    return found


def test_lines_are_joined_into_paragraphs_and_words_made_whole() -> None:
    found = draft(make_pdf([[HEADLINE, *column(BODY)]]))
    assert found.title == "Ferry returns to the north quay"
    assert [block[-20:] for block in found.blocks] == [
        "he storm had passed.",
        " a well-stocked one.",
    ]
    assert "two hundred people" in found.blocks[0]


def test_a_gap_or_an_indent_begins_a_paragraph() -> None:
    gap = "The first paragraph goes on until the very end of its line,\nand so.\n\nThe second one."
    assert len(draft(make_pdf([column(gap)])).blocks) == 2
    lines = column("The first goes on to the end of its line, every word of it now.")
    indented = (90.0, 686.0, 11.0, "The second is indented and is as long as the first is.")
    assert len(draft(make_pdf([[*lines, indented]])).blocks) == 2


def test_columns_are_read_one_after_the_other_below_the_headline() -> None:
    left = column("One\nleft column line\nanother left line\nlast left line.", left=72)
    right = column("Right begins here\nright column line\nlast right line.", left=320)
    rows = [
        HEADLINE,
        *(piece for pair in zip(left, right, strict=False) for piece in pair),
        left[3],
    ]
    assert " ".join(draft(make_pdf([rows])).blocks) == (
        "One left column line another left line last left line. "
        "Right begins here right column line last right line."
    )


def test_running_heads_and_page_numbers_are_dropped_and_pages_flow_together() -> None:
    def page(number: int, text: str) -> list[tuple[float, float, float, str]]:
        head = (72.0, 770.0, 8.0, f"The Harbour Post, issue {number}")
        return [head, *column(text), (300.0, 30.0, 8.0, f"Page {number} of 3")]

    found = draft(
        make_pdf(
            [
                page(1, "The ferry left the quay on Friday with two hundred\npeople who were"),
                page(2, "bound for the island, and with them went the post."),
                page(3, "It came back in the evening."),
            ]
        )
    )
    assert found.blocks == (
        "The ferry left the quay on Friday with two hundred people who were bound for the "
        "island, and with them went the post.",
        "It came back in the evening.",
    )


def test_believable_properties_are_taken() -> None:
    info = "/Title (Ferry is back) /Author (Amal Haddad) /CreationDate (D:20240124093000Z)"
    found = draft(make_pdf([column("Body text of the one page.")], info))
    assert (found.title, found.authors, found.published) == (
        "Ferry is back",
        ("Amal Haddad",),
        "2024-01-24",
    )


def test_what_programs_fill_in_is_not_a_headline_nor_an_author() -> None:
    info = "/Title (Microsoft Word - draft3.doc) /Author (user1) /CreationDate (D:19700101)"
    found = draft(make_pdf([column("Body text of the one page.")], info))
    assert (found.title, found.authors, found.published) == ("", (), "")


def test_a_first_line_that_is_a_sentence_is_no_headline() -> None:
    found = draft(make_pdf([column("It rained all day.\n\nThe ferry stayed in the harbour.")]))
    assert found.title == ""
    assert len(found.blocks) == 2


def test_byline_and_date_below_the_headline_are_read() -> None:
    text = "By Amal Haddad\n\n24 January 2024\n\n" + BODY
    found = draft(make_pdf([[HEADLINE, *column(text)]]))
    assert (found.authors, found.published) == (("Amal Haddad",), "2024-01-24")
    assert found.blocks[0].startswith("The ferry left")


def test_ligatures_become_letters() -> None:
    from index.formats.layout import unlettered

    assert unlettered("\ufb01rst \ufefb") == "first لا"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"not one", "not a PDF"),
        (b"%PDF-1.4\nnothing", "damaged"),
        (make_pdf([[]]), "pictures"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(ArchiveError, match=reason):
        list(read_pdf(data, "a.pdf"))


def test_an_encrypted_pdf_is_refused_with_the_reason() -> None:
    key = "00" * 32
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >>"
    with pytest.raises(ArchiveError, match="encrypted"):
        list(read_pdf(make_pdf([[HEADLINE]], extra=lock + " /ID [<00> <00>]"), "a.pdf"))
