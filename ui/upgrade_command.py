"""`pressmark index upgrade`."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from index.home import Kept, Location, Upgrade, home_of
from index.settings import read_settings
from ui.options import index_option, json_option
from ui.printing import print_json
from ui.progress import ProgressLine


@click.command()
@index_option
@json_option
def upgrade(index: Location, *, as_json: bool) -> None:
    """Bring an index of an older Pressmark into the present format, without its archives.

    Example: pressmark index upgrade --index .pressmark
    """
    from index.embedder import SentenceTransformerEmbedder

    home, line = home_of(index), ProgressLine(sys.stderr)
    try:
        keep = read_settings(Path.cwd()).versions
        done = home.upgrade(SentenceTransformerEmbedder, keep=keep, progress=line)
    finally:
        line.close()
    if as_json:
        print_json({"upgraded": done.needed, **asdict(done)})
    else:
        _print_upgrade(index, done, home.kept())


def _print_upgrade(index: Location, done: Upgrade, kept: Sequence[Kept]) -> None:
    if not done.needed:
        click.echo(f"{index} is up to date: it has format {done.from_format}")
        return
    if done.in_place:
        if done.from_format:
            click.echo(f"brought the tables of {index} from {done.from_format} to {done.to_format}")
        else:
            click.echo(f"made the tables of {index}, which are at {done.to_format}")
        now = f"version {done.version} is current" if done.version else "nothing is indexed there"
        click.echo(now)
        return
    click.echo(
        f"upgraded from format {done.from_format}: {done.articles:,} articles and"
        f" {done.duplicates:,} copies, {done.vectors_taken_over:,} vectors taken over,"
        f" {done.vectors_embedded:,} embedded"
    )
    earlier = [one.name for one in kept if one.name != done.version]
    those = (
        f"kept for the Pressmark that built them: {', '.join(earlier)}"
        if earlier
        else "those in the older format were removed"
    )
    click.echo(f"version {done.version} is current; {those}")
