"""The two parts of the page that Streamlit has no widget for: a turn of the talk, an open article.

Their scripts put every word of the archive into the page as text, never as HTML, and load nothing.
"""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from index.article import Article
from rag.types import Answer, Citation, Hit

_ASSETS = Path(__file__).parent / "assets"
Place = tuple[str, int]


def _component(name: str) -> Callable[..., object]:
    script, style = (
        (_ASSETS / f"{name}.{kind}").read_text(encoding="utf-8") for kind in ("js", "css")
    )
    return st.components.v2.component(f"pressmark_{name}", js=script, css=style)


def show_turn(answer: Answer, *, key: str, on_open: Callable[[], None]) -> None:
    """Show a question and its answer; a click on a citation calls `on_open`.

    What was clicked is then `st.session_state[key].open`, a record with `article` and `paragraph`.
    """
    _component("turn")(data=_turn(answer), key=key, on_open_change=on_open)


def show_article(article: Article, *, cited: int, key: str, on_close: Callable[[], None]) -> None:
    """Show the whole article with paragraph `cited` marked and in view."""
    _component("article")(data=_article(article, cited), key=key, on_closed_change=on_close)


def _turn(answer: Answer) -> dict[str, object]:
    cited = list(dict.fromkeys(citation for claim in answer.claims for citation in claim.citations))
    return {
        "question": answer.question,
        "claims": [
            {"text": claim.text, "marks": [cited.index(one) + 1 for one in claim.citations]}
            for claim in answer.claims
        ],
        "citations": [_cited(citation) for citation in cited],
        "abstained": answer.abstained,
        "nearest": [] if answer.answered else [_near(hit) for hit in answer.hits[:5]],
        "withheld": answer.withheld,
    }


def _cited(citation: Citation) -> dict[str, object]:
    return {
        "article": citation.article_id,
        "paragraph": citation.paragraph,
        "title": citation.title or citation.article_id,
        "facts": _facts(citation.source, citation.published),
        "text": citation.quote,
    }


def _near(hit: Hit) -> dict[str, object]:
    return {
        "article": hit.article.id,
        "paragraph": hit.paragraph,
        "title": hit.article.title or hit.article.id,
        "facts": _facts(hit.article.source, hit.article.published),
        "text": hit.text,
    }


def _article(article: Article, cited: int) -> dict[str, object]:
    return {
        "title": article.title or article.id,
        "facts": _facts(article.source, article.published, *article.authors),
        "url": article.url if article.url.startswith(("https://", "http://")) else "",
        "also_in": [
            f"{_facts(copy.source or copy.origin, copy.published)}: {copy.title}"
            for copy in article.also_in
        ],
        "paragraphs": [article.quote(one.number) for one in article.paragraphs],
        "cited": cited,
    }


def _facts(source: str, published: str, *more: str) -> str:
    return " · ".join(filter(None, [source, published[:10], *more]))
