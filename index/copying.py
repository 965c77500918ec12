"""Where an index is and where it shall be too, in; a copy that answers alike, out.

No archive is read and nothing is embedded: articles, vectors and what a build left the next one are
carried over as they are, so the next build there of an unchanged archive has nothing to do either.
Only what is searched is made anew, as a build makes it. Keys may be others in the copy.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from index.carried import ARTICLES, REMEMBERED, Arriving, Leaving
from index.embedder import Embedder
from index.errors import EmbedderError, IndexDamaged, SettingsError
from index.following import identity_of
from index.home import Location, home_of
from index.manifest import EmbedderIdentity
from index.progress import Progress
from index.settings import VERSIONS_KEPT

_EVERY = 1000  # rows between two signs of progress
_Row = TypeVar("_Row", bound=Sequence[object])


@dataclass(frozen=True, slots=True)
class Copied:
    """The version that is current at the new place, and what it holds."""

    version: str
    articles: int
    duplicates: int
    paragraphs: int
    vectors: int
    seconds: float


def copy(
    source: Location,
    target: Location,
    *,
    embedder_named: Callable[[str], Embedder],
    progress: Progress,
    over: bool = False,
    keep: int = VERSIONS_KEPT,
) -> Copied:
    """Copy the current version to a place without an index; with `over`, follow what is there.

    What is there stays to go back to, as after a build. The embedder is asked for only where so
    many vectors go into a folder that how they are searched must be measured. Raises IndexMissing,
    IndexDamaged, IndexOutdated, IndexBusy, SettingsError, DiskFull, EmbedderError or ServerFailed;
    the target is then as it was.
    """
    started = time.monotonic()
    with (
        home_of(source).leaving() as leaving,
        home_of(target).arriving(keep=keep, over=over) as arriving,
    ):
        if leaving.place == arriving.place:
            raise SettingsError(
                f"{source} and {target} are one place", hint="name another to copy the index to"
            )
        manifest = leaving.manifest

        def model() -> Embedder:
            return _checked(embedder_named(manifest.embedder.name), manifest.embedder)

        _carry(leaving, arriving, progress)
        _check(source, leaving, arriving)
        made = replace(manifest, lists=None, files={})
        name = arriving.switch(made, model, progress)
    counts = manifest.counts
    return Copied(
        version=name,
        articles=counts["articles"],
        duplicates=counts["duplicates"],
        paragraphs=counts["paragraphs"],
        vectors=counts["vectors"],
        seconds=round(time.monotonic() - started, 3),
    )


def _carry(leaving: Leaving, arriving: Arriving, progress: Progress) -> None:
    for table in (*ARTICLES, *REMEMBERED):
        tell = _Told(progress, f"copying {table.name}", leaving.count(table))
        arriving.take(table, tell.each(leaving.rows(table)))
    tell = _Told(progress, "copying vectors", leaving.manifest.counts["vectors"])
    for some in leaving.embedded():
        arriving.take_embedded(some)
        tell(len(some.digests))


def _check(source: Location, leaving: Leaving, arriving: Arriving) -> None:
    """Raise IndexDamaged unless as much arrived as the index says it holds."""
    said = tuple(leaving.manifest.counts[one] for one in ("articles", "duplicates", "paragraphs"))
    arrived = arriving.counts()
    if arrived != said:
        raise IndexDamaged(
            f"{source} says that it holds {_listed(said)}; what could be read is {_listed(arrived)}"
        )


def _listed(counts: tuple[int, ...]) -> str:
    articles, duplicates, paragraphs = counts
    return f"{articles:,} articles, {duplicates:,} copies and {paragraphs:,} paragraphs"


def _checked(embedder: Embedder, made: EmbedderIdentity) -> Embedder:
    if replace(identity_of(embedder), name=made.name) != made:
        raise EmbedderError(
            f"the index was built with another {made.name} than the one installed",
            hint="its many vectors cannot be measured without it: install that one",
        )
    return embedder


class _Told:
    """Tells how much of a step is done."""

    def __init__(self, progress: Progress, step: str, total: int) -> None:
        self._progress, self._step, self._total, self._done = progress, step, total, 0

    def __call__(self, more: int) -> None:
        """Say that so much more is done."""
        self._done = min(self._done + more, self._total)  # a vector may serve several passages
        if self._total:
            share = self._done / self._total
            self._progress(self._step, self._done, self._total, share=share)

    def each(self, rows: Iterable[_Row]) -> Iterator[_Row]:
        """Yield the rows, counting them."""
        pending = 0
        for row in rows:
            yield row
            pending += 1
            if pending == _EVERY:
                self(pending)
                pending = 0
        self(pending)
