"""The shards of a folder in, inverted lists over them out, which find most of what is nearest fast.

`lists.faiss` holds each row's code of 8 bits a number in the list of its nearest centroid (FAISS
IVF,SQ8). A search reads the lists of the centroids nearest to the vector, and ranks the rows it
finds there by their vectors in the shards: no score comes from a code.

Writing holds in memory 40 vectors at single precision for each list (63 kB a list of 384
dimensions) and twice the codes at most (392 bytes a row, and 8 numbers).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, BinaryIO, cast

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexDamaged
from index.shards import Floats, Found, Rows, Shards, read_faiss

if TYPE_CHECKING:
    import faiss

NAME = "lists.faiss"
LEAST_ROWS = 250_000  # below, the exact search takes a few milliseconds
TARGET = 0.97  # so that .95 holds for other questions than those measured
_DEEP = 200  # the search must reach the target at this depth as at 10: what answers are made from
_STALE = 0.1  # share of rows outside the lists from which they are written anew
_SEED = 20261122
_SAMPLE = 40  # vectors to place a centroid by; FAISS asks for 39 to 256
_BLOCK = 16_384  # vectors added at once
_CODES = 2  # rows ranked for each that is asked for; four found no more on 300,000 rows


@dataclass(frozen=True, slots=True)
class Lists:
    """What the manifest says of inverted lists.

    `probes` of the `lists` are read for a search; rows below `covered` are in them; `recall` is
    the share of the exact 10 nearest that was found when they were written.
    """

    lists: int
    probes: int
    covered: int
    recall: float

    def __post_init__(self) -> None:
        if not 0 < self.probes <= self.lists:
            raise ValueError(f"{self.probes} probes of {self.lists} lists")
        if self.covered <= 0 or not 0 <= self.recall <= 1:
            raise ValueError(f"{self.covered} rows covered with a recall of {self.recall}")


class OpenLists:
    """Inverted lists, memory-mapped."""

    def __init__(self, folder: Path, lists: Lists, *, dimensions: int) -> None:
        import faiss

        found = _read(folder / NAME, faiss.IO_FLAG_MMAP_IFC)
        if (found.nlist, found.d) != (lists.lists, dimensions) or found.ntotal > lists.covered:
            raise IndexDamaged(f"{folder / NAME} is not what was written")
        self._inverted, self._lists = found, lists

    def nearest(self, shards: Shards, vector: Floats, k: int) -> Found:
        """Return up to k (row, cosine) of the rows covered, nearest first; it may miss some."""
        probes = min(self._lists.lists, self._lists.probes * max(1, -(-k // _DEEP)))
        return _nearest(self._inverted, shards, vector, k=k, probes=probes)


def write_lists(
    folder: Path, queries: Floats, *, least: int = LEAST_ROWS, target: float = TARGET
) -> Lists | None:
    """Write lists over all rows of the folder's shards and choose how many a search must read.

    None, and no file, for fewer than `least` rows, or where reading a quarter of the lists does
    not find the `target` share of what the exact search finds for the queries.
    """
    (folder / NAME).unlink(missing_ok=True)
    shards = Shards.open(folder)
    try:
        if len(shards) < least or not len(queries):
            return None
        inverted = _trained(shards)
        if inverted is None:
            return None
        for rows, vectors in _blocks(shards):
            inverted.add_with_ids(vectors, rows)
        lists = _effort(inverted, shards, queries, target)
    finally:
        shards.close()
    if lists is not None:
        import faiss

        faiss.write_index(inverted, str(folder / NAME))
    return lists


def lists_are_stale(lists: Lists | None, rows: int) -> bool:
    """Whether lists are due: too many of so many rows are outside, or there might be some now."""
    if lists is None:
        return rows >= LEAST_ROWS
    return rows - lists.covered > _STALE * rows


def erase_codes(folder: Path, rows: Sequence[int]) -> None:
    """Take the codes of these rows out of the folder's lists, if it has any, in place.

    An entry of such a row becomes a copy of another of its list: nothing is left to tell of the
    text, and a list cannot fill up with entries that a search finds and must throw away.
    """
    if not rows or not (folder / NAME).is_file():
        return
    import faiss

    inverted = _read(folder / NAME, faiss.IO_FLAG_MMAP)  # so mapped, FAISS says where a list is
    stored = faiss.downcast_InvertedLists(cast("faiss.InvertedLists", inverted.invlists))
    stored = cast("faiss.OnDiskInvertedLists", stored)
    with (folder / NAME).open("r+b") as file:
        for number in range(inverted.nlist):
            if length := stored.list_size(number):
                ids = faiss.rev_swig_ptr(stored.get_ids(number), length).copy()
                place = stored.lists.at(number)  # type: ignore[attr-defined]  # a C++ vector
                erased = np.isin(ids, np.asarray(rows, dtype=np.int64))
                if erased.any():
                    _overwrite(file, place.offset, ids=ids, erased=erased, size=stored.code_size)


def _read(path: Path, flags: int) -> "faiss.IndexIVFScalarQuantizer":
    import faiss

    found = read_faiss(path, flags)
    if not isinstance(found, faiss.IndexIVFScalarQuantizer):
        raise IndexDamaged(f"{path} does not hold inverted lists")
    return found


def _trained(shards: Shards) -> "faiss.IndexIVFScalarQuantizer | None":
    """Return empty lists around the centroids of a sample of rows; None if all are erased."""
    import faiss

    count = _power_of_two(4 * len(shards) ** 0.5)  # FAISS's guidelines: 4 to 16 roots of the rows
    random = np.random.default_rng(_SEED)
    size = min(len(shards), _SAMPLE * count)
    sample = shards.get(np.sort(random.choice(len(shards), size, replace=False)))
    sample = sample[sample.any(axis=1)]
    count = min(count, _power_of_two(len(sample) / _SAMPLE))
    if not len(sample):
        return None
    inverted = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatIP(shards.dimensions),
        shards.dimensions,
        count,
        faiss.ScalarQuantizer.QT_8bit,
        faiss.METRIC_INNER_PRODUCT,
    )
    inverted.cp.seed = _SEED
    inverted.cp.spherical = True
    inverted.cp.min_points_per_centroid = 1  # it would warn on the terminal
    inverted.train(sample)
    return inverted


def _power_of_two(wanted: float) -> int:
    return int(2 ** round(np.log2(max(1.0, wanted))))


def _blocks(shards: Shards) -> Iterator[tuple[Rows, Floats]]:
    """Yield the rows that are not erased, with their vectors."""
    for start in range(0, len(shards), _BLOCK):
        rows = np.arange(start, min(start + _BLOCK, len(shards)), dtype=np.int64)
        vectors = shards.get(rows)
        there = vectors.any(axis=1)
        yield rows[there], vectors[there]


def _effort(
    inverted: "faiss.IndexIVFScalarQuantizer", shards: Shards, queries: Floats, target: float
) -> Lists | None:
    """Return the lists with the fewest probes, doubling from one, that reach the target."""
    exact = [shards.nearest(query, _DEEP) for query in queries]
    probes = 1
    while probes <= max(1, inverted.nlist // 4):
        found = [_nearest(inverted, shards, query, k=_DEEP, probes=probes) for query in queries]
        recall, deep = (_recall(exact, found, k) for k in (10, _DEEP))
        if min(recall, deep) >= target:
            return Lists(inverted.nlist, probes, len(shards), round(recall, 4))
        probes *= 2
    return None


def _recall(exact: Sequence[Found], found: Sequence[Found], k: int) -> float:
    """Return the share of the k nearest that was found; of equals, any will do."""
    shares = []
    for truth, some in zip(exact, found, strict=True):
        if nearest := truth[:k]:
            enough = sum(score >= nearest[-1][1] for _, score in some[:k])
            shares.append(enough / len(nearest))
    return fmean(shares) if shares else 1.0


def _nearest(
    inverted: "faiss.IndexIVFScalarQuantizer",
    shards: Shards,
    vector: Floats,
    *,
    k: int,
    probes: int,
) -> Found:
    import faiss

    query = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
    parameters = faiss.SearchParametersIVF(nprobe=probes)  # type: ignore[call-arg]  # at run time
    wanted = min(inverted.ntotal, _CODES * k + 20)

    def search(_: int) -> Rows:
        return cast("Rows", inverted.search(query, wanted, params=parameters)[1][0])

    rows = np.unique(shards.threads.each(search, [0])[0])
    return shards.ranked(vector, rows[rows >= 0])[:k]


def _overwrite(
    file: BinaryIO, begin: int, *, ids: Rows, erased: NDArray[np.bool_], size: int
) -> None:
    """Overwrite a list's erased entries with the others in turn, with zeros where none is left.

    A list is its codes of `size` bytes, from `begin` on, and its ids after them.
    """
    file.seek(begin)
    codes = np.frombuffer(file.read(len(ids) * size), dtype=np.uint8).reshape(-1, size).copy()
    left = np.flatnonzero(~erased)
    if len(left):
        others = np.resize(left, np.count_nonzero(erased))
        codes[erased], ids[erased] = codes[others], ids[others]
    else:
        codes[:] = 0
    file.seek(begin)
    file.write(codes.tobytes() + ids.tobytes())
