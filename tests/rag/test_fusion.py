"""standardised: the scores of a leg in, scores that can be set beside another leg's out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.fusion import standardised

SCORES = st.dictionaries(st.integers(0, 9), st.integers(-500, 500).map(lambda n: n / 50))


def test_scores_are_standardised_as_worked_out_by_hand() -> None:
    # 3, 1 and the missing 1: mean 5/3, spread .942809
    found = standardised([1, 2, 3], {1: 3.0, 2: 1.0}, missing=1.0)

    assert found == pytest.approx({1: 1.414214, 2: -0.707107, 3: -0.707107}, abs=1e-6)


def test_the_only_paragraph_with_a_word_stands_above_those_without() -> None:
    found = standardised([1, 2, 3], {2: 4.0}, missing=0.0)

    assert found[2] > 0 > found[1] == found[3]


def test_where_all_are_alike_none_stands_out() -> None:
    assert standardised([1, 2], {1: 2.0, 2: 2.0}, missing=0.0) == {1: 0.0, 2: 0.0}


@given(st.floats(-1e6, 1e6), st.integers(1, 300))
def test_however_many_are_alike_none_stands_out(score: float, many: int) -> None:
    found = standardised(range(many), dict.fromkeys(range(many), score), missing=0.0)

    assert set(found.values()) == {0.0}


def test_of_nothing_comes_nothing() -> None:
    assert standardised([], {}, missing=0.0) == {}


@given(SCORES, st.integers(-10, 10))
def test_the_scores_are_those_of_an_independent_implementation(
    scores: dict[int, float], missing: int
) -> None:
    keys = list(range(10))
    row = np.array([scores.get(key, float(missing)) for key in keys])
    expected = (row - row.mean()) / row.std() if np.ptp(row) else row * 0

    found = standardised(keys, scores, missing=missing)

    assert list(found.values()) == pytest.approx(expected.tolist(), abs=1e-6)


@given(SCORES, st.integers(1, 20), st.integers(-20, 20))
def test_the_scale_of_a_leg_does_not_matter(
    scores: dict[int, float], factor: int, shift: int
) -> None:
    keys = list(range(10))
    rescaled = {key: score * factor + shift for key, score in scores.items()}

    assert standardised(keys, rescaled, missing=shift) == pytest.approx(
        standardised(keys, scores, missing=0.0), abs=1e-6
    )
