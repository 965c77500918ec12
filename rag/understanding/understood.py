"""What a question was understood to ask: conditions, exact words, order and sides, as values."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from index.errors import SettingsError
from index.filters import Filters

Kind = Literal["date", "source", "author"]
Order = Literal["", "newest", "oldest"]
_LEFT_OVER = re.compile(r"[ ,]+([?.!,؟])")


@dataclass(frozen=True, slots=True)
class Condition:
    """What some words of a question narrow the search to; `question[start:end]` is `phrase`.

    `event` says that the words date what happened, not the article that tells of it. `apart` are
    words that only say where to look: without them the question asks the same. `named` is the last
    day that the words name, where what is reported of it later is let through, too; else "".
    """

    kind: Kind
    filters: Filters
    phrase: str
    start: int
    end: int
    event: bool = False
    apart: bool = False
    named: str = ""

    def __post_init__(self) -> None:
        if not self.filters:
            raise ValueError(f"{self.phrase!r} narrows nothing")
        if self.end - self.start != len(self.phrase):
            raise ValueError(f"{self.end - self.start} characters cannot hold {self.phrase!r}")

    @property
    def value(self) -> str:
        """What is let through: an outlet, an author, or days such as "since 2024-03-01"."""
        if self.kind != "date":
            return self.filters.source or self.filters.author
        return days_in_words(self.filters)

    @property
    def label(self) -> str:
        """The value as the rest of "only …"."""
        return {"date": "", "source": "by ", "author": "written by "}[self.kind] + self.value


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things a question compares: the question about it alone, and where to look."""

    question: str
    filters: Filters
    phrase: str


@dataclass(frozen=True, slots=True)
class Understood:
    """A question and what it was understood to ask.

    `given` are the filters that the person set; they beat what the question says. `quoted` are
    words that a paragraph, or its headline, must hold one after the other. `relaxed` tells what was
    asked for and given up, and why. `asked` is the day of asking, ISO 8601, "" where the question
    was taken literally.
    """

    question: str
    given: Filters
    conditions: tuple[Condition, ...] = ()
    quoted: tuple[str, ...] = ()
    order: Order = ""
    sides: tuple[Side, ...] = ()
    script: str = ""
    asked: str = ""
    relaxed: tuple[str, ...] = ()

    @property
    def filters(self) -> Filters:
        """All that the search is narrowed to."""
        return combined(self.given, self.conditions)

    @property
    def query(self) -> str:
        """The question without the words that only say where to look."""
        rest, end = "", len(self.question)
        kept = sorted((one for one in self.conditions if one.apart), key=lambda one: -one.start)
        for one in kept:
            if one.end <= end:
                rest = f" {self.question[one.end : end]}{rest}"
                end = one.start
        left = " ".join(f"{self.question[:end]}{rest}".split())
        left = _LEFT_OVER.sub(r"\1", left).strip(" ,;:")
        return left if any(letter.isalnum() for letter in left) else self.question

    @property
    def narrowed(self) -> bool:
        """Whether words of the question, not the person's filters, narrow the search."""
        return bool(self.conditions or self.quoted)

    def without(self, condition: Condition) -> "Understood":
        """Return the same without one of its conditions, as when a reader takes it away."""
        kept = tuple(one for one in self.conditions if one != condition)
        return replace(self, conditions=kept)


def literally(question: str, filters: Filters) -> Understood:
    """Return a question of which nothing is inferred."""
    return Understood(question, filters)


def combined(given: Filters, conditions: Sequence[Condition]) -> Filters:
    """Return the filters that let through what all conditions do, the given ones first.

    Of the dates, those of publication decide where there are any. Days that one condition leaves
    wholly inside those of another are what is meant; days apart from each other are both meant,
    with those between. What happened may stand in an article without a date.
    """
    dates = [one for one in conditions if one.kind == "date"]
    told = [one for one in dates if not one.event] or dates
    since, until = _days([one.filters for one in told])
    undated = bool(since or until) and all(one.event for one in told)
    if given.since or given.until:
        since, until, undated = given.since, given.until, given.undated
    named = {one.kind: one.value for one in reversed(conditions) if one.kind != "date"}
    source, author = (named.get(kind, "") for kind in ("source", "author"))
    return Filters(since, until, given.source or source, given.author or author, undated=undated)


def days_in_words(filters: Filters) -> str:
    """Return the days of a filter: "2024-03-01 to 2024-03-31", "since …", "until …"."""
    if not (filters.since and filters.until):
        return f"since {filters.since}" if filters.since else f"until {filters.until}"
    if filters.since == filters.until:
        return filters.since
    return f"{filters.since} to {filters.until}"


def _days(windows: Sequence[Filters]) -> tuple[str, str]:
    if not windows:
        return "", ""
    since = max(one.since for one in windows)
    until = min(one.until or "9999" for one in windows).replace("9999", "")
    if any((one.since, one.until) == (since, until) for one in windows):
        return since, until
    if any(not (one.since and one.until) for one in windows):
        try:
            return Filters(since, until).since, until
        except SettingsError:  # "before May", "since June"
            return "", ""
    return min(one.since for one in windows), max(one.until for one in windows)
