"""The settings and the names of models in; those that answer and verify, once it is said, out."""

import click

from index.settings import Settings
from rag.answering import Answering
from rag.verifying import verifying
from rag.writer.litellm_model import language_model
from ui.printing import plain


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
