"""The head: measures in, a surety out, and what is wrong with a file refused."""

import json
from importlib.resources import files

import pytest

from rag.verifier.comparison import About, Comparison
from rag.verifier.head import Head, Regression, head, read_head
from rag.verifier.measures import measures

TWO = Head(Regression({"a": 2.0}, -1.0), Regression({"a": 0.0}, 0.0), 0.6, 0.3)


def test_whole_claims_and_reworded_ones_are_weighed_apart() -> None:
    assert TWO.surety({"whole": 1.0, "a": 0.5}) == 0.5
    assert TWO.surety({"whole": 1.0, "a": 1.0}) == pytest.approx(0.731, abs=0.001)
    assert TWO.surety({"whole": 0.0, "a": 1.0}) == 0.5


def test_the_surety_becomes_a_verdict() -> None:
    assert [TWO.support(one) for one in (0.6, 0.59, 0.3, 0.29)] == [
        "supported", "partial", "partial", "unsupported",
    ]  # fmt: skip


def test_what_was_not_measured_is_named() -> None:
    with pytest.raises(ValueError, match="not measured: a"):
        TWO.surety({"whole": 1.0})


def test_thresholds_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValueError, match="must come before"):
        Head(TWO.copied, TWO.reworded, 0.3, 0.6)


def test_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="format 2"):
        read_head('{"format": 2}')


def test_the_head_that_comes_with_pressmark_names_its_data_and_weighs_what_is_measured() -> None:
    record = json.loads(files("rag.verifier").joinpath("head.json").read_text(encoding="utf-8"))
    assert all(one["name"] and one["digest"] and one["claims"] for one in record["data"])
    taken = measures(Comparison.of("It opened on Friday.", ["On Friday it opened."], About()))
    assert set(head().copied.weights) | {"whole"} == set(taken)
    assert 0 < head().surety(taken) < 1
