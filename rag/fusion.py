"""The scores of two legs in, one score a paragraph out.

Scores are standardised over the candidates and added by weight (a "weighted sum of z-scores": Fox
and Shaw's CombSUM, TREC-2, 1994, over Z-norm; Montague and Aslam, CIKM 2001). Ranks would throw
away how much better the best one is.
"""

import math
from collections.abc import Mapping, Sequence
from statistics import fmean, pstdev


def fuse(legs: Sequence[tuple[float, Mapping[int, float]]]) -> dict[int, float]:
    """Return the weighted sum of each key's standardised scores, squeezed into 0 to 1.

    A leg is (weight, scores); a key it lacks gets its lowest score.
    """
    keys = sorted({key for _, scores in legs for key in scores})
    total = dict.fromkeys(keys, 0.0)
    weights = sum(weight for weight, scores in legs if scores) or 1.0
    for weight, scores in legs:
        for key, value in _standardised(keys, scores).items():
            total[key] += weight * value / weights
    return {key: 1 / (1 + math.exp(-value)) for key, value in total.items()}


def _standardised(keys: Sequence[int], scores: Mapping[int, float]) -> dict[int, float]:
    if not scores:
        return {}
    lowest = min(scores.values())
    filled = [scores.get(key, lowest) for key in keys]
    mean, spread = fmean(filled), pstdev(filled)
    if not spread:
        return {}
    return {key: (value - mean) / spread for key, value in zip(keys, filled, strict=True)}
