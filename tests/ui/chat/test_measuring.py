"""Runs of cases that the page begins."""

import json
from pathlib import Path

import pytest

from eval.fields import CaseError
from eval.report import read_report
from eval.reports import report_files
from index.progress import unseen
from ui.chat.measuring import SAMPLE, measure_cases
from ui.chat.report_data import Looked, report_data

GOLD = {"article": "Ferry fares rise", "quote": "costs 3 crowns"}
CASES = [
    {"id": "fare", "question": "What does a ticket cost?", "answerable": True, "gold": [GOLD]},
    {"id": "rings", "question": "Which planet has rings?", "answerable": False},
    {"id": "gone", "question": "Who?", "answerable": True, "gold": [GOLD | {"quote": "nobody"}]},
]


@pytest.fixture
def cases(folder: Path) -> Path:
    """Cases for the harbour; the gold of one is not there."""
    path = folder / "harbour cases.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in CASES))
    return path


def test_a_run_writes_a_report_that_the_page_reads(harbour: Path, cases: Path) -> None:
    folder = harbour.with_name("eval")
    out = measure_cases(cases, harbour, folder, unseen)

    assert [one.path for one in report_files(folder)] == [out]
    assert out.name.startswith("harbour-cases-2")
    report = read_report(out)
    assert [one.id for one in report.results] == ["fare", "rings"]
    assert "gone" in report.made_with("case_set")["left_out"]
    drawn = report_data(report, Looked(case="fare"))
    assert drawn["total"] == 2
    assert drawn["curve"]


def test_cases_of_another_archive_are_told_and_nothing_is_written(harbour: Path) -> None:
    folder = harbour.with_name("eval")
    path = harbour.with_name("other.jsonl")
    path.write_text(json.dumps(CASES[2]))

    with pytest.raises(CaseError, match="can be asked"):
        measure_cases(path, harbour, folder, unseen)
    assert not report_files(folder)


def test_the_sample_comes_with_the_program() -> None:
    assert (SAMPLE / "cases.jsonl").is_file()
    assert (SAMPLE / "archive").is_dir()


def test_only_what_begins_as_a_report_is_one(folder: Path) -> None:
    (folder / "a.json").write_text('{"format": 1, "kind": "claims"}')
    (folder / "b.json").write_text("[]")

    assert report_files(folder) == ()
    assert report_files(folder / "nowhere") == ()
