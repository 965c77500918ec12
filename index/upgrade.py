"""An index in an older format in, the same index in the present one out.

The archives are not read, they may be gone; what was embedded is not embedded again. The older
version stays in place until the switch. From format 2 on it is then kept as an earlier version is:
the Pressmark that built it can go back to it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from index.computed import Computed
from index.embedder import Embedder, Vectors
from index.errors import IndexBusy, IndexOutdated
from index.first_format import FirstFormat
from index.following import identity_of
from index.home import Upgrade
from index.manifest import FORMAT, Manifest, read_manifest
from index.next_version import NextVersion
from index.older_format import OlderFormat
from index.progress import Progress
from index.second_format import SecondFormat
from index.settings import VERSIONS_KEPT
from index.store import COMPUTED, building, current_folder, switch

_READERS: Mapping[int, Callable[[Path], OlderFormat]] = {1: FirstFormat, 2: SecondFormat}


def upgrade(
    index: Path,
    *,
    embedder_named: Callable[[str], Embedder],
    progress: Progress,
    keep: int = VERSIONS_KEPT,
) -> Upgrade:
    """Bring the index into the present format; where it is in it, change nothing.

    The embedder is the one that the index names. Raises IndexMissing, IndexDamaged, IndexBusy,
    DiskFull, EmbedderError, or IndexProblem for a newer format; the index is then as it was.
    """
    try:
        folder = current_folder(index)
        made = read_manifest(folder)
    except IndexOutdated:
        return _upgraded(index, embedder_named, progress, keep)
    return _told(folder, made, from_format=made.format, taken_over=0, embedded=0)


def open_older(index: Path) -> OlderFormat:
    """Open what is current in an index in an older format; raises IndexDamaged, or IndexBusy."""
    try:
        read_manifest(current_folder(index))
    except IndexOutdated as error:
        return _READERS[error.format](index)
    raise IndexBusy(f"{index} has just been upgraded", hint="nothing is left to be done")


def _upgraded(
    index: Path, embedder_named: Callable[[str], Embedder], progress: Progress, keep: int
) -> Upgrade:
    with building(index, keep=keep) as folder, closing(open_older(index)) as old:
        embedder = embedder_named(old.manifest.embedder.name)
        known = _Known(old, index / COMPUTED, embedder)
        with closing(NextVersion(folder, old.before, embedder)) as following:
            following.keep_unread(old.articles())
            following.settle_texts()
            following.write(known, progress)
            made = following.finish(old.manifest.archives)
        named = switch(index, folder, made)
    vectors = made.counts["vectors"]
    return _told(
        named,
        made,
        from_format=old.manifest.format,
        taken_over=vectors - known.embedded,
        embedded=known.embedded,
    )


class _Known(Computed):
    """The vectors of an older version, and those that an interrupted upgrade computed besides."""

    def __init__(self, old: OlderFormat, folder: Path, embedder: Embedder) -> None:
        super().__init__(folder, embedder)
        self._old, self._same = old, old.manifest.embedder == identity_of(embedder)
        self.embedded = 0

    def read(self) -> Iterator[tuple[list[str], Vectors]]:
        """Yield the older version's, if the embedder has not changed since, then the others."""
        if self._same:
            yield from self._old.vectors()
        yield from super().read()

    def add(self, digests: Sequence[str], vectors: Vectors) -> None:
        """Count and keep what had to be embedded."""
        self.embedded += len(digests)
        super().add(digests, vectors)


def _told(
    folder: Path, made: Manifest, *, from_format: int, taken_over: int, embedded: int
) -> Upgrade:
    return Upgrade(
        version=folder.name,
        from_format=from_format,
        to_format=FORMAT,
        articles=made.counts["articles"],
        duplicates=made.counts["duplicates"],
        paragraphs=made.counts["paragraphs"],
        vectors_taken_over=taken_over,
        vectors_embedded=embedded,
    )
