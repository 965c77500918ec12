"""A run in which a language model writes: what is measured, kept and asked again."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from eval.kept import Kept
from eval.metrics import metrics
from eval.plan import plan
from eval.result import Result
from eval.run import RunSettings, run, unheard
from index.errors import ModelFailed
from index.progress import unseen
from index.reader import IndexReader
from rag.answering import ALONE, Answering
from rag.verifying import Verifying
from rag.writer.model import Finish, Usage
from tests.eval.asked import CASES
from tests.sample import SHARED
from tests.scripted import ScriptedModel

ANSWERED = CASES[0]
WRITTEN = SHARED.removesuffix(".") + " [{key[" + SHARED + "]}]."
REWORDED = "Alma Reed, the mayor, opened the Harrow bridge on Friday [{key[" + SHARED + "]}]."
AWAY = ("", ModelFailed("the model scripted takes no more questions for now (rate limit)"))


def asked(reader: IndexReader, answering: Answering, kept: Kept | None = None) -> Sequence[Result]:
    return run(plan([ANSWERED], reader), reader, answering=answering, kept=kept, progress=unseen)


def scripted(*queue: str | tuple[str, Exception]) -> Answering:
    return Answering(ScriptedModel(list(queue)))


def test_tokens_cost_and_the_first_word_are_measured(harbour: IndexReader) -> None:
    found = metrics(asked(harbour, scripted(WRITTEN)))

    assert found["tokens_per_answer"].value == 160
    assert found["cost_per_answer"].value == pytest.approx(0.002)
    assert found["first_word_p50"].value > 0
    assert found["written_by_model"].value == 1


def test_what_a_model_words_is_judged_by_the_verifier_and_quotes_word_by_word(
    harbour: IndexReader,
) -> None:
    (reworded,) = asked(harbour, scripted(REWORDED))
    (quoted,) = asked(harbour, ALONE)

    assert reworded.answer["claims"][0]["text"].startswith("Alma Reed, the mayor")
    assert reworded.scores["citation_recall"] == quoted.scores["citation_recall"] == 1
    assert "written_by_model" not in quoted.scores


def test_a_second_opinion_counts_into_what_was_taken_and_withheld(harbour: IndexReader) -> None:
    second = ScriptedModel(["NO"], name="second", finish=Finish(Usage(10, 1, 0.001)))
    answering = Answering(ScriptedModel([WRITTEN]), Verifying(second=second))

    (result,) = asked(harbour, answering)

    assert result.scores["tokens_prompt"] == 130
    assert result.scores["written_by_model"] == 0
    assert result.scores["withheld_rate"] > 0


def test_what_is_done_is_not_asked_of_the_model_again(harbour: IndexReader, tmp_path: Path) -> None:
    first = asked(harbour, scripted(WRITTEN), Kept(tmp_path / "r.json"))
    again = asked(harbour, scripted(), Kept(tmp_path / "r.json"))

    assert [one.scores for one in again] == [one.scores for one in first]


def test_another_model_is_asked_anew(harbour: IndexReader, tmp_path: Path) -> None:
    asked(harbour, scripted(WRITTEN), Kept(tmp_path / "r.json"))
    other = ScriptedModel([WRITTEN], name="other")
    asked(harbour, Answering(other), Kept(tmp_path / "r.json"))
    (quoted,) = asked(harbour, ALONE, Kept(tmp_path / "r.json"))

    assert len(other.history) == 1
    assert quoted.answer["trace"]["model"] == ""


def test_a_model_that_said_nothing_is_asked_again_when_the_run_goes_on(
    harbour: IndexReader, tmp_path: Path
) -> None:
    (failed,) = asked(harbour, scripted(AWAY), Kept(tmp_path / "r.json"))
    (heard,) = asked(harbour, scripted(WRITTEN), Kept(tmp_path / "r.json"))

    assert unheard(failed)
    assert failed.scores["written_by_model"] == 0
    assert not unheard(heard)
    assert heard.scores["written_by_model"] == 1


def test_the_settings_name_all_models_and_how_citations_are_judged() -> None:
    second = ScriptedModel([], name="second")
    by = Verifying(second=second, names={"nli": "folder", "second_opinion": "second"})

    made = RunSettings.of("code", Answering(ScriptedModel([]), by))

    assert made.citation_judge == "verbatim, else verifier"
    assert made.models == {
        "model": "scripted", "seed": 0, "nli": "folder", "second_opinion": "second",
        "second_seed": 0,
    }  # fmt: skip
    assert RunSettings.of("code", ALONE) == RunSettings("code")
