"""Messages in, a language model's words as they come, and what they cost, out: what a model is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol


@dataclass(frozen=True, slots=True)
class Message:
    """What a model is told, and by whom: the rules by "system", the rest by "user"."""

    role: Literal["system", "user"]
    content: str


@dataclass(frozen=True, slots=True)
class Usage:
    """What an answer took; `cost` is in US dollars, None where no price is known."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float | None = None

    def __add__(self, other: "Usage") -> "Usage":
        """Return what both took; without a price for what one of them took, there is none."""
        costs = [one.cost for one in (self, other) if one.tokens]
        known = [cost for cost in costs if cost is not None]
        return Usage(
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
            sum(known) if known and len(known) == len(costs) else None,
        )

    @property
    def tokens(self) -> int:
        """All that was read and written."""
        return self.prompt_tokens + self.completion_tokens


@dataclass(frozen=True, slots=True)
class Finish:
    """The end of a model's answer: what it took, and whether it ended by itself."""

    usage: Usage = Usage()
    complete: bool = True


class LanguageModel(Protocol):
    """Anything that writes: a hosted model, one on this machine, a test's script."""

    @property
    def name(self) -> str:
        """What to call it, in traces and to the reader."""

    @property
    def settings(self) -> Mapping[str, float | int | str]:
        """What else its words depend on, for the trace; never a key."""

    def stream(self, messages: Sequence[Message]) -> Iterator[str | Finish]:
        """Yield the answer in pieces, then one Finish; raises ModelFailed."""
