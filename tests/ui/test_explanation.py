"""`ask --explain`: how an answer came about, for a person, beside the answer and never in it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from rag.types import Withheld
from rag.writer.litellm_model import LiteLLMModel
from tests.rag.made import answer, claim, trace
from tests.sample import SHARED
from tests.scripted import ScriptedModel
from tests.ui.conftest import Press
from ui.explanation import explanation

QUESTION = "Who opened the Harrow bridge?"
WRITTEN = SHARED.removesuffix(".") + " [{key[" + SHARED + "]}]. It cost 13 million crowns [{0}]."


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> ScriptedModel:
    """A model that writes one sentence that holds and one that does not."""
    model = ScriptedModel([WRITTEN])
    monkeypatch.setattr(LiteLLMModel, "stream", lambda _, messages: model.stream(messages))
    return model


def parts(given: Sequence[tuple[str, Sequence[str]]]) -> dict[str, str]:
    return {heading: "\n".join(lines) for heading, lines in given}


def test_explaining_leaves_the_result_on_stdout_as_it_was(press: Press, harbour: Path) -> None:
    del harbour
    bare, explained = press("ask", QUESTION), press("ask", QUESTION, "--explain")
    as_json = press("ask", QUESTION, "--explain", "--json")

    assert (explained.status, explained.out) == (0, bare.out)
    assert as_json.record["answered"] is True
    for ran in (explained, as_json):
        for heading in ("Understood", "Found", "Weighed", "Verified", "To make it again"):
            assert f"\n{heading}\n" in ran.err


def test_it_tells_ranks_weights_verdicts_and_what_makes_it_again(
    press: Press, harbour: Path
) -> None:
    del harbour
    err = press("ask", f"{QUESTION[:-1]}, according to The Quay?", "--explain").err

    assert "by meaning no. 1, words no. 1  The Quay · 2024-03-01" in err
    assert "× 5.81  nearness in meaning of the nearest paragraph" in err
    assert "it is answered from 0.48 on" in err
    assert f"supported, word for word: {SHARED}" in err
    assert "only by The Quay (“according to The Quay”)" in err
    assert "filters: source The Quay" in err
    assert "index version 000001" in err
    assert "seconds: search " in err


def test_what_was_withheld_is_told_with_its_words_and_the_reason(
    press: Press, harbour: Path, scripted: ScriptedModel
) -> None:
    del harbour
    err = press("ask", QUESTION, "--model", "any", "--explain").err

    (line,) = [line for line in err.splitlines() if line.startswith("  withheld")]
    assert line.endswith("It cost 13 million crowns.")
    assert "million" in line.partition(": ")[0]
    assert "tokens read 120, tokens written 40, cost 0.002000 US dollars" in err
    assert "prompt answer " in err
    assert "model any" in err
    assert not scripted.queue


def test_the_json_has_what_was_withheld_in_the_trace_and_its_number_above(
    press: Press, harbour: Path, scripted: ScriptedModel
) -> None:
    del harbour, scripted
    record = press("ask", QUESTION, "--model", "any", "--json").record

    assert record["withheld"] == 1
    (withheld,) = record["trace"]["withheld"]
    assert withheld["text"] == "It cost 13 million crowns."
    assert withheld["why"]
    assert record["trace"]["weights"]["least_confidence"] == 0.48
    assert {"program", "asked", "index", "settings"} <= set(record["trace"])
    assert record["trace"]["settings"]["seed"] == 0


def test_a_silence_is_explained_too(press: Press, harbour: Path) -> None:
    del harbour
    ran = press("ask", "Which planet has rings?", "--explain")

    assert ran.status == 1
    assert "silence: nothing found is close enough" in ran.err
    assert "nothing was written" in ran.err


def test_words_of_an_article_give_the_terminal_no_orders(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from ui.explanation import print_explanation

    hostile = Withheld("red \x1b[31m\nUnderstood", "no \x07 bell")
    print_explanation(answer(claim(), trace=replace(trace(), withheld=(hostile,)), withheld=1))

    err = capsys.readouterr().err
    assert "\x1b" not in err
    assert "\x07" not in err
    assert err.count("\nUnderstood") == 1


def test_an_answer_with_little_known_of_it_is_explained_as_far_as_it_goes() -> None:
    told = parts([*explanation(answer(stand_alone="Is the bridge open?", notice="a note"))])

    assert "in words that stand alone, by rules: Is the bridge open?" in told["Understood"]
    assert "note: a note" in told["Weighed"]
    assert "×" not in told["Weighed"]


def test_a_batch_is_not_explained(press: Press, harbour: Path) -> None:
    del harbour
    ran = press("ask", "--batch", "questions.jsonl", "--explain")

    assert ran.status == 2
    assert "the trace" in ran.err
