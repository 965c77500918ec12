"""The settings and the names of models in; those that answer and verify, once it is said, out."""

import threading

import click

from index.settings import Settings
from rag.answering import Answering
from rag.reranker import Reranker, reranker_of
from rag.verifying import verifying
from rag.writer.litellm_model import language_model
from ui.printing import plain


class Models:
    """The models that settings name, for all who ask: each is made once, when first needed."""

    def __init__(self, settings: Settings) -> None:
        self.reranker: Reranker | None = reranker_of(settings)
        self._settings = settings
        self._making = threading.Lock()
        self._made: Answering | None = None

    def answering(self) -> Answering:
        """Return who writes and verifies; raises what `answering` raises, each time."""
        with self._making:
            if self._made is None:
                self._made = answering(self._settings)
            return self._made


def answering(
    settings: Settings, *, model: str = "", nli: str = "", second_opinion: str = ""
) -> Answering:
    """Return who writes and verifies, by name or else as set; say on stderr what goes where."""
    writer = language_model(settings, model)
    name = writer.name if writer else ""
    by = verifying(settings, nli=nli, second_opinion=second_opinion, writer=name)
    if writer:
        _say(f"question and paragraphs go to {writer.name}", writer.api_base)
    if by.second:
        _say(f"sentences and what they cite go to {by.second.name}", settings.second_api_base)
    return Answering(writer, by)


def _say(line: str, api_base: str) -> None:
    click.echo(plain(f"{line} at {api_base}" if api_base else line), err=True)
