"""A paragraph found, or words of it, in; the citation of them, once it is known to stand, out."""

from collections.abc import Sequence

from index.reader import IndexReader
from rag.types import Citation, Hit
from rag.verify import stands


def cite(hit: Hit, start: int, end: int) -> Citation:
    """Cite `hit.text[start:end]`."""
    card = hit.article
    return Citation(
        card.id,
        card.title,
        card.source,
        card.url,
        card.published,
        hit.paragraph,
        hit.start + start,
        hit.start + end,
        hit.text[start:end],
    )


def standing(citations: Sequence[Citation], reader: IndexReader) -> tuple[Citation, ...]:
    """Return the citations whose words stand where they say, in the articles as they are now."""
    return tuple(one for one in citations if stands(one, reader.article(one.article_id)))
