"""An index in format 1 in; the articles and vectors of its current version, verified, out.

    INDEX/CURRENT                  a version's number and its manifest's digest
    INDEX/versions/000007/         manifest.json, articles.sqlite, vectors.faiss, lexical/

It is only read, by `pressmark index upgrade`; the archives need not be there any more.
"""

import hashlib
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.article import Article
from index.database import Database
from index.embedder import Vectors
from index.errors import IndexDamaged
from index.ledger import rows_of
from index.manifest import NAME, EmbedderIdentity, Manifest, StoredFile
from index.precision import Precision
from index.ranking import learned_ranking
from index.store import CURRENT
from index.verification import verify_files

if TYPE_CHECKING:
    import faiss

_REBUILD = "build it anew from all its archives: pressmark index build --replace ARCHIVE..."
_DATABASE, _VECTORS = "articles.sqlite", "vectors.faiss"
_ARTICLES, _ROWS = 512, 8192  # held at once


class FirstFormat:
    """The current version of an index in format 1."""

    def __init__(self, index: Path) -> None:
        """Verify its files, every byte of them; raises IndexDamaged."""
        folder = _current_folder(index)
        self.manifest = _read_manifest(folder)
        try:
            verify_files(folder, self.manifest)
        except IndexDamaged as error:
            raise IndexDamaged(str(error), hint=_REBUILD) from error
        self._folder = folder
        self._database = Database.open(folder / _DATABASE)

    def articles(self) -> Iterator[Article]:
        """Yield all articles, copies too, by id."""
        ids = iter(sorted(self._database.known()))
        while some := list(islice(ids, _ARTICLES)):
            yield from self._database.articles_of(some)

    def vectors(self) -> Iterator[tuple[list[str], Vectors]]:
        """Yield digests of texts and their vectors, so many at a time, each text once."""
        import faiss

        flat = faiss.read_index(str(self._folder / _VECTORS))
        rows: dict[str, int] = {}
        for row, digest in rows_of(self._folder / _DATABASE):  # its table is named the same
            rows.setdefault(digest, row)
        texts = iter(rows)
        while some := list(islice(texts, _ROWS)):
            yield some, _vectors_at(flat, [rows[digest] for digest in some])

    def close(self) -> None:
        """Let go of the files."""
        self._database.close()


def _current_folder(index: Path) -> Path:
    try:
        name, digest = (index / CURRENT).read_text(encoding="utf-8").split()
        content = (index / "versions" / name / NAME).read_bytes()
    except (OSError, ValueError) as error:
        raise IndexDamaged(
            f"{index / CURRENT} names no version in format 1 that is there", hint=_REBUILD
        ) from error
    if hashlib.blake2b(content, digest_size=16).hexdigest() != digest:
        raise IndexDamaged(
            f"{index / 'versions' / name / NAME} is not what was written", hint=_REBUILD
        )
    return index / "versions" / name


def _read_manifest(folder: Path) -> Manifest:
    """Return the manifest in today's words; its bytes have been verified."""
    record = json.loads((folder / NAME).read_text(encoding="utf-8"))
    return Manifest(
        record["format"],
        record["pressmark"],
        record["created"],
        reading="",
        archives=tuple(record["archives"]),
        embedder=EmbedderIdentity(**record["embedder"]),
        precision=Precision(),
        passages=record["passages"],
        lists=None,
        ranking=learned_ranking(),
        counts=record["counts"],
        files={name: StoredFile(**one) for name, one in record["files"].items()},
    )


def _vectors_at(flat: "faiss.Index", rows: list[int]) -> Vectors:
    return np.asarray(flat.reconstruct_batch(np.asarray(rows, dtype=np.int64)), dtype=np.float32)
