"""Differences between two runs on the same cases: by hand, and as scipy finds them."""

import numpy as np
import pytest
from scipy import stats

from eval.intervals import Measure, Turns
from eval.paired import Difference, difference, difference_of_means, difference_of_shares

CHANCE = np.random.default_rng(11)


def test_few_cases_are_swapped_in_all_ways() -> None:
    found = difference_of_means([0, 0, 0], [1, 1, 1])
    assert found.measure.value == 1
    assert found.p == 2 / 8  # all swapped or none
    assert found.beyond_chance


def test_runs_that_are_alike_differ_by_chance() -> None:
    found = difference_of_means([0, 1, 0.1, 0.2], [0, 1, 0.1, 0.2])
    assert (found.measure.value, found.p, found.beyond_chance) == (0, 1, False)


@pytest.mark.parametrize("n", [9, 60])
def test_the_chance_is_scipys(n: int) -> None:
    first, second = CHANCE.normal(0, 1, n), CHANCE.normal(0.3, 1, n)
    theirs = stats.permutation_test(
        (second, first), lambda one, other: np.mean(one) - np.mean(other), vectorized=False,
        permutation_type="samples", n_resamples=4_000, rng=np.random.default_rng(5),
    )  # fmt: skip
    found = difference_of_means(list(first), list(second))
    assert found.measure.value == pytest.approx(theirs.statistic)
    assert found.p == pytest.approx(theirs.pvalue, abs=0.03)


def test_many_cases_never_make_the_chance_nought() -> None:
    found = difference_of_means([0.0] * 50, [1.0] * 50)
    assert 0 < found.p < 0.001


def test_shares_are_swapped_whole() -> None:
    found = difference_of_shares(([1, 0], [2, 1]), ([2, 1], [2, 2]))
    assert found.measure.value == pytest.approx(3 / 4 - 1 / 3)
    assert found.p == 1 / 2  # swapping one alone: 2/4 and 2/3, or 2/3 and 2/4
    assert found.measure.n == 2


def test_a_resample_or_swap_that_counts_nothing_is_passed_over() -> None:
    found = difference_of_shares(([1, 0], [1, 0]), ([0, 1], [1, 1]))
    assert found.measure.value == pytest.approx(1 / 2 - 1)
    assert 0 < found.p <= 1


def test_any_figure_can_be_compared() -> None:
    first, second = np.array([1.0, 2.0, 3.0]), np.array([2.0, 4.0, 9.0])

    def median_of_first(turns: Turns) -> float:
        return float(np.median(first[turns]))

    def median_of_second(turns: Turns) -> float:
        return float(np.median(second[turns]))

    found = difference(3, median_of_first, median_of_second)
    assert (found.value, found.low, found.high) == (2, 1, 6)


def test_runs_of_other_cases_are_not_compared() -> None:
    with pytest.raises(ValueError, match="2 and 1 values"):
        difference_of_means([0, 1], [0])
    with pytest.raises(ValueError, match="2 numerators, 1 denominators"):
        difference_of_shares(([0, 1], [1]), ([0, 1], [1]))


def test_a_chance_is_never_nought() -> None:
    with pytest.raises(ValueError, match="above 0"):
        Difference(Measure(0, 0, 0, 1), 0)
