"""A report says all that a run was made with, and is written whole or not at all."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from eval.cases import CaseSet, written
from eval.fields import CaseError
from eval.plan import Plan, plan
from eval.report_writer import Asked, check_place, report_record, write_report
from eval.run import RunSettings, run
from index.progress import unseen
from index.reader import IndexReader
from tests.eval.asked import CASES


def made_report(reader: IndexReader, cases: Path) -> dict[str, Any]:
    made: Plan = plan(CASES, reader)
    cases.write_text(written(CASES), encoding="utf-8")
    return report_record(
        run(made, reader, progress=unseen),
        asked=Asked(cases, CaseSet(CASES, unaccepted=2)),
        plan=made,
        reader=reader,
        settings=RunSettings("code"),
        started=datetime(2026, 11, 22, tzinfo=UTC),
        seconds=1.5,
    )


def test_a_report_says_what_it_was_made_with(harbour: IndexReader, tmp_path: Path) -> None:
    made = made_report(harbour, tmp_path / "cases.jsonl")

    assert set(made) == {
        "format", "kind", "metrics", "by_kind", "cases", "settings", "machine", "pressmark",
        "prompts", "model", "index", "case_set", "started", "seconds",
    }  # fmt: skip
    assert set(made["cases"][0]) == {
        "id", "kind", "question", "answerable", "answers", "gold", "scores", "confidence",
        "answer", "right", "error",
    }  # fmt: skip
    assert made["cases"][0]["right"] == [{"article": "quay-bridge", "paragraph": 1}]
    assert made["settings"]["history"] == "rewritten"
    assert made["settings"]["answer"]["writer"] == "extractive"
    assert (made["case_set"]["cases"], made["case_set"]["unaccepted"]) == (4, 2)
    assert set(made["index"]) == {"version", "contents", "embedder", "counts"}
    assert set(made["metrics"]["answered"]) == {"value", "low", "high", "n"}


def test_a_report_is_written_whole(harbour: IndexReader, tmp_path: Path) -> None:
    made = made_report(harbour, tmp_path / "cases.jsonl")
    out = tmp_path / "report.json"
    write_report(made, out)

    assert json.loads(out.read_text(encoding="utf-8")) == json.loads(json.dumps(made))
    assert not list(tmp_path.glob("report.json.*"))


def test_where_no_report_can_be_written_nothing_is_asked(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="is a folder"):
        check_place(tmp_path)
    with pytest.raises(CaseError, match="there is no folder"):
        check_place(tmp_path / "nowhere" / "report.json")
    check_place(tmp_path / "report.json")
    with pytest.raises(CaseError, match="cannot be written"):
        write_report({}, tmp_path)
