"""`pressmark index build` and `pressmark index status`."""

import signal
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from index.home import Home, Location, OpenVersion, home_of
from index.settings import read_settings
from ui.doctor_command import doctor
from ui.options import index_option, json_option
from ui.printing import plain, print_json
from ui.progress import ProgressLine
from ui.watch_build import watch as watch_archives

if TYPE_CHECKING:
    from index.build import Summary


TERMINATED = 128 + signal.SIGTERM


@click.group(no_args_is_help=False)
def index() -> None:
    """Build an index of an archive, or ask how it is. Example: pressmark index status."""


index.add_command(doctor)


@index.command()
@click.argument("archives", nargs=-1, required=True, metavar="ARCHIVE...")
@index_option
@click.option(
    "--embedder", default="", metavar="NAME", help="A sentence-transformers folder or name."
)
@click.option("--replace", is_flag=True, help="Drop the articles of archives not named here.")
@click.option("--watch", is_flag=True, help="Stay, and index every change until Ctrl-C.")
@json_option
def build(
    archives: tuple[str, ...],
    index: Location,
    *,
    embedder: str,
    replace: bool,
    watch: bool,
    as_json: bool,
) -> None:
    """Index files and folders, or bring an index up to date with them.

    Example: pressmark index build articles/ export.jsonl
    """
    from index.build import build as build_index
    from index.embedder import SentenceTransformerEmbedder

    if replace and watch:
        raise click.UsageError("--replace goes with a single build, not with --watch")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))  # gives back what it works on
    settings = read_settings(Path.cwd())
    model = SentenceTransformerEmbedder(embedder or settings.embedder or home_of(index).embedder())
    paths = [Path(archive) for archive in archives]

    def build_once() -> "Summary":
        line = ProgressLine(sys.stderr)
        try:
            return build_index(
                paths,
                index=index,
                embedder=model,
                progress=line,
                replace=replace,
                keep=settings.versions,
            )
        finally:
            line.close()

    if watch:
        watch_archives(paths, index, build_once, as_json=as_json)
        return
    summary = build_once()
    for skipped in summary.skipped:
        click.echo(plain(f"skipped: {skipped.origin}: {skipped.reason}"), err=True)
    if not summary.articles:
        click.echo("warning: the index holds no article: nothing can be asked of it", err=True)
    if as_json:
        print_json(asdict(summary))
    else:
        _print_summary(summary)


@index.command()
@index_option
@json_option
def status(index: Location, *, as_json: bool) -> None:
    """Say what the index holds, after checking that its files are whole.

    Example: pressmark index status --json
    """
    home = home_of(index)
    with closing(home.verified()) as version:
        record = _status(index, version, home)
    if as_json:
        print_json(record)
    else:
        _print_status(record)


def _status(index: Location, version: OpenVersion, home: Home) -> dict[str, Any]:
    made, kept = version.manifest, home.kept()
    first, last = version.database.days()
    return {
        "index": str(index),
        "version": version.name,
        "versions": [one.name for one in kept],
        "versions_in_older_formats": [one.name for one in kept if one.outdated],
        "created": made.created,
        "pressmark": made.pressmark,
        "archives": list(made.archives),
        "embedder": asdict(made.embedder),
        "precision": asdict(made.precision),
        "lists": asdict(made.lists) if made.lists else None,
        **made.counts,
        "first_day": first,
        "last_day": last,
        "sources": [
            {"source": source, "articles": count} for source, count in version.database.sources()
        ],
        "withdrawn": list(version.database.withdrawn()),
        "bytes": sum(home.sizes().values()),
    }


def _print_status(record: Mapping[str, Any]) -> None:
    click.echo(f"{record['index']}: version {record['version']}, built {record['created']}, whole")
    first, last = record["first_day"] or "undated", record["last_day"] or "undated"
    click.echo(
        f"{record['articles']:,} articles and {record['duplicates']:,} copies,"
        f" {record['paragraphs']:,} paragraphs, {first} to {last}"
    )
    for one in record["sources"]:
        click.echo(plain(f"  {one['articles']:>7,}  {one['source'] or '(no outlet named)'}"))
    embedder, precision, lists = record["embedder"], record["precision"], record["lists"]
    search = f"lists, recall {lists['recall']:.3f}" if lists else "exact"
    click.echo(
        f"embedder {embedder['name']} ({precision['name']}); vectors searched: {search};"
        f" {record['bytes'] / 1e6:,.1f} MB on disk"
    )
    if embedder["question_prefix"] or embedder["passage_prefix"]:
        before = [repr(embedder[f"{name}_prefix"]) for name in ("question", "passage")]
        click.echo(plain(f"before questions: {before[0]}; before passages: {before[1]}"))
    click.echo(f"versions kept: {', '.join(record['versions'])}")
    if record["versions_in_older_formats"]:
        older = ", ".join(record["versions_in_older_formats"])
        click.echo(f"in an older format, only for the Pressmark that built them: {older}")
    if record["withdrawn"]:
        click.echo(plain("taken out: " + ", ".join(record["withdrawn"])))
    click.echo(plain("archives: " + ", ".join(record["archives"])))


def _print_summary(summary: "Summary") -> None:
    click.echo(
        f"{summary.articles:,} articles ({summary.added:,} added, {summary.changed:,} changed,"
        f" {summary.moved:,} moved, {summary.removed:,} removed, {summary.unchanged:,} unchanged),"
        f" {summary.duplicates:,} copies of them"
    )
    click.echo(
        f"{summary.paragraphs:,} paragraphs, {len(summary.skipped):,} skipped,"
        f" {summary.seconds:,.1f} s"
    )
