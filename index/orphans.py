"""The vectors of a version and the passages that name them in; what has no match, told, out."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.finding import Finding, count, ill, note, well
from index.manifest import Manifest
from index.repair import Repair
from index.vectors import VectorRows

_BLOCK = 8192  # vectors held at once
_UNIT = 0.01  # how far from 1 the length of a vector at half precision may be
_MANY_HOLES = 0.25  # share of rows erased from which a build writes the others anew

_UNOWNED = (
    "SELECT count(*) FROM passages LEFT JOIN paragraphs p ON p.key = paragraph"
    " LEFT JOIN articles a ON a.key = article WHERE a.key IS NULL OR a.copy_of IS NOT NULL"
)
_UNEMBEDDED = (
    "SELECT count(*) FROM articles WHERE copy_of IS NULL"
    " AND key NOT IN (SELECT article FROM embedded)"
)

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Vectors:
    """How many rows there are, how long, and how many are not what they should be.

    `bent` are in use and no unit vectors, `left` are known to none and yet not erased.
    """

    rows: int
    dimensions: int
    bent: int
    left: int


def examine_vectors(
    rows: sqlite3.Connection, folder: Path, made: Manifest, repair: Repair
) -> Finding:
    """Tell whether each passage has its vector, and each vector its passage.

    `rows` are the articles, with the ledger attached.
    """
    used = _rows(rows, "SELECT DISTINCT row FROM passages ORDER BY row")
    held = _rows(rows, "SELECT row FROM ledger.vectors ORDER BY row")
    there = _measured(folder, made, used, held)
    known = held[held < there.rows]
    absent = len(np.setdiff1d(used, known))
    unowned, unembedded = (_one(rows, query) for query in (_UNOWNED, _UNEMBEDDED))
    dimensions = made.embedder.dimensions
    wrong = {
        f"they have {there.dimensions} dimensions, not {dimensions}": (
            there.rows and there.dimensions != dimensions
        ),
        f"{absent:,} that passages name are not there": absent,
        f"{there.bent:,} in use are not of unit length": there.bent,
        f"{there.left:,} of what is gone are not erased": there.left,
        f"the ledger names {len(held):,}, {there.rows:,} are there": len(held) - len(known),
        f"{count(unowned, 'passage')} of no paragraph that is shown": unowned,
        f"{count(unembedded, 'article')} without vectors": unembedded,
    }
    told = [what for what, is_so in wrong.items() if is_so]
    if told:
        return ill("vectors", "; ".join(told), repair.of_contents)
    orphans = len(np.setdiff1d(held, used))
    return _fit(len(used), orphans=orphans, erased=there.rows - len(held), rows=there.rows)


def _fit(used: int, *, orphans: int, erased: int, rows: int) -> Finding:
    told = f"{used:,} in use, {erased:,} erased"
    if orphans:
        remedy = "nothing finds them; the next build that changes anything erases them"
        return note("vectors", f"{told}, {orphans:,} that no passage uses", remedy)
    if erased > _MANY_HOLES * rows:
        remedy = "the next build that changes anything writes the others anew"
        return note("vectors", f"{told}: many holes", remedy)
    return well("vectors", f"{told}; each passage has its vector, of unit length")


def _measured(folder: Path, made: Manifest, used: Rows, held: Rows) -> _Vectors:
    bent = left = 0
    with closing(VectorRows.open(folder, made.lists)) as vectors:
        for start in range(0, len(vectors), _BLOCK):
            block = np.arange(start, min(start + _BLOCK, len(vectors)))
            lengths = np.linalg.norm(vectors.get(block.tolist()), axis=1)
            in_use = np.isin(block, used)
            of_none = ~in_use & ~np.isin(block, held)
            bent += int((in_use & ~(np.abs(lengths - 1) <= _UNIT)).sum())
            left += int((of_none & (lengths != 0)).sum())
        return _Vectors(len(vectors), vectors.dimensions, bent, left)


def _rows(connection: sqlite3.Connection, query: str) -> Rows:
    return np.fromiter((row for (row,) in connection.execute(query)), dtype=np.int64)


def _one(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])
