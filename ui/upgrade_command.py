"""`pressmark index upgrade`."""

import sys
from dataclasses import asdict
from pathlib import Path

import click

from index.settings import read_settings
from ui.options import index_option, json_option
from ui.printing import print_json
from ui.progress import ProgressLine


@click.command()
@index_option
@json_option
def upgrade(index: Path, *, as_json: bool) -> None:
    """Bring an index of an older Pressmark into the present format, without its archives.

    Example: pressmark index upgrade --index .pressmark
    """
    from index.embedder import SentenceTransformerEmbedder
    from index.store import versions
    from index.upgrade import upgrade as upgrade_index

    line = ProgressLine(sys.stderr)
    try:
        done = upgrade_index(
            index,
            embedder_named=SentenceTransformerEmbedder,
            progress=line,
            keep=read_settings(Path.cwd()).versions,
        )
    finally:
        line.close()
    if as_json:
        print_json({"upgraded": done.needed, **asdict(done)})
    elif not done.needed:
        click.echo(f"{index} is up to date: it has format {done.from_format}")
    else:
        click.echo(
            f"upgraded from format {done.from_format}: {done.articles:,} articles and"
            f" {done.duplicates:,} copies, {done.vectors_taken_over:,} vectors taken over,"
            f" {done.vectors_embedded:,} embedded"
        )
        earlier = [one.name for one in versions(index) if one.name != done.version]
        those = (
            f"kept for the Pressmark that built them: {', '.join(earlier)}"
            if earlier
            else "those in the older format were removed"
        )
        click.echo(f"version {done.version} is current; {those}")
