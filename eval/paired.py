"""What two runs measured on the same cases in; their difference, its interval and its chance out.

The test is the paired randomisation test: Smucker, Allan and Carterette, "A Comparison of
Statistical Significance Tests for Information Retrieval Evaluation", CIKM 2007. Were the runs
alike, either could have measured what the other did: the runs are swapped in random cases, and
`p` is the share of swaps that differ at least as much as the runs do (two-sided).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from eval.intervals import Floats, Measure, Turns, statistic, statistic_by_row

_SWAPS = 10_000
_SEED = 20_071_106
_ALL_SWAPS_TO = 13  # cases; 2 ** 13 swaps are fewer than 10,000
_AT_ONCE = 500  # swaps, to bound memory
_ALIKE = 1e-9  # differences this close are the same: sums depend on their order

Swapped = np.ndarray[tuple[int, int], np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True)
class Difference:
    """The second run less the first, its 95 % interval, and how often chance alone does as much."""

    measure: Measure
    p: float

    def __post_init__(self) -> None:
        if not 0 < self.p <= 1:
            raise ValueError(f"a chance is above 0 and at most 1, not {self.p}")

    @property
    def beyond_chance(self) -> bool:
        """Whether the interval leaves out no difference at all."""
        return self.measure.low > 0 or self.measure.high < 0


def difference_of_means(first: Sequence[float], second: Sequence[float]) -> Difference:
    """Compare a value a case, in the same order of cases."""
    ones = [1.0] * len(first)
    return difference_of_shares((first, ones), (second, ones))


def difference_of_shares(
    first: tuple[Sequence[float], Sequence[float]],
    second: tuple[Sequence[float], Sequence[float]],
) -> Difference:
    """Compare shares, each given as numerators and denominators by case, as `share` takes them."""
    parts, wholes = _aligned([first[0], second[0]]), _aligned([first[1], second[1]])
    if parts.shape != wholes.shape:
        raise ValueError(f"{parts.shape[1]} numerators, {wholes.shape[1]} denominators")

    def gap(turns: Turns) -> Floats:
        sums, counts = parts[:, turns].sum(axis=-1), wholes[:, turns].sum(axis=-1)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(sums[1] / counts[1] - sums[0] / counts[0])

    def gaps(swapped: Swapped) -> Floats:
        sums, counts = _swapped(parts, swapped), _swapped(wholes, swapped)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(sums[1] / counts[1] - sums[0] / counts[0])

    return _difference(parts.shape[1], gap, gaps)


def difference(
    n: int, first: Callable[[Turns], float], second: Callable[[Turns], float], /
) -> Measure:
    """Compare any figure that `statistic` takes; it has an interval but no test."""
    return statistic(n, lambda turns: second(turns) - first(turns))


def difference_of_figures(
    first: Sequence[float], second: Sequence[float], figure: Callable[[Floats], Floats]
) -> Measure:
    """Compare a figure of a value a case, which is worked out along the last axis."""
    values = _aligned([first, second])

    def gap(turns: Turns) -> Floats:
        before, after = figure(values[:, turns])
        return np.asarray(after - before)

    return statistic_by_row(values.shape[1], gap)


def _difference(
    n: int, gap: Callable[[Turns], Floats], gaps: Callable[[Swapped], Floats]
) -> Difference:
    measure = statistic_by_row(n, gap)
    as_far, tried = 0, 0
    for swapped in _swaps(n):
        found = gaps(swapped)
        found = found[np.isfinite(found)]
        as_far += int((np.abs(found) >= abs(measure.value) - _ALIKE).sum())
        tried += len(found)
    if n <= _ALL_SWAPS_TO:
        return Difference(measure, as_far / tried)
    return Difference(measure, (as_far + 1) / (tried + 1))  # the runs as they are count as one


def _swaps(n: int) -> Iterator[Swapped]:
    """Yield which cases are swapped, a row a swap: all ways for few cases, else random ones."""
    if n <= _ALL_SWAPS_TO:
        ways = np.arange(2**n)[:, None] >> np.arange(n)
        yield (ways & 1).astype(np.bool_)
        return
    chance = np.random.default_rng(_SEED)
    for _ in range(0, _SWAPS, _AT_ONCE):
        yield chance.integers(0, 2, size=(_AT_ONCE, n), dtype=np.int8).astype(np.bool_)


def _swapped(values: Floats, swapped: Swapped) -> tuple[Floats, Floats]:
    """Return the sums of both runs for each way of swapping."""
    moved = swapped.astype(np.float64) @ (values[1] - values[0])
    return values[0].sum() + moved, values[1].sum() - moved


def _aligned(runs: Sequence[Sequence[float]]) -> Floats:
    first, second = runs
    if len(first) != len(second):
        raise ValueError(f"{len(first)} and {len(second)} values are not of the same cases")
    return np.array([first, second], dtype=np.float64)
