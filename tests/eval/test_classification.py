"""Verdicts against labels: worked by hand, and as scikit-learn measures them."""

from collections.abc import Sequence

import numpy as np
import pytest
from sklearn.metrics import balanced_accuracy_score, roc_auc_score

from eval.claims import LABELS
from eval.classification import Judged, balanced_accuracy, by_kind, scores
from rag.types import Support


def judged(*pairs: tuple[Support, Support], kind: str = "") -> list[Judged]:
    sureness = {"supported": 0.9, "partial": 0.5, "unsupported": 0.1}
    return [
        Judged(f"c{turn}", label, verdict, sureness[verdict], kind)
        for turn, (label, verdict) in enumerate(pairs)
    ]


MIXED = judged(
    ("supported", "supported"),
    ("supported", "supported"),
    ("supported", "unsupported"),
    ("unsupported", "unsupported"),
    ("unsupported", "partial"),
    ("partial", "supported"),
    ("partial", "partial"),
)


def test_each_side_weighs_the_same() -> None:
    found = scores(MIXED)
    assert found["accuracy"].value == pytest.approx(5 / 7)
    assert found["balanced_accuracy"].value == pytest.approx((2 / 3 + 3 / 4) / 2)
    assert found["balanced_accuracy_partial_stands"].value == pytest.approx((4 / 5 + 1 / 2) / 2)
    assert found["balanced_accuracy_three"].value == pytest.approx((2 / 3 + 1 / 2 + 1 / 2) / 3)
    assert found["AUROC"].value == pytest.approx((2 * 3.5 + 0.5) / 12)
    assert all(one.low <= one.value <= one.high and one.n == 7 for one in found.values())


def test_what_the_labels_do_not_allow_is_left_out() -> None:
    two = judged(("supported", "supported"), ("unsupported", "partial"))
    assert set(scores(two)) == {
        "accuracy", "balanced_accuracy", "AUROC", "balanced_accuracy_partial_stands",
    }  # fmt: skip
    assert set(scores(two[:1])) == {"accuracy"}
    assert scores([]) == {}
    with pytest.raises(ValueError, match="two sides"):
        balanced_accuracy(two[:1], LABELS.index)


@pytest.mark.parametrize("seed", range(5))
def test_random_verdicts_measure_as_in_scikit_learn(seed: int) -> None:
    chance = np.random.default_rng(seed)
    claims = [
        Judged(f"c{turn}", LABELS[label], LABELS[verdict], sure / 7)
        for turn, (label, verdict, sure) in enumerate(chance.integers(0, [3, 3, 8], size=(40, 3)))
    ]
    found = scores(claims)
    labels, verdicts = [one.label for one in claims], [one.verdict for one in claims]
    assert found["balanced_accuracy_three"].value == pytest.approx(
        balanced_accuracy_score(labels, verdicts)
    )
    assert found["balanced_accuracy"].value == pytest.approx(
        balanced_accuracy_score(is_supported(labels), is_supported(verdicts))
    )
    assert found["AUROC"].value == pytest.approx(
        roc_auc_score(is_supported(labels), [one.score for one in claims])
    )


def is_supported(labels: Sequence[Support]) -> list[bool]:
    return [one == "supported" for one in labels]


def test_each_kind_has_its_own_line() -> None:
    numbers = judged(("unsupported", "unsupported"), ("unsupported", "supported"), kind="number")
    true = judged(("supported", "supported"), kind="true")
    first, second = by_kind([*true, *numbers])
    assert (first.kind, first.label, first.right.value, first.right.n) == (
        "number", "unsupported", 0.5, 2,
    )  # fmt: skip
    assert (second.kind, second.right.value, second.right.n) == ("true", 1, 1)
    assert second.right.low < 0.3  # one claim says little
