"""`pressmark eval run`: what it prints, writes, keeps and refuses."""

import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from eval.cases import Case, written
from index.errors import ModelFailed
from rag.answer import ask
from rag.writer.litellm_model import LiteLLMModel
from tests.eval.asked import CASES, LOST
from tests.sample import SHARED
from tests.scripted import ScriptedModel
from tests.ui.conftest import Press, assert_one_line_and_a_hint


def write_cases(folder: Path, *cases: Case) -> str:
    path = folder / "cases.jsonl"
    path.write_text(written(cases), encoding="utf-8")
    return str(path)


def test_the_summary_has_intervals_kinds_and_where_the_report_is(
    press: Press, harbour: Path, folder: Path
) -> None:
    del harbour
    ran = press("eval", "run", write_cases(folder, *CASES), "--out", "report.json")

    assert ran.status == 0
    lines = ran.out.splitlines()
    (hit,) = [line.split() for line in lines if line.startswith("paragraph_hit@1 ")]
    assert hit[1] == "1.000"
    assert hit[-1] == "3"
    assert [line.split()[0] for line in lines if line.startswith(("fact", "unansw"))] == [
        "fact",
        "unanswerable",
    ]
    assert lines[-1] == "report: report.json"
    assert json.loads((folder / "report.json").read_text("utf-8"))["kind"] == "run"
    assert not (folder / "report.json.partial").exists()


def test_without_out_nothing_is_kept(press: Press, harbour: Path, folder: Path) -> None:
    del harbour
    cases = write_cases(folder, *CASES)
    before = sorted(folder.iterdir())

    ran = press("eval", "run", cases)

    assert ran.out.splitlines()[-1] == "no report was kept: name one with --out"
    assert sorted(folder.iterdir()) == before


def test_json_has_the_figures_and_where_the_report_is(
    press: Press, harbour: Path, folder: Path
) -> None:
    del harbour
    cases = write_cases(folder, *CASES)

    record = press("eval", "run", cases, "--json").record
    assert set(record) == {"metrics", "by_kind", "out", "trec"}
    assert record["out"] is record["trec"] is None
    assert press("eval", "run", cases, "--json", "--out", "r.json").record["out"] == "r.json"


def test_trecs_files_are_written_where_they_are_wanted(
    press: Press, harbour: Path, folder: Path
) -> None:
    del harbour
    cases = write_cases(folder, *CASES)

    ran = press("eval", "run", cases, "--trec", "trec")
    assert ran.out.splitlines()[-2:] == [
        "TREC's files: trec",
        "no report was kept: name one with --out",
    ]
    known = (folder / "trec" / "paragraph.qrels").read_text("utf-8").splitlines()
    assert [line.split()[0] for line in known] == ["who", "fare", "then"]
    first = (folder / "trec" / "article.run").read_text("utf-8").splitlines()[0]
    assert first.split()[:4] == ["who", "Q0", "quay-bridge", "1"]
    assert first.split()[5].startswith("pressmark-")

    assert_one_line_and_a_hint(press("eval", "run", cases, "--trec", cases), "is no folder")
    ran = press("eval", "run", cases, "--out", "r.json", "--trec", "trec", "--json")
    assert (ran.record["out"], ran.record["trec"]) == ("r.json", "trec")


def test_an_archive_is_indexed_for_the_run_alone(
    press: Press, harbour: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder / "temporary"))
    harbour.rename(folder / "elsewhere")
    (folder / "archive" / "broken.json").write_text("{", encoding="utf-8")

    ran = press("eval", "run", write_cases(folder, *CASES), "--archive", "archive", "--json")

    assert ran.status == 0
    assert ran.record["metrics"]["answered"]["n"] == 4
    assert "broken.json" in ran.err
    assert not list((folder / "temporary").iterdir())
    assert not harbour.exists()


def test_an_archive_and_an_index_are_not_asked_together(
    press: Press, harbour: Path, folder: Path
) -> None:
    cases = write_cases(folder, *CASES)
    ran = press("eval", "run", cases, "--archive", "archive", "--index", str(harbour))

    assert_one_line_and_a_hint(ran, "either --archive or --index")


def test_gold_that_is_not_there_names_the_case_unless_it_is_left_out(
    press: Press, harbour: Path, folder: Path
) -> None:
    del harbour
    cases = write_cases(folder, *CASES, LOST, replace(LOST, id="lost-too"))

    ran = press("eval", "run", cases, "--out", "r.json")
    assert_one_line_and_a_hint(ran, "case lost: gold 1", "(and 1 more)", "--leave-out")
    assert not list(folder.glob("r.json*"))

    ran = press("eval", "run", cases, "--out", "r.json", "--leave-out")
    assert ran.status == 0
    assert "4 cases in " in ran.out
    assert "2 left out" in ran.out
    assert "left out: case lost-too: " in ran.out
    named = json.loads((folder / "r.json").read_text("utf-8"))["case_set"]["left_out"]
    assert [one.split(":")[0] for one in named] == ["case lost", "case lost-too"]


def test_a_stopped_run_says_what_is_kept_and_goes_on(
    press: Press, harbour: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del harbour
    cases = write_cases(folder, *CASES)

    def stopped(question: str, *arguments: Any, **named: Any) -> object:
        if "ticket" in question:
            raise KeyboardInterrupt
        return ask(question, *arguments, **named)

    with monkeypatch.context() as patch:
        patch.setattr("eval.run.ask", stopped)
        ran = press("eval", "run", cases, "--out", "r.json")
        assert_one_line_and_a_hint(ran, "stopped before all cases", "r.json.partial")
        ran = press("eval", "run", cases)
        assert_one_line_and_a_hint(ran, "with --out")
    assert (folder / "r.json.partial").is_file()
    assert not (folder / "r.json").exists()

    assert press("eval", "run", cases, "--out", "r.json").status == 0
    assert not (folder / "r.json.partial").exists()


def test_what_nobody_accepted_and_what_failed_is_told(
    press: Press, harbour: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index.errors import ArticleMissing

    del harbour
    draft = json.dumps({"id": "d", "question": "Why?", "answerable": False, "accepted": False})
    cases = Path(write_cases(folder, *CASES))
    cases.write_text(cases.read_text("utf-8") + draft + "\n", encoding="utf-8")

    def failed(question: str, *arguments: Any, **named: Any) -> object:
        if "ticket" in question:
            raise ArticleMissing("no article")
        return ask(question, *arguments, **named)

    monkeypatch.setattr("eval.run.ask", failed)
    ran = press("eval", "run", "cases.jsonl")

    assert "1 not accepted yet, not asked; 1 failed, not measured" in ran.out
    assert "failed: case fare: no article" in ran.out


def test_a_report_that_cannot_be_written_is_refused_before_anything_is_asked(
    press: Press, harbour: Path, folder: Path
) -> None:
    del harbour
    cases = write_cases(folder, *CASES)

    ran = press("eval", "run", cases, "--out", "nowhere/r.json")
    assert_one_line_and_a_hint(ran, "there is no folder")
    assert_one_line_and_a_hint(press("eval", "run", "missing.jsonl"), "missing.jsonl")


def test_a_model_that_writes_is_named_and_what_it_took_is_measured(
    press: Press, harbour: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del harbour
    model = ScriptedModel([f"{SHARED.removesuffix('.')} [{{key[{SHARED}]}}]."])
    monkeypatch.setattr(LiteLLMModel, "stream", lambda _, messages: model.stream(messages))
    cases = write_cases(folder, CASES[0])

    ran = press("eval", "run", cases, "--model", "openai/tiny", "--out", "r.json")

    assert "question and paragraphs go to openai/tiny\n" in ran.err
    report = json.loads((folder / "r.json").read_text("utf-8"))
    assert report["model"] == report["settings"]["models"]["model"] == "openai/tiny"
    assert set(report["prompts"]) == {"answer", "question"}
    assert report["metrics"]["tokens_per_answer"]["value"] == 160


def test_cases_that_no_model_was_heard_in_are_told(
    press: Press, harbour: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del harbour
    model = ScriptedModel([("", ModelFailed("the model tiny cannot be reached"))])
    monkeypatch.setattr(LiteLLMModel, "stream", lambda _, messages: model.stream(messages))

    ran = press("eval", "run", write_cases(folder, CASES[0]), "--model", "tiny", "--json")

    assert ran.status == 0
    assert "note: 1 of 1 cases: the model tiny cannot be reached" in ran.err
    assert ran.record["metrics"]["written_by_model"]["value"] == 0


def test_the_second_opinion_is_another_models_here_too(
    press: Press, harbour: Path, folder: Path
) -> None:
    del harbour
    cases = write_cases(folder, CASES[0])
    ran = press("eval", "run", cases, "--model", "tiny", "--second-opinion", "tiny")

    assert_one_line_and_a_hint(ran, "must be another model's")
