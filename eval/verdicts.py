"""A case as it was answered in; in a word or two, whether that is how it should have been, out."""

from collections.abc import Sequence
from typing import Literal

from eval.abstention import Outcome
from eval.report import ReportedCase

Verdict = Literal[
    "not asked", "unwanted answer", "wrong answer", "wrong silence",
    "doubtful answer", "right answer", "right silence",
]  # fmt: skip

WORST_FIRST: tuple[Verdict, ...] = (
    "not asked", "unwanted answer", "wrong answer", "wrong silence",
    "doubtful answer", "right answer", "right silence",
)  # fmt: skip
GOOD: frozenset[Verdict] = frozenset({"right answer", "right silence"})
_WORDING = "answer_in_top_3"


def verdict(case: ReportedCase) -> Verdict:
    """Return what became of a case; "not asked" where asking it failed.

    An answer is wrong that cites no right paragraph. It is doubtful where it does and yet lacks a
    right wording, or where the report knows no right paragraph: a person has to read it.
    """
    if case.error:
        return "not asked"
    if case.is_silent:
        return "wrong silence" if case.answerable else "right silence"
    if not case.answerable:
        return "unwanted answer"
    if case.right and not is_on_gold(case):
        return "wrong answer"
    is_worded = case.scores.get(_WORDING, 1.0) >= 1
    return "right answer" if case.right and is_worded else "doubtful answer"


def is_on_gold(case: ReportedCase) -> bool:
    """Whether what is said cites a right paragraph; of silence, whether the first one found is."""
    if case.is_silent:
        return any(one.place in case.right for one in case.found[:1])
    return any(one.place in case.right for said in case.sentences for one in said.cited)


def outcomes(cases: Sequence[ReportedCase]) -> tuple[Outcome, ...]:
    """Return what abstention is measured by; none unless every case asked tells all of it."""
    asked = [one for one in cases if not one.error]
    if any(one.answerable and not one.right for one in asked):
        return ()
    sure = [(one, one.confidence) for one in asked if one.confidence is not None]
    if len(sure) < len(asked):
        return ()
    return tuple(
        Outcome(one.answerable, one.is_silent, confidence, one.answerable and is_on_gold(one))
        for one, confidence in sure
    )
