"""The values of what was said: a talk, its card in a list, its turns, what readers thought of them.

Times are ISO 8601 in UTC.
"""

from dataclasses import dataclass

from index.errors import PressmarkError
from rag.modelled import WRITER
from rag.types import Answer

_LONGEST = 60  # characters of a title


class TalkMissing(PressmarkError):
    """An id that no talk of this owner has; a talk of somebody else is missing, too."""


@dataclass(frozen=True, slots=True)
class Talk:
    """What belongs together: questions asked one after the other by one owner.

    `title` is "" until something was asked.
    """

    id: str
    owner: str
    title: str
    created: str
    updated: str


@dataclass(frozen=True, slots=True)
class TalkCard:
    """What a list says of a talk; `turns` is how many questions were asked."""

    id: str
    title: str
    created: str
    updated: str
    turns: int


@dataclass(frozen=True, slots=True)
class SavedTurn:
    """An answer as it was given, numbered from 1; `good` is None where nobody judged it.

    `asked` is when the answer was kept, `reason` what the reader said about it.
    """

    number: int
    answer: Answer
    asked: str
    good: bool | None = None
    reason: str = ""

    @property
    def question(self) -> str:
        """The question as it was asked."""
        return self.answer.question

    @property
    def model(self) -> str:
        """The language model that wrote the answer, "" for the archive's own sentences."""
        trace = self.answer.trace
        return trace.model if trace.settings.get("writer") == WRITER else ""


def title_of(question: str) -> str:
    """Return the question on one line, cut after a word where it is long."""
    words = " ".join(question.split())
    if len(words) <= _LONGEST:
        return words
    head = words[:_LONGEST]
    whole = head.rpartition(" ")[0] if words[_LONGEST] != " " else head
    return (whole or head).rstrip(" ,;:.-–—") + "…"
