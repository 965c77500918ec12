"""What was found, best first, and what is right in; how good the order is out, from 0 to 1.

Right or wrong is all that is known of an item (binary relevance). The same measures serve
paragraphs and articles; `scores` gives both, for one case.
"""

import math
from collections.abc import Collection, Hashable, Sequence

from eval.gold import Place

DEPTHS = (1, 3, 5, 10, 20)
_ORDER_DEPTH = 10  # where nDCG stops


def scores(
    found: Sequence[Place],
    right: Collection[Place],
    *,
    weak: bool = False,
    depths: Sequence[int] = DEPTHS,
) -> dict[str, float]:
    """Return the measures of one case by name, such as `paragraph_hit@5` and `article_MRR`.

    `found` holds paragraphs, each once. With weak gold, of which any one will do, the measures that
    ask for all of it (recall, MAP, nDCG) are left out.
    """
    articles = list(dict.fromkeys(place.article for place in found))
    right_articles = {place.article for place in right}
    return {
        **_measures("paragraph", found, set(right), weak=weak, depths=depths),
        **_measures("article", articles, right_articles, weak=weak, depths=depths),
    }


def hit(found: Sequence[Hashable], right: Collection[Hashable], k: int) -> float:
    """Return 1 where one of the first k is right, else 0.

    Also called success@k: Buckley and Voorhees, "Retrieval System Evaluation", TREC (2005), ch. 3.
    """
    _check(found, right, k)
    return float(any(item in right for item in found[:k]))


def recall(found: Sequence[Hashable], right: Collection[Hashable], k: int) -> float:
    """Return the share of all that is right which is among the first k.

    |found@k ∩ right| / |right|: Manning, Raghavan and Schütze, "Introduction to Information
    Retrieval" (2008), section 8.3.
    """
    _check(found, right, k)
    return sum(item in right for item in found[:k]) / len(right)


def reciprocal_rank(found: Sequence[Hashable], right: Collection[Hashable]) -> float:
    """Return 1 / the place of the first that is right, 0 where none is; its mean is MRR.

    Voorhees, "The TREC-8 Question Answering Track Report" (1999).
    """
    _check(found, right, 1)
    return next((1 / turn for turn, item in enumerate(found, 1) if item in right), 0.0)


def average_precision(found: Sequence[Hashable], right: Collection[Hashable]) -> float:
    """Return the mean over all that is right of the precision where it is found, 0 where it isn't.

    Its mean is MAP: Manning, Raghavan and Schütze (2008), section 8.4, equation 8.8.
    """
    _check(found, right, 1)
    met, total = 0, 0.0
    for turn, item in enumerate(found, 1):
        if item in right:
            met += 1
            total += met / turn
    return total / len(right)


def ndcg(found: Sequence[Hashable], right: Collection[Hashable], k: int) -> float:
    """Return the discounted gain of the first k as a share of the best that could be had.

    A right item at place i gains 1 / log2(i + 1): Järvelin and Kekäläinen, "Cumulated gain-based
    evaluation of IR techniques", ACM TOIS 20(4) (2002), with trec_eval's discount.
    """
    _check(found, right, k)
    gained = sum(_gain(turn) for turn, item in enumerate(found[:k], 1) if item in right)
    return gained / sum(_gain(turn) for turn in range(1, min(k, len(right)) + 1))


def _measures(
    level: str,
    found: Sequence[Hashable],
    right: Collection[Hashable],
    *,
    weak: bool,
    depths: Sequence[int],
) -> dict[str, float]:
    measures = {f"{level}_hit@{k}": hit(found, right, k) for k in depths}
    measures[f"{level}_MRR"] = reciprocal_rank(found, right)
    if not weak:
        measures |= {f"{level}_recall@{k}": recall(found, right, k) for k in depths}
        measures[f"{level}_nDCG@{_ORDER_DEPTH}"] = ndcg(found, right, _ORDER_DEPTH)
        measures[f"{level}_MAP"] = average_precision(found, right)
    return measures


def _gain(turn: int) -> float:
    return 1 / math.log2(turn + 1)


def _check(found: Sequence[Hashable], right: Collection[Hashable], k: int) -> None:
    if k < 1:
        raise ValueError(f"the first {k} cannot be judged")
    if not right:
        raise ValueError("nothing is right: a case that cannot be answered has no such measure")
    if len(set(found)) < len(found):
        raise ValueError(f"{len(found)} found are only {len(set(found))} different ones")
