"""A build in, a line for each time that it did something after a change out, until Ctrl-C."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.home import Location
from ui.printing import plain, print_json

if TYPE_CHECKING:
    from index.article import Skipped
    from index.build import Summary
    from index.errors import PressmarkError

_COUNTS = ("added", "changed", "moved", "removed")


def watch(
    archives: Sequence[Path], index: Location, build: Callable[[], "Summary"], *, as_json: bool
) -> None:
    """Keep the index up to date with the archives until the user stops it."""
    from index.watching import ArchiveChanges, keep_up

    told = _Told(as_json=as_json)

    def begin() -> "Summary":
        told.up_to_date = False
        return build()

    try:
        changes = ArchiveChanges(archives, index=index, say=_warn)
        click.echo("watching for changes; Ctrl-C stops", err=True)
        keep_up(begin, changes, succeeded=told.succeeded, failed=told.failed)
    except KeyboardInterrupt:
        state = "up to date" if told.up_to_date else "as it was"
        click.echo(f"stopped; the index is {state}", err=True)


class _Told:
    """What was printed so far, so that nothing is said again with every build."""

    def __init__(self, *, as_json: bool) -> None:
        self.up_to_date = False
        self._as_json = as_json
        self._failure = ""
        self._skipped: set[Skipped] = set()

    def succeeded(self, summary: "Summary") -> None:
        """Print what the build did, if anything, and what it skipped that the last one did not."""
        self.up_to_date, self._failure = True, ""
        for one in summary.skipped:
            if one not in self._skipped:
                click.echo(plain(f"skipped: {one.origin}: {one.reason}"), err=True)
        self._skipped = set(summary.skipped)
        did = {name: count for name in _COUNTS if (count := getattr(summary, name))}
        if did and self._as_json:
            print_json(asdict(summary), indent=None)
        elif did:
            counts = ", ".join(f"{count:,} {name}" for name, count in did.items())
            click.echo(f"{summary.articles:,} articles ({counts}), {summary.seconds:,.1f} s")

    def failed(self, error: "PressmarkError") -> None:
        """Print why the build failed, unless the one before failed for the same reason."""
        if str(error) != self._failure:
            click.echo(plain(f"error: {error}"), err=True)
            again = "it is tried again at the next change, and every minute"
            click.echo(plain("hint: " + "; ".join(filter(None, [error.hint, again]))), err=True)
        self._failure = str(error)


def _warn(words: str) -> None:
    click.echo(plain(f"warning: {words}"), err=True)
