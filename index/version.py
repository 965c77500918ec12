"""The folder of one version in, its articles, vectors and words opened for reading out.

Its articles and vectors alone are its holdings: the next version is begun from these.
"""

from collections.abc import Callable
from pathlib import Path

from index.database import Database
from index.lexical import Lexical
from index.manifest import Manifest, read_manifest
from index.vectors import VectorRows
from index.verification import verify_files

DATABASE, LEDGER = "articles.sqlite", "ledger.sqlite"
VECTORS, LEXICAL = "vectors", "lexical"

Check = Callable[[Path, Manifest], None]


class Holdings:
    """The articles and vectors of a version whose files have been verified."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder = folder
        self.manifest = manifest
        self.database = Database.open(folder / DATABASE)
        self.vectors = VectorRows.open(folder / VECTORS, manifest.lists)

    def close(self) -> None:
        """Let go of the files."""
        self.vectors.close()
        self.database.close()


class Version(Holdings):
    """One whole, verified version of an index, open for reading from any thread."""

    def __init__(self, folder: Path, *, check: Check = verify_files) -> None:
        """Verify the files and open them; raises IndexDamaged."""
        manifest = read_manifest(folder)
        check(folder, manifest)
        super().__init__(folder, manifest)
        self.lexical = Lexical(folder / LEXICAL)

    @property
    def name(self) -> str:
        """The version's name: its number, which grows with every build, and its digest."""
        return self.folder.name
