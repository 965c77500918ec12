"""--second-opinion, and `second_opinion` in pressmark.toml."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from rag.writer.litellm_model import LiteLLMModel
from rag.writer.model import Finish, Message
from tests.sample import SHARED
from tests.scripted import ScriptedModel
from tests.ui.conftest import Press, assert_one_line_and_a_hint

QUESTION = "Who opened the Harrow bridge?"
WRITTEN = SHARED.removesuffix(".") + " [{key[" + SHARED + "]}]."


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch) -> None:
    """One model writes what holds; the other refuses everything."""
    by_name = {"writer": ScriptedModel([WRITTEN]), "other": ScriptedModel(["NO"])}

    def stream(model: LiteLLMModel, messages: Sequence[Message]) -> Iterator[str | Finish]:
        return by_name[model.name].stream(messages)

    monkeypatch.setattr(LiteLLMModel, "stream", stream)


@pytest.mark.usefixtures("models")
def test_what_the_second_model_refuses_is_withheld_and_it_is_said_what_goes_where(
    press: Press, harbour: Path
) -> None:
    del harbour
    ran = press("ask", QUESTION, "--model", "writer", "--second-opinion", "other", "--json")

    assert ran.record["withheld"] == 1
    assert "a second model found" in ran.record["trace"]["withheld"][0]["why"]
    assert "question and paragraphs go to writer\n" in ran.err
    assert "sentences and what they cite go to other\n" in ran.err


def test_the_writer_s_own_opinion_is_refused(press: Press, harbour: Path, folder: Path) -> None:
    del harbour
    (folder / "pressmark.toml").write_text('second_opinion = "openai/one"\n')

    ran = press("ask", QUESTION, "--model", "one")

    assert_one_line_and_a_hint(ran, "must be another model's", "--second-opinion")


def test_quoted_answers_need_no_second_opinion(press: Press, harbour: Path) -> None:
    del harbour
    ran = press("ask", QUESTION, "--second-opinion", "other")

    assert (ran.status, ran.err) == (0, "")
