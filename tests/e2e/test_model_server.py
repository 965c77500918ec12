"""Questions written by a real language model over a real server, through litellm.

The model is tiny and answers badly: what is asserted is that all that is shown is cited and
verified, that the reader always gets something, and that nothing but the model is spoken to.
"""

import json
import os
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from eval.kept import Kept
from eval.plan import plan
from eval.run import run
from index.errors import ModelFailed
from index.progress import unseen
from index.reader import IndexReader
from rag.answer import ask, ask_stream
from rag.answering import Answering
from rag.events import Done, Shown
from rag.types import Answer
from rag.verifier.judge import judge
from rag.writer.litellm_model import LiteLLMModel
from rag.writer.model import Finish, Message
from tests.e2e.broken_server import broken_server
from tests.e2e.model_server import model_file, model_server
from tests.eval.asked import CASES
from tests.sample import HARBOUR, reader_of

pytestmark = [pytest.mark.e2e, pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]
QUESTION = "Who opened the Harrow bridge?"
TALK = (Message("user", "Tell me a long story about a bridge, a ferry and a storm."),)
SECRET = "sk-the-secret-of-this-test"  # noqa: S105  no one's


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IndexReader]:
    with reader_of(tmp_path_factory.mktemp("harbour"), *HARBOUR) as opened:
        yield opened


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the model listens."""
    _need_the_model()
    with model_server() as (listening, _):
        yield listening


@pytest.fixture(scope="module")
def broken() -> Iterator[str]:
    with broken_server() as listening:
        yield listening


def _need_the_model() -> None:
    if model_file():
        return
    if os.environ.get("PRESSMARK_E2E"):
        pytest.fail("the packages of tests/e2e/requirements.txt are needed here")
    pytest.skip("the packages of tests/e2e/requirements.txt are not installed")


def tiny(address: str, *, timeout: float = 400, max_tokens: int = 60) -> LiteLLMModel:
    return LiteLLMModel("openai/smollm2", address, timeout, max_tokens)


def assert_the_guarantees_hold(reader: IndexReader, answer: Answer) -> None:
    assert answer.claims or answer.abstained
    for claim in answer.claims:
        assert claim.citations
        assert judge(claim.text, [one.quote for one in claim.citations]).support != "unsupported"
        for citation in claim.citations:
            article = reader.article(citation.article_id)
            assert article.text[citation.start : citation.end] == citation.quote


def test_a_model_streams_its_words_and_says_what_they_took(address: str) -> None:
    *words, end = tiny(address).stream(TALK)

    assert len(words) > 5
    assert all(isinstance(one, str) and one for one in words)
    assert isinstance(end, Finish)
    assert end.usage.prompt_tokens > 5
    assert end.usage.completion_tokens > 5


def test_the_most_tokens_cut_an_answer_and_this_is_known(address: str) -> None:
    *_, end = tiny(address, max_tokens=5).stream(TALK)

    assert isinstance(end, Finish)
    assert not end.complete


@pytest.mark.parametrize(
    "question", [QUESTION, "How many million crowns did the Harrow bridge cost?"]
)
def test_what_a_real_model_writes_is_shown_only_where_it_holds(
    reader: IndexReader, address: str, question: str
) -> None:
    answer = ask(question, reader, model=tiny(address))

    assert_the_guarantees_hold(reader, answer)
    assert answer.trace.model == "openai/smollm2"
    assert answer.trace.usage["prompt_tokens"]
    assert answer.trace.seconds["model_first_word"] > 0
    assert set(answer.trace.prompts) == {"answer", "question"}


def _idle_within(seconds: float, address: str) -> bool:
    """Whether the server stops writing that soon; the whole story would take it minutes."""
    slots = f"{address.removesuffix('/v1')}/slots"
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with urllib.request.urlopen(slots, timeout=5) as answer:  # noqa: S310
            if not any(slot["is_processing"] for slot in json.load(answer)):
                return True
        time.sleep(0.2)
    return False


def test_who_stops_listening_leaves_the_server_to_the_next(
    reader: IndexReader, address: str
) -> None:
    with closing(tiny(address, max_tokens=3000).stream(TALK)) as pieces:
        assert next(pieces)
    assert _idle_within(20, address)

    assert_the_guarantees_hold(reader, ask(QUESTION, reader, model=tiny(address)))


def test_a_model_that_is_too_slow_leaves_the_archives_own_words(
    reader: IndexReader, address: str
) -> None:
    events = list(ask_stream(QUESTION, reader, model=tiny(address, timeout=0.002)))

    *shown, last = events
    assert isinstance(last, Done)
    assert "had not begun to answer" in last.answer.notice
    assert [one.claim for one in shown if isinstance(one, Shown)] == list(last.answer.claims)
    assert last.answer.claims
    assert_the_guarantees_hold(reader, last.answer)


@dataclass
class Killing:
    """A model whose server is killed after its first words."""

    model: LiteLLMModel
    process: "subprocess.Popen[bytes]"
    name: str = "killed"
    failures: list[str] = field(default_factory=list)

    @property
    def settings(self) -> Mapping[str, float | int | str]:
        return self.model.settings

    def stream(self, messages: Sequence[Message]) -> Iterator[str | Finish]:
        del messages  # the story is longer than what stands in any buffer
        try:
            for piece in self.model.stream(TALK):
                if self.process.poll() is None:
                    self.process.kill()
                    self.process.wait()
                yield piece
        except ModelFailed as error:
            self.failures.append(str(error))
            raise


def test_a_server_that_dies_in_mid_answer_leaves_the_archives_own_words(
    reader: IndexReader,
) -> None:
    _need_the_model()
    with model_server() as (listening, process):
        model = Killing(tiny(listening, max_tokens=2000), process)
        answer = ask(QUESTION, reader, model=model)

    assert len(model.failures) == 1
    assert answer.claims
    assert model.failures[0] in answer.notice
    assert_the_guarantees_hold(reader, answer)


@pytest.mark.parametrize(
    ("kind", "notice"),
    [
        ("401", "no key"),
        ("404", "there is no model"),
        ("429", "rate limit"),
        ("503", "cannot be reached"),
        ("silent", "had not begun to answer after 1 s"),
        ("cut", "broke off in mid-answer"),
        ("broken", "broke off in mid-answer"),
        ("babble", "cited a paragraph or was found in one"),
    ],
)
def test_each_failure_of_a_server_is_told_and_the_archive_quoted(
    reader: IndexReader,
    broken: str,
    kind: str,
    notice: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    timeout = 2 if kind == "silent" else 60
    model = LiteLLMModel(f"openai/{kind}", broken, timeout, sleep=lambda _: None)

    answer = ask(QUESTION, reader, model=model)

    assert notice in answer.notice
    assert answer.claims
    assert_the_guarantees_hold(reader, answer)
    said = capfd.readouterr()
    assert said.out == ""
    assert SECRET not in f"{said.err} {caplog.text} {answer}"


def test_a_server_that_is_not_there_is_told(reader: IndexReader) -> None:
    answer = ask(QUESTION, reader, model=tiny("http://127.0.0.1:9/v1", timeout=60))

    assert "cannot be reached" in answer.notice
    assert answer.claims


def test_a_name_that_no_one_knows_is_told(reader: IndexReader) -> None:
    answer = ask(QUESTION, reader, model=LiteLLMModel("no-such-model", timeout=60))

    assert "there is no model no-such-model" in answer.notice
    assert answer.claims


@pytest.mark.parametrize("kind", ["503", "cut", "broken"])
def test_a_run_asks_every_case_though_its_model_fails(
    kind: str, reader: IndexReader, broken: str, tmp_path: Path
) -> None:
    cases = CASES[:2]
    kept = Kept(tmp_path / "report.json")
    model = tiny(broken, timeout=20)
    answering = Answering(replace(model, name=f"openai/{kind}"))

    results = run(plan(cases, reader), reader, answering=answering, kept=kept, progress=unseen)

    assert [one.error for one in results] == ["", ""]
    assert all(one.answer["notice"] for one in results)
    assert all(one.scores["written_by_model"] == 0 for one in results)
