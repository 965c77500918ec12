"""A sample of texts and two ways to encode them in; whether bfloat16 may stand for float32 out.

bfloat16 halves the work where a processor computes in it, and is slow where it does not: which of
the two can only be measured.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

LEAST_SPEEDUP = 1.2
LEAST_COSINE = 0.9999
_SAMPLE = 24  # texts that are timed
_PROBES = 6  # of them, encoded alone and beside the longest
_ROUNDS = 2
_SECONDS = 5.0  # after which no further round begins

_Thing = TypeVar("_Thing")
Encode = Callable[[Sequence[str]], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Precision:
    """What many texts are encoded in, and how bfloat16 did against float32 (0 where not tried).

    `cosine` is the lowest between vectors of one text in both, or beside other texts.
    """

    name: str = "float32"
    speedup: float = 0.0
    cosine: float = 0.0

    def __post_init__(self) -> None:
        if self.name not in ("float32", "bfloat16"):
            raise ValueError(f"a precision is float32 or bfloat16, not {self.name}")


def compare_precisions(
    sample: Sequence[str],
    *,
    exact: Encode,
    rounded: Encode,
    clock: Callable[[], float] = time.perf_counter,
) -> Precision:
    """Choose bfloat16, as `rounded` encodes, if it is faster than `exact` and as good as the same.

    Takes seconds: some texts of the sample are enough, evenly chosen by length.
    """
    texts = _evenly(sorted(sample, key=lambda text: (len(text), text)), _SAMPLE)
    if not texts:
        return Precision()
    known = exact(texts)  # the first run of each also warms it up
    cosine = min(_lowest(known, rounded(texts)), _lowest_among(texts, known, rounded))
    speedup = _speedup(texts, exact, rounded, clock)
    chosen = speedup >= LEAST_SPEEDUP and cosine >= LEAST_COSINE
    return Precision("bfloat16" if chosen else "float32", round(speedup, 3), round(cosine, 6))


def _speedup(
    texts: Sequence[str], exact: Encode, rounded: Encode, clock: Callable[[], float]
) -> float:
    """Return the ratio of median seconds, taken in turns so that other work disturbs both alike."""
    seconds: tuple[list[float], list[float]] = ([], [])
    began = clock()
    for _ in range(_ROUNDS):
        for encode, taken in zip((exact, rounded), seconds, strict=True):
            started = clock()
            encode(texts)
            taken.append(clock() - started)
        if clock() - began > _SECONDS:
            break  # a processor without bfloat16 takes many times as long
    return median(seconds[0]) / max(median(seconds[1]), 1e-9)


def _lowest_among(texts: Sequence[str], known: NDArray[np.float32], rounded: Encode) -> float:
    """Return the lowest cosine of a text encoded alone, beside the longest, and as known."""
    lowest = 1.0
    for at in _evenly(range(len(texts)), _PROBES):
        alone = rounded([texts[at]])
        padded = rounded([texts[at], texts[-1]])[:1]
        lowest = min(lowest, _lowest(alone, padded), _lowest(known[at : at + 1], padded))
    return lowest


def _lowest(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """Return the lowest cosine of two rows of unit vectors; -1 for what is not a number."""
    return float(np.nan_to_num(np.einsum("ij,ij->i", one, other), nan=-1.0).min())


def _evenly(things: Sequence[_Thing], most: int) -> list[_Thing]:
    """Return at most so many, the first and the last among them."""
    if len(things) <= most:
        return list(things)
    return [things[round(at * (len(things) - 1) / (most - 1))] for at in range(most)]
