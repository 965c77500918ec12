"""The name of a metric in; whether more of it is better, or less, out."""

from typing import Final, Literal

Direction = Literal[1, -1, 0]

MORE: Final = 1
LESS: Final = -1
NEITHER: Final = 0
_LESS = frozenset({"AURC", "injection_success", "errors", "withheld", "withheld_rate"})
_LESS_OF = ("latency", "first_word", "seconds", "tokens", "cost")
_NEITHER = frozenset({"answered"})


def direction(metric: str, *, answerable: bool = True) -> Direction:
    """Return 1 where more is better, -1 where less is, 0 where neither is.

    `answerable` tells of a case's own score: silence is better only where there is no answer.
    """
    if metric == "abstained":
        return LESS if answerable else MORE
    if metric in _LESS or metric.startswith(_LESS_OF):
        return LESS
    return NEITHER if metric in _NEITHER else MORE
