"""An index in format 1 in; the articles and vectors of its current version, verified, out.

INDEX/CURRENT                  a version's number and its manifest's digest
INDEX/versions/000007/         manifest.json, articles.sqlite, vectors.faiss, lexical/
"""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.embedder import Vectors
from index.errors import IndexDamaged
from index.ledger import rows_of
from index.manifest import NAME
from index.older_format import REBUILD, OlderFormat, manifest_in_words_of_today
from index.precision import Precision
from index.store import CURRENT
from index.version import DATABASE

if TYPE_CHECKING:
    import faiss

_VECTORS = "vectors.faiss"
_ROWS = 8192  # held at once


class FirstFormat(OlderFormat):
    """The current version of an index in format 1."""

    def __init__(self, index: Path) -> None:
        folder = _current_folder(index)
        manifest = manifest_in_words_of_today(folder, precision=asdict(Precision()), lists=None)
        super().__init__(folder, manifest)

    def vectors(self) -> Iterator[tuple[list[str], Vectors]]:
        """Yield digests of texts and their vectors, so many at a time, each text once."""
        import faiss

        flat = faiss.read_index(str(self.folder / _VECTORS))
        rows: dict[str, int] = {}
        for row, digest in rows_of(self.folder / DATABASE):  # its table is named the same
            rows.setdefault(digest, row)
        texts = iter(rows)
        while some := list(islice(texts, _ROWS)):
            yield some, _vectors_at(flat, [rows[digest] for digest in some])


def _current_folder(index: Path) -> Path:
    try:
        name, digest = (index / CURRENT).read_text(encoding="utf-8").split()
        content = (index / "versions" / name / NAME).read_bytes()
    except (OSError, ValueError) as error:
        raise IndexDamaged(
            f"{index / CURRENT} names no version in format 1 that is there", hint=REBUILD
        ) from error
    if hashlib.blake2b(content, digest_size=16).hexdigest() != digest:
        raise IndexDamaged(
            f"{index / 'versions' / name / NAME} is not what was written", hint=REBUILD
        )
    return index / "versions" / name


def _vectors_at(flat: "faiss.Index", rows: list[int]) -> Vectors:
    return np.asarray(flat.reconstruct_batch(np.asarray(rows, dtype=np.int64)), dtype=np.float32)
