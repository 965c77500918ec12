"""--nli, and `nli` in pressmark.toml: an inference model that judges beside the rules."""

import json
from pathlib import Path

import pytest

from rag.verifier.nli import Inference, InferenceModel
from tests.ui.conftest import Press, assert_one_line_and_a_hint

REWORDED = "Alma Reed, the mayor, opened the Harrow bridge on Friday."


@pytest.fixture
def named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A folder with weights, whose model reads a contradiction in everything."""
    (folder / "model").mkdir()
    (folder / "model" / "model.safetensors").write_bytes(b"weights")
    monkeypatch.setattr(InferenceModel, "infer", lambda *_: Inference(0.0, 0.9))
    return "model"


def test_a_draft_is_judged_by_the_model_that_is_named(
    press: Press, harbour: Path, folder: Path, named: str
) -> None:
    del harbour
    (folder / "draft.txt").write_text(REWORDED)

    def found(*more: str) -> list[str]:
        return [
            one["finding"] for one in press("check", "draft.txt", "--json", *more).record["claims"]
        ]

    assert found() == ["supported"]
    assert found("--nli", named) == ["contradicted"]
    (folder / "pressmark.toml").write_text(f'nli = "{named}"\n')
    assert found() == ["contradicted"]


def test_labelled_claims_are_judged_by_it_and_the_report_says_so(
    press: Press, folder: Path, named: str
) -> None:
    line = {
        "id": "c1", "claim": REWORDED, "label": "unsupported", "kind": "word",
        "evidence": ["Mayor Alma Reed opened the Harrow bridge on Friday, two years late."],
    }  # fmt: skip
    (folder / "claims.jsonl").write_text(json.dumps(line) + "\n")

    record = press("eval", "claims", "claims.jsonl", "--nli", named, "--json").record

    assert record["settings"]["nli"] == named
    assert "inference model" in record["claims"][0]["why"]
    assert press("eval", "claims", "claims.jsonl", "--json").record["settings"] == {
        "verifier": "judge"
    }


@pytest.mark.parametrize("command", [("ask", "Why?"), ("check", "d.txt"), ("eval", "claims", "c")])
def test_a_model_that_is_not_there_is_one_clear_error(
    command: tuple[str, ...], press: Press, harbour: Path, folder: Path
) -> None:
    del harbour
    (folder / "d.txt").write_text("It opened.")
    (folder / "nothing").mkdir()

    ran = press(*command, "--nli", "nothing")

    assert_one_line_and_a_hint(ran, "inference model", "safetensors")
