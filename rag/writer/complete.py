"""Messages and a language model in, all of a short answer at once, and what it took, out."""

from collections.abc import Iterator, Sequence

from rag.writer.model import Finish, LanguageModel, Message, Usage
from rag.writer.reasoning import spoken

LONGEST = 2_000  # characters that are read of it


def complete(model: LanguageModel, messages: Sequence[Message]) -> tuple[str, Usage]:
    """Return the words, without what was thought aloud before; raises ModelFailed."""
    ended = Finish()

    def words() -> Iterator[str]:
        nonlocal ended
        for piece in stream:
            if isinstance(piece, Finish):
                ended = piece
                return
            yield piece

    stream = model.stream(messages)
    text = ""
    try:
        for piece in spoken(words()):
            text += piece
            if len(text) > LONGEST:
                break
    finally:
        if hasattr(stream, "close"):
            stream.close()
    return text[:LONGEST].strip(), ended.usage
