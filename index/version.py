"""The folder of one version in, its articles, vectors and words opened for reading out.

Its articles and vectors alone are its holdings: the next version is begun from these.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from index.database import Database
from index.embedder import Vectors
from index.filters import Filters
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

    def nearest(self, vector: Vectors, k: int, filters: Filters) -> dict[int, float]:
        """Return up to k paragraph keys with the cosine of their best piece, best first."""
        allowed = None
        if filters:
            allowed = np.asarray(self.database.allowed_rows(filters), dtype=np.int64)
        rows = k
        while True:  # a long paragraph has several rows, and may fill the first ones
            found = self.vectors.nearest(vector, rows, allowed)
            owners = self.database.paragraphs_of_rows([row for row, _ in found], filters)
            best: dict[int, float] = {}
            for row, score in found:
                for key in owners.get(row, ()):
                    best.setdefault(key, score)
            if len(best) >= k or len(found) < rows:
                return dict(list(best.items())[:k])
            rows *= 2

    def by_words(self, query: str, k: int, filters: Filters) -> dict[int, float]:
        """Return up to k paragraph keys with their BM25 scores, best first."""
        within = self.database.spans(Filters(author=filters.author)) if filters.author else None
        return dict(self.lexical.search(query, k, filters, within=within))

    def cosines(self, vector: Vectors, keys: Sequence[int]) -> dict[int, float]:
        """Return the cosine of the best piece of each of these paragraphs that has a vector."""
        pairs = self.database.passages_of(keys)
        scores = self.vectors.get([row for row, _ in pairs]) @ vector
        best: dict[int, float] = {}
        for (_, key), score in zip(pairs, scores, strict=True):
            best[key] = max(float(score), best.get(key, -1.0))
        return best
