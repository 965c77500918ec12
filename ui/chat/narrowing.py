"""What a question was understood to ask in; what narrows it, and it without each of that, out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from rag.asking import Reading
from rag.understanding.understood import Condition, Order, Understood
from ui.chat.days import days_told
from ui.chat.words import Words

Kind = Literal["date", "source", "author", "quoted", "newest", "oldest"]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One thing that the search was narrowed to; `phrase` is the question's words for it, or "".

    `condition` is what it was understood to say, None where it is an order or exact words.
    """

    kind: Kind
    value: str
    phrase: str
    without: Understood
    condition: Condition | None = None


def narrowings(understood: Understood | None) -> tuple[Narrowing, ...]:
    """Return all that words of the question narrowed, in the order a reader is told of them."""
    return tuple(_each(understood)) if understood else ()


def label(narrowing: Narrowing, words: Words, language: str = "en") -> str:
    """Return what it is called in the page's language."""
    one = narrowing.condition
    if one and one.kind == "date":
        return days_told(one.filters.since, one.filters.until, language, named=one.named)
    said: dict[Kind, str] = {
        "date": "{value}",
        "source": words.by_outlet,
        "author": words.by_author,
        "quoted": words.word_for_word,
        "newest": words.newest_first,
        "oldest": words.oldest_first,
    }
    return said[narrowing.kind].replace("{value}", narrowing.value)


def as_understood(understood: Understood) -> Reading:
    """Return what reads any question as this one, which a reader has changed."""
    return lambda _: understood


def _each(understood: Understood) -> Iterator[Narrowing]:
    fresh = replace(understood, relaxed=(), sides=())
    for one in understood.conditions:
        yield Narrowing(one.kind, one.value, one.phrase, fresh.without(one), one)
    for phrase in understood.quoted:
        kept = tuple(other for other in understood.quoted if other != phrase)
        yield Narrowing("quoted", phrase, "", replace(fresh, quoted=kept))
    order: Order = understood.order
    if order:
        yield Narrowing(order, "", "", replace(fresh, order=""))
