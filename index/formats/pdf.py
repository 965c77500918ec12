"""A PDF in, one draft out: its text in reading order, without running heads and page numbers."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.article import Draft, Origin
from index.cleaning import tidy
from index.errors import ArchiveError
from index.formats.layout import Block, Line, paragraphs, reading_order, unlettered
from index.formats.properties import (
    believable_authors,
    believable_date,
    believable_title,
    looks_like_headline,
)
from index.formats.text import byline_and_date

if TYPE_CHECKING:
    import pypdfium2

_MARKER = b"%PDF-"
_MARKER_WITHIN = 1024
_LABEL_WORDS = 4
_LARGER = 1.3
_PIECE_END = re.compile(r"[\r\n\x00]+")


def read_pdf(data: bytes, path: str) -> Iterator[Draft]:
    """Yield the article of a PDF; ArchiveError for one that is encrypted or holds only pictures."""
    if _MARKER not in data[:_MARKER_WITHIN]:
        raise ArchiveError("not a PDF")
    pages, said = _pages(data)
    found = [Block(tidy(block.text), block.height) for block in paragraphs(pages)]
    found = _without_label([block for block in found if block.text])
    blocks = [block.text for block in found]
    if not blocks:
        raise ArchiveError("no text in it: its pages are pictures, or empty")
    title = believable_title(said.get("Title", ""))
    if not title and len(blocks) > 1 and looks_like_headline(blocks[0]):
        title = blocks[0]
    rest = blocks[1:] if blocks[0] == title and len(blocks) > 1 else blocks
    authors, published, rest = byline_and_date(rest)
    yield Draft(
        Origin(path),
        title,
        tuple(rest or blocks),
        published=published or believable_date(said.get("CreationDate", "")),
        authors=authors or believable_authors(said.get("Author", "")),
    )


def _without_label(blocks: list[Block]) -> list[Block]:
    """Drop the name of a paper or section above a headline in larger type."""
    if len(blocks) < 3:
        return blocks
    first, second = blocks[:2]
    is_label = len(first.text.split()) <= _LABEL_WORDS and first.text[-1].isalnum()
    larger = second.height > _LARGER * first.height and looks_like_headline(second.text)
    return blocks[1:] if is_label and larger else blocks


def _pages(data: bytes) -> tuple[list[list[Line]], dict[str, str]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        try:
            pages = [_lines(document, number) for number in range(len(document))]
            return pages, document.get_metadata_dict(skip_empty=True)
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ArchiveError("an encrypted PDF; save it without its password") from error
        raise ArchiveError("a damaged PDF") from error


def _lines(document: "pypdfium2.PdfDocument", number: int) -> list[Line]:
    page = document[number]
    try:
        text = page.get_textpage()
        try:
            pieces = [_piece(text, at) for at in range(text.count_rects())]
        finally:
            text.close()
    finally:
        page.close()
    return reading_order([piece for piece in pieces if piece.text.strip()])


def _piece(text: "pypdfium2.PdfTextPage", at: int) -> Line:
    """Return a run of characters; its height is that of its font, not of its letters."""
    left, bottom, right, top = text.get_rect(at)
    words = text.get_text_bounded(left, bottom, right, top)
    first = text.get_index(left, (bottom + top) / 2, right - left, top - bottom)
    if first is not None:
        _, bottom, _, top = text.get_charbox(first, loose=True)
    return Line(unlettered(_PIECE_END.sub(" ", words)), left, bottom, right, top)
