"""How sentences are verified: by rules, and by an inference model where one is named."""

from pathlib import Path

import pytest

from index.errors import EmbedderError
from index.reader import IndexReader
from index.settings import Settings
from rag.answer import ask
from rag.check import check
from rag.verifier.nli import Inference
from rag.verifying import BY_RULES, Verifying, verifying
from tests.sample import SHARED
from tests.scripted import ScriptedModel

QUESTION = "Who opened the Harrow bridge?"
REWORDED = "Alma Reed, the mayor, opened the Harrow bridge on Friday."
WRITTEN = REWORDED.removesuffix(".") + " [{key[" + SHARED + "]}]."


class Denies:
    """An inference model that reads a contradiction in everything."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def infer(self, claim: str, evidence: str) -> Inference:
        del evidence
        self.asked.append(claim)
        return Inference(0.0, 0.9)


def test_without_a_name_the_rules_verify_alone() -> None:
    assert verifying(Settings()) is BY_RULES


@pytest.mark.parametrize(
    ("name", "said"), [("no such folder/at all", "no folder"), ("empty", "safetensors")]
)
def test_a_model_that_is_not_there_is_refused_before_anything_is_asked(
    name: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()

    with pytest.raises(EmbedderError, match=said) as caught:
        verifying(Settings(nli=name))
    assert "inference model" in caught.value.hint


def test_a_flag_beats_the_setting_and_the_trace_names_the_model(tmp_path: Path) -> None:
    for name in ("set", "flagged"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "model.safetensors").write_bytes(name.encode())

    by = verifying(Settings(nli=str(tmp_path / "set")), nli=str(tmp_path / "flagged"))

    assert by.names["nli"] == str(tmp_path / "flagged")
    assert (
        by.names["nli_digest"] != verifying(Settings(nli=str(tmp_path / "set"))).names["nli_digest"]
    )
    assert len(by.names["nli_digest"]) == 64


def test_what_the_inference_model_contradicts_is_withheld(harbour: IndexReader) -> None:
    model = Denies()
    by = Verifying(model, names={"nli": "denies"})
    answer = ask(QUESTION, harbour, model=ScriptedModel([WRITTEN]), by=by)
    without = ask(QUESTION, harbour, model=ScriptedModel([WRITTEN]))

    assert [claim.text for claim in without.claims] == [REWORDED]
    assert "nli" not in without.trace.settings
    assert [one.text for one in answer.trace.withheld] == [REWORDED]
    assert "inference model" in answer.trace.withheld[0].why
    assert answer.trace.settings["nli"] == "denies"
    assert REWORDED in model.asked


def test_a_draft_is_judged_by_it_too(harbour: IndexReader) -> None:
    (alone,) = check(REWORDED, harbour)
    (judged,) = check(REWORDED, harbour, by=Verifying(Denies()))

    assert alone.finding == "supported"
    assert judged.finding == "contradicted"
