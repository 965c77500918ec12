"""Cleaned blocks in, the article's text and its numbered paragraphs out."""

from collections.abc import Sequence

from index.article import Paragraph, digest_of

BETWEEN = "\n\n"


def compose(blocks: Sequence[str]) -> tuple[str, tuple[Paragraph, ...]]:
    """Join the blocks into a text; each block is the paragraph `text[start:end]`.

    Raises ValueError for an empty block.
    """
    paragraphs: list[Paragraph] = []
    start = 0
    for number, block in enumerate(blocks, start=1):
        end = start + len(block)
        paragraphs.append(Paragraph(number, start, end, digest_of(block, size=8)))
        start = end + len(BETWEEN)
    return BETWEEN.join(blocks), tuple(paragraphs)


def is_made_of(text: str, stored: Sequence[tuple[int, int, int, int, str]]) -> bool:
    """Whether paragraphs make the text; of each its article, number, start, end and digest."""
    try:
        paragraphs = tuple(Paragraph(*row[1:]) for row in stored)
        return compose([text[one.start : one.end] for one in paragraphs]) == (text, paragraphs)
    except (ValueError, TypeError):
        return False
