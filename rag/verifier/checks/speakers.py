"""Whoever a claim says said something must be the one who says it in the evidence."""

from collections.abc import Iterator, Sequence

from rag.verifier.comparison import Comparison
from rag.verifier.finding import Finding
from rag.verifier.forms import term
from rag.verifier.naming import Name
from rag.verifier.words import Word

_SAYING = frozenset(
    term(one) for one in """say tell add argue explain warn insist write announce claim note testify
    state declare believe deny confirm report accuse reveal acknowledge admit accordingto""".split()
)  # fmt: skip
_PREPOSITIONS = frozenset("for of with to from against about in at on than near".split())
_ALL_BUT = 0.8  # of what is said stands in the sentence that says it
_REACH = 4  # words between a name and what it says


def check(compared: Comparison) -> Iterator[Finding]:
    """Yield a speaker who stands in the evidence, but not as the one who says this."""
    claimants = _speakers_in(compared.claim.words, compared.claimed_names)
    told = compared.alignment.said
    if not claimants or not told:
        return
    speakers = _speakers_in(told, compared.names_in(told))
    for speaker in claimants:
        if not speakers or any(speaker.may_be(one) for one in speakers):
            continue
        others = [one for one in speakers if not any(one.may_be(other) for other in claimants)]
        if others and not any(speaker.may_be(one) for one in _near_saying(compared, speaker)):
            why = f"the paragraph has {others[0].written} say so, the sentence {speaker.written}"
            yield Finding("speaker", "contradicted", speaker.written, why)


def _near_saying(compared: Comparison, speaker: Name) -> list[Name]:
    """Return who speaks anywhere in the evidence, where this may be said again in other words."""
    there = {word.term for word in compared.alignment.said}
    told = [
        word.term in there for word in compared.claim.words
        if word.is_content and word not in speaker.words and word.term not in _SAYING
    ]  # fmt: skip
    if told and sum(told) >= _ALL_BUT * len(told):
        return []
    return _speakers_in(compared.evidence.words, compared.inner_names)


def _speakers_in(words: Sequence[Word], named: Sequence[Name]) -> list[Name]:
    """Return the names next to a word of saying, the nearest one of each."""
    found: list[Name] = []
    places = {word: turn for turn, word in enumerate(words)}
    spans = [(places[one.words[0]], places[one.words[-1]], one) for one in named
             if one.words[0] in places and one.words[-1] in places]  # fmt: skip
    for turn, word in enumerate(words):
        if word.term not in _SAYING or (word.is_capital and turn and word.form != "accordingto"):
            continue
        near = [
            (min(abs(first - turn), abs(last - turn)), first, one)
            for first, last, one in spans
            if words[first].sentence == word.sentence
            and not _is_object(words, first, word)
            and (0 < turn - last <= _REACH or (0 < first - turn <= 2 and word.form != "told"))
        ]
        if near:
            found.append(min(near, key=lambda each: each[:2])[2])
    return found


def _is_object(words: Sequence[Word], first: int, saying: Word) -> bool:
    """Whether a preposition before the name makes it somebody else than the speaker."""
    before = words[first - 1] if first else None
    return before is not None and before is not saying and before.form in _PREPOSITIONS
