"""An index folder in; what can be done with it out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from index.computed import Computed
from index.embedder import DEFAULT_EMBEDDER, Embedder
from index.errors import IndexDamaged, IndexMissing, IndexOutdated, IndexProblem
from index.finding import Finding
from index.home import Kept, Read, Upgrade
from index.manifest import Manifest, older_format, read_manifest
from index.progress import Progress
from index.reading import ArchiveFile, read_file
from index.store import (
    COMPUTED,
    building,
    current_folder,
    locked,
    number_of,
    open_current,
    sweep,
    switch,
    versions,
)
from index.verification import verify_files
from index.version import Holdings, Version

if TYPE_CHECKING:  # asking needs none of these
    from index.carried import Arriving, Leaving
    from index.doctor import Machine
    from index.next_version import NextVersion
    from index.rollback import Rollback


class FolderHome:
    """An index in a folder of this machine."""

    def __init__(self, index: Path) -> None:
        self._index = index

    def open(self) -> Version:
        """Open the current version; raises IndexMissing, IndexDamaged or IndexOutdated."""
        return open_current(self._index)

    def verified(self) -> Version:
        """Open it after every byte of it was checked."""
        return open_current(self._index, check=verify_files)

    def current(self) -> str:
        """Return the name of the current version; raises as `open`."""
        folder = current_folder(self._index)
        read_manifest(folder)
        return folder.name

    def kept(self) -> list[Kept]:
        """Return the versions there are, oldest first."""
        return [_kept(folder) for folder in versions(self._index)]

    def embedder(self) -> str:
        """Return the name of the model it was built with, else the default one's."""
        try:
            return read_manifest(current_folder(self._index)).embedder.name
        except IndexOutdated:
            from index.upgrade import open_older

            try:
                with closing(open_older(self._index)) as old:
                    return old.manifest.embedder.name
            except IndexProblem:
                return DEFAULT_EMBEDDER
        except IndexProblem:
            return DEFAULT_EMBEDDER

    @contextmanager
    def writing(
        self, embedder: Embedder, *, keep: int, replace: bool = False
    ) -> Iterator["FolderWriting"]:
        """Begin the next version beside the others; what is not switched to is removed."""
        from index.next_version import NextVersion

        with building(self._index, keep=keep) as folder:
            before = self._before(replace=replace)
            try:
                with closing(NextVersion(folder, before, embedder)) as following:
                    yield FolderWriting(self._index, folder, before, following, embedder)
            finally:
                if before:
                    before.close()

    def leaving(self) -> AbstractContextManager["Leaving"]:
        """Hold the current version, every byte of it checked, to be copied elsewhere."""
        from index.folder_copying import leaving

        return leaving(self._index)

    def arriving(self, *, keep: int, over: bool) -> AbstractContextManager["Arriving"]:
        """Begin the next version, to be a copy of another index."""
        from index.folder_copying import arriving

        return arriving(self._index, keep=keep, over=over)

    def upgrade(
        self, embedder_named: Callable[[str], Embedder], *, keep: int, progress: Progress
    ) -> Upgrade:
        """Bring it into the present format, in which it may be already; raises IndexBusy."""
        from index.upgrade import upgrade

        return upgrade(self._index, embedder_named=embedder_named, progress=progress, keep=keep)

    def roll_back(self, number: int) -> "Rollback":
        """Make the version of this number current, of 0 the last that is older."""
        from index.rollback import roll_back

        return roll_back(self._index, number)

    def forget_earlier(self) -> None:
        """Remove every version but the current one, with the articles that only they hold."""
        with locked(self._index):
            sweep(self._index, keep=0)

    def examine(self, machine: "Machine") -> tuple[Finding, ...]:
        """Return what was found, each thing apart, well or not; raises IndexMissing."""
        from index.doctor import examine

        return examine(self._index, machine)

    def sizes(self) -> Mapping[str, int]:
        """Return the bytes of the files of the current version."""
        made = read_manifest(current_folder(self._index))
        return {name: file.size for name, file in made.files.items()}

    def _before(self, *, replace: bool) -> Holdings | None:
        """Return what the next version is begun from; if all is replaced, it may be ill or old."""
        try:
            return Version(current_folder(self._index))
        except IndexMissing:
            return None
        except IndexDamaged:
            if replace:
                return None
            raise
        except IndexOutdated:
            if replace:
                return self._outdated()
            raise

    def _outdated(self) -> Holdings | None:
        from index.upgrade import open_older

        try:
            with closing(open_older(self._index)) as old:
                return Holdings(old.folder, old.manifest) if old.before else None
        except IndexDamaged:
            return None


class FolderWriting:
    """The next version of an index in a folder, being written."""

    def __init__(
        self,
        index: Path,
        folder: Path,
        before: Holdings | None,
        following: "NextVersion",
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


def _kept(folder: Path) -> Kept:
    outdated = older_format(folder)
    try:
        made = read_manifest(folder)
    except IndexProblem:
        return Kept(folder.name, number_of(folder), outdated, "", 0)
    return Kept(folder.name, number_of(folder), outdated, made.created, made.counts["articles"])
