"""The same cases as two runs measured them in; how a metric differs, worked out by case, out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from eval.abstention import area_under_risk
from eval.auroc import area
from eval.direction import Direction, direction
from eval.expense import EXPENSES, figure_of, is_told, taken
from eval.intervals import Measure, Turns
from eval.paired import (
    difference,
    difference_of_figures,
    difference_of_means,
    difference_of_shares,
)
from eval.report import ReportedCase
from eval.verdicts import is_on_gold, outcomes

Pair = tuple[ReportedCase, ReportedCase]
_Counts = tuple[list[float], list[float]]
_Figure = Callable[[Turns], float]
_AREAS = ("AURC", "abstention_AUROC")
_SECONDS = "seconds"  # the score that every case asked has


@dataclass(frozen=True, slots=True)
class Change:
    """A metric over the cases that both runs measured.

    `measure` is the second run less the first; `p` how often chance alone does as much, None
    where no test of it is known.
    """

    metric: str
    first: float
    second: float
    measure: Measure
    p: float | None

    @property
    def direction(self) -> Direction:
        """Return 1 where more is better, -1 where less is, 0 where neither is."""
        return direction(self.metric)

    @property
    def is_worse(self) -> bool:
        """Whether the whole interval is on the side that is worse."""
        return max(self._ends) < 0

    @property
    def is_better(self) -> bool:
        """Whether the whole interval is on the side that is better."""
        return min(self._ends) > 0

    @property
    def _ends(self) -> tuple[float, float]:
        return self.direction * self.measure.low, self.direction * self.measure.high


def is_mean(metric: str) -> bool:
    """Whether a metric is the mean of the score that has its name."""
    return metric not in {*_COUNTED, *EXPENSES, *_AREAS}


def change(metric: str, pairs: Sequence[Pair]) -> Change | None:
    """Return how a metric changed, None where the cases do not tell.

    Cases that either run could not ask, or that only one measured, are passed over.
    """
    asked = [pair for pair in pairs if not any(one.error for one in pair)]
    if metric in _COUNTED:
        return _change_of_shares(metric, asked)
    if metric in EXPENSES:
        return _change_of_expenses(metric, asked)
    if metric in _AREAS:
        return _change_of_areas(metric, asked)
    scores = [
        (first.scores[metric], second.scores[metric])
        for first, second in asked
        if metric in first.scores and metric in second.scores
    ]
    if not scores:
        return None
    before, after = ([pair[turn] for pair in scores] for turn in (0, 1))
    found = difference_of_means(before, after)
    return Change(metric, float(np.mean(before)), float(np.mean(after)), found.measure, found.p)


def _change_of_shares(metric: str, pairs: Sequence[Pair]) -> Change | None:
    first, second = (_COUNTED[metric]([pair[turn] for pair in pairs]) for turn in (0, 1))
    if not sum(first[1]) or not sum(second[1]):
        return None
    found = difference_of_shares(first, second)
    before, after = (sum(parts) / sum(wholes) for parts, wholes in (first, second))
    return Change(metric, before, after, found.measure, found.p)


def _change_of_expenses(metric: str, pairs: Sequence[Pair]) -> Change | None:
    """Compare what answers took; where one run alone asked a model, the other took nothing of it.

    Its answers came whole: their first word came when they were done.
    """
    timed = [pair for pair in pairs if all(_SECONDS in one.scores for one in pair)]
    if not is_told(metric, [one.scores for pair in timed for one in pair]):
        return None
    before, after = (taken(metric, [pair[turn].scores for pair in timed]) for turn in (0, 1))
    figure = figure_of(metric)
    first, second = figure(np.array([before, after]))
    measure = difference_of_figures(before, after, figure)
    return Change(metric, float(first), float(second), measure, None)


def _change_of_areas(metric: str, pairs: Sequence[Pair]) -> Change | None:
    sure = [pair for pair in pairs if all(one.confidence is not None for one in pair)]
    figure = _auroc if metric == "abstention_AUROC" else _aurc
    before, after = (figure([pair[turn] for pair in sure]) for turn in (0, 1))
    if before is None or after is None:
        return None
    measure, everything = difference(len(sure), before, after), np.arange(len(sure))
    return Change(metric, before(everything), after(everything), measure, None)


def _aurc(cases: Sequence[ReportedCase]) -> _Figure | None:
    known = outcomes(cases)
    return area_under_risk(known) if known else None


def _auroc(cases: Sequence[ReportedCase]) -> _Figure | None:
    answerable = np.array([one.answerable for one in cases], dtype=np.bool_)
    if answerable.all() or not answerable.any():
        return None
    _, levels = np.unique([one.confidence or 0.0 for one in cases], return_inverse=True)
    return lambda turns: area(answerable[turns], levels[turns])


def _precision(results: Sequence[ReportedCase]) -> _Counts:
    return _due_and_kept(results), [float(one.is_silent) for one in results]


def _recall(results: Sequence[ReportedCase]) -> _Counts:
    return _due_and_kept(results), [float(not one.answerable) for one in results]


def _f1(results: Sequence[ReportedCase]) -> _Counts:
    either = [float(one.is_silent) + float(not one.answerable) for one in results]
    return [2 * one for one in _due_and_kept(results)], either


def _answered(results: Sequence[ReportedCase]) -> _Counts:
    return [float(not one.is_silent) for one in results], [1.0] * len(results)


def _answered_right(results: Sequence[ReportedCase]) -> _Counts:
    right = [float(one.answerable and is_on_gold(one) and not one.is_silent) for one in results]
    return right, [float(not one.is_silent) for one in results]


def _due_and_kept(results: Sequence[ReportedCase]) -> list[float]:
    return [float(one.is_silent and not one.answerable) for one in results]


_COUNTED: dict[str, Callable[[Sequence[ReportedCase]], _Counts]] = {
    "abstention_precision": _precision,
    "abstention_recall": _recall,
    "abstention_F1": _f1,
    "answered": _answered,
    "answered_right": _answered_right,
}
