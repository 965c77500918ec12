"""`pressmark index doctor`: an index folder in; how it is and what mends it, out."""

import shutil
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.errors import EmbedderError
from index.home import Location, home_of
from ui.options import index_option, json_option
from ui.printing import plain, print_json

if TYPE_CHECKING:
    from index.embedder import Embedder
    from index.finding import Finding

_WELL, _ILL = 0, 1


@click.command()
@index_option
@json_option
def doctor(index: Location, *, as_json: bool) -> int:
    """Examine an index, every byte of it, and say what mends each thing that is not well.

    Example: pressmark index doctor
    """
    from index.doctor import Machine

    def free(path: Path) -> int:
        return shutil.disk_usage(path).free

    found = home_of(index).examine(Machine(datetime.now(UTC), free, _installed))
    is_ill = any(one.state == "ill" for one in found)
    if as_json:
        findings = [asdict(one) for one in found]
        print_json({"index": str(index), "well": not is_ill, "findings": findings})
    else:
        _print_findings(index, found)
    return _ILL if is_ill else _WELL


def _print_findings(index: Location, found: Sequence["Finding"]) -> None:
    states = [one.state for one in found]
    told = ", ".join(f"{states.count(state)} {state}" for state in ("ill", "note", "well"))
    click.echo(plain(f"{index}: {told}"))
    for one in found:
        click.echo(plain(f"{one.state:<4}  {one.name:<10}  {one.found}"))
        if one.remedy:
            click.echo(plain(f"{'':<18}remedy: {one.remedy}"))


def _installed(name: str) -> "Embedder":
    """Return the model of this name; one that this machine lacks is not fetched."""
    from index.embedder import SentenceTransformerEmbedder

    def refuse(_: str) -> None:
        raise EmbedderError(
            f"{name} is not on this machine", hint="the next build or question fetches it"
        )

    return SentenceTransformerEmbedder(name, say=refuse)
