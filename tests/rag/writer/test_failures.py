"""failure: what a model's library raised in, one clear line and a next step out."""

import pytest

from rag.writer.failures import Asked, failure, limited, without_secrets
from rag.writer.timing import TooSlow

ASKED = Asked("openai/tiny", "http://127.0.0.1:8080/v1", ("OPENAI_API_KEY",))


def raised(name: str, words: str = "", status: int = 0) -> Exception:
    """An error of a class of this name, as a library that is not imported here would raise."""
    error: Exception = type(name, (Exception,), {})(words)
    if status:
        error.status_code = status  # type: ignore[attr-defined]  # as litellm's have
    return error


@pytest.mark.parametrize(
    ("error", "says", "hint"),
    [
        (raised("AuthenticationError", "bad", 401), "no key", "export OPENAI_API_KEY=…"),
        (raised("InternalServerError", "Missing credentials. Pass an `api_key`", 500), "no key",
         "OPENAI_API_KEY"),
        (raised("NotFoundError", "x", 404), "there is no model openai/tiny", "ollama/llama3.2"),
        (raised("BadRequestError", "LLM Provider NOT provided", 400), "there is no model", "names"),
        (raised("APIConnectionError", "model 'tiny' not found"), "cannot be reached", "running"),
        (raised("RateLimitError", "slow down", 429), "rate limit", "wait a minute"),
        (raised("ContextWindowExceededError", "too much", 400), "cannot read as much", "context"),
        (raised("Timeout", "Request timed out"), "did not answer in time", "raise timeout"),
        (raised("InternalServerError", "Connection error.", 500), "cannot be reached", "api_base"),
        (raised("ServiceUnavailableError", "later", 503), "cannot be reached", "running"),
        (raised("Odd", "", 502), "cannot be reached", "running"),
        (raised("Odd", "what is this"), "failed: what is this", "another model"),
        (raised("Odd"), "failed: Odd", "another model"),
        (TooSlow(60, begun=False), "had not begun to answer after 60 s", "raise timeout"),
        (TooSlow(120, begun=True), "stopped in mid-answer after 120 s", "raise timeout"),
    ],
)  # fmt: skip
def test_each_way_of_failing_is_one_clear_line_with_a_hint(
    error: Exception, says: str, hint: str
) -> None:
    told = failure(error, ASKED)

    assert says in str(told)
    assert ASKED.place in str(told)
    assert "\n" not in str(told)
    assert hint in told.hint


def test_a_failure_in_mid_answer_is_told_by_what_caused_it() -> None:
    wrapped = raised("MidStreamFallbackError", "litellm. much. more", 503)
    wrapped.original_exception = raised("RateLimitError", "429")  # type: ignore[attr-defined]

    assert "rate limit" in str(failure(wrapped, ASKED))


def test_a_server_that_breaks_off_is_not_called_unreachable() -> None:
    wrapped = raised("MidStreamFallbackError")
    wrapped.original_exception = raised("APIConnectionError")  # type: ignore[attr-defined]

    assert "broke off in mid-answer" in str(failure(wrapped, ASKED))


def test_a_hosted_model_that_cannot_be_reached_asks_for_a_network() -> None:
    assert "network" in failure(raised("APIConnectionError"), Asked("gpt-4o")).hint


def test_no_key_is_ever_in_what_is_told() -> None:
    environment = {"OPENAI_API_KEY": "very-secret-thing", "HOME": "/home/reader"}
    error = raised("Odd", "key very-secret-thing, sk-proj-abcdef123456, Bearer xyz of /home/reader")

    told = str(failure(error, ASKED, environment))

    assert "***" in told
    for secret in ("very-secret-thing", "abcdef", "xyz"):
        assert secret not in told
    assert without_secrets("/home/reader", environment) == "/home/reader"


def test_only_a_rate_limit_is_worth_waiting_for() -> None:
    assert limited(raised("RateLimitError"))
    assert limited(raised("Odd", "Too Many Requests", 429))
    assert not limited(raised("AuthenticationError", "", 401))
