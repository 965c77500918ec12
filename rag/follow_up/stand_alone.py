"""What a question becomes when it is put in words that stand alone, and what was carried for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from index.language import right_to_left


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a turn before, `turn` being its place in the talk, 0 the oldest."""

    text: str
    turn: int

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("an empty phrase cannot be carried")
        if self.turn < 0:
            raise ValueError(f"turns are counted from 0, not {self.turn}")


@dataclass(frozen=True, slots=True)
class StandAlone:
    """A question as asked, the text to search and answer with, and what was carried into it.

    `by` says whose words the text is in; `notice` why those of a model were not taken, if it was
    asked.
    """

    asked: str
    text: str
    carried: tuple[Phrase, ...] = ()
    by: Literal["rules", "model"] = "rules"
    notice: str = ""

    @property
    def changed(self) -> bool:
        """Whether the text is another than what was asked."""
        return self.text != self.asked


def unchanged(question: str) -> StandAlone:
    """Return a question that stands alone as it is."""
    return StandAlone(question, question)


def added(question: str, phrases: Sequence[Phrase]) -> StandAlone:
    """Return the question with the phrases after it: "Any injuries? (about: the Grey Petrel)"."""
    about = "عن" if right_to_left(question) else "about"
    kept = tuple(_each_once(phrases))
    if not kept:
        return unchanged(question)
    comma = "، " if right_to_left(question) else ", "
    words = comma.join(phrase.text for phrase in kept)
    return StandAlone(question, f"{question.rstrip()} ({about}: {words})", kept)


def _each_once(phrases: Iterable[Phrase]) -> list[Phrase]:
    """Drop a phrase whose words another one holds."""
    kept: list[Phrase] = []
    for phrase in phrases:
        if not any(_holds(one.text, phrase.text) for one in kept):
            kept = [one for one in kept if not _holds(phrase.text, one.text)]
            kept.append(phrase)
    return kept


def _holds(one: str, other: str) -> bool:
    return f" {other.casefold()} " in f" {one.casefold()} "
