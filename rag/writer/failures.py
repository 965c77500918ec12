"""What a model's library raised in, an error with one clear line and a next step out."""

import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from index.errors import ModelFailed
from rag.writer.timing import TooSlow

_SECRET_NAME = re.compile(r"KEY|TOKEN|SECRET|PASSWORD", re.IGNORECASE)
_LOOKS_SECRET = re.compile(r"\b(?:sk|pk|key|hf|gsk|xai)[-_][\w-]{6,}|(?i:bearer)\s+\S+")
_FEWEST_SECRET, _LONGEST_LINE = 6, 160  # characters


@dataclass(frozen=True, slots=True)
class Asked:
    """The model that was asked: its name, its server's address, the keys it lacks."""

    name: str
    api_base: str = ""
    missing_keys: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The name, with the address where one was given."""
        return f"{self.name} at {self.api_base}" if self.api_base else self.name


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one way of failing is known, by class, status or words, and what is said of it."""

    classes: Sequence[str]
    statuses: Sequence[int]
    words: str
    said: Callable[[Asked], tuple[str, str]]


_KINDS = (
    _Kind(
        ("AuthenticationError", "PermissionDeniedError"), (401, 403),
        r"missing credentials|api[_ ]key|unauthorized",
        lambda asked: (
            f"the model {asked.place} was given no key that it takes",
            f"export {(asked.missing_keys or ('the API key of its maker',))[0]}=…",
        ),
    ),
    _Kind(
        ("NotFoundError",), (404,),
        r"provider not provided|model .{0,80}not found|does not exist|no such model|unknown model",
        lambda asked: (
            f"there is no model {asked.place}",
            "names are as litellm has them: gpt-4o, ollama/llama3.2, openai/NAME with api_base",
        ),
    ),
    _Kind(
        ("RateLimitError",), (429,), r"rate limit|too many requests",
        lambda asked: (
            f"the model {asked.place} takes no more questions for now (rate limit)",
            "wait a minute, or name another model",
        ),
    ),
    _Kind(
        ("ContextWindowExceededError",), (413,), r"context (?:length|window|size)|too long",
        lambda asked: (
            f"the model {asked.place} cannot read as much as it was given",
            "give it a context of 4,096 tokens or more",
        ),
    ),
    _Kind(
        ("Timeout", "APITimeoutError", "TimeoutException", "TimeoutError"), (408, 504),
        r"timed? ?out",
        lambda asked: (
            f"the model {asked.place} did not answer in time",
            "raise timeout in pressmark.toml, or name a faster model",
        ),
    ),
    _Kind(
        ("APIConnectionError", "ServiceUnavailableError", "InternalServerError", "ConnectError",
         "BadGatewayError", "ConnectionError"), (500, 502, 503, 529),
        r"connection|refused|disconnected|peer closed",
        lambda asked: (
            f"the model {asked.place} cannot be reached",
            "is its server running, and api_base in pressmark.toml its address?"
            if asked.api_base or asked.name.startswith(("ollama", "openai/"))
            else "is there a network? try again in a minute",
        ),
    ),
)  # fmt: skip


def failure(
    error: BaseException, asked: Asked, environment: Mapping[str, str] = os.environ
) -> ModelFailed:
    """Return what to tell the reader; no key and no secret of the environment is in it."""
    if isinstance(error, TooSlow):
        stage = "stopped in mid-answer" if error.begun else "had not begun to answer"
        return ModelFailed(
            f"the model {asked.place} {stage} after {error.seconds:g} s",
            hint="raise timeout in pressmark.toml, or name a faster model",
        )
    begun = getattr(error, "original_exception", None)
    cause = begun or error
    kind = _kind(cause)
    if begun and kind is _KINDS[-1]:
        return ModelFailed(
            f"the model {asked.place} broke off in mid-answer",
            hint="is its server still running? try again, or name another model",
        )
    if kind:
        message, hint = kind.said(asked)
        return ModelFailed(message, hint=hint)
    line = without_secrets(" ".join(str(cause).split()), environment)[:_LONGEST_LINE]
    return ModelFailed(
        f"the model {asked.place} failed: {line or type(cause).__name__}",
        hint="try again, or name another model",
    )


def limited(error: BaseException) -> bool:
    """Whether the model takes no more questions for a while, so that waiting may help."""
    return _kind(error) is _KINDS[2]


def without_secrets(text: str, environment: Mapping[str, str]) -> str:
    """Return the text without the values of the environment's keys and what looks like one."""
    for name, value in environment.items():
        if _SECRET_NAME.search(name) and len(value) >= _FEWEST_SECRET:
            text = text.replace(value, "***")
    return _LOOKS_SECRET.sub("***", text)


def _kind(error: BaseException) -> _Kind | None:
    """Return how this failed: its class tells most, then its words, then its status."""
    names = {one.__name__ for one in type(error).__mro__}
    told = "InternalServerError" not in names  # litellm has that class for lack of a better one
    for kind in _KINDS:
        if told and names & set(kind.classes):
            return kind
    for kind in _KINDS:
        if re.search(kind.words, str(error), re.IGNORECASE):
            return kind
    status = getattr(error, "status_code", None)
    return next((kind for kind in _KINDS if status in kind.statuses), None)
