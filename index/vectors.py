"""Unit vectors in rows, their nearest rows out, for a hundred rows as for a million.

The rows are in shards at half precision (index/shards.py), searched exactly; a large index has
inverted lists beside them (index/lists.py), which are used where no filter is set. A row is never
given anew: what is new is appended, and what is erased becomes a vector of zeros in its place.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.errors import IndexDamaged
from index.lists import Lists, OpenLists, erase_codes
from index.shards import (
    SHARD_ROWS,
    Floats,
    Rows,
    Shards,
    halves_of,
    read_flat,
    shard_path,
    together,
)

if TYPE_CHECKING:
    import faiss

__all__ = ["Floats", "Lists", "Rows", "VectorRows", "VectorWriter"]


class VectorRows:
    """The vectors of an index by row number, from 0; mapped into memory, not read into it."""

    def __init__(self, shards: Shards, lists: OpenLists | None, newer: Rows) -> None:
        self._shards = shards
        self._lists = lists
        self._newer = newer

    @classmethod
    def open(cls, folder: Path, lists: Lists | None = None) -> "VectorRows":
        """Map what a writer wrote; its bytes must have been verified before.

        `lists` are those the manifest records. Raises IndexDamaged for a file FAISS refuses.
        """
        shards = Shards.open(folder)
        covered = lists.covered if lists else 0
        if covered > len(shards):
            raise IndexDamaged(
                f"the lists of {folder} cover {covered} rows, its shards hold {len(shards)}"
            )
        opened = OpenLists(folder, lists, dimensions=shards.dimensions) if lists else None
        return cls(shards, opened, np.arange(covered, len(shards), dtype=np.int64))

    def __len__(self) -> int:
        return len(self._shards)

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        return self._shards.dimensions

    def get(self, rows: Sequence[int]) -> Floats:
        """Return the vectors of these rows, in their order; zeros for an erased one."""
        return self._shards.get(rows)

    def nearest(
        self, vector: Floats, k: int, allowed: Rows | None = None
    ) -> list[tuple[int, float]]:
        """Return k (row, cosine), nearest first, ties by row; fewer if there are no more.

        `allowed` rows, if given, must be in order and without doubles. Scores are always exact.
        So are the rows found, but for those found by lists: see Lists.recall.
        """
        lists = self._lists
        if lists is None or allowed is not None:
            return self._shards.nearest(vector, k, allowed)
        newer = self._shards.nearest(vector, k, self._newer)
        found = together([lists.nearest(self._shards, vector, k), newer], k)
        return found if len(found) >= k else self._shards.nearest(vector, k)

    def close(self) -> None:
        """Let go of the files; nothing can be asked after."""
        self._lists = None
        self._shards.close()


class VectorWriter:
    """Writes vectors into a folder; holds one shard in memory. Nothing is whole before `close`."""

    def __init__(self, folder: Path, shards: Sequence[int], *, dimensions: int, full: int) -> None:
        self._folder = folder
        self._dimensions = dimensions
        self._full = full
        self._written = sum(shards[:-1])  # rows of the shards before the last
        self._number = len(shards) - 1
        self._last: faiss.IndexScalarQuantizer | None = None
        self._length = shards[-1]
        self._erased: set[int] = set()

    @classmethod
    def create(
        cls, folder: Path, dimensions: int, *, shard_rows: int = SHARD_ROWS
    ) -> "VectorWriter":
        """Begin a new folder, which must not exist."""
        folder.mkdir()
        writer = cls(folder, [0], dimensions=dimensions, full=shard_rows)
        writer._last = _empty(dimensions)
        return writer

    @classmethod
    def extend(cls, folder: Path, before: Path, *, shard_rows: int = SHARD_ROWS) -> "VectorWriter":
        """Begin a new folder as a copy of `before`, which is left as it is."""
        shards = Shards.open(before)
        lengths, dimensions = shards.lengths, shards.dimensions
        shards.close()
        folder.mkdir()
        for path in sorted(before.glob("*.faiss")):
            shutil.copyfile(path, folder / path.name)
        full = lengths[0] if len(lengths) > 1 else max(shard_rows, lengths[0])
        return cls(folder, lengths, dimensions=dimensions, full=full)

    def __len__(self) -> int:
        return self._written + self._length

    def append(self, vectors: Floats) -> range:
        """Append rows; return their numbers."""
        if vectors.ndim != 2 or vectors.shape[1] != self._dimensions:
            raise ValueError(f"vectors of {vectors.shape}, rows of {self._dimensions} numbers")
        if not np.isfinite(vectors).all():
            raise ValueError("a vector holds something that is not a number")
        first, start = len(self), 0
        while start < len(vectors):
            if self._length >= self._full:
                self._next_shard()
            some = vectors[start : start + self._full - self._length]
            # NumPy rounds to even wherever it runs; of FAISS's ways not all do
            self._open_last().add(some.astype(np.float16).astype(np.float32))
            self._length += len(some)
            start += len(some)
        return range(first, len(self))

    def erase(self, rows: Sequence[int]) -> None:
        """Make these rows vectors of zeros, in the lists too, when the writer is closed."""
        for row in rows:
            if not 0 <= row < len(self):
                raise ValueError(f"row {row} of {len(self)} rows")
        self._erased.update(int(row) for row in rows)

    def close(self) -> None:
        """Write everything out; nothing can be added after."""
        if self._last is not None:
            _write(self._last, shard_path(self._folder, self._number))
            self._last = None
        rows = np.array(sorted(self._erased), dtype=np.int64)
        numbers = np.minimum(rows // self._full, self._number)
        for number in np.unique(numbers).tolist():
            path = shard_path(self._folder, number)
            flat = read_flat(path)
            halves_of(flat)[rows[numbers == number] - number * self._full] = 0
            _write(flat, path)
        erase_codes(self._folder, rows.tolist())
        self._erased.clear()

    def _open_last(self) -> "faiss.IndexScalarQuantizer":
        if self._last is None:
            self._last = read_flat(shard_path(self._folder, self._number))
        return self._last

    def _next_shard(self) -> None:
        if self._last is not None:
            _write(self._last, shard_path(self._folder, self._number))
        self._written += self._length
        self._number, self._length = self._number + 1, 0
        self._last = _empty(self._dimensions)


def _empty(dimensions: int) -> "faiss.IndexScalarQuantizer":
    import faiss

    half = faiss.ScalarQuantizer.QT_fp16
    return faiss.IndexScalarQuantizer(dimensions, half, faiss.METRIC_INNER_PRODUCT)


def _write(flat: "faiss.IndexScalarQuantizer", path: Path) -> None:
    import faiss

    faiss.write_index(flat, str(path))
