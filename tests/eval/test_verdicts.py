"""What became of a case, in a word."""

from pathlib import Path

import pytest

from eval.report import ReportedCase, read_report
from eval.verdicts import Verdict, is_on_gold, outcomes, verdict
from tests.eval.made_reports import Record, answered, failed, run_record, silent, unwanted, written


def result(case: Record, folder: Path) -> ReportedCase:
    return read_report(written(folder / "r.json", run_record([case]))).results[0]


OTHER = [{"article": "quay-bell", "paragraph": 3}]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (answered("a"), "right answer"),
        (answered("a", scores={"answer_in_top_3": 1}), "right answer"),
        (answered("a", scores={"answer_in_top_3": 0.5}), "doubtful answer"),
        (answered("a", right=[]), "doubtful answer"),
        (answered("a", right=OTHER), "wrong answer"),
        (silent("a"), "right silence"),
        (silent("a", answerable=True), "wrong silence"),
        (unwanted("a"), "unwanted answer"),
        (failed("a"), "not asked"),
    ],
)
def test_a_case_ends_in_one_of_seven_ways(case: Record, expected: Verdict, tmp_path: Path) -> None:
    assert verdict(result(case, tmp_path)) == expected


def test_silence_is_on_gold_where_the_first_paragraph_found_is(tmp_path: Path) -> None:
    first = [{"article": "quay-tide", "paragraph": 1}]

    assert not is_on_gold(result(silent("a", answerable=True), tmp_path))
    assert is_on_gold(result(silent("a", answerable=True, right=first), tmp_path))


def test_outcomes_are_of_the_cases_asked_and_of_all_or_none(tmp_path: Path) -> None:
    def of(*cases: Record) -> list[tuple[float, bool, bool]]:
        report = read_report(written(tmp_path / "r.json", run_record(cases)))
        return [(one.confidence, one.right, one.abstained) for one in outcomes(report.results)]

    known = [answered("a"), silent("b"), unwanted("c"), failed("d")]
    assert of(*known) == [(0.9, True, False), (0.1, False, True), (0.1, False, False)]
    assert of(*known, answered("e", confidence=None)) == []
    assert of(*known, answered("e", right=[])) == []
