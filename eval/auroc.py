"""Scores of two classes in; how surely a score tells one from the other out."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from eval.intervals import Measure, Turns, statistic


def auroc(positive: Sequence[bool], scores: Sequence[float]) -> Measure:
    """Return `area` with its interval; ValueError unless there are cases of both classes."""
    if len(positive) != len(scores):
        raise ValueError(f"{len(positive)} cases have {len(scores)} scores")
    if all(positive) or not any(positive):
        raise ValueError("both positive and negative cases are needed")
    known = np.asarray(positive, dtype=np.bool_)
    _, levels = np.unique(np.asarray(scores, dtype=np.float64), return_inverse=True)

    def measured(turns: Turns) -> float:
        return area(known[turns], levels[turns])

    return statistic(len(scores), measured)


def area(positive: npt.NDArray[np.bool_], levels: Turns) -> float:
    """Return the chance that a positive case scores above a negative one, a tie being half.

    `levels` are scores as their ranks from 0; nan without both classes. Hanley and McNeil, "The
    Meaning and Use of the Area under a ROC Curve", Radiology 143 (1982).
    """
    positives = np.bincount(levels[positive], minlength=int(levels.max()) + 1)
    negatives = np.bincount(levels[~positive], minlength=int(levels.max()) + 1)
    pairs = positives.sum() * negatives.sum()
    if not pairs:
        return float("nan")
    below = np.cumsum(negatives) - negatives
    return float((positives * (below + negatives / 2)).sum() / pairs)
