"""`pressmark index copy`."""

import sys
from pathlib import Path

import click

from index.home import Location, location_of
from index.settings import read_settings
from ui.options import json_option
from ui.printing import print_json
from ui.progress import ProgressLine


def _place(context: click.Context, parameter: click.Parameter, given: str) -> Location:
    del context, parameter
    return location_of(given)


@click.command()
@click.argument("source", metavar="FROM", callback=_place)
@click.argument("target", metavar="TO", callback=_place)
@click.option("--replace", is_flag=True, help="Let it follow the index that is there.")
@click.option("--talks", is_flag=True, help="Take along the talks that are not there yet.")
@json_option
def copy(source: Location, target: Location, *, replace: bool, talks: bool, as_json: bool) -> None:
    """Copy an index, as it is, into another folder or database; FROM stays.

    Example: pressmark index copy .pressmark postgresql://desk@db.example/news
    """
    from index.copying import copy as copy_index
    from index.embedder import SentenceTransformerEmbedder
    from rag.talks import carry_talks, talks_place

    settings = read_settings(Path.cwd())
    line = ProgressLine(sys.stderr)
    try:
        done = copy_index(
            source,
            target,
            embedder_named=SentenceTransformerEmbedder,
            progress=line,
            over=replace,
            keep=settings.versions,
        )
    finally:
        line.close()
    places = talks_place(source, settings), talks_place(target, settings)
    carried = carry_talks(*places) if talks else 0
    if as_json:
        print_json(
            {
                "from": str(source),
                "to": str(target),
                "version": done.version,
                "articles": done.articles,
                "duplicates": done.duplicates,
                "paragraphs": done.paragraphs,
                "vectors": done.vectors,
                "talks": carried,
                "seconds": done.seconds,
            }
        )
        return
    click.echo(
        f"copied {done.articles:,} articles and {done.duplicates:,} copies,"
        f" {done.paragraphs:,} paragraphs and {done.vectors:,} vectors in {done.seconds:.1f} s"
    )
    if talks:
        click.echo(f"talks copied that were not there: {carried:,}")
    click.echo(f"{target}: version {done.version} is current; ask it with --index '{target}'")
