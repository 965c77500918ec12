"""A question and how to answer it in; hits in that order, and all that was found counted, out."""

from dataclasses import dataclass
from typing import Literal

from index.reader import IndexReader
from rag.asking import search_understood
from rag.facets import Facets, facets
from rag.ordering import newest_first, oldest_first, relevant
from rag.reranker import Reranker
from rag.search import WEIGHED
from rag.types import Hit
from rag.understanding.understood import Understood

Sort = Literal["relevance", "newest", "oldest"]


@dataclass(frozen=True, slots=True)
class Results:
    """What a person who searches is shown; `understood` is the question as asked in the end."""

    understood: Understood
    hits: tuple[Hit, ...]
    facets: Facets


def results(
    reader: IndexReader,
    understood: Understood,
    *,
    k: int = 10,
    sort: Sort = "relevance",
    per_article: int = 0,
    reranker: Reranker | None = None,
) -> Results:
    """Return up to k hits: the best ones, or by date those of the best that are relevant.

    At most `per_article` of them are of one article, any number where that is 0.
    """
    as_asked = search_understood(
        reader,
        understood,
        k=k if sort == "relevance" else max(k, WEIGHED),
        per_article=per_article,
        reranker=reranker,
    )
    hits = as_asked.found.hits
    if sort != "relevance":
        order = newest_first if sort == "newest" else oldest_first
        hits = order(relevant(hits))[:k]
    return Results(as_asked.understood, hits, facets(reader, as_asked.found))
