"""The words of a claim and the sentences of its evidence in; which words answer to which out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from rag.verifier.words import Text, Word

_CLOSE = 0.7  # of the claim's words in the order of the evidence
_ENOUGH = 0.85  # of the claim, for one sentence to be laid beside it alone
_FEWEST = 2  # words without a capital letter, to find the sentence by them alone
_JOINED_GAIN = 0.08  # what a second sentence must add to the share of the claim that is covered


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the claim, and those of the evidence that stand in their place; one may be none."""

    claimed: tuple[Word, ...]
    said: tuple[Word, ...]


@dataclass(frozen=True)
class Alignment:
    """The claim's words beside those of the sentence (or two) of the evidence nearest to it."""

    claimed: tuple[Word, ...]
    said: tuple[Word, ...]

    @cached_property
    def blocks(self) -> tuple[tuple[int, int, int], ...]:
        """The runs of the same words: where in the claim, where in the evidence, how many."""
        matcher = SequenceMatcher(
            None,
            [one.term for one in self.claimed],
            [one.term for one in self.said],
            autojunk=False,
        )
        return tuple((one.a, one.b, one.size) for one in matcher.get_matching_blocks())

    @cached_property
    def partner(self) -> dict[int, int]:
        """Where in the evidence the same word stands, by its turn in the claim."""
        return {a + n: b + n for a, b, size in self.blocks for n in range(size)}

    @cached_property
    def claimant(self) -> dict[int, int]:
        """Where in the claim the same word stands, by its turn in the evidence."""
        return {there: here for here, there in self.partner.items()}

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What is not the same, between the runs that are."""
        return tuple(self._changes())

    @cached_property
    def closeness(self) -> float:
        """The share, 0 to 1, of the claim's words that have the same word in the same order."""
        content = [turn for turn, word in enumerate(self.claimed) if word.is_content]
        if not content:
            return len(self.partner) / len(self.claimed) if self.claimed else 0.0
        return sum(turn in self.partner for turn in content) / len(content)

    @property
    def is_close(self) -> bool:
        """Whether the claim is all but the words of the evidence, so that a change shows."""
        words = len(self.partner) / len(self.claimed) if self.claimed else 0.0
        return max(self.closeness, words) >= _CLOSE

    def in_place_of(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """Return the evidence's words where some of these were changed, and none where not."""
        wanted = set(words)
        for change in self.changes:
            if wanted & set(change.claimed):
                return change.said
        return ()

    def _changes(self) -> Iterator[Change]:
        here = there = 0
        for start, begun, size in self.blocks:
            if start > here or begun > there:
                yield Change(self.claimed[here:start], self.said[there:begun])
            here, there = start + size, begun + size


def align(claim: Text, evidence: Text) -> Alignment:
    """Lay the claim beside the sentence that holds most of it, or that one and a neighbour."""
    sentences = evidence.sentences
    if not sentences:
        return Alignment(claim.words, ())
    content = [word for word in claim.words if word.is_content]
    unnamed = {word.term for word in content if not word.is_capital}  # names may stand anywhere
    wanted = unnamed if len(unnamed) >= _FEWEST else {word.term for word in content}
    wanted = wanted or set(claim.terms)
    shares = [_share(wanted, sentence) for sentence in sentences]
    wholes = [_share(set(claim.terms), sentence) for sentence in sentences]
    best = max(range(len(sentences)), key=lambda turn: (shares[turn], wholes[turn], -turn))
    alone, choice = shares[best] + _JOINED_GAIN, sentences[best]
    if shares[best] >= _ENOUGH:
        return Alignment(claim.words, choice)
    for first in (best - 1, best):
        if first >= 0 and first + 1 < len(sentences):
            joined = (*sentences[first], *sentences[first + 1])
            if _share(wanted, joined) > alone:
                alone, choice = _share(wanted, joined), joined
    return Alignment(claim.words, choice)


def _share(wanted: set[str], words: Sequence[Word]) -> float:
    return len(wanted & {word.term for word in words}) / max(len(wanted), 1)
