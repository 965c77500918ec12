"""Two sentences and the days they were published in; where they say one thing differently, out.

Meant to miss rather than to cry wolf: the sentences must be the same but for one number, one date,
or a denial. What two reports say of two days is no difference.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from rag.verifier.alignment import Alignment
from rag.verifier.checks import negation
from rag.verifier.comparison import About, Comparison
from rag.verifier.dates import Mention, mentions
from rag.verifier.quantities import Quantity, quantities
from rag.verifier.words import Text, Word, even

_ALIKE = 0.8  # of the words that carry meaning, those of the values aside, on both sides
_FEWEST = 3  # of these words
_FRESH = 1  # days since, within which a report tells of its own day


@dataclass(frozen=True, slots=True)
class Difference:
    """The words of one sentence, and those that the other has in their stead."""

    words: str
    instead: str


@dataclass(frozen=True)
class Said:
    """A sentence and the day (ISO 8601) its article was published, "" where that is not known."""

    text: str
    published: str = ""

    @cached_property
    def read(self) -> Text:
        """Its words."""
        return Text(even(self.text))

    @cached_property
    def dates(self) -> tuple[Mention, ...]:
        """The dates it names."""
        return mentions(self.read, self.published)

    @cached_property
    def counts(self) -> tuple[Quantity, ...]:
        """The quantities it names."""
        taken = frozenset(turn for one in self.dates for turn in range(one.first, one.last))
        return quantities(self.read, taken=taken)

    @cached_property
    def rest(self) -> tuple[Word, ...]:
        """Its words without those of dates and quantities."""
        spans = [(one.first, one.last) for one in self.dates]
        spans += [(one.first, one.last) for one in self.counts]
        return tuple(
            word
            for word in self.read.words
            if not any(first <= word.turn < last for first, last in spans)
        )


def difference(one: Said, other: Said) -> Difference | None:
    """Return where two sentences that are otherwise alike part; None where they do not."""
    if one.read.text == other.read.text or not _alike(one, other):
        return None
    days = _odd(one.dates, other.dates, _same_day)
    counts = _odd(one.counts, other.counts, _compatible)
    if not any((*days, *counts)):
        return _denied(one, other)
    if [len(part) for part in counts] == [1, 1] and not (days[0] and days[1]):
        (mine,), (theirs,) = counts
        if (mine.kind, mine.unit) == (theirs.kind, theirs.unit):
            return Difference(mine.written, theirs.written)
    if [len(part) for part in days] == [1, 1] and not any(counts):
        (day,), (their_day,) = days
        if day.is_like(their_day) and not (_fresh(day, one) and _fresh(their_day, other)):
            return Difference(day.written, their_day.written)
    return None


def _alike(one: Said, other: Said) -> bool:
    laid = Alignment(one.rest, other.rest)
    shares = [_share(one.rest, laid.partner), _share(other.rest, laid.claimant)]
    return min(shares) >= _ALIKE and sum(word.is_content for word in one.rest) >= _FEWEST


def _share(words: Sequence[Word], placed: dict[int, int]) -> float:
    content = [turn for turn, word in enumerate(words) if word.is_content]
    return sum(turn in placed for turn in content) / len(content) if content else 0.0


Value = TypeVar("Value")


def _odd(
    ones: Sequence[Value], others: Sequence[Value], same: Callable[[Value, Value], bool]
) -> tuple[list[Value], list[Value]]:
    """Return the values of each side that the other side has no match for."""
    return (
        [one for one in ones if not any(same(one, other) for other in others)],
        [other for other in others if not any(same(one, other) for one in ones)],
    )


def _compatible(one: Quantity, other: Quantity) -> bool:
    """Whether both may be true of one thing: 19 and "at least 11" may."""
    if one.agrees(other) or other.agrees(one):
        return True
    return _bounds(one, other) or _bounds(other, one)


def _bounds(one: Quantity, other: Quantity) -> bool:
    if one.kind != other.kind:
        return False
    over = one.bound == "over" and other.high >= one.low
    return over or (one.bound == "under" and other.low <= one.high)


def _same_day(one: Mention, other: Mention) -> bool:
    if one.days and other.days:
        return one.days[0] <= other.days[1] and other.days[0] <= one.days[1]
    return one.agrees(other) or other.agrees(one)


def _fresh(day: Mention, said: Said) -> bool:
    """Whether the report tells of its own day, or the day before, as those that recur do."""
    if not day.days or not said.published:
        return False
    since = date.fromisoformat(said.published[:10]) - day.days[1]
    return 0 <= since.days <= _FRESH


def _denied(one: Said, other: Said) -> Difference | None:
    """Return the denial that one of them has alone, both ways told."""
    there = next(negation.check(Comparison.of(one.text, [other.text], About())), None)
    here = next(negation.check(Comparison.of(other.text, [one.text], About())), None)
    if not there or not here or {there.fault, here.fault} != {"contradicted"}:
        return None
    return Difference(there.words, here.words)
