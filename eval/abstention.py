"""Whether questions had answers, were answered, and how surely, in; how well it was silent out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from eval.auroc import auroc
from eval.intervals import Floats, Measure, Turns, f1, share, statistic


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case: a higher `confidence` means surer that the archive answers it.

    `right` is whether what would be said is right, whether or not it was said; for a question that
    the archive does not answer, it never is.
    """

    answerable: bool
    abstained: bool
    confidence: float
    right: bool

    def __post_init__(self) -> None:
        if self.right and not self.answerable:
            raise ValueError("what the archive does not answer cannot be answered rightly")
        if not np.isfinite(self.confidence):
            raise ValueError(f"not a confidence: {self.confidence}")


@dataclass(frozen=True, slots=True)
class Risk:
    """The share of cases answered, the surest first, and the share of those that are wrong."""

    coverage: float
    risk: float


def scores(outcomes: Sequence[Outcome]) -> dict[str, Measure]:
    """Return the measures by name, leaving out those that these cases do not allow.

    Abstaining is the positive class: precision asks how often silence was due, recall how often
    due silence was kept. `answered_right` is 1 less the risk at the coverage that was chosen.
    """
    due = [float(not one.answerable) for one in outcomes]
    kept = [float(one.abstained) for one in outcomes]
    both = [float(one.abstained and not one.answerable) for one in outcomes]
    said = [1 - one for one in kept]
    right = [float(one.right and not one.abstained) for one in outcomes]
    measures: dict[str, Measure] = {}
    if any(kept):
        measures["abstention_precision"] = share(both, kept)
    if any(due):
        measures["abstention_recall"] = share(both, due)
    if any(due) or any(kept):
        false = [was - ought for was, ought in zip(kept, both, strict=True)]
        missed = [was - ought for was, ought in zip(due, both, strict=True)]
        measures["abstention_F1"] = f1(both, false, missed)
    if any(due) and not all(due):
        answerable = [one.answerable for one in outcomes]
        measures["abstention_AUROC"] = auroc(answerable, [one.confidence for one in outcomes])
    if outcomes:
        measures["answered"] = share(said, [1.0] * len(said))
        measures["AURC"] = aurc(outcomes)
    if any(said):
        measures["answered_right"] = share(right, said)
    return measures


def risk_coverage(outcomes: Sequence[Outcome]) -> tuple[Risk, ...]:
    """Return the risk of answering only the surest 1, 2, … of the cases.

    Geifman and El-Yaniv, "Selective Classification for Deep Neural Networks", NeurIPS 2017. Among
    cases equally sure, none comes first: each stands for their mean.
    """
    if not outcomes:
        raise ValueError("there is no curve of 0 cases")
    risks = _risks(*_losses(outcomes))
    return tuple(Risk(turn / len(risks), float(risk)) for turn, risk in enumerate(risks, 1))


def aurc(outcomes: Sequence[Outcome]) -> Measure:
    """Return the area under that curve, the mean of its risks; 0 is best.

    Geifman, Uziel and El-Yaniv, "Bias-Reduced Uncertainty Estimation for Deep Neural Classifiers",
    ICLR 2019, equation 3.
    """
    return statistic(len(outcomes), area_under_risk(outcomes))


def area_under_risk(outcomes: Sequence[Outcome]) -> Callable[[Turns], float]:
    """Return what gives the area of any of these outcomes, named by their turns from 0."""
    confidences, losses = _losses(outcomes)

    def area(turns: Turns) -> float:
        return float(_risks(confidences[turns], losses[turns]).mean())

    return area


def _losses(outcomes: Sequence[Outcome]) -> tuple[Floats, Floats]:
    confidences = np.array([one.confidence for one in outcomes], dtype=np.float64)
    return confidences, np.array([not one.right for one in outcomes], dtype=np.float64)


def _risks(confidences: Floats, losses: Floats) -> Floats:
    _, group = np.unique(-confidences, return_inverse=True)
    means = np.bincount(group, weights=losses) / np.bincount(group)
    wrong = np.cumsum(means[np.sort(group)])
    return np.asarray(wrong / np.arange(1, len(wrong) + 1))
