"""`pressmark search` and `pressmark ask`."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.home import Location
from index.settings import read_settings
from ui.options import (
    as_text,
    filter_options,
    filters_of,
    index_option,
    json_option,
    model_option,
    nli_option,
    reading_options,
    reranker_option,
    second_opinion_option,
)
from ui.printing import plain

if TYPE_CHECKING:
    from index.reader import IndexReader
    from rag.asking import Reading
    from rag.results import Sort
    from rag.types import Answer

_SORTS: "dict[str, Sort]" = {
    "relevance": "relevance",
    "date": "newest",
    "newest": "newest",
    "oldest": "oldest",
}


@click.command()
@click.argument("query", required=False, default="")
@click.option("--k", default=10, show_default=True, type=click.IntRange(1, 200), help="How many.")
@click.option(
    "--per-article", metavar="N", type=click.IntRange(1), help="At most N of one article."
)
@filter_options
@reading_options
@click.option(
    "--sort",
    type=click.Choice(["relevance", "date", "newest", "oldest"]),
    default="relevance",
    help="By date only what is relevant; date is newest.",
)
@click.option("--facets", is_flag=True, help="Count what was found by outlet and by month.")
@click.option("--explain", is_flag=True, help="Say why each paragraph was found.")
@click.option("--batch", metavar="FILE", help='JSON lines {"id", "query"}; prints a line for each.')
@reranker_option
@index_option
@json_option
def search(
    query: str,
    index: Location,
    *,
    k: int,
    per_article: int | None,
    sort: str,
    facets: bool,
    explain: bool,
    batch: str | None,
    reranker: str,
    as_json: bool,
    as_asked: date | None,
    literal: bool,
    **only: str,
) -> int:
    """Find the paragraphs that best match a query, best first.

    Example: pressmark search "desalination plant" --since 2024-06-01
    """
    from index.reader import IndexReader
    from rag.records import results_record
    from rag.reranker import reranker_of
    from rag.results import Results, results
    from ui.batch import run_batch
    from ui.printing import print_facets, print_json, print_results

    _one_of(query, batch, "QUERY")
    again = reranker_of(read_settings(Path.cwd()), reranker)
    with IndexReader.open(index) as reader:
        reading = _reading(reader, as_asked, literal=literal, **only)

        def found_for(query: str) -> Results:
            return results(
                reader,
                reading(query),
                k=k,
                sort=_SORTS[sort],
                per_article=per_article or 0,
                reranker=again,
            )

        if batch:
            return run_batch(batch, "query", lambda one: results_record(found_for(one)))
        found = found_for(query)
    if as_json:
        print_json(results_record(found))
        return 0
    if not found.hits:
        click.echo("nothing found", err=True)
    print_results(found, explain=explain)
    if facets and found.hits:
        print_facets(found.facets)
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
@click.option("--explain", is_flag=True, help="Say on stderr how the answer came about.")
@model_option
@reranker_option
@nli_option
@second_opinion_option
@index_option
@json_option
def ask(
    question: str,
    index: Location,
    *,
    after: tuple[str, ...],
    batch: str | None,
    explain: bool,
    model: str,
    reranker: str,
    nli: str,
    second_opinion: str,
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
    from rag.reranker import reranker_of
    from ui.batch import Told, run_talks
    from ui.explanation import print_explanation
    from ui.models import answering
    from ui.printing import print_answer, print_json

    _one_of(question, batch, "QUESTION")
    if explain and batch:
        raise click.UsageError("give --explain with a QUESTION; a batch's lines have the trace")
    before = _before(after, batch)
    settings = read_settings(Path.cwd())
    made = answering(settings, model=model, nli=nli, second_opinion=second_opinion)
    again = reranker_of(settings, reranker)
    with IndexReader.open(index) as reader:
        reading = _reading(reader, as_asked, literal=literal, **only)

        def answered(question: str, told: Told) -> "Answer":
            return answer(
                question, reader, history=heard(told), reading=reading, model=made.model,
                reranker=again, by=made.by,
            )  # fmt: skip

        if batch:
            return run_talks(batch, lambda one, told: answer_record(answered(one, told)))
        found = answered(question, before)
    if found.notice:
        click.echo(plain(f"note: {found.notice}"), err=True)
    if as_json:
        print_json(answer_record(found))
    else:
        print_answer(found)
    if explain:
        print_explanation(found)
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
