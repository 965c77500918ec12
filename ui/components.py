"""The two parts of the page that Streamlit has no widget for: a turn of the talk, an open article.

Their scripts put every word of the archive into the page as text, never as HTML, and load nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import streamlit as st

from index.article import Article, Card
from rag.types import Answer, Citation, Hit

_ASSETS = Path(__file__).parent / "assets"
_NEAREST = 5  # paragraphs shown under an abstention
Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph of an article, and the words cited in it by their span in the article."""

    article: str
    paragraph: int
    start: int = 0
    end: int = 0


@cache
def _component(name: str) -> Callable[..., object]:
    script, style = (
        (_ASSETS / f"{name}.{kind}").read_text(encoding="utf-8") for kind in ("js", "css")
    )
    return st.components.v2.component(f"pressmark_{name}", js=script, css=style)


def show_turn(answer: Answer, *, key: str, on_open: Callable[[], None]) -> None:
    """Show a question and its answer; a click on a citation calls `on_open`.

    What was clicked is then `st.session_state[key].open`, a record with the fields of a `Place`.
    """
    _component("turn")(data=_turn(answer), key=key, on_open_change=on_open)


def show_newest(cards: Sequence[Card], *, key: str, on_open: Callable[[], None]) -> None:
    """Show what the archive holds, before anything was asked; a click calls `on_open`."""
    _component("turn")(
        data={"newest": [_first(card) for card in cards]}, key=key, on_open_change=on_open
    )


def show_article(article: Article, cited: Place, *, key: str, on_close: Callable[[], None]) -> None:
    """Show the whole article with the cited paragraph in view and its words marked."""
    _component("article")(data=_article(article, cited), key=key, on_closed_change=on_close)


def _turn(answer: Answer) -> Row:
    cited = list(dict.fromkeys(citation for claim in answer.claims for citation in claim.citations))
    return {
        "newest": [],
        "question": answer.question,
        "understood": answer.stand_alone,
        "claims": [
            {"text": claim.text, "marks": [cited.index(one) + 1 for one in claim.citations]}
            for claim in answer.claims
        ],
        "citations": [_cited(citation) for citation in cited],
        "abstained": answer.abstained,
        "nearest": [] if answer.answered else [_near(hit) for hit in answer.hits[:_NEAREST]],
        "withheld": answer.withheld,
    }


def _cited(citation: Citation) -> Row:
    place = Place(citation.article_id, citation.paragraph, citation.start, citation.end)
    return _row(place, citation.title, citation.source, citation.published)


def _near(hit: Hit) -> Row:
    place = Place(hit.article.id, hit.paragraph, hit.start, hit.end)
    card = hit.article
    return {**_row(place, card.title, card.source, card.published), "text": hit.text}


def _first(card: Card) -> Row:
    return _row(Place(card.id, 1), card.title, card.source, card.published)


def _row(place: Place, title: str, source: str, published: str) -> Row:
    """Return what a line that opens a paragraph says, and where it leads."""
    facts = _facts(source, published)
    return {**asdict(place), "title": title or place.article, "facts": facts, "text": ""}


def _article(article: Article, cited: Place) -> Row:
    return {
        "title": article.title or article.id,
        "facts": " · ".join(_facts(article.source, article.published, *article.authors)),
        "url": article.url if article.url.startswith(("https://", "http://")) else "",
        "also_in": [
            " · ".join(_facts(copy.source or copy.origin, copy.published, copy.title))
            for copy in article.also_in
        ],
        "paragraphs": [article.quote(one.number) for one in article.paragraphs],
        "cited": cited.paragraph,
        "marked": _marked(article, cited),
    }


def _marked(article: Article, cited: Place) -> tuple[str, str, str]:
    """Return the cited paragraph in three: before, to mark, after.

    All of it is marked unless words in it are named.
    """
    if not 1 <= cited.paragraph <= len(article.paragraphs):
        return "", "", ""
    paragraph, words = article.paragraphs[cited.paragraph - 1], article.quote(cited.paragraph)
    if not paragraph.start <= cited.start < cited.end <= paragraph.end:
        return "", words, ""
    start, end = cited.start - paragraph.start, cited.end - paragraph.start
    return words[:start], words[start:end], words[end:]


def _facts(source: str, published: str, *more: str) -> list[str]:
    return list(filter(None, [source, published[:10], *more]))
