"""`pressmark eval run`: questions whose answers are known in, how well they were answered out."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from index.errors import PressmarkError
from index.home import Location
from index.settings import read_settings
from ui.options import (
    index_option,
    json_option,
    model_option,
    nli_option,
    second_opinion_option,
)
from ui.printing import plain, print_json
from ui.progress import ProgressLine

if TYPE_CHECKING:
    from eval.kept import Kept
    from eval.report_writer import Asked
    from eval.result import Result
    from index.reader import IndexReader
    from rag.answering import Answering


@click.command("run")
@click.argument("cases", type=click.Path(path_type=Path))
@click.option(
    "--archive", "archives", multiple=True, metavar="ARCHIVE",
    help="Ask an index built of this for the run alone; may be given several times.",
)  # fmt: skip
@index_option
@click.option("--out", type=click.Path(path_type=Path), metavar="REPORT.json", help="The report.")
@click.option(
    "--trec", type=click.Path(path_type=Path), metavar="FOLDER",
    help="Write what was found, and what is right, as files that trec_eval reads.",
)  # fmt: skip
@click.option("--leave-out", is_flag=True, help="Leave out cases whose gold is not in the index.")
@model_option
@nli_option
@second_opinion_option
@json_option
@click.pass_context
def run(
    context: click.Context,
    /,
    cases: Path,
    *,
    archives: tuple[str, ...],
    index: Location,
    out: Path | None,
    trec: Path | None,
    leave_out: bool,
    as_json: bool,
    **models: str,
) -> None:
    """Ask questions whose answers are known, and measure the answers.

    Example: pressmark eval run eval/sample/cases.jsonl --archive eval/sample/archive
    """
    from eval.cases import read_cases
    from eval.kept import Kept
    from eval.report_writer import Asked, check_place, write_report
    from eval.trec import check_folder, write_trec
    from ui.models import answering

    if archives and context.get_parameter_source("index") is ParameterSource.COMMANDLINE:
        raise click.UsageError("give either --archive or --index")
    if out:
        check_place(out)
    if trec:
        check_folder(trec)
    asked = Asked(cases, read_cases(cases))
    made = answering(read_settings(Path.cwd()), **models)
    kept = Kept(out) if out else None
    with _stoppable(kept), _opened(archives, index) as reader:
        results, record = _measured(reader, asked, made, kept=kept, leave_out=leave_out)
    if out:
        write_report(record, out)
    if trec:
        write_trec(results, trec, name=f"pressmark-{record['pressmark']}")
    if kept:
        kept.remove()
    _say_what_was_quoted(results)
    _show(record, out, trec, as_json=as_json)


def _say_what_was_quoted(results: "Sequence[Result]") -> None:
    from eval.run import unheard

    quoted = [one for one in results if unheard(one)]
    if quoted:
        notice = quoted[0].answer["notice"]
        click.echo(plain(f"note: {len(quoted)} of {len(results)} cases: {notice}"), err=True)


def _measured(
    reader: "IndexReader",
    asked: "Asked",
    made: "Answering",
    *,
    kept: "Kept | None",
    leave_out: bool,
) -> "tuple[Sequence[Result], dict[str, Any]]":
    from eval.measured import measured

    line = ProgressLine(sys.stderr)
    try:
        return measured(
            reader, asked, answering=made, kept=kept, leave_out=leave_out, progress=line
        )
    finally:
        line.close()


@contextmanager
def _opened(archives: Sequence[str], index: Location) -> "Iterator[IndexReader]":
    """Open the index, or one of the archives that is gone when the run is over."""
    from index.reader import IndexReader

    if not archives:
        with IndexReader.open(index) as reader:
            yield reader
        return
    with tempfile.TemporaryDirectory(prefix="pressmark-") as folder:
        made = Path(folder) / "index"
        _build(archives, made)
        with IndexReader.open(made) as reader:
            yield reader


def _build(archives: Sequence[str], index: Location) -> None:
    from index.build import build
    from index.embedder import DEFAULT_EMBEDDER, SentenceTransformerEmbedder

    name = read_settings(Path.cwd()).embedder or DEFAULT_EMBEDDER
    line = ProgressLine(sys.stderr)
    try:
        summary = build(
            [Path(one) for one in archives],
            index=index,
            embedder=SentenceTransformerEmbedder(name),
            progress=line,
        )
    finally:
        line.close()
    for skipped in summary.skipped:
        click.echo(plain(f"skipped: {skipped.origin}: {skipped.reason}"), err=True)


@contextmanager
def _stoppable(kept: "Kept | None") -> Iterator[None]:
    """Say, when the run is stopped, what becomes of the cases that are done."""
    try:
        yield
    except KeyboardInterrupt:
        hint = "with --out, a stopped run can go on where it was"
        if kept:
            hint = f"the same command goes on; what is done is in {kept.path}"
        raise PressmarkError("stopped before all cases were asked", hint=hint) from None


def _show(record: dict[str, Any], out: Path | None, trec: Path | None, *, as_json: bool) -> None:
    from ui.eval_printing import print_run

    if as_json:
        found = {name: record[name] for name in ("metrics", "by_kind")}
        places = {"out": out, "trec": trec}
        print_json(found | {name: str(one) if one else None for name, one in places.items()})
        return
    print_run(record)
    if trec:
        click.echo(plain(f"TREC's files: {trec}"))
    click.echo(plain(f"report: {out}" if out else "no report was kept: name one with --out"))
