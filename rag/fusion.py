"""The scores of a leg of the search in, scores that can be set beside those of another leg out.

Scores are standardised over the candidates ("Z-norm": Montague and Aslam, CIKM 2001), so that they
can be added by weight (Fox and Shaw's CombSUM, TREC-2, 1994). Ranks would throw away how much
better the best one is.
"""

import math
from collections.abc import Mapping, Sequence


def standardised(
    keys: Sequence[int], scores: Mapping[int, float], *, missing: float
) -> dict[int, float]:
    """Return each key's distance from the mean of all, in standard deviations.

    A key without a score counts as `missing`. Where all are alike each is 0.
    """
    if not keys:
        return {}
    filled = [scores.get(key, missing) for key in keys]
    if min(filled) == max(filled):
        return dict.fromkeys(keys, 0.0)
    mean = math.fsum(filled) / len(filled)
    spread = math.sqrt(math.fsum((value - mean) ** 2 for value in filled) / len(filled))
    return {key: (value - mean) / spread for key, value in zip(keys, filled, strict=True)}
