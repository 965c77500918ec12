"""Intervals: worked by hand, as scipy's, the same each time, and wide where little is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from eval.auroc import area, auroc
from eval.intervals import (
    RESAMPLES,
    Measure,
    Turns,
    f1,
    mean,
    quantile,
    resamples,
    share,
    statistic,
    statistic_by_row,
    wilson,
)

CHANCE = np.random.default_rng(7)


def test_a_mean_lies_in_its_interval_and_is_the_same_each_time() -> None:
    values = [0.0, 1.0, 1.0, 0.5, 1.0]
    first = mean(values)
    assert first.value == pytest.approx(0.7)
    assert first.low < 0.7 < first.high
    assert first.n == 5
    assert mean(values) == first


def test_the_interval_of_a_mean_is_scipys() -> None:
    values = CHANCE.gamma(2, size=120)
    theirs = stats.bootstrap(
        (values,), np.mean, n_resamples=20_000, method="percentile", rng=np.random.default_rng(3)
    ).confidence_interval
    ours = mean(list(values))
    assert ours.low == pytest.approx(theirs.low, abs=0.03)
    assert ours.high == pytest.approx(theirs.high, abs=0.03)


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    runs = [mean(list(CHANCE.binomial(1, 0.6, size=60))) for _ in range(100)]
    assert sum(one.low <= 0.6 <= one.high for one in runs) >= 87


def test_cases_are_resampled_not_what_they_count() -> None:
    one = share([3, 0, 1], [3, 2, 2])
    assert one.value == pytest.approx(4 / 7)
    assert one.n == 3
    alike = share([1, 1], [2, 2])
    assert (alike.value, alike.low, alike.high) == (0.5, 0.5, 0.5)


def test_a_resample_that_counts_nothing_is_passed_over() -> None:
    one = share([1, 0, 0], [2, 0, 0])
    assert (one.low, one.high) == (0.5, 0.5)


def test_a_share_of_none_or_all_has_wilsons_interval() -> None:
    assert mean([1.0] * 10).high == 1
    assert mean([1.0] * 10).low == pytest.approx(0.7225, abs=1e-4)
    assert mean([0.0] * 10).high == pytest.approx(1 - 0.7225, abs=1e-4)
    assert share([0, 0], [4, 6]).high == pytest.approx(1 - 0.7225, abs=1e-4)


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilsons_interval_is_scipys(counts: tuple[int, int]) -> None:
    part, whole = counts
    theirs = stats.binomtest(part, whole).proportion_ci(method="wilson")
    assert wilson(part, whole) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def test_f1_is_of_the_sums() -> None:
    one = f1([1, 1, 0, 0, 1], [0, 0, 1, 0, 0], [0, 0, 0, 1, 0])
    assert one.value == pytest.approx(6 / 8)
    assert one.low < one.value < one.high


def test_a_perfect_f1_is_not_certain() -> None:
    low = wilson(10, 10)[0]
    assert f1([1] * 10, [0] * 10, [0] * 10).low == pytest.approx(2 * low / (1 + low))
    none = f1([0] * 10, [1] * 10, [0] * 10)
    assert (none.value, none.low) == (0, 0)
    assert none.high > 0.3


def test_a_quantile_is_read_between_values() -> None:
    one = quantile([1.0, 2.0, 3.0, 4.0], 0.5)
    assert one.value == 2.5
    assert 1 <= one.low < one.high <= 4
    assert quantile(list(map(float, range(1, 101))), 0.95).value == pytest.approx(95.05)


def test_any_figure_has_an_interval() -> None:
    values = np.array([1.0, 5.0, 2.0, 8.0])

    def spread(turns: Turns) -> float:
        return float(np.ptp(values[turns])) or float("nan")

    one = statistic(4, spread)
    assert one.value == 7
    assert 0 < one.low <= one.high == 7


def test_resamples_are_all_drawn_from_all_cases() -> None:
    drawn = np.concatenate(list(resamples(3)))
    assert drawn.shape == (RESAMPLES, 3)
    assert set(drawn.ravel()) == {0, 1, 2}


def test_auroc_counts_pairs_in_order() -> None:
    one = auroc([True, True, False, False, False], [0.9, 0.4, 0.4, 0.1, 0.5])
    assert one.value == pytest.approx((3 + 0 + 1 + 0.5) / 6)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 9)), min_size=2, max_size=40))
def test_auroc_is_mann_and_whitneys_u(pairs: list[tuple[bool, int]]) -> None:
    above = [score for positive, score in pairs if positive]
    below = [score for positive, score in pairs if not positive]
    if not above or not below:
        return
    u = stats.mannwhitneyu(above, below).statistic
    ours = area(np.array([one for one, _ in pairs]), np.array([score for _, score in pairs]))
    assert ours == pytest.approx(u / (len(above) * len(below)))


def test_what_cannot_be_measured_is_refused() -> None:
    with pytest.raises(ValueError, match="on 0 cases"):
        mean([])
    with pytest.raises(ValueError, match="2 and 1 values"):
        share([1, 1], [1])
    with pytest.raises(ValueError, match="share of nothing"):
        share([0], [0])
    with pytest.raises(ValueError, match="3 of 2"):
        wilson(3, 2)
    with pytest.raises(ValueError, match="from 0 to 1, not 95"):
        quantile([1.0], 95)
    with pytest.raises(ValueError, match="no resample"):
        statistic(2, lambda _: float("nan"))
    with pytest.raises(ValueError, match="no cases to draw"):
        statistic(0, lambda _: 0.0)
    with pytest.raises(ValueError, match="both positive and negative"):
        auroc([True], [0.5])
    with pytest.raises(ValueError, match="1 cases have 2 scores"):
        auroc([True], [0.5, 0.1])


@pytest.mark.parametrize(
    ("value", "low", "high", "n"), [(0, 0, 0, 0), (float("nan"), 0, 1, 3), (0.5, 0.9, 0.1, 3)]
)
def test_a_measure_that_says_nothing_cannot_be_built(
    value: float, low: float, high: float, n: int
) -> None:
    with pytest.raises(ValueError, match=r"nothing is measured|not a figure|cannot run"):
        Measure(value, low, high, n)


def test_many_draws_at_once_give_the_same_as_one_by_one() -> None:
    values = CHANCE.normal(size=30)

    one_by_one = statistic(30, lambda turns: float(values[turns].max()))
    at_once = statistic_by_row(30, lambda turns: np.asarray(values[turns].max(axis=-1)))

    assert at_once == one_by_one
