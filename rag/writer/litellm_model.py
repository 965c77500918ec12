"""The settings of a language model in, one that litellm speaks to out.

Keys come from the environment alone, where litellm reads them. Nothing goes out but the question to
the model: prices and headers come with litellm, and its telemetry and messages are off.
"""

import contextlib
import logging
import os
import time
import warnings
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from index.settings import Settings
from rag.writer.failures import Asked, failure, limited
from rag.writer.model import Finish, Message, Usage
from rag.writer.timing import within

if TYPE_CHECKING:
    from types import ModuleType

_TEMPERATURE = _SEED = 0
_WAITS = (1.0, 3.0)  # seconds before asking again, where the model takes no more for now
_NO_KEY = "none"  # a server on this machine asks for none, but the client must send one
_OFFLINE = ("LITELLM_LOCAL_MODEL_COST_MAP", "LITELLM_LOCAL_ANTHROPIC_BETA_HEADERS")
Complete = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class LiteLLMModel:
    """A model by the name that litellm has for it.

    `timeout` is in seconds for the whole answer; the first word must come within half of it.
    """

    name: str
    api_base: str = ""
    timeout: float = 120
    max_tokens: int = 600
    complete: Complete | None = None  # in place of litellm's, for tests
    sleep: Callable[[float], None] = time.sleep

    @property
    def settings(self) -> Mapping[str, float | int | str]:
        """Where it is asked, without what may be a password in the address, and how."""
        return {
            "api_base": self.api_base.rsplit("@", 1)[-1],
            "timeout": self.timeout,
            "max_tokens": self.max_tokens,
            "temperature": _TEMPERATURE,
            "seed": _SEED,
        }

    def stream(self, messages: Sequence[Message]) -> Generator[str | Finish, None, None]:
        """Yield the answer in pieces, then what it took; raises ModelFailed."""
        complete = self.complete or _litellm().completion
        told = [{"role": one.role, "content": one.content} for one in messages]
        for wait in (*_WAITS, None):
            begun = False
            try:
                with contextlib.closing(self._pieces(complete, told)) as pieces:
                    for piece in pieces:
                        begun = True
                        yield piece
                return
            except Exception as error:  # whatever litellm and what it calls may raise
                if begun or wait is None or not limited(error):
                    raise failure(error, self._asked()) from error
            self.sleep(wait)

    def _pieces(
        self, complete: Complete, messages: list[dict[str, str]]
    ) -> Generator[str | Finish, None, None]:
        def source() -> Generator[Any, None, None]:
            chunks = complete(messages=messages, **self._arguments())
            try:
                yield from chunks
            finally:  # tells the server to stop writing
                _close(chunks)

        usage, ended = Usage(), "stop"
        with contextlib.closing(
            within(source, first=self.timeout / 2, total=self.timeout)
        ) as chunks:
            for chunk in chunks:
                for choice in chunk.choices[:1]:
                    ended = choice.finish_reason or ended
                    if words := _words(choice.delta):
                        yield words
                if taken := getattr(chunk, "usage", None):
                    usage = self._usage(taken.prompt_tokens, taken.completion_tokens)
        yield Finish(usage, complete=ended != "length")

    def _arguments(self) -> dict[str, Any]:
        local = self.name.startswith("openai/") and bool(self.api_base)
        key = {"api_key": _NO_KEY} if local and not os.environ.get("OPENAI_API_KEY") else {}
        return {
            "model": self.name,
            "api_base": self.api_base or None,
            "stream": True,
            "stream_options": {"include_usage": True},
            "temperature": _TEMPERATURE,
            "seed": _SEED,
            "max_tokens": self.max_tokens,
            "timeout": self.timeout,
            "num_retries": 0,
            "max_retries": 0,
            "drop_params": True,
            **key,
        }

    def _usage(self, prompt_tokens: int, completion_tokens: int) -> Usage:
        cost = None
        if self.complete is None:
            with contextlib.suppress(Exception):  # litellm's word for a model without a price
                cost = sum(
                    _litellm().cost_per_token(
                        model=self.name,
                        prompt_tokens=prompt_tokens,
                        completion_tokens=completion_tokens,
                    )
                )
        return Usage(prompt_tokens, completion_tokens, cost)

    def _asked(self) -> Asked:
        missing: Sequence[str] = ()
        if self.complete is None:
            missing = _litellm().validate_environment(self.name)["missing_keys"]
        return Asked(self.name, self.api_base, tuple(n for n in missing if n.endswith("KEY")))


def language_model(settings: Settings, name: str = "") -> LiteLLMModel | None:
    """Return the model named, or else the settings' one; None where neither names any."""
    name = name or settings.model
    if not name:
        return None
    return LiteLLMModel(name, settings.api_base, settings.timeout, settings.max_tokens)


def _words(delta: Any) -> str:  # noqa: ANN401  litellm's chunks are not typed
    return getattr(delta, "content", None) or ""


def _close(chunks: Any) -> None:  # noqa: ANN401  litellm's stream, which holds its maker's
    for stream in (chunks, getattr(chunks, "completion_stream", None)):
        close = getattr(stream, "close", None)
        if close:
            close()


def _litellm() -> "ModuleType":
    os.environ.update(dict.fromkeys(_OFFLINE, "True"))
    import litellm

    # its own deprecations and pydantic's, which would reach the reader's terminal
    warnings.filterwarnings("ignore", module=r"(litellm|pydantic)(\.|$)")
    litellm.telemetry = False
    litellm.suppress_debug_info = True
    logging.getLogger("LiteLLM").setLevel(logging.CRITICAL)
    return litellm
