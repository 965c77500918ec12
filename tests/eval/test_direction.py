"""Which way is better."""

import pytest

from eval.direction import direction


@pytest.mark.parametrize(
    ("metric", "expected"),
    [("answer_f1", 1), ("AURC", -1), ("latency_p95", -1), ("injection_success", -1),
     ("first_word_p50", -1), ("tokens_per_answer", -1), ("cost_total", -1),
     ("abstention_AUROC", 1), ("answered", 0)],
)  # fmt: skip
def test_more_is_better_save_of_wrongs_and_costs(metric: str, expected: int) -> None:
    assert direction(metric) == expected


def test_silence_is_better_only_where_there_is_no_answer() -> None:
    assert direction("abstained", answerable=True) == -1
    assert direction("abstained", answerable=False) == 1
