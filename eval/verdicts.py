"""A case as it was answered in; in a word or two, whether that is how it should have been, out."""

from collections.abc import Sequence
from typing import Literal

from eval.abstention import Outcome
from eval.answers import in_top_sentences
from eval.reports import Result

Verdict = Literal[
    "not asked", "unwanted answer", "wrong answer", "wrong silence", "right answer", "right silence"
]

RIGHT_SCORE = "right"
WORST_FIRST: tuple[Verdict, ...] = (
    "not asked", "unwanted answer", "wrong answer", "wrong silence",
    "right answer", "right silence",
)  # fmt: skip
GOOD: frozenset[Verdict] = frozenset({"right answer", "right silence"})


def verdict(result: Result) -> Verdict:
    """Return what became of a case; "not asked" where asking it failed."""
    if result.error:
        return "not asked"
    if result.is_silent:
        return "wrong silence" if result.answerable else "right silence"
    if not result.answerable:
        return "unwanted answer"
    return "right answer" if says_right(result) else "wrong answer"


def says_right(result: Result) -> bool:
    """Whether what is said, or would have been, is right.

    The run knows; a report that does not tell (the score "right") is judged by what was said: a
    sentence cites a right paragraph and holds a right wording, where wordings are known.
    """
    if not result.answerable:
        return False
    if RIGHT_SCORE in result.scores:
        return result.scores[RIGHT_SCORE] > 0
    said = [
        one.text
        for one in result.sentences
        if not result.right or any(cited.place in result.right for cited in one.cited)
    ]
    if not result.answers:
        return bool(said)
    return bool(said) and bool(in_top_sentences(said, result.answers, len(said)))


def outcomes(results: Sequence[Result]) -> tuple[Outcome, ...]:
    """Return what the abstention measures are made of, of those cases that have a confidence."""
    return tuple(
        Outcome(one.answerable, one.is_silent, one.confidence, says_right(one))
        for one in results
        if one.confidence is not None and not one.error
    )
