"""A claim and the article it cites in, whether the cited words say it out.

The extractive writer claims exact words, so the proof is exact: the claim, the quote and the span
of the article as it stands in the index now are the same characters.
"""

from index.article import Article
from rag.types import Citation, Support


def verify_verbatim(claim: str, citation: Citation, article: Article) -> Support:
    """Return "supported" where the claim is the cited words and they stand where it says."""
    return "supported" if claim == citation.quote and stands(citation, article) else "unsupported"


def stands(citation: Citation, article: Article) -> bool:
    """Whether the article, as it is now, has the cited words where the citation says."""
    if article.id != citation.article_id:
        return False
    if not 1 <= citation.paragraph <= len(article.paragraphs):
        return False
    paragraph = article.paragraphs[citation.paragraph - 1]
    inside = paragraph.start <= citation.start and citation.end <= paragraph.end
    return inside and article.text[citation.start : citation.end] == citation.quote
