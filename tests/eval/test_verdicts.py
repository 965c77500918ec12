"""What became of a case, in a word."""

from pathlib import Path

import pytest

from eval.reports import Result, read_report
from eval.verdicts import Verdict, outcomes, says_right, verdict
from tests.eval.made_reports import Record, answered, failed, run_record, silent, unwanted, written


def result(case: Record, folder: Path) -> Result:
    return read_report(written(folder / "r.json", run_record([case]))).results[0]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (answered("a"), "right answer"),
        (answered("a", "It weighs 26 kilograms."), "wrong answer"),
        (answered("a", right=[{"article": "quay-bell", "paragraph": 3}]), "wrong answer"),
        (answered("a", "Heavy.", answers=[]), "right answer"),
        (answered("a", right=[]), "right answer"),
        (answered("a", scores={"right": 0}), "wrong answer"),
        (answered("a", "Heavy.", scores={"right": 1}), "right answer"),
        (silent("a"), "right silence"),
        (silent("a", answerable=True), "wrong silence"),
        (unwanted("a"), "unwanted answer"),
        (unwanted("a", scores={"right": 1}), "unwanted answer"),
        (failed("a"), "not asked"),
    ],
)
def test_a_case_ends_in_one_of_six_ways(case: Record, expected: Verdict, tmp_path: Path) -> None:
    assert verdict(result(case, tmp_path)) == expected


def test_what_would_have_been_said_is_what_the_run_says(tmp_path: Path) -> None:
    kept = silent("a", answerable=True)
    assert not says_right(result(kept, tmp_path))
    assert says_right(result(kept | {"scores": {"right": 1}}, tmp_path))


def test_cases_without_a_confidence_are_no_outcomes(tmp_path: Path) -> None:
    cases = [answered("a"), answered("b", confidence=None), failed("c"), silent("d")]
    report = read_report(written(tmp_path / "r.json", run_record(cases)))

    found = outcomes(report.results)

    assert [(one.confidence, one.right, one.abstained) for one in found] == [
        (0.9, True, False),
        (0.1, False, True),
    ]
