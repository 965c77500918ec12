"""Unit vectors in rows, their nearest rows out: a flat FAISS index by inner product.

Results are exact. The product of unit vectors is their cosine.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import faiss

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]


class VectorRows:
    """The vectors of an index by row number, from 0."""

    def __init__(self, flat: "faiss.Index") -> None:
        self._flat = flat

    @classmethod
    def empty(cls, dimensions: int) -> "VectorRows":
        """Return rows to add to."""
        import faiss

        return cls(faiss.IndexFlatIP(dimensions))

    @classmethod
    def load(cls, path: Path) -> "VectorRows":
        """Read a file that `save` wrote; its bytes must have been verified before."""
        import faiss

        return cls(faiss.read_index(str(path)))

    def __len__(self) -> int:
        return int(self._flat.ntotal)

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        return int(self._flat.d)

    def add(self, vectors: Floats) -> None:
        """Append rows."""
        self._flat.add(vectors)

    def get(self, rows: Sequence[int]) -> Floats:
        """Return the vectors of these rows, in their order."""
        if not len(rows):
            return np.zeros((0, self.dimensions), dtype=np.float32)
        return np.asarray(self._flat.reconstruct_batch(np.asarray(rows, dtype=np.int64)))

    def nearest(
        self, vector: Floats, k: int, allowed: Rows | None = None
    ) -> list[tuple[int, float]]:
        """Return up to k (row, cosine), nearest first, ties by row; of `allowed` rows if given."""
        import faiss

        k = min(k, len(self) if allowed is None else len(allowed))
        if not k:
            return []
        parameters = None
        if allowed is not None:
            parameters = faiss.SearchParameters(
                sel=faiss.IDSelectorBatch(allowed)  # type: ignore[call-arg]  # added at run time
            )
        scores, rows = self._flat.search(vector.reshape(1, -1), k, params=parameters)
        found = [
            (int(row), float(score))
            for row, score in zip(rows[0], scores[0], strict=True)
            if row >= 0
        ]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def save(self, path: Path) -> None:
        """Write the rows to a file."""
        import faiss

        faiss.write_index(self._flat, str(path))
