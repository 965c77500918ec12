"""What each case measured in; a mean, share or quantile with its 95 % interval out.

Percentile bootstrap over cases: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993),
section 13.3, with 2,000 resamples and a fixed seed, so that the same cases give the same interval.
Where all cases agree no resample differs, and a share of 0 or 1 gets Wilson's interval instead.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import isfinite, sqrt

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Turns = npt.NDArray[np.intp]

RESAMPLES = 2_000
_SEED = 20_261_119
_AT_ONCE = 250  # resamples, to bound memory
_LOW, _HIGH = 2.5, 97.5  # percent
_Z = 1.959963984540054  # the normal quantile of 97.5 %


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure, the 95 % interval it lies in, and the number of cases it was measured on."""

    value: float
    low: float
    high: float
    n: int

    def __post_init__(self) -> None:
        if self.n < 1:
            raise ValueError(f"nothing is measured on {self.n} cases")
        if not all(isfinite(one) for one in (self.value, self.low, self.high)):
            raise ValueError(f"not a figure: {self.value} in [{self.low}, {self.high}]")
        if self.low > self.high:
            raise ValueError(f"an interval cannot run from {self.low} to {self.high}")


def mean(values: Sequence[float]) -> Measure:
    """Return the mean of a value a case; ValueError without a case."""
    return share(values, [1.0] * len(values))


def share(numerators: Sequence[float], denominators: Sequence[float]) -> Measure:
    """Return the sum of one over the sum of the other: so many of so many, by case.

    Cases are resampled, not what is counted in them. A resample that counts nothing is passed over.
    """
    parts, wholes = _pair(numerators, denominators)
    value = float(parts.sum() / wholes.sum())
    counted = bool(np.all(np.mod(np.r_[parts, wholes], 1) == 0)) and bool(np.all(parts <= wholes))
    if counted and value in (0.0, 1.0):
        low, high = wilson(round(parts.sum()), round(wholes.sum()))
    else:
        with np.errstate(invalid="ignore"):
            low, high = _percentiles(
                parts[turns].sum(axis=1) / wholes[turns].sum(axis=1)
                for turns in resamples(len(parts))
            )
    return Measure(value, low, high, len(parts))


def f1(hits: Sequence[float], false: Sequence[float], missed: Sequence[float]) -> Measure:
    """Return 2 hits / (2 hits + false + missed), each counted by case.

    The harmonic mean of precision and recall: van Rijsbergen, "Information Retrieval" (1979), 7.
    """
    found, both = np.asarray(hits, float), np.asarray(false, float) + np.asarray(missed, float)
    rough = share(list(2 * found), list(2 * found + both))
    if rough.value not in (0.0, 1.0):
        return rough
    low, high = wilson(round(found.sum()), round((found + both).sum()))  # f1 = 2 j / (1 + j)
    return Measure(rough.value, 2 * low / (1 + low), 2 * high / (1 + high), rough.n)


def quantile(values: Sequence[float], q: float) -> Measure:
    """Return a quantile (0.5 is the median), read between values where it falls between two."""
    if not 0 <= q <= 1:
        raise ValueError(f"a quantile is from 0 to 1, not {q}")
    known, _ = _pair(values, [1.0] * len(values))
    low, high = _percentiles(
        np.quantile(known[turns], q, axis=1) for turns in resamples(len(known))
    )
    return Measure(float(np.quantile(known, q)), low, high, len(known))


def statistic(n: int, measured: Callable[[Turns], float]) -> Measure:
    """Return any figure of n cases; `measured` gets the turns (from 0) of the cases to measure.

    It returns nan where those cases do not allow the figure (all of one class, say): such
    resamples are passed over; ValueError where all n do not allow it.
    """
    low, high = _percentiles(
        np.array([measured(turn) for turn in turns], dtype=np.float64) for turns in resamples(n)
    )
    return Measure(float(measured(np.arange(n))), low, high, n)


def statistic_by_row(n: int, measured: Callable[[Turns], Floats]) -> Measure:
    """Return any figure of n cases, as `statistic` does, many times as quick.

    `measured` gets many draws at once, a row each, and returns a figure a row.
    """
    low, high = _percentiles(measured(turns) for turns in resamples(n))
    return Measure(float(measured(np.arange(n)[None])[0]), low, high, n)


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Return the 95 % interval of a share: Wilson, "Probable Inference", JASA 22 (1927)."""
    if not 0 <= part <= whole or not whole:
        raise ValueError(f"{part} of {whole} is no share")
    rate, spread = part / whole, _Z**2 / whole
    middle = (rate + spread / 2) / (1 + spread)
    reach = _Z / (1 + spread) * sqrt(rate * (1 - rate) / whole + spread / (4 * whole))
    return (
        0.0 if part == 0 else max(0.0, middle - reach),
        1.0 if part == whole else min(1.0, middle + reach),
    )


def resamples(n: int) -> Iterator[Turns]:
    """Yield the turns of n cases drawn with replacement, a row a resample; always the same."""
    if n < 1:
        raise ValueError("there are no cases to draw from")
    chance = np.random.default_rng(_SEED)
    for begin in range(0, RESAMPLES, _AT_ONCE):
        yield chance.integers(0, n, size=(min(_AT_ONCE, RESAMPLES - begin), n))


def _pair(one: Sequence[float], other: Sequence[float]) -> tuple[Floats, Floats]:
    if len(one) != len(other):
        raise ValueError(f"{len(one)} and {len(other)} values are not of the same cases")
    if not len(one):
        raise ValueError("nothing is measured on 0 cases")
    first, second = np.asarray(one, dtype=np.float64), np.asarray(other, dtype=np.float64)
    if not second.sum() > 0:
        raise ValueError("a share of nothing has no value")
    return first, second


def _percentiles(batches: Iterator[Floats]) -> tuple[float, float]:
    drawn = np.concatenate(list(batches))
    known = drawn[np.isfinite(drawn)]
    if not len(known):
        raise ValueError("no resample allows the figure")
    low, high = np.percentile(known, [_LOW, _HIGH])
    return float(low), float(high)
