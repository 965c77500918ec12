"""An index folder in; its next version, begun from the current one and switched to, out."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from index.computed import Computed
from index.embedder import Embedder
from index.errors import IndexDamaged, IndexMissing, IndexOutdated
from index.home import Read
from index.manifest import Manifest
from index.next_version import NextVersion
from index.progress import Progress
from index.reading import ArchiveFile, read_file
from index.store import COMPUTED, building, current_folder, switch
from index.upgrade import open_older
from index.version import Holdings, Version


@contextmanager
def writing(
    index: Path, embedder: Embedder, *, keep: int, replace: bool = False
) -> Iterator["FolderWriting"]:
    """Begin the next version beside the others; what is not switched to is removed.

    With `replace`, the one before may be ill or in an older format.
    """
    with building(index, keep=keep) as folder:
        before = _before(index, replace=replace)
        try:
            with closing(NextVersion(folder, before, embedder)) as following:
                yield FolderWriting(index, folder, before, following, embedder)
        finally:
            if before:
                before.close()


class FolderWriting:
    """The next version of an index in a folder, being written."""

    def __init__(
        self,
        index: Path,
        folder: Path,
        before: Holdings | None,
        following: NextVersion,
        embedder: Embedder,
    ) -> None:
        self._index, self._folder, self._embedder = index, folder, embedder
        self.before, self.following = before, following

    def read(self, files: Sequence[ArchiveFile], progress: Progress) -> Read:
        """Return what reads a file when it is asked to."""
        del files, progress
        return read_file

    def switch(self, archives: Iterable[str], progress: Progress) -> Manifest:
        """Write what is searched, and let readers open it from now on."""
        self.following.write(Computed(self._index / COMPUTED, self._embedder), progress)
        manifest = self.following.finish(archives)
        switch(self._index, self._folder, manifest)
        return manifest


def _before(index: Path, *, replace: bool) -> Holdings | None:
    try:
        return Version(current_folder(index))
    except IndexMissing:
        return None
    except IndexDamaged:
        if replace:
            return None
        raise
    except IndexOutdated:
        if replace:
            return _outdated(index)
        raise


def _outdated(index: Path) -> Holdings | None:
    try:
        with closing(open_older(index)) as old:
            return Holdings(old.folder, old.manifest) if old.before else None
    except IndexDamaged:
        return None
