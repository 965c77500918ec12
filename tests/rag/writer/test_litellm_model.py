"""LiteLLMModel: messages in, a model's words through litellm's face, out; without litellm."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from index.errors import ModelFailed
from index.settings import Settings
from rag.writer.litellm_model import LiteLLMModel, language_model
from rag.writer.model import Finish, Message, Usage

MESSAGES = (Message("system", "Keep to it."), Message("user", "Who?"))


def chunk(words: str | None = None, *, ended: str | None = None, usage: Any = None) -> Any:
    choice = SimpleNamespace(delta=SimpleNamespace(content=words), finish_reason=ended)
    return SimpleNamespace(choices=[choice], usage=usage)


class Completion:
    """In place of litellm.completion: a queue of what it yields or raises, and a history."""

    def __init__(self, *queue: list[Any] | Exception) -> None:
        self.queue = list(queue)
        self.history: list[dict[str, Any]] = []

    def __call__(self, **arguments: Any) -> Iterator[Any]:
        self.history.append(arguments)
        script = self.queue.pop(0)
        if isinstance(script, Exception):
            raise script
        return self._yield(script)

    @staticmethod
    def _yield(script: list[Any]) -> Iterator[Any]:
        for one in script:
            if isinstance(one, Exception):
                raise one
            yield one


class RateLimitError(Exception):
    """Named as litellm's."""


def test_the_words_come_in_order_and_then_what_they_took() -> None:
    usage = SimpleNamespace(prompt_tokens=7, completion_tokens=3)
    complete = Completion(
        [chunk(), chunk("It "), chunk("opened."), chunk(ended="stop"), chunk(usage=usage)]
    )

    pieces = list(LiteLLMModel("m", complete=complete).stream(MESSAGES))

    assert pieces == ["It ", "opened.", Finish(Usage(7, 3), complete=True)]


def test_an_answer_cut_at_the_most_tokens_is_not_complete() -> None:
    complete = Completion([chunk("It"), chunk(ended="length")])

    assert list(LiteLLMModel("m", complete=complete).stream(MESSAGES))[-1] == Finish(complete=False)


def test_what_is_asked_is_reproducible_and_retried_by_nobody_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    complete = Completion([chunk("x")])

    list(LiteLLMModel("openai/m", "http://127.0.0.1/v1", 9, 50, complete).stream(MESSAGES))

    (asked,) = complete.history
    assert asked["messages"] == [
        {"role": "system", "content": "Keep to it."},
        {"role": "user", "content": "Who?"},
    ]
    assert (asked["temperature"], asked["seed"], asked["max_tokens"]) == (0, 0, 50)
    assert (asked["num_retries"], asked["max_retries"], asked["timeout"]) == (0, 0, 9)
    assert asked["api_key"] == "none"


def test_a_key_of_the_environment_is_left_for_litellm_to_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "very-secret-thing")
    complete = Completion([chunk("x")])

    model = LiteLLMModel("openai/m", "http://127.0.0.1/v1", complete=complete)
    list(model.stream(MESSAGES))

    assert "api_key" not in complete.history[0]
    assert "very-secret-thing" not in f"{complete.history} {model}"


def test_a_rate_limit_is_waited_out_longer_each_time() -> None:
    complete, waited = Completion(RateLimitError(), RateLimitError(), [chunk("It")]), list[float]()

    pieces = list(LiteLLMModel("m", complete=complete, sleep=waited.append).stream(MESSAGES))

    assert pieces[0] == "It"
    assert waited == [1.0, 3.0]


def test_a_rate_limit_that_stays_is_told() -> None:
    complete = Completion(RateLimitError(), RateLimitError(), RateLimitError())

    with pytest.raises(ModelFailed, match="rate limit"):
        list(LiteLLMModel("m", complete=complete, sleep=lambda _: None).stream(MESSAGES))


def test_what_fails_after_the_first_word_is_not_asked_again() -> None:
    complete = Completion([chunk("It"), RateLimitError()], [chunk("never")])
    pieces = LiteLLMModel("m", complete=complete).stream(MESSAGES)

    assert next(pieces) == "It"
    with pytest.raises(ModelFailed):
        next(pieces)
    assert len(complete.queue) == 1


def test_no_first_word_in_half_the_time_is_too_slow() -> None:
    def complete(**_: Any) -> Iterator[Any]:
        import threading

        threading.Event().wait(0.5)
        yield chunk("late")

    with pytest.raises(ModelFailed, match=r"had not begun to answer after 0\.01 s"):
        list(LiteLLMModel("m", timeout=0.02, complete=complete).stream(MESSAGES))


def test_the_settings_name_the_model_and_a_flag_names_another() -> None:
    settings = Settings(model="gpt-4o", api_base="http://x/v1", timeout=30, max_tokens=90)

    assert language_model(Settings()) is None
    assert language_model(settings) == LiteLLMModel("gpt-4o", "http://x/v1", 30, 90)
    assert language_model(settings, "ollama/tiny") == LiteLLMModel(
        "ollama/tiny", "http://x/v1", 30, 90
    )
