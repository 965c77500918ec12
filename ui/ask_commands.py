"""`pressmark search` and `pressmark ask`."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.settings import read_settings
from ui.options import (
    as_text,
    filter_options,
    filters_of,
    index_option,
    json_option,
    model_option,
    reading_options,
)
from ui.printing import plain

if TYPE_CHECKING:
    from index.reader import IndexReader
    from rag.asking import AsAsked, Reading
    from rag.types import Answer


@click.command()
@click.argument("query", required=False, default="")
@click.option("--k", default=10, show_default=True, type=click.IntRange(1, 200), help="How many.")
@filter_options
@reading_options
@click.option("--sort", type=click.Choice(["relevance", "date"]), default="relevance")
@click.option("--batch", metavar="FILE", help='JSON lines {"id", "query"}; prints a line for each.')
@index_option
@json_option
def search(
    query: str,
    index: Path,
    *,
    k: int,
    sort: str,
    batch: str | None,
    as_json: bool,
    as_asked: date | None,
    literal: bool,
    **only: str,
) -> int:
    """Find the paragraphs that best match a query, best first.

    Example: pressmark search "desalination plant" --since 2024-06-01
    """
    from index.reader import IndexReader
    from rag.asking import search_understood
    from rag.records import Record, hits_record
    from rag.search import newest_first
    from ui.batch import run_batch
    from ui.printing import print_hits, print_json, print_understood

    _one_of(query, batch, "QUERY")
    with IndexReader.open(index) as reader:
        reading = _reading(reader, as_asked, literal=literal, **only)

        def find(query: str) -> "AsAsked":
            return search_understood(reader, reading(query), k=k)

        def record(query: str, found: "AsAsked") -> Record:
            hits = found.found.hits
            kept = newest_first(hits) if sort == "date" else hits
            return hits_record(query, found.understood, kept)

        if batch:
            return run_batch(batch, "query", lambda one: record(one, find(one)))
        found = find(query)
    if as_json:
        print_json(record(query, found))
        return 0
    print_understood(found.understood)
    hits = found.found.hits
    if not hits:
        click.echo("nothing found", err=True)
    print_hits(newest_first(hits) if sort == "date" else hits)
    return 0


@click.command()
@click.argument("question", required=False, default="")
@filter_options
@reading_options
@click.option(
    "--after",
    multiple=True,
    metavar="QUESTION",
    help="A question asked before; may be given several times, oldest first.",
)
@click.option(
    "--batch",
    metavar="FILE",
    help='JSON lines {"id", "question"}, with "history" or not; prints a line for each.',
)
@model_option
@index_option
@json_option
def ask(
    question: str,
    index: Path,
    *,
    after: tuple[str, ...],
    batch: str | None,
    model: str,
    as_json: bool,
    as_asked: date | None,
    literal: bool,
    **only: str,
) -> int:
    """Answer a question with cited sentences, or say that the archive does not (exit status 1).

    Example: pressmark ask "How many people died in the storm?"
    """
    from index.reader import IndexReader
    from rag.answer import ask as answer
    from rag.follow_up.talk import heard
    from rag.records import answer_record
    from rag.writer.litellm_model import language_model
    from ui.batch import Told, run_talks
    from ui.printing import print_answer, print_json

    _one_of(question, batch, "QUESTION")
    before = _before(after, batch)
    writer = language_model(read_settings(Path.cwd()), model)
    if writer:
        where = f" at {writer.api_base}" if writer.api_base else ""
        click.echo(plain(f"question and paragraphs go to {writer.name}{where}"), err=True)
    with IndexReader.open(index) as reader:
        reading = _reading(reader, as_asked, literal=literal, **only)

        def answered(question: str, told: Told) -> "Answer":
            return answer(question, reader, history=heard(told), reading=reading, model=writer)

        if batch:
            return run_talks(batch, lambda one, told: answer_record(answered(one, told)))
        found = answered(question, before)
    if found.notice:
        click.echo(plain(f"note: {found.notice}"), err=True)
    if as_json:
        print_json(answer_record(found))
    else:
        print_answer(found)
    return 0 if found.answered else 1


def _before(after: tuple[str, ...], batch: str | None) -> tuple[tuple[str, str], ...]:
    """Return the questions asked before, whose answers are not known."""
    if after and batch:
        raise click.UsageError("give --after with a QUESTION; a batch has its own history")
    if not all(words.strip() for words in after):
        raise click.UsageError("--after needs a question")
    return tuple((as_text(words), "") for words in after)


def _reading(reader: "IndexReader", asked: date | None, *, literal: bool, **only: str) -> "Reading":
    """Return what reads a question: by its words, or literally."""
    from rag.asking import read
    from rag.understanding.understood import literally

    filters = filters_of(only)
    if literal:
        return lambda question: literally(question, filters)
    return lambda question: read(reader, question, filters=filters, asked=asked)


def _one_of(words: str, batch: str | None, name: str) -> None:
    if bool(words.strip()) == bool(batch):
        raise click.UsageError(f"give either a {name} or --batch FILE")
    as_text(words)
