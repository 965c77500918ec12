"""A run asks every case once, and keeps what is done."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import eval.run
from eval.fields import CaseError
from eval.kept import Kept
from eval.metrics import by_kind, metrics
from eval.plan import plan, plan_what_is_there
from eval.result import Result
from eval.run import run
from index.errors import ArticleMissing, EmbedderError, PressmarkError
from index.progress import unseen
from index.reader import IndexReader
from rag.answer import ask
from rag.asking import search_understood
from tests.eval.asked import CASES, LOST
from tests.sample import HARBOUR, reader_of


def run_all(reader: IndexReader, kept: Kept | None = None) -> tuple[Result, ...]:
    return run(plan(CASES, reader), reader, kept=kept, progress=unseen)


def counted(monkeypatch: pytest.MonkeyPatch, *, until: int = 99) -> list[str]:
    """Let `ask` note its questions, and be interrupted after `until` of them."""
    asked: list[str] = []

    def noted(question: str, *arguments: Any, **named: Any) -> object:
        if len(asked) == until:
            raise KeyboardInterrupt
        asked.append(question)
        return ask(question, *arguments, **named)

    monkeypatch.setattr(eval.run, "ask", noted)
    return asked


def failing(monkeypatch: pytest.MonkeyPatch, error: PressmarkError) -> None:
    """Let the question of the case `fare` fail."""

    def failed(question: str, *arguments: Any, **named: Any) -> object:
        if "ticket" in question:
            raise error
        return ask(question, *arguments, **named)

    monkeypatch.setattr(eval.run, "ask", failed)


def untimed(results: Sequence[Result]) -> list[dict[str, float]]:
    return [
        {name: one for name, one in result.scores.items() if not name.startswith("seconds")}
        for result in results
    ]


def test_every_case_is_asked_in_order_with_its_filters(harbour: IndexReader) -> None:
    results = run_all(harbour)

    assert [one.located.case.id for one in results] == ["who", "fare", "then", "cup"]
    assert results[1].answer["trace"]["filters"]["source"] == "The Mole"
    assert [one.answer["answered"] for one in results] == [True, True, True, False]


def test_the_confidence_is_the_one_the_rule_of_silence_goes_by(harbour: IndexReader) -> None:
    for one in run_all(harbour):
        assert one.confidence == one.answer["trace"]["evidence"]["confidence"]


def test_more_paragraphs_are_judged_than_an_answer_shows(
    harbour: IndexReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_for: list[int] = []

    def noted(*arguments: Any, k: int, **named: Any) -> object:
        asked_for.append(k)
        return search_understood(*arguments, k=k, **named)

    monkeypatch.setattr(eval.run, "search_understood", noted)
    run_all(harbour)

    assert asked_for == [50, 50, 50, 50]


def test_the_same_run_gives_the_same_scores(harbour: IndexReader) -> None:
    assert untimed(run_all(harbour)) == untimed(run_all(harbour))


def test_an_interrupted_run_goes_on_where_it_was(
    harbour: IndexReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "report.json"
    with monkeypatch.context() as patch:
        counted(patch, until=2)
        with pytest.raises(KeyboardInterrupt):
            run_all(harbour, Kept(out))
    first = Kept(out).path.read_text(encoding="utf-8")
    assert len(first.splitlines()) == 2

    asked = counted(monkeypatch)
    results = run_all(harbour, Kept(out))

    assert asked == [case.question for case in CASES[2:]]
    assert results[0].scores == json.loads(first.splitlines()[0])["scores"]
    assert untimed(results) == untimed(run_all(harbour))
    assert [one.record["id"] for one in run_all(harbour, Kept(out))] == [one.id for one in CASES]


def test_a_line_cut_short_is_passed_over_and_the_next_one_is_whole(
    harbour: IndexReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Kept(tmp_path / "report.json")
    run_all(harbour, kept)
    text = kept.path.read_text(encoding="utf-8")
    kept.path.write_text(text[:-40], encoding="utf-8")

    asked = counted(monkeypatch)
    run_all(harbour, Kept(tmp_path / "report.json"))
    run_all(harbour, Kept(tmp_path / "report.json"))

    assert asked == [CASES[-1].question]


def test_what_is_kept_of_another_archive_or_other_code_is_asked_again(
    harbour: IndexReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_all(harbour, Kept(tmp_path / "report.json"))
    changed = [*HARBOUR[:-1], HARBOUR[-1] | {"title": "A new song"}]
    asked = counted(monkeypatch)

    with reader_of(tmp_path / "other", *changed) as other:
        run_all(other, Kept(tmp_path / "report.json"))
    assert len(asked) == len(CASES)
    monkeypatch.setattr(eval.run, "code_digest", lambda: "other code")
    run_all(harbour, Kept(tmp_path / "report.json"))
    assert len(asked) == 2 * len(CASES)


def test_a_case_that_fails_is_told_and_measured_nowhere_and_asked_again(
    harbour: IndexReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Kept(tmp_path / "report.json")
    with monkeypatch.context() as patch:
        failing(patch, ArticleMissing("no article"))
        results = run_all(harbour, kept)

    assert [one.error for one in results] == ["", "no article", "", ""]
    assert metrics(results)["answered"].n == 3
    assert run_all(harbour, Kept(tmp_path / "report.json"))[1].error == ""
    assert metrics([results[1]]) == {}


def test_a_model_that_is_missing_stops_the_run(
    harbour: IndexReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, EmbedderError("no model"))

    with pytest.raises(EmbedderError, match="no model"):
        run_all(harbour)


def test_gold_that_is_not_there_is_an_error_that_names_the_case(harbour: IndexReader) -> None:
    with pytest.raises(CaseError, match="case lost: gold 1: not in article") as raised:
        plan([*CASES, LOST], harbour)
    assert "--leave-out" in raised.value.hint


def test_cases_without_their_gold_can_be_left_out_by_name(harbour: IndexReader) -> None:
    made = plan_what_is_there([*CASES, LOST], harbour)

    assert [one.case for one in made.located] == list(CASES)
    assert [one.startswith("case lost: ") for one in made.left_out] == [True]


def test_a_run_of_no_case_is_refused(harbour: IndexReader) -> None:
    with pytest.raises(CaseError, match="none of 1 cases can be asked"):
        plan_what_is_there([LOST], harbour)


def test_the_figures_are_means_of_the_scores_and_those_of_silence(harbour: IndexReader) -> None:
    results = run_all(harbour)
    found = metrics(results)

    assert (found["paragraph_hit@10"].value, found["paragraph_hit@10"].n) == (1.0, 3)
    assert (found["citation_recall"].value, found["citation_recall"].n) == (1.0, 3)
    assert found["abstention_recall"].value == found["abstention_precision"].value == 1
    assert found["answered"].value == 0.75
    assert {"latency_p50", "latency_p95", "AURC", "abstention_AUROC"} <= set(found)
    assert not {"abstained", "answer_on_gold", "seconds"} & set(found)


def test_each_kind_is_measured_by_itself(harbour: IndexReader) -> None:
    found = by_kind(run_all(harbour))

    assert list(found) == ["fact", "follow-up", "unanswerable"]
    assert found["fact"]["answered"].n == 2
    assert "paragraph_hit@1" not in found["unanswerable"]


def test_without_a_confidence_nothing_is_said_of_it(harbour: IndexReader) -> None:
    unsure = [Result(one.located, one.answer, one.scores) for one in run_all(harbour)]

    assert not {"abstention_AUROC", "AURC"} & set(metrics(unsure))


def test_without_known_gold_nothing_is_said_of_what_is_right(harbour: IndexReader) -> None:
    unplaced = replace(CASES[0], gold=(), rewrite="Who opened the Harrow bridge?")
    made = plan([unplaced, CASES[3]], harbour)
    found = metrics(run(made, harbour, progress=unseen))

    assert "abstention_AUROC" in found
    assert not {"AURC", "answered_right", "paragraph_hit@1"} & set(found)


def test_a_result_is_an_answer_or_an_error(harbour: IndexReader) -> None:
    (first, *_) = run_all(harbour)

    with pytest.raises(ValueError, match="either an answer or an error"):
        Result(first.located, {}, {})
    with pytest.raises(ValueError, match="what failed has no scores"):
        Result(first.located, {}, {"abstained": 1.0}, error="why")
    with pytest.raises(ValueError, match="is no figure"):
        Result(first.located, first.answer, {"abstained": float("nan")})
