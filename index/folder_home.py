"""An index folder in; what can be done with it out."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import TYPE_CHECKING

from index.embedder import DEFAULT_EMBEDDER, Embedder
from index.errors import IndexOutdated, IndexProblem
from index.finding import Finding
from index.home import Kept, Upgrade
from index.manifest import older_format, read_manifest
from index.progress import Progress
from index.store import (
    current_folder,
    locked,
    number_of,
    open_current,
    sweep,
    versions,
)
from index.verification import verify_files
from index.version import Version

if TYPE_CHECKING:  # asking needs none of these
    from index.carried import Arriving, Leaving
    from index.doctor import Machine
    from index.folder_writing import FolderWriting
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

    def writing(
        self, embedder: Embedder, *, keep: int, replace: bool = False
    ) -> AbstractContextManager["FolderWriting"]:
        """Begin the next version beside the others; what is not switched to is removed."""
        from index.folder_writing import writing

        return writing(self._index, embedder, keep=keep, replace=replace)

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


def _kept(folder: Path) -> Kept:
    outdated = older_format(folder)
    try:
        made = read_manifest(folder)
    except IndexProblem:
        return Kept(folder.name, number_of(folder), outdated, "", 0)
    return Kept(folder.name, number_of(folder), outdated, made.created, made.counts["articles"])
