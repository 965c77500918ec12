"""An index folder in; the rows of its current version out, and back into the next one."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np

from index.carried import ARTICLES, AT_ONCE, Embedded, Model, Table
from index.database_writer import DatabaseWriter
from index.errors import IndexMissing, IndexProblem
from index.ledger import Ledger
from index.lists import lists_are_stale
from index.manifest import Manifest
from index.progress import Progress
from index.searched import measured_lists, write_lexical
from index.sql import Sqlite
from index.store import building, current_folder, open_current, switch
from index.vectors import VectorWriter
from index.verification import describe_files, verify_files
from index.version import DATABASE, LEDGER, LEXICAL, VECTORS, Version

_EMBEDDED = (
    "SELECT p.article, p.key, v.digest, v.row FROM passages t JOIN paragraphs p"
    " ON p.key = t.paragraph JOIN vectors v ON v.row = t.row ORDER BY p.key, v.row"
)


class FolderLeaving:
    """A version of an index in a folder, its bytes verified, while it is copied elsewhere."""

    def __init__(self, index: Path, version: Version) -> None:
        self._version, self.place = version, str(index.resolve())
        self._sql = Sqlite.finished(version.folder / DATABASE, beside=version.folder / LEDGER)

    @property
    def manifest(self) -> Manifest:
        """What it says of itself."""
        return self._version.manifest

    def count(self, table: Table) -> int:
        """Return how many rows of a table there are."""
        return int(self._sql.ask(table.counted)[0][0])

    def rows(self, table: Table) -> Iterator[Sequence[object]]:
        """Yield them, not holding all."""
        return self._sql.stream(table.chosen)

    def embedded(self) -> Iterator[Embedded]:
        """Yield all passages that have a vector, by paragraph."""
        found = self._sql.stream(_EMBEDDED)
        while block := list(islice(found, AT_ONCE)):
            articles, paragraphs, digests, rows = zip(*block, strict=True)
            vectors = self._version.vectors.get(rows).astype(np.float16)
            yield Embedded(articles, paragraphs, digests, vectors, self.manifest.embedder)

    def close(self) -> None:
        """Let go of the files."""
        self._sql.close()


class FolderArriving:
    """The next version of an index in a folder, while it is made of another's rows."""

    def __init__(self, index: Path, folder: Path) -> None:
        self._index, self._folder, self.place = index, folder, str(index.resolve())
        self._database = DatabaseWriter.create(folder / DATABASE)
        self._ledger = Ledger.create(folder / LEDGER)
        self._vectors: VectorWriter | None = None

    def take(self, table: Table, rows: Iterator[Sequence[object]]) -> None:
        """Write the rows of a table."""
        home = self._database if table in ARTICLES else self._ledger
        home.fill(table.name, table.columns, rows)

    def take_embedded(self, some: Embedded) -> None:
        """Write passages and their vectors, each vector once."""
        if self._vectors is None:
            dimensions = some.vectors.shape[1]
            self._vectors = VectorWriter.create(self._folder / VECTORS, dimensions)
        known = {one: self._ledger.row(one) for one in some.digests}
        new = {one: at for at, one in enumerate(some.digests) if known[one] is None}
        rows = self._vectors.append(some.vectors[list(new.values())].astype(np.float32))
        self._ledger.add_rows(zip(rows, new, strict=True))
        known |= zip(new, rows, strict=True)
        pairs = zip(some.paragraphs, (known[one] for one in some.digests), strict=True)
        self._database.add_passages((key, row) for key, row in pairs if row is not None)

    def counts(self) -> tuple[int, int, int]:
        """Return how many articles, copies of them, and paragraphs of articles arrived."""
        return self._database.counts()

    def switch(self, manifest: Manifest, model: Model, progress: Progress) -> str:
        """Write what is searched and let readers open it; return the name of the version."""
        vectors, folder = self._vectors, self._folder
        if vectors is None:
            vectors = VectorWriter.create(folder / VECTORS, manifest.embedder.dimensions)
        rows = len(vectors)
        vectors.close()
        write_lexical(folder / LEXICAL, self._database, self._ledger, progress)
        lists = None
        if lists_are_stale(None, rows):
            lists = measured_lists(folder / VECTORS, self._database, model())
        self._database.commit()
        self._ledger.commit()
        self.close()
        made = replace(manifest, lists=lists, files=describe_files(folder))
        return switch(self._index, folder, made).name

    def close(self) -> None:
        """Let go of the files; what is pending is lost."""
        self._database.close()
        self._ledger.close()


@contextmanager
def leaving(index: Path) -> Iterator[FolderLeaving]:
    """Open the current version, to be copied; raises IndexMissing, IndexDamaged, IndexOutdated."""
    with (
        closing(open_current(index, check=verify_files)) as version,
        closing(FolderLeaving(index, version)) as found,
    ):
        yield found


@contextmanager
def arriving(index: Path, *, keep: int, over: bool) -> Iterator[FolderArriving]:
    """Begin the next version beside the others; what is not switched to is removed."""
    with building(index, keep=keep) as folder:
        if not over:
            _check_empty(index)
        with closing(FolderArriving(index, folder)) as found:
            yield found


def _check_empty(index: Path) -> None:
    """Raise IndexProblem where there is an index, be it whole or not."""
    try:
        current_folder(index)
    except IndexMissing:
        return
    except IndexProblem:
        pass
    raise IndexProblem(
        f"{index} holds an index already",
        hint="name another place, or let the copy be its next version: --replace",
    )
