"""An answer in the making: what is shown as it grows, is stopped, fails, and is kept."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from index.errors import PressmarkError
from index.filters import Filters
from index.reader import IndexReader
from rag.answer import ask
from rag.answering import Answering as Answerers
from rag.types import Answer
from rag.understanding.understood import literally
from rag.verifier.nli import Inference
from rag.verifying import Verifying
from rag.writer.model import Finish, LanguageModel, Message
from tests.rag.test_reranker import Backwards
from tests.sample import HARBOUR, reader_of
from tests.scripted import ScriptedModel, key_of
from ui.chat.answering import STOPPED, Answering, Request, SoFar

QUESTION = "Who opened the Harrow bridge?"
PATIENCE = 20.0


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[IndexReader]:
    with reader_of(tmp_path, *HARBOUR) as made:
        yield made
        for thread in threading.enumerate():  # who stops an answer does not wait for its thread
            if thread.name == "answering":
                thread.join(PATIENCE)


@dataclass
class SlowModel:
    """Writes one sentence, then waits until it is let go on."""

    name: str = "slow"
    settings: Mapping[str, str] = field(default_factory=dict)
    go_on: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)

    def stream(self, messages: Sequence[Message]) -> Iterator[str | Finish]:
        try:
            key = key_of(messages, "Alma Reed")
            yield f"Mayor Alma Reed opened the Harrow bridge on Friday. [{key}]\n"
            yield "It "
            self.go_on.wait(PATIENCE)
            yield f"cost 12 million crowns to build. [{key}]\n"
            yield Finish()
        finally:
            self.ended.set()


def request(model: LanguageModel | None = None) -> Request:
    return Request(
        QUESTION,
        lambda question: literally(question, Filters()),
        answerers=lambda: Answerers(model),
    )


def ended(answering: Answering) -> SoFar:
    while not answering.so_far.ended:
        assert answering.changed_from(answering.so_far, PATIENCE)
    return answering.so_far


def test_an_answer_is_the_one_that_asking_gives_and_is_kept_once(reader: IndexReader) -> None:
    kept: list[Answer] = []

    so_far = ended(Answering(request(), reader, kept.append).begin())

    assert so_far.answer
    assert kept == [so_far.answer]
    assert so_far.claims == so_far.answer.claims
    assert so_far.answer.claims == ask(QUESTION, reader).claims


def test_a_sentence_is_there_before_the_next_is_written(reader: IndexReader) -> None:
    model = SlowModel()
    answering = Answering(request(model), reader, lambda _: None).begin()

    while not answering.so_far.claims:
        assert answering.changed_from(answering.so_far, PATIENCE)
    first = answering.so_far

    assert not first.ended
    assert [one.text for one in first.claims] == [
        "Mayor Alma Reed opened the Harrow bridge on Friday."
    ]
    model.go_on.set()
    assert len(ended(answering).claims) == 2


def test_who_stops_it_keeps_what_was_shown_and_need_not_wait(reader: IndexReader) -> None:
    model, kept = SlowModel(), list[Answer]()
    answering = Answering(request(model), reader, kept.append).begin()
    while not answering.so_far.claims:
        assert answering.changed_from(answering.so_far, PATIENCE)

    answering.stop()

    (answer,) = kept
    assert answering.so_far.answer == answer
    assert answer.notice == STOPPED
    assert [one.text for one in answer.claims] == [
        "Mayor Alma Reed opened the Harrow bridge on Friday."
    ]
    assert answer.trace.model == "slow"
    model.go_on.set()
    assert model.ended.wait(PATIENCE)
    assert (kept, answering.so_far.answer) == ([answer], answer)


def test_an_answer_that_is_stopped_at_once_is_silent(reader: IndexReader) -> None:
    kept: list[Answer] = []
    answering = Answering(request(), reader, kept.append)

    answering.stop()
    answering.begin()

    assert kept[0].abstained == kept[0].notice == STOPPED
    assert kept == [answering.so_far.answer]


def test_what_cannot_be_asked_is_told(reader: IndexReader) -> None:
    def unreadable(question: str) -> Answer:
        raise PressmarkError(f"{question} cannot be read", hint="ask another")

    failing = Request(QUESTION, unreadable)  # type: ignore[arg-type]  # raises before it returns

    so_far = ended(Answering(failing, reader, lambda _: None).begin())

    assert str(so_far.failure) == f"{QUESTION} cannot be read"
    assert so_far.answer is None


def test_an_answer_that_cannot_be_kept_is_shown_with_why(reader: IndexReader) -> None:
    def full(_: Answer) -> None:
        raise PressmarkError("the disk is full")

    so_far = ended(Answering(request(), reader, full).begin())

    assert so_far.answer
    assert str(so_far.failure) == "the disk is full"


def test_what_nobody_expected_ends_it_and_is_reported(
    reader: IndexReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[object] = []
    monkeypatch.setattr(threading, "excepthook", said.append)

    def broken(question: str) -> Answer:
        raise RuntimeError(question)

    failing = Request(QUESTION, broken)  # type: ignore[arg-type]  # raises before it returns

    assert str(ended(Answering(failing, reader, lambda _: None).begin()).failure) == (
        "no answer could be made"
    )


def test_a_model_is_heard_no_longer_than_it_is_wanted(reader: IndexReader) -> None:
    model = ScriptedModel(["Mayor Alma Reed opened the Harrow bridge on Friday. [{0}]\n"])

    so_far = ended(Answering(request(model), reader, lambda _: None).begin())

    assert so_far.answer
    assert so_far.answer.trace.model == "scripted"
    assert model.closed == 0


@dataclass
class Doubtful:
    """An inference model that reads a contradiction in everything."""

    asked: list[str] = field(default_factory=list)

    def infer(self, claim: str, evidence: str) -> Inference:
        self.asked += [claim, evidence]
        return Inference(0.0, 0.9)


def test_an_answer_is_verified_and_ranked_by_those_that_are_named(reader: IndexReader) -> None:
    doubtful = Doubtful()
    model = ScriptedModel(["On Friday the Harrow bridge was opened by mayor Alma Reed. [{0}]\n"])
    by = Verifying(doubtful, names={"nli": "doubtful"})
    asked = replace(request(), answerers=lambda: Answerers(model, by), reranker=Backwards())

    answer = ended(Answering(asked, reader, lambda _: None).begin()).answer

    assert answer
    assert doubtful.asked
    assert answer.trace.settings["nli"] == "doubtful"
    assert answer.trace.settings["reranker"] == "backwards"


def test_models_that_cannot_be_had_fail_the_answer_not_the_page(reader: IndexReader) -> None:
    def missing() -> Answerers:
        raise PressmarkError("the inference model cannot be had", hint="name another")

    failing = replace(request(), answerers=missing)

    assert str(ended(Answering(failing, reader, lambda _: None).begin()).failure) == (
        "the inference model cannot be had"
    )
