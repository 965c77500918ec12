"""Values that tests of `rag` and `ui` begin from; each word of them can be replaced."""

from dataclasses import replace
from typing import Any

from index.article import Article, Card, Origin
from index.filters import Filters
from index.paragraphs import compose
from rag.types import Answer, Citation, Claim, Hit, Leg, Ranks, Trace, Why

CARD = Card("quay-1", "A bridge", "The Quay", "https://quay.example/1", "2024-03-01", "quay.md")
WHY = Why(Leg(1, 0.8), Leg(2, 7.5), coverage=0.9, sentence=0.75, pairs=0.5, kind=0.5)
WORDS = "The bridge opened on Friday."


def card(**changes: Any) -> Card:
    return replace(CARD, **changes)


def hit(text: str = WORDS, *, start: int = 0, **changes: Any) -> Hit:
    """A hit whose span is as long as its text."""
    made = Hit(CARD, 1, text, start, start + len(text), 0.9, Ranks(1, 2), WHY)
    return replace(made, **changes)


def citation(quote: str = WORDS, *, start: int = 0, **changes: Any) -> Citation:
    """A citation whose span is as long as its quote."""
    made = Citation(
        CARD.id, CARD.title, CARD.source, CARD.url, CARD.published,
        1, start, start + len(quote), quote,
    )  # fmt: skip
    return replace(made, **changes)


def claim(text: str = WORDS, *citations: Citation) -> Claim:
    return Claim(text, "supported", citations or (citation(text),))


def trace() -> Trace:
    return Trace(
        index="000001",
        embedder="tiny-1",
        filters=Filters(),
        settings={"writer": "extractive"},
        evidence={"confidence": 0.9},
        seconds={"search": 0.1},
    )


def answer(*claims: Claim, **changes: Any) -> Answer:
    """An answer of these claims; without any, an abstention."""
    abstained = "" if claims else "nothing found is close enough"
    made = Answer("Is it open?", claims, (hit(),), trace(), abstained=abstained)
    return replace(made, **changes)


def article(*blocks: str, **changes: Any) -> Article:
    """An article of these paragraphs."""
    text, paragraphs = compose(blocks or (WORDS,))
    made = Article("quay-1", "A bridge", text, paragraphs, Origin("quay.md"), source="The Quay")
    return replace(made, **changes)
