"""A claim and the article it cites in, whether the cited words say it out.

The extractive writer claims exact words, so the proof is exact: the claim, the quote and the span
of the article as it stands in the index now are the same characters.
"""

from index.article import Article
from rag.types import Citation, Support


def verify_verbatim(claim: str, citation: Citation, article: Article) -> Support:
    """Return "supported" where the claim is the cited words and they stand where it says."""
    if article.id != citation.article_id:
        return "unsupported"
    if not 1 <= citation.paragraph <= len(article.paragraphs):
        return "unsupported"
    paragraph = article.paragraphs[citation.paragraph - 1]
    inside = paragraph.start <= citation.start and citation.end <= paragraph.end
    stands = article.text[citation.start : citation.end] == citation.quote == claim
    return "supported" if inside and stands else "unsupported"
