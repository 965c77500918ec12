"""What was found for a search in; what the script that draws it is given out: plain data."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from index.article import Card
from rag.facets import Facet
from rag.marking import Span, marks
from rag.results import Results
from rag.types import Hit
from ui.chat.narrowing import label, narrowings
from ui.chat.search_words import SearchWords
from ui.chat.sought import MOST, Sought
from ui.chat.told import told
from ui.chat.turn_data import Row
from ui.chat.why import why
from ui.chat.words import Words


def results_data(
    found: Results, sought: Sought, words: Words, says: SearchWords, language: str = "en"
) -> Row:
    """Return what is drawn of what was found, in the words of this language."""
    query = found.understood.query
    facets = found.facets
    return {
        "narrowed": [
            {"label": label(one, words, language), "phrase": one.phrase}
            for one in narrowings(found.understood)
        ],
        "relaxed": [asdict(told(one, language)) for one in found.understood.relaxed],
        "hits": [_hit(one, query, language) for one in found.hits],
        "all": facets.paragraphs,
        "sources": _facets(facets.sources, sought.outlet),
        "months": _facets(facets.months, sought.month),
        "more": sought.count <= len(found.hits) < min(facets.paragraphs, MOST),
        "question": sought.words,
        "words": asdict(says),
    }


def segments(text: str, spans: Iterable[Span]) -> list[tuple[str, bool]]:
    """Return the text in pieces, each with whether it is marked; together they are the text."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]


def card_facts(card: Card) -> list[str]:
    """Return what is said of an article below its headline: its outlet and its day."""
    return [one for one in (card.source, card.published[:10]) if one]


def _hit(hit: Hit, query: str, language: str) -> Row:
    return {
        "article": hit.article.id,
        "paragraph": hit.paragraph,
        "start": hit.start,
        "end": hit.end,
        "title": segments(hit.article.title or hit.article.id, marks(query, hit.article.title)),
        "facts": card_facts(hit.article),
        "text": segments(hit.text, marks(query, hit.text)),
        "alsoIn": [_copy(one) for one in hit.also_in],
        "why": asdict(why(query, hit.why, language)) if hit.why else None,
    }


def _copy(card: Card) -> str:
    named = card.source or card.origin.rpartition("/")[2]
    return " · ".join(filter(None, [named, card.published[:10], card.title]))


def _facets(facets: Sequence[Facet], chosen: str) -> list[Row]:
    return [
        {"name": one.name, "paragraphs": one.paragraphs, "chosen": one.name == chosen != ""}
        for one in facets
    ]
