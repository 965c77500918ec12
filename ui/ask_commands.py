"""`pressmark search` and `pressmark ask`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.settings import read_settings
from ui.options import as_text, filter_options, index_option, json_option, model_option
from ui.printing import plain

if TYPE_CHECKING:
    from rag.types import Answer, Hit


@click.command()
@click.argument("query", required=False, default="")
@click.option("--k", default=10, show_default=True, type=click.IntRange(1, 200), help="How many.")
@filter_options
@click.option("--sort", type=click.Choice(["relevance", "date"]), default="relevance")
@click.option("--batch", metavar="FILE", help='JSON lines {"id", "query"}; prints a line for each.')
@index_option
@json_option
def search(
    query: str, index: Path, *, k: int, sort: str, batch: str | None, as_json: bool, **only: str
) -> int:
    """Find the paragraphs that best match a query, best first.

    Example: pressmark search "desalination plant" --since 2024-06-01
    """
    from index.filters import Filters
    from index.reader import IndexReader
    from rag.records import hits_record
    from rag.search import newest_first
    from rag.search import search as find
    from ui.batch import run_batch
    from ui.printing import print_hits, print_json

    _one_of(query, batch, "QUERY")
    filters = Filters(**only)
    with IndexReader.open(index) as reader:

        def hits(query: str) -> "tuple[Hit, ...]":
            found = find(reader, query, k=k, filters=filters).hits
            return newest_first(found) if sort == "date" else found

        if batch:
            return run_batch(batch, "query", lambda one: hits_record(one, filters, hits(one)))
        found = hits(query)
    if as_json:
        print_json(hits_record(query, filters, found))
        return 0
    if not found:
        click.echo("nothing found", err=True)
    print_hits(found)
    return 0


@click.command()
@click.argument("question", required=False, default="")
@filter_options
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
    **only: str,
) -> int:
    """Answer a question with cited sentences, or say that the archive does not (exit status 1).

    Example: pressmark ask "How many people died in the storm?"
    """
    from index.filters import Filters
    from index.reader import IndexReader
    from rag.answer import ask as answer
    from rag.follow_up.talk import heard
    from rag.records import answer_record
    from rag.writer.litellm_model import language_model
    from ui.batch import Told, run_talks
    from ui.printing import print_answer, print_json

    _one_of(question, batch, "QUESTION")
    before = _before(after, batch)
    filters = Filters(**only)
    writer = language_model(read_settings(Path.cwd()), model)
    if writer:
        where = f" at {writer.api_base}" if writer.api_base else ""
        click.echo(plain(f"question and paragraphs go to {writer.name}{where}"), err=True)
    with IndexReader.open(index) as reader:

        def answered(question: str, told: Told) -> "Answer":
            return answer(question, reader, history=heard(told), filters=filters, model=writer)

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


def _one_of(words: str, batch: str | None, name: str) -> None:
    if bool(words.strip()) == bool(batch):
        raise click.UsageError(f"give either a {name} or --batch FILE")
    as_text(words)
