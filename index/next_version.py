"""The version before in, with what changed; the files of the next version out."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path

from index.computed import Computed
from index.database_writer import DatabaseWriter
from index.embedder import Embedder
from index.embedding import PassageRows
from index.following import Following, identity_of, is_read_alike
from index.ledger import Ledger, rows_of
from index.lists import Lists, lists_are_stale
from index.manifest import Manifest
from index.progress import Progress
from index.searched import measured_lists, write_lexical
from index.settling import settle_copies
from index.vectors import VectorWriter
from index.verification import describe_files
from index.version import DATABASE, LEDGER, LEXICAL, VECTORS, Holdings

_BLOCK = 8192  # vectors held at once
_HOLES = 0.25  # of the rows may be erased ones, before they are written anew


class NextVersion(Following):
    """The next version of an index in a folder: begun as a copy of the one before."""

    def __init__(self, folder: Path, before: Holdings | None, embedder: Embedder) -> None:
        self._folder, self._holdings, self._embedder = folder, before, embedder
        made = before.manifest if before else None
        self._same_vectors = bool(made and made.embedder == identity_of(embedder))
        read_alike = is_read_alike(made, embedder)
        if before and read_alike:
            database = DatabaseWriter.extend(folder / DATABASE, before.folder / DATABASE)
            ledger = Ledger.extend(folder / LEDGER, before.folder / LEDGER)
        else:
            database = DatabaseWriter.create(folder / DATABASE)
            ledger = Ledger.create(folder / LEDGER)
            if before:
                database.take_over(before.folder / DATABASE)
            if before and self._same_vectors:
                ledger.add_rows(rows_of(before.folder / LEDGER))
        super().__init__(before, database, ledger, read_alike=read_alike)
        self._lists_before: Lists | None = None
        self._rows = 0

    def write(self, computed: Computed, progress: Progress) -> None:
        """Write what is searched: find the copies, then the vectors and words of the others."""
        settle_copies(self.database, self.ledger)
        writer = self._vector_writer()
        PassageRows(self.database, self.ledger, writer).settle(self._embedder, computed, progress)
        self._rows = len(writer)
        writer.close()
        write_lexical(self._folder / LEXICAL, self.database, self.ledger, progress)

    def finish(self, archives: Iterable[str]) -> Manifest:
        """Write out what is pending and close the files; return the manifest of what they are."""
        lists = self._lists()
        before = (
            self._holdings.manifest.precision if self._holdings and self._same_vectors else None
        )
        tried = self._embedder.precision
        manifest = self.described(
            self._embedder,
            archives,
            vectors=self.ledger.rows_held(),
            precision=tried if tried.speedup or before is None else before,
            lists=lists,
            files={},
        )
        self.database.commit()
        self.ledger.commit()
        self.close()
        return replace(manifest, files=describe_files(self._folder))

    def _vector_writer(self) -> VectorWriter:
        folder = self._folder / VECTORS
        before = self._holdings
        if before is None or not self._same_vectors:
            return VectorWriter.create(folder, self._embedder.dimensions)
        rows = before.vectors
        if len(rows) - self.ledger.rows_held() <= _HOLES * len(rows):
            self._lists_before = before.manifest.lists
            return VectorWriter.extend(folder, before.folder / VECTORS)
        writer = VectorWriter.create(folder, self._embedder.dimensions)
        now: dict[int, int] = {}
        held = iter([row for row, _ in self.ledger.rows()])
        while block := list(islice(held, _BLOCK)):
            now |= zip(block, writer.append(rows.get(block)), strict=True)
        self.ledger.renumber_rows(now)
        self.database.renumber_rows(now)
        return writer

    def _lists(self) -> Lists | None:
        """Return how the vectors are searched, measured by the archive's own headlines."""
        if not lists_are_stale(self._lists_before, self._rows):
            return self._lists_before
        return measured_lists(self._folder / VECTORS, self.database, self._embedder)
