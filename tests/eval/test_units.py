"""Figures are written in what they are counted in."""

import pytest

from eval.units import signed, unit, written


@pytest.mark.parametrize(
    ("metric", "counted_in", "value", "change"),
    [
        ("article_hit@1", "", "0.667", "+0.667"),
        ("latency_p95", "s", "0.667", "+0.667"),
        ("first_word_p50", "s", "0.667", "+0.667"),
        ("cost_total", "USD", "0.666700", "+0.666700"),
        ("tokens_per_answer", "tokens", "1", "+1"),
    ],
)
def test_a_figure_has_a_unit_and_as_many_digits_as_say_something(
    metric: str, counted_in: str, value: str, change: str
) -> None:
    assert unit(metric) == counted_in
    assert (written(metric, 0.6667), signed(metric, 0.6667)) == (value, change)


def test_thousands_are_set_apart() -> None:
    assert (written("tokens_per_answer", 12_345.6), signed("tokens", -1_000)) == (
        "12,346", "-1,000",
    )  # fmt: skip
