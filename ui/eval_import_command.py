"""`pressmark eval import`: another maker's questions, or judged talks, in; cases of ours out."""

from pathlib import Path

import click

from ui.options import json_option
from ui.printing import plain, print_json

_NAMES = ("squad", "beir", "mtrag", "realtimeqa", "multihop", "benchmarkqed")
_TALKS = "talks"
_SHOWN = 5  # left out, without --json


class _Help(click.Command):
    """The command, whose help also lists the kinds: they are read only when help is asked for."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from eval.imports.kinds import KINDS

        del ctx
        with formatter.section("Kinds and the paths they take"):
            formatter.write_dl(
                [
                    *((name, f"{kind.paths}: {kind.about}") for name, kind in KINDS.items()),
                    (
                        _TALKS,
                        "FILE.sqlite or postgresql://…: answers that readers judged; --out: a file",
                    ),
                ]
            )


@click.command("import", cls=_Help)
@click.argument("kind", type=click.Choice((*_NAMES, _TALKS)), metavar="KIND")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--out",
    required=True,
    metavar="FOLDER",
    help="Where archive.jsonl and cases.jsonl go; none that is there is overwritten.",
)
@json_option
def import_cases(kind: str, paths: tuple[str, ...], out: str, *, as_json: bool) -> None:
    """Convert your own copy of a public question set, or talks that were judged, to cases.

    Example: pressmark eval import squad dev-v2.0.json --out squad/
    """
    if kind == _TALKS:
        _import_talks(paths, Path(out), as_json=as_json)
        return
    from eval.imports.imported import ARCHIVE, CASES, check_free, write
    from eval.imports.kinds import read

    folder = Path(out)
    check_free(folder)
    imported = read(kind, [Path(path) for path in paths])
    write(imported, folder)
    record = {
        "kind": kind,
        "archive": str(folder / ARCHIVE),
        "cases_file": str(folder / CASES),
        "articles": len(imported.articles),
        "cases": len(imported.cases),
        "answerable": sum(case.answerable for case in imported.cases),
        "left_out": [{"id": one.id, "reason": one.reason} for one in imported.left_out],
    }
    if as_json:
        print_json(record)
        return
    click.echo(
        f"{record['articles']} articles, {record['cases']} cases ({record['answerable']} "
        f"answerable), {len(imported.left_out)} left out"
    )
    for one in imported.left_out[:_SHOWN]:
        click.echo(plain(f"left out: {one.id}: {one.reason}"), err=True)
    if len(imported.left_out) > _SHOWN:
        click.echo(f"… {len(imported.left_out) - _SHOWN} more; --json names all", err=True)


def _import_talks(paths: tuple[str, ...], out: Path, *, as_json: bool) -> None:
    from eval.drafts.draft import check_free
    from eval.imports.talks import read, write
    from index.home import location_of

    if len(paths) != 1:
        raise click.UsageError(f"{_TALKS} takes one file or database, not {len(paths)}")
    check_free(out)
    judged = read(location_of(paths[0]))
    write(judged, out)
    accepted = sum(one.accepted for one in judged)
    record = {
        "kind": _TALKS,
        "cases_file": str(out),
        "cases": len(judged),
        "answerable": sum(one.case.answerable for one in judged),
        "accepted": accepted,
    }
    if as_json:
        print_json(record)
        return
    drafts = len(judged) - accepted
    click.echo(f"{len(judged)} cases: {accepted} judged good, {drafts} to be mended")
    if drafts:
        click.echo(plain(f'mend them, then set "accepted" to true in {out}'), err=True)
