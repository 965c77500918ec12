"""A folder of FAISS files in, exact nearest rows out: unit vectors at half precision, in shards.

A shard is `000000.faiss`, `000001.faiss`, …: a scalar-quantised flat index of fp16, by inner
product. All but the last are full. Row r of the index is place r - (rows of the shards before).
The cosine of two unit vectors at half precision is within about 1e-5 of that at single precision.

FAISS chooses rows by its own sums, whose last digits depend on how it adds; the score of a chosen
row is computed again at double precision and rounded to single. So the score of a row, and which
rows are found, do not depend on sharding, filters, threads or the processor.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexDamaged
from index.threads import SearchThreads

if TYPE_CHECKING:
    import faiss

Floats = NDArray[np.float32]
Halves = NDArray[np.float16]
Rows = NDArray[np.int64]
Found = list[tuple[int, float]]

SHARD_ROWS = 65_536
_MARGIN = 16  # rows fetched beyond those asked for, so that the last place is seldom in doubt
_ROUNDING = 1e-5  # no sum of FAISS is further than this from the score, for unit vectors
_BLOCK = 128  # rows ranked at once: a product of more no longer fits the processor's cache
_FEW = 1 / 400  # share of all rows up to which it is cheaper to rank each than to scan for them
_MOST_KEPT = 0.25  # share of a shard's rows from which it is cheaper to fetch more and drop some


@dataclass(frozen=True, slots=True)
class Shard:
    """An open shard: the number of its first row, its FAISS index and its vectors."""

    first: int
    flat: "faiss.IndexScalarQuantizer"
    halves: Halves

    def __len__(self) -> int:
        return len(self.halves)


class Shards:
    """The shards of a folder, memory-mapped; erased rows are vectors of zeros and never found."""

    def __init__(self, shards: Sequence[Shard]) -> None:
        self._shards = tuple(shards)
        self._firsts = np.array([shard.first for shard in shards], dtype=np.int64)
        self.dimensions = int(shards[0].halves.shape[1])
        self.threads = SearchThreads(len(shards))

    @classmethod
    def open(cls, folder: Path) -> "Shards":
        """Map the shards; raises IndexDamaged for what is not a shard that was written here."""
        import faiss

        shards: list[Shard] = []
        paths = shard_paths(folder)
        for path in paths:
            flat = read_flat(path, faiss.IO_FLAG_MMAP_IFC)
            before = shards[-1] if shards else None
            if before and (len(before) != len(shards[0]) or before.flat.d != flat.d):
                raise IndexDamaged(f"{path} does not fit the shards before it")
            first = before.first + len(before) if before else 0
            halves = halves_of(flat)
            halves.flags.writeable = False  # the file is mapped for reading
            shards.append(Shard(first, flat, halves))
        return cls(shards)

    def __len__(self) -> int:
        last = self._open[-1]
        return last.first + len(last)

    @property
    def lengths(self) -> list[int]:
        """How many rows each shard holds."""
        return [len(shard) for shard in self._open]

    def get(self, rows: Sequence[int] | Rows) -> Floats:
        """Return the vectors of these rows, in their order; zeros for an erased one."""
        return self._halves(np.asarray(rows, dtype=np.int64)).astype(np.float32)

    def nearest(self, vector: Floats, k: int, allowed: Rows | None = None) -> Found:
        """Return up to k (row, cosine), nearest first, ties by row; of `allowed` rows if given."""
        if allowed is not None and len(allowed) <= _FEW * len(self):
            return self.ranked(vector, allowed)[: max(0, k)]
        parts = [(shard, _inside(shard, allowed)) for shard in self._open]
        total = sum(len(shard) if kept is None else len(kept) for shard, kept in parts)
        fetch = min(k + _MARGIN, total)
        while k > 0 and fetch:
            rows, bound = self._best(vector, fetch, parts)
            found = self.ranked(vector, rows)
            if fetch == total or (len(found) >= k and found[k - 1][1] > bound + _ROUNDING):
                return found[:k]
            fetch = min(4 * fetch, total)  # erased rows or ties hide what comes next
        return []

    def ranked(self, vector: Floats, rows: Rows) -> Found:
        """Return (row, cosine) for these rows, nearest first, ties by row, erased ones left out."""
        halves, asked = self._halves(rows), vector.astype(np.float64)
        scores = np.empty(len(rows), dtype=np.float32)
        for start in range(0, len(rows), _BLOCK):
            some = slice(start, start + _BLOCK)
            scores[some] = (halves[some].astype(np.float64) * asked).sum(axis=1)
        there = halves.any(axis=1)
        rows, scores = rows[there], scores[there]
        order = np.lexsort((rows, -scores))
        return list(zip(rows[order].tolist(), scores[order].tolist(), strict=True))

    def close(self) -> None:
        """Let go of the files; nothing can be asked after."""
        self.threads.close()
        self._shards = ()

    @property
    def _open(self) -> tuple[Shard, ...]:
        if not self._shards:
            raise ValueError("the vectors are closed")
        return self._shards

    def _best(
        self, vector: Floats, fetch: int, parts: Sequence[tuple[Shard, Rows | None]]
    ) -> tuple[Rows, float]:
        """Return the best rows by FAISS's sums, and a sum that none of the others is above."""
        query = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
        found = self.threads.each(lambda part: _search(part[0], query, fetch, part[1]), parts)
        rows = np.concatenate([some for some, _ in found])
        sums = np.concatenate([some for _, some in found])
        order = np.lexsort((rows, -sums))[:fetch]
        return rows[order], float(sums[order[-1]]) if len(order) else 0.0

    def _halves(self, rows: Rows) -> Halves:
        if len(rows) and not 0 <= rows.min() <= rows.max() < len(self):
            raise ValueError(f"rows {rows.min()} to {rows.max()} of an index of {len(self)} rows")
        shards = self._open  # kept while they are read, whoever closes them meanwhile
        halves = np.empty((len(rows), self.dimensions), dtype=np.float16)
        numbers = np.searchsorted(self._firsts, rows, side="right") - 1
        for number in np.unique(numbers):
            here, shard = numbers == number, shards[number]
            halves[here] = shard.halves[rows[here] - shard.first]
        return halves


def shard_path(folder: Path, number: int) -> Path:
    """Return where the shard of this number stands."""
    return folder / f"{number:06}.faiss"


def shard_paths(folder: Path) -> list[Path]:
    """Return the shards of the folder in the order of their rows; raises IndexDamaged for a gap."""
    count = len(list(folder.glob("[0-9]*.faiss")))
    paths = [shard_path(folder, number) for number in range(max(1, count))]
    for path in paths:
        if not path.is_file():
            raise IndexDamaged(f"{path} is missing")
    return paths


def read_flat(path: Path, flags: int = 0) -> "faiss.IndexScalarQuantizer":
    """Read a shard; raises IndexDamaged for a file that is none."""
    import faiss

    flat = read_faiss(path, flags)
    half = faiss.ScalarQuantizer.QT_fp16
    if not isinstance(flat, faiss.IndexScalarQuantizer) or flat.sq.qtype != half:
        raise IndexDamaged(f"{path} is not a shard of vectors")
    return flat


def read_faiss(path: Path, flags: int = 0) -> "faiss.Index":
    """Read what FAISS wrote; raises IndexDamaged for what it refuses, whatever the reason."""
    import faiss

    try:
        return faiss.read_index(str(path), flags)
    except RuntimeError as error:
        raise IndexDamaged(f"{path} is missing or damaged") from error


def halves_of(flat: "faiss.IndexScalarQuantizer") -> Halves:
    """Return the vectors of a shard as they lie in it: what is written there is written to it."""
    import faiss

    if not flat.ntotal:
        return np.zeros((0, flat.d), dtype=np.float16)
    codes = faiss.rev_swig_ptr(flat.codes.data(), flat.ntotal * flat.code_size)
    return np.asarray(codes).view(np.float16).reshape(flat.ntotal, flat.d)


def together(found: Iterable[Found], k: int) -> Found:
    """Return the k nearest of several findings."""
    pairs = [pair for some in found for pair in some]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:k]


def _inside(shard: Shard, allowed: Rows | None) -> Rows | None:
    """Return the places of the shard that are allowed; None for all of them."""
    if allowed is None:
        return None
    start, end = np.searchsorted(allowed, [shard.first, shard.first + len(shard)])
    return None if end - start == len(shard) else allowed[start:end] - shard.first


def _search(shard: Shard, query: Floats, fetch: int, kept: Rows | None) -> tuple[Rows, Floats]:
    """Return the shard's best rows of the places kept, with their sums, best first."""
    import faiss

    fetch = min(fetch, len(shard) if kept is None else len(kept))
    if not fetch:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
    if kept is None:
        sums, places = shard.flat.search(query, fetch)
        return places[0] + shard.first, sums[0]
    mask = np.zeros(len(shard), dtype=bool)
    mask[kept] = True
    more = int(1.2 * fetch * len(shard) / len(kept)) + _MARGIN
    if len(kept) > _MOST_KEPT * len(shard) and more < len(shard):
        sums, places = shard.flat.search(query, more)
        chosen = mask[places[0]]
        if np.count_nonzero(chosen) >= fetch:
            return places[0][chosen][:fetch] + shard.first, sums[0][chosen][:fetch]
    packed = np.packbits(mask, bitorder="little")
    selector = faiss.IDSelectorBitmap(packed)  # type: ignore[call-arg, arg-type]  # at run time
    parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]  # at run time
    sums, places = shard.flat.search(query, fetch, params=parameters)
    return places[0] + shard.first, sums[0]
