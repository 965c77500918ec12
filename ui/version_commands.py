"""`pressmark index remove` and `pressmark index rollback`."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from index.home import Location, home_of
from index.settings import read_settings
from ui.options import index_option, json_option
from ui.printing import card_line, plain, print_json
from ui.progress import ProgressLine


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ARTICLE-ID...")
@click.option("--undo", is_flag=True, help="Let the next build take them in again.")
@click.option("--everywhere", is_flag=True, help="Drop the earlier versions too, which hold them.")
@index_option
@json_option
def remove(
    ids: tuple[str, ...], index: Location, *, undo: bool, everywhere: bool, as_json: bool
) -> None:
    """Take articles out of the index; builds leave them out though their files are there.

    Example: pressmark index remove u-1f2e3d4c5b6a7988
    """
    from index.embedder import SentenceTransformerEmbedder
    from index.removal import forget_earlier_versions, readmit_articles, remove_articles

    if undo and everywhere:
        raise click.UsageError("--undo and --everywhere exclude each other")
    line = ProgressLine(sys.stderr)
    embedder = SentenceTransformerEmbedder(home_of(index).embedder())
    keep = read_settings(Path.cwd()).versions
    try:
        if undo:
            readmit_articles(ids, index=index, embedder=embedder, progress=line, keep=keep)
            removal = None
        else:
            removal = remove_articles(ids, index=index, embedder=embedder, progress=line, keep=keep)
    finally:
        line.close()
    if everywhere:
        forget_earlier_versions(index)
    if removal is None:
        _print_undone(ids, as_json=as_json)
        return
    if as_json:
        print_json(asdict(removal))
        return
    for card in removal.removed:
        click.echo(f"removed: {card_line(card)}")
    for card in removal.copies:
        click.echo(f"a copy of it stays: {card_line(card)}")
    if not everywhere:
        click.echo("earlier versions, kept for rollback, still hold it: --everywhere drops them",
                   err=True)  # fmt: skip


@click.command()
@click.argument("number", required=False, type=click.IntRange(1))
@index_option
@json_option
def rollback(number: int | None, index: Location, *, as_json: bool) -> None:
    """Go back to the version before the current one, or to the one of this number.

    Example: pressmark index rollback
    """
    found = home_of(index).roll_back(number or 0)
    if as_json:
        print_json(asdict(found))
        return
    click.echo(f"{index}: version {found.version} is current now")
    if found.returned:
        back = " ".join(found.returned)
        click.echo(plain(f"warning: articles taken out since are back: {back}"), err=True)
        click.echo(plain(f"hint: pressmark index remove {back}"), err=True)


def _print_undone(ids: Sequence[str], *, as_json: bool) -> None:
    if as_json:
        print_json({"readmitted": list(ids)})
    else:
        click.echo(plain("the next build may take in again: " + ", ".join(ids)))
