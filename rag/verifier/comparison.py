"""A claim, its evidence and what is known of the article in; what the checks compare, read once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rag.verifier.alignment import Alignment, align
from rag.verifier.dates import Mention, mentions
from rag.verifier.naming import Name, names
from rag.verifier.quantities import Quantity, quantities
from rag.verifier.words import Text, Word, even


@dataclass(frozen=True, slots=True)
class About:
    """What a reader sees beside the cited words: the article's date (ISO 8601), headline, source.

    `around` are words near by, in which a name may be written out in full.
    """

    published: str = ""
    title: str = ""
    source: str = ""
    around: str = ""


@dataclass(frozen=True)
class Comparison:
    """A claim beside the words it cites."""

    claim: Text
    evidence: Text
    around: Text
    published: str

    @classmethod
    def of(cls, claim: str, evidence: Sequence[str], about: About) -> "Comparison":
        """Read the texts, with white space and quotation marks made even."""
        pieces = [even(piece) for piece in evidence]
        around = f"{even(about.title)}\n{even(about.source)}\n{even(about.around)}"
        joined = Text("\n\n".join(piece for piece in pieces if piece))
        return cls(Text(even(claim)), joined, Text(around.strip()), about.published)

    @cached_property
    def alignment(self) -> Alignment:
        """The claim's words beside the nearest sentence's."""
        return align(self.claim, self.evidence)

    @cached_property
    def claimed_dates(self) -> tuple[Mention, ...]:
        """The dates of the claim."""
        return mentions(self.claim, self.published)

    @cached_property
    def inner_dates(self) -> tuple[Mention, ...]:
        """The dates of the evidence."""
        return mentions(self.evidence, self.published)

    @cached_property
    def outer_dates(self) -> tuple[Mention, ...]:
        """The dates around the evidence, in the headline say."""
        return mentions(self.around, self.published)

    @cached_property
    def claimed_quantities(self) -> tuple[Quantity, ...]:
        """The quantities of the claim."""
        return quantities(self.claim, taken=_taken(self.claimed_dates))

    @cached_property
    def inner_quantities(self) -> tuple[Quantity, ...]:
        """The quantities of the evidence."""
        return quantities(self.evidence, taken=_taken(self.inner_dates))

    @cached_property
    def outer_quantities(self) -> tuple[Quantity, ...]:
        """The quantities around the evidence."""
        return quantities(self.around, taken=_taken(self.outer_dates))

    @cached_property
    def claimed_names(self) -> tuple[Name, ...]:
        """The names of the claim."""
        return names(self.claim, self.claimed_dates, (self.evidence, self.around))

    @cached_property
    def inner_names(self) -> tuple[Name, ...]:
        """The names of the evidence."""
        return names(self.evidence, self.inner_dates, ())

    @cached_property
    def said_names(self) -> tuple[Name, ...]:
        """The names of the evidence and around it."""
        return self.inner_names + names(self.around, self.outer_dates, (self.evidence,))

    def names_in(self, words: Sequence[Word]) -> list[Name]:
        """Return the names of the evidence that begin among these words of it."""
        there = set(words)
        return [one for one in self.inner_names if one.words[0] in there]


def _taken(dates: Sequence[Mention]) -> frozenset[int]:
    return frozenset(turn for one in dates for turn in range(one.first, one.last))
