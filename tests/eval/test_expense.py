"""What answers took: worked by hand, told only where a trace tells it, compared fairly."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import pytest

from eval.compare import compare
from eval.expense import EXPENSES, measures, scores
from eval.metrics import metrics
from eval.paired_metrics import Change
from eval.plan import plan
from eval.report import read_report
from eval.run import run
from index.progress import unseen
from index.reader import IndexReader
from rag.answer import ask
from rag.types import Answer, Trace
from tests.eval.asked import CASES
from tests.eval.made_reports import Record, answered, run_record, written

WRITTEN = {"seconds": 4.0, "seconds_first_word": 1.0, "tokens_prompt": 900.0,
           "tokens_completion": 100.0, "cost": 0.03}  # fmt: skip
LONGER = {"seconds": 8.0, "seconds_first_word": 3.0, "tokens_prompt": 1900.0,
          "tokens_completion": 300.0, "cost": 0.05}  # fmt: skip
SILENT = {"seconds": 2.0}  # no model was asked


def without(found: Mapping[str, float], *names: str) -> dict[str, float]:
    return {name: value for name, value in found.items() if name not in names}


def test_what_answers_took_is_worked_out_over_all_of_them() -> None:
    found = measures([WRITTEN, LONGER, SILENT])

    values = {name: one.value for name, one in found.items()}
    assert values == pytest.approx(
        {
            "latency_p50": 4, "latency_p95": 4 + 0.9 * 4,
            "first_word_p50": 2, "first_word_p95": 2 + 0.9 * 1,  # of 1, 2 and 3: silence is done
            "tokens_per_answer": (1000 + 2200) / 3,
            "cost_per_answer": 0.08 / 3, "cost_total": 0.08,
        }
    )  # fmt: skip
    assert tuple(found) == EXPENSES
    assert {one.n for one in found.values()} == {3}
    assert found["cost_total"].low == pytest.approx(3 * found["cost_per_answer"].low)
    assert 0 <= found["tokens_per_answer"].low < 1000 < found["tokens_per_answer"].high <= 2200


def test_answers_without_a_model_have_seconds_alone() -> None:
    assert set(measures([SILENT, SILENT])) == {"latency_p50", "latency_p95"}


def test_each_figure_is_told_only_where_a_trace_has_what_it_needs() -> None:
    unpriced = without(LONGER, "cost")
    assert not {"cost_per_answer", "cost_total"} & set(measures([WRITTEN, unpriced]))
    assert measures([WRITTEN, unpriced])["tokens_per_answer"].value == 1600
    whole = without(WRITTEN, "seconds_first_word")
    assert not {"first_word_p50", "first_word_p95"} & set(measures([whole, SILENT]))


def test_what_costs_nothing_has_an_interval_of_nothing() -> None:
    found = measures([{**WRITTEN, "cost": 0.0}] * 3)["cost_total"]

    assert (found.value, found.low, found.high) == (0, 0, 0)


def test_a_trace_tells_its_tokens_and_their_cost_where_it_has_them() -> None:
    usage = {"prompt_tokens": 900, "completion_tokens": 100, "cost": 0.03}

    assert scores({"usage": usage}) == {
        "tokens_prompt": 900, "tokens_completion": 100, "cost": 0.03,
    }  # fmt: skip
    assert "cost" not in scores({"usage": usage | {"cost": None}})
    assert scores({}) == scores({"usage": {}}) == scores({"usage": None}) == {}


@dataclass(frozen=True, slots=True)
class Modelled(Trace):
    """A trace such as a writer with a model leaves."""

    usage: Mapping[str, float] = field(default_factory=dict)


def modelled(question: str, *arguments: Any, **named: Any) -> Answer:
    """Answer as ever, as though a model had written it where there is an answer."""
    answer = ask(question, *arguments, **named)
    trace = {one.name: getattr(answer.trace, one.name) for one in fields(Trace)}
    if answer.answered:
        trace |= {"model": "small", "seconds": {**trace["seconds"], "first_word": 0.25}}
        trace["usage"] = {"prompt_tokens": 90, "completion_tokens": 10, "cost": 0.001}
    return replace(answer, trace=Modelled(**trace))


def test_a_run_with_a_model_measures_what_its_answers_took(
    harbour: IndexReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eval.run.ask", modelled)
    results = run(plan(CASES, harbour), harbour, progress=unseen)
    found = metrics(results)

    assert found["tokens_per_answer"].value == 75  # three of four were answered
    assert found["cost_total"].value == pytest.approx(0.003)
    assert found["first_word_p95"].value == 0.25
    assert not [name for name in found if name in ("tokens_prompt", "tokens_completion", "cost")]
    assert results[0].scores["tokens_prompt"] == 90


def changes(folder: Path, first: list[Record], second: list[Record]) -> dict[str, Change]:
    measure = {"value": 0.5, "low": 0.4, "high": 0.6, "n": 2}
    named = {"metrics": dict.fromkeys(EXPENSES, measure)}
    reports = [
        read_report(written(folder / "r.json", run_record(cases, **named)))
        for cases in (first, second)
    ]
    return {one.metric: one for one in compare(*reports).changes}


def test_a_run_with_a_model_is_compared_with_one_without(tmp_path: Path) -> None:
    first = [answered("a", scores=SILENT), answered("b", scores=SILENT)]
    second = [answered("a", scores=WRITTEN), answered("b", scores=LONGER)]

    found = changes(tmp_path, first, second)

    told = {name: [one.first, one.second] for name, one in found.items()}
    assert told["first_word_p50"] == [2, 2]
    assert told["tokens_per_answer"] == [0, 1600]
    assert told["cost_total"] == pytest.approx([0, 0.08])
    assert found["tokens_per_answer"].is_worse
    assert found["cost_total"].p is None
    assert set(changes(tmp_path, first, first)) == {"latency_p50", "latency_p95"}
