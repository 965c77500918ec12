"""fuse: the scores of legs in, one score a paragraph out."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.fusion import fuse

SCORES = st.dictionaries(st.integers(0, 9), st.integers(-500, 500).map(lambda n: n / 50))
LEGS = st.lists(st.tuples(st.sampled_from([0.2, 0.5, 1.0]), SCORES), max_size=3)


def test_two_legs_are_fused_as_worked_out_by_hand() -> None:
    # The first leg lacks 3 and gives it 1.0, the second lacks 1 and gives it 2.0. Each has a mean,
    # a spread (5/3 and .942809; 8/3 and .942809) and so the z-scores 1.414214 and -.707107 twice.
    # Half of each: 1 and 2 get .353553, 3 gets -.707107; 1 / (1 + e**-x) of these is
    fused = fuse([(0.5, {1: 3.0, 2: 1.0}), (0.5, {2: 4.0, 3: 2.0})])

    assert fused == pytest.approx({1: 0.587479, 2: 0.587479, 3: 0.330238}, abs=1e-6)


def test_a_heavier_leg_says_more() -> None:
    # z-scores are 1 and -1 in each leg: .75 - .25 = .5 for the first key
    fused = fuse([(0.75, {1: 2.0, 2: 1.0}), (0.25, {1: 1.0, 2: 2.0})])

    assert fused == pytest.approx({1: 1 / (1 + math.exp(-0.5)), 2: 1 / (1 + math.exp(0.5))})


def test_a_leg_without_scores_leaves_the_others_their_full_weight() -> None:
    alone = {4: 9.0, 7: 3.0, 8: 1.0}

    assert fuse([(0.5, alone), (0.5, {})]) == fuse([(0.5, alone)]) == fuse([(1.0, alone)])


def test_a_leg_that_scores_all_alike_moves_none_before_another() -> None:
    assert fuse([(1.0, {1: 2.0, 2: 2.0})]) == {1: 0.5, 2: 0.5}


def test_of_nothing_comes_nothing() -> None:
    assert fuse([]) == {}
    assert fuse([(0.5, {}), (0.5, {})]) == {}


@given(LEGS)
def test_every_key_of_every_leg_gets_a_score_between_0_and_1(
    legs: list[tuple[float, dict[int, float]]],
) -> None:
    fused = fuse(legs)

    assert set(fused) == {key for _, scores in legs for key in scores}
    assert all(0 < score < 1 for score in fused.values())


@given(LEGS)
def test_the_scores_are_those_of_an_independent_implementation(
    legs: list[tuple[float, dict[int, float]]],
) -> None:
    assert fuse(legs) == pytest.approx(fused_with_numpy(legs), abs=1e-9)


@given(LEGS)
def test_the_order_in_which_keys_came_does_not_matter(
    legs: list[tuple[float, dict[int, float]]],
) -> None:
    turned = [(weight, dict(reversed(scores.items()))) for weight, scores in legs]

    assert list(fuse(turned).items()) == list(fuse(legs).items())


@given(SCORES, st.integers(1, 20), st.integers(-20, 20))
def test_the_scale_of_a_leg_does_not_matter(
    scores: dict[int, float], factor: int, shift: int
) -> None:
    rescaled = {key: score * factor + shift for key, score in scores.items()}
    other = {1: 1.0, 2: 0.25, 12: 0.5}

    assert fuse([(0.5, rescaled), (0.5, other)]) == pytest.approx(
        fuse([(0.5, scores), (0.5, other)]), abs=1e-6
    )


def fused_with_numpy(legs: Sequence[tuple[float, Mapping[int, float]]]) -> dict[int, float]:
    keys = sorted(set().union(*(scores for _, scores in legs)))
    legs = [(weight, scores) for weight, scores in legs if scores]
    total = np.zeros(len(keys))
    for weight, scores in legs:
        row = np.array([scores.get(key, min(scores.values())) for key in keys])
        if np.ptp(row):
            total += weight * (row - row.mean()) / row.std()
    total /= sum(weight for weight, _ in legs) or 1
    return dict(zip(keys, (1 / (1 + np.exp(-total))).tolist(), strict=True))
