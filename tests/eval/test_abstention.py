"""Silence measured: by hand, as scikit-learn measures it, and whatever the order of the cases."""

import itertools

import numpy as np
import pytest
from sklearn.metrics import precision_recall_fscore_support, roc_auc_score

from eval.abstention import Outcome, Risk, aurc, risk_coverage, scores


def outcome(
    confidence: float, *, right: bool, answerable: bool = True, abstained: bool = False
) -> Outcome:
    return Outcome(answerable, abstained, confidence, right)


RIGHT = outcome(0.9, right=True)
WRONG = outcome(0.8, right=False)
SHY = outcome(0.3, right=True, abstained=True)
DUE = outcome(0.2, right=False, answerable=False, abstained=True)
BOLD = outcome(0.6, right=False, answerable=False)


def test_silence_is_measured_as_a_class() -> None:
    found = scores([RIGHT, WRONG, SHY, DUE, BOLD, DUE])
    assert found["abstention_precision"].value == pytest.approx(2 / 3)
    assert found["abstention_recall"].value == pytest.approx(2 / 3)
    assert found["abstention_F1"].value == pytest.approx(2 / 3)
    assert found["abstention_AUROC"].value == pytest.approx(8 / 9)
    assert found["answered"].value == pytest.approx(1 / 2)
    assert found["answered_right"].value == pytest.approx(1 / 3)
    assert all(one.n == 6 for one in found.values())
    assert all(one.low <= one.value <= one.high for one in found.values())


def test_what_the_cases_do_not_allow_is_left_out() -> None:
    assert set(scores([RIGHT, WRONG])) == {"answered", "answered_right", "AURC"}
    assert set(scores([DUE])) == {
        "abstention_precision", "abstention_recall", "abstention_F1", "answered", "AURC",
    }  # fmt: skip
    assert scores([]) == {}


@pytest.mark.parametrize("seed", range(5))
def test_silence_measures_as_in_scikit_learn(seed: int) -> None:
    chance = np.random.default_rng(seed)
    made = [
        Outcome(bool(answerable), bool(abstained), sure / 5, right=False)
        for answerable, abstained, sure in chance.integers(0, [2, 2, 6], size=(20 + seed, 3))
    ]
    due, kept = [not one.answerable for one in made], [one.abstained for one in made]
    found = scores(made)
    theirs = precision_recall_fscore_support(due, kept, average="binary")
    names = ("abstention_precision", "abstention_recall", "abstention_F1")
    assert [found[name].value for name in names] == pytest.approx(theirs[:3])
    area = roc_auc_score([one.answerable for one in made], [one.confidence for one in made])
    assert found["abstention_AUROC"].value == pytest.approx(area)


def test_risk_grows_as_less_sure_cases_are_answered() -> None:
    curve = risk_coverage([BOLD, RIGHT, WRONG, SHY])
    assert curve == (Risk(1 / 4, 0), Risk(2 / 4, 1 / 2), Risk(3 / 4, 2 / 3), Risk(1, 1 / 2))
    found = aurc([BOLD, RIGHT, WRONG, SHY])
    assert found.value == pytest.approx((0 + 1 / 2 + 2 / 3 + 1 / 2) / 4)
    assert found.low <= found.value <= found.high


def test_cases_equally_sure_stand_in_no_order() -> None:
    tied = [outcome(0.5, right=right) for right in (True, False, False)]
    made = [RIGHT, *tied]
    orders = [np.array([0.0, *one]) for one in itertools.permutations([0.0, 1.0, 1.0])]
    mean = np.mean([np.cumsum(one) / np.arange(1, 5) for one in orders], axis=0)
    assert [one.risk for one in risk_coverage(made)] == pytest.approx(list(mean))
    assert risk_coverage(made[::-1]) == risk_coverage(made)


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be answered rightly"):
        outcome(0.5, right=True, answerable=False)
    with pytest.raises(ValueError, match="not a confidence"):
        outcome(float("nan"), right=True)
    with pytest.raises(ValueError, match="0 cases"):
        risk_coverage([])
