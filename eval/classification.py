"""Labelled claims and the verdicts on them in; how well the two agree, by kind too, out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from eval.auroc import auroc
from eval.claims import LABELS
from eval.intervals import Measure, Turns, mean, statistic
from rag.types import Support


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim's label, the verdict on it, and a score: the higher, the surer it is supported.

    The score is None where the judge gives none.
    """

    id: str
    label: Support
    verdict: Support
    score: float | None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class KindScore:
    """How often the verdict is right about claims of one kind that have one label."""

    kind: str
    label: Support
    right: Measure


def scores(claims: Sequence[Judged]) -> dict[str, Measure]:
    """Return the measures by name, leaving out those that these labels or scores do not allow.

    `balanced_accuracy` and `AUROC` ask of a claim whether it is supported or not, as a reader does
    who is shown it or isn't; partial is not. `balanced_accuracy_partial_stands` takes partial for
    supported. `balanced_accuracy_three` keeps the three apart, and needs all three labels.
    """
    measures: dict[str, Measure] = {}
    if not claims:
        return measures
    measures["accuracy"] = mean([float(_right(one)) for one in claims])
    supported = [one.label == "supported" for one in claims]
    if any(supported) and not all(supported):
        measures["balanced_accuracy"] = balanced_accuracy(claims, lambda one: one == "supported")
        sure = [one.score for one in claims if one.score is not None]
        if len(sure) == len(claims):
            measures["AUROC"] = auroc(supported, sure)
    if len({one.label == "unsupported" for one in claims}) > 1:
        measures["balanced_accuracy_partial_stands"] = balanced_accuracy(
            claims, lambda one: one == "unsupported"
        )
    if len({one.label for one in claims}) == len(LABELS):
        measures["balanced_accuracy_three"] = balanced_accuracy(claims, LABELS.index)
    return measures


def by_kind(claims: Sequence[Judged]) -> tuple[KindScore, ...]:
    """Return for each kind and label how often the verdict is right, ordered by kind."""
    groups: dict[tuple[str, Support], list[float]] = {}
    for one in claims:
        groups.setdefault((one.kind, one.label), []).append(float(_right(one)))
    ordered = sorted(groups.items())
    return tuple(KindScore(kind, label, mean(right)) for (kind, label), right in ordered)


def balanced_accuracy(
    claims: Sequence[Judged], side: Callable[[Support], int | bool], /
) -> Measure:
    """Return the mean over sides of the share of claims of that side whose verdict takes it.

    Brodersen et al., "The Balanced Accuracy and Its Posterior Distribution", ICPR 2010: guessing
    earns 1 / the number of sides, however many claims are of each. Claims are resampled
    whatever their side; a resample without one of the sides is passed over.
    """
    labels = np.array([int(side(one.label)) for one in claims], dtype=np.intp)
    right = np.array([side(one.label) == side(one.verdict) for one in claims], dtype=np.float64)
    sides = np.unique(labels)
    if len(sides) == 1:
        raise ValueError("claims of two sides at least are needed")

    def balanced(turns: Turns) -> float:
        return _mean_recall(labels[turns], right[turns], sides)

    return statistic(len(claims), balanced)


def _mean_recall(labels: Turns, right: npt.NDArray[np.float64], sides: Turns) -> float:
    totals = np.bincount(labels, minlength=int(sides[-1]) + 1)[sides]
    if not totals.all():
        return float("nan")
    rights = np.bincount(labels, weights=right, minlength=int(sides[-1]) + 1)[sides]
    return float((rights / totals).mean())


def _right(one: Judged) -> bool:
    """Whether verdict and label are both `supported`, or neither is."""
    return (one.verdict == "supported") == (one.label == "supported")
