"""Report files: what is read of them, and how a wrong one is refused."""

import json
from pathlib import Path

import pytest

from eval.gold import Place
from eval.report import Report, ReportError, read_report
from tests.eval.made_reports import answered, failed, run_record, silent, unwanted, written
from tests.tiny import write_files

CASES = [answered("a"), silent("b"), unwanted("c"), failed("d")]


def test_a_report_is_read_as_it_was_written(tmp_path: Path) -> None:
    report = read_report(written(tmp_path / "r.json", run_record(CASES, model="small")))

    first, second, third, fourth = report.results
    assert (first.id, first.kind, first.confidence) == ("a", "fact", 0.9)
    assert first.gold == (("The bell", "weighs 62 kilograms"),)
    assert first.right == {Place("quay-bell", 2)}
    assert first.scores["answer_f1"] == 0.8
    sentence = first.sentences[0]
    assert (sentence.support, sentence.cited[0].words) == ("supported", "62 kilograms")
    assert sentence.cited[0].place == Place("quay-bell", 2)
    assert [one.place.article for one in first.found] == ["quay-tide", "quay-bell"]
    assert [one.is_silent for one in report.results] == [False, True, False, False]
    assert (second.abstained, third.answerable) == ("too thin", False)
    assert (fourth.error, report.errors) == ("the index is gone", 1)
    assert report.metrics["answer_f1"].n == 1
    assert list(report.by_kind) == ["fact", "unanswerable"]
    assert report.made_with("settings") == {"k": "10", "weights.dense": "1.0"}
    assert report.made_with("index")["embedder.name"] == "tiny"
    assert report.made_with("program") == {"pressmark": "0.1.0", "model": "small"}
    assert report.made_with("nothing") == {}
    assert (report.started[:10], report.seconds) == ("2026-11-22", 12.5)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not JSON"),
        ("[]", "not a report"),
        ('{"metrics": {}}', "not a report"),
        ('{"kind": "claims", "format": 1}', "of kind 'claims', not 'run'"),
        ('{"kind": "run", "format": 2}', "in format 2; this Pressmark reads format 1"),
        ('{"kind": "run", "format": 1}', "'by_kind' is nothing, not an object"),
        ('{"kind": "run", "format": 1, "model": "\\ud800"}', "not JSON"),
        ('{"kind": "run", "format": 1, "seconds": ' + "9" * 5000 + "}", "not JSON"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_what_is_no_report_is_refused_in_a_line(text: str, said: str, tmp_path: Path) -> None:
    write_files(tmp_path, {"r.json": text})

    with pytest.raises(ReportError) as caught:
        read_report(tmp_path / "r.json")

    assert str(caught.value).startswith(f"{tmp_path / 'r.json'}: ")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ({"scores": {"answer_f1": "high"}}, "cases 1: scores: 'answer_f1' is not a number"),
        ({"scores": {"answer_f1": True}}, "'answer_f1' is not a number"),
        ({"confidence": float("nan")}, "'confidence' is not a number: nan"),
        ({"confidence": 10**400}, "'confidence' is too large"),
        ({"answerable": None}, "no 'answerable'"),
        ({"question": ""}, "'question' is empty"),
        ({"right": [{"article": "x", "paragraph": "two"}]}, "right 1: 'paragraph' is not a whole"),
        ({"answer": {"hits": [{"article": {"id": "x"}}]}}, "numbered from 1, not 0"),
    ],
)
def test_a_wrong_case_is_refused_by_its_number(
    case: dict[str, object], said: str, tmp_path: Path
) -> None:
    path = written(tmp_path / "r.json", run_record([answered("a")]) | {"cases": [CASES[0] | case]})

    with pytest.raises(ReportError) as caught:
        read_report(path)
    assert said in str(caught.value)


def test_a_figure_outside_all_sense_is_refused(tmp_path: Path) -> None:
    measure = {"value": 0.5, "low": 0.9, "high": 0.1, "n": 3}
    path = written(tmp_path / "r.json", run_record(CASES, metrics={"answer_f1": measure}))

    with pytest.raises(ReportError, match=r"answer_f1: an interval cannot run from 0\.9 to 0\.1"):
        read_report(path)


def test_a_run_has_cases_each_with_an_id_of_its_own(tmp_path: Path) -> None:
    for cases, said in [([], "at least one case"), ([CASES[0], CASES[0]], "the same id")]:
        with pytest.raises(ReportError, match=said):
            read_report(written(tmp_path / "r.json", run_record(cases)))


def test_a_missing_report_is_told_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="cannot be read") as caught:
        read_report(tmp_path / "none.json")
    assert "pressmark eval run" in caught.value.hint


def test_what_a_later_run_adds_is_passed_over(tmp_path: Path) -> None:
    record = json.loads(json.dumps(run_record(CASES, novelty={"a": 1})))
    record["cases"][0]["novelty"] = 2

    assert isinstance(read_report(written(tmp_path / "r.json", record)), Report)
