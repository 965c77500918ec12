"""A language model that says what it is told to: a queue of answers and a history of questions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rag.writer.model import Finish, Message, Usage

USAGE = Usage(120, 40, 0.002)
_FINISH = Finish(USAGE)


@dataclass
class ScriptedModel:
    """Answers from `queue` in order: words, or words and the error that follows them.

    `{0}` in the words is the key of the first paragraph given, `{key[words]}` the key of the first
    one that holds these words. `piece` is how many characters come at once; `closed` counts the
    answers that were not heard to their end.
    """

    queue: list[str | tuple[str, Exception]]
    name: str = "scripted"
    piece: int = 7
    finish: Finish = _FINISH
    history: list[tuple[Message, ...]] = field(default_factory=list)
    closed: int = 0
    settings: Mapping[str, float | int | str] = field(default_factory=lambda: {"seed": 0})

    def stream(self, messages: Sequence[Message]) -> Iterator[str | Finish]:
        self.history.append(tuple(messages))
        script = self.queue.pop(0)
        words, error = script if isinstance(script, tuple) else (script, None)
        words = words.format(*keys_in(messages), key=_Keys(messages))
        try:
            for start in range(0, len(words), self.piece):
                yield words[start : start + self.piece]
        except GeneratorExit:
            self.closed += 1
            raise
        if error:
            raise error
        yield self.finish


@dataclass(frozen=True)
class _Keys:
    messages: Sequence[Message]

    def __getitem__(self, words: str) -> str:
        return key_of(self.messages, words)


def keys_in(messages: Sequence[Message]) -> list[str]:
    """Return the keys that the user message gives, in order."""
    lines = messages[-1].content.splitlines()
    return [line[1:4] for line in lines if line[:1] == "[" and line[4:6] == "] "]


def paragraph_of(messages: Sequence[Message], key: str) -> str:
    """Return the words given under a key."""
    lines = messages[-1].content.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith(f"[{key}] "))
    return lines[at + 1]


def key_of(messages: Sequence[Message], words: str) -> str:
    """Return the key of the first paragraph that holds these words."""
    return next(key for key in keys_in(messages) if words in paragraph_of(messages, key))
