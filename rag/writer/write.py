"""A question, the material for it and a model in; the sentences it writes, with their keys, out."""

import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass

from index.errors import ModelFailed
from rag.citing.parser import CitationParser
from rag.citing.wording import CitedSentence
from rag.writer.material import Material
from rag.writer.model import Finish, LanguageModel, Usage
from rag.writer.reasoning import spoken

_NOTHING_ANSWERS = "none"
_LONGEST = 20_000  # characters; a model that goes on beyond that does not know what it says
_STOPS = (".", "!", "?", "؟", "۔", "…", "”", '"', "»", ")")


@dataclass(frozen=True, slots=True)
class Written:
    """The end of what a model wrote, and what it took.

    `silent` is its word that nothing in the material answers; `cited` is whether any sentence has
    a key it was given; `first_word` is in seconds, None where there was none.
    """

    usage: Usage
    first_word: float | None
    silent: bool
    cited: bool


def write(
    material: Material, model: LanguageModel
) -> Generator[CitedSentence | Written, None, None]:
    """Yield each sentence once it is complete, and at the end one Written.

    After that, raises ModelFailed where the model failed before it was done, or wrote nothing.
    """
    reply = _Reply(material, model)
    parser = CitationParser(material.paragraphs)
    heard = _Heard()
    try:
        for piece in spoken(reply.words()):
            yield from heard.new(parser.feed(piece))
    except ModelFailed:
        yield from heard.new(_ended(parser.close()))
        yield Written(reply.finish.usage, reply.first_word, silent=False, cited=heard.cited)
        raise
    finally:
        reply.close()
    last = parser.close()
    yield from heard.new(last if reply.finish.complete else _ended(last))
    silent = heard.silent and not heard.cited
    yield Written(reply.finish.usage, reply.first_word, silent, heard.cited)
    if not silent and not heard.spoke:
        raise ModelFailed(
            f"the model {model.name} wrote nothing",
            hint="name a model that follows instructions better",
        )


class _Reply:
    """A model's words as they come, when the first one came, and how it ended."""

    def __init__(self, material: Material, model: LanguageModel) -> None:
        self.finish = Finish()
        self.first_word: float | None = None
        self._stream = model.stream(material.messages)
        self._started = time.monotonic()

    def words(self) -> Iterator[str]:
        length = 0
        for piece in self._stream:
            if isinstance(piece, Finish):
                self.finish = piece
                return
            if self.first_word is None:
                self.first_word = round(time.monotonic() - self._started, 4)
            yield piece
            length += len(piece)
            if length > _LONGEST:
                self.finish = Finish(complete=False)
                return

    def close(self) -> None:
        """Stop listening."""
        if hasattr(self._stream, "close"):
            self._stream.close()


class _Heard:
    """What has been made of a model's answer so far."""

    def __init__(self) -> None:
        self.cited = self.silent = self.spoke = False
        self._said: set[CitedSentence] = set()

    def new(self, sentences: list[CitedSentence]) -> Iterator[CitedSentence]:
        """Yield those that were not said before, and not the word for nothing."""
        for sentence in sentences:
            self.spoke = True
            if sentence.text.strip(" .!*\"'").casefold() == _NOTHING_ANSWERS:
                self.silent = True
            elif sentence not in self._said:
                self._said.add(sentence)
                self.cited |= bool(sentence.keys)
                yield sentence


def _ended(sentences: list[CitedSentence]) -> list[CitedSentence]:
    """Return the sentences without a last one that was cut off: half of one may say the reverse."""
    if sentences and not sentences[-1].text.endswith(_STOPS):
        return sentences[:-1]
    return sentences
