"""Vectors computed by a build that has not ended, kept so that the next one need not compute them.

    INDEX/computed/<embedder>/000012-<blake2b>.npy     digests of texts, and their vectors

Each file is whole or is not read: its name holds the digest of its bytes.
"""

import hashlib
import io
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from index.article import digest_of
from index.embedder import Embedder, Vectors


class Computed:
    """The vectors of one embedder that an unfinished build left, or is about to leave."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        known = f"{embedder.name} {embedder.digest} {embedder.dimensions}"
        self._above, self._folder = folder, folder / digest_of(known, size=8)
        self._dimensions = embedder.dimensions

    def read(self) -> Iterator[tuple[list[str], Vectors]]:
        """Yield the digests and vectors of each whole file; remove those that are not."""
        for path in sorted(self._folder.glob("*")):
            content = path.read_bytes()
            if path.stem.partition("-")[2] != _digest(content):
                path.unlink()
                continue
            rows = np.load(io.BytesIO(content), allow_pickle=False)
            yield [str(one) for one in rows["digest"]], np.ascontiguousarray(rows["vector"])

    def add(self, digests: Sequence[str], vectors: Vectors) -> None:
        """Keep the vectors of the texts of these digests."""
        kind = [("digest", f"U{len(digests[0])}"), ("vector", "<f4", (self._dimensions,))]
        rows = np.empty(len(digests), dtype=kind)
        rows["digest"], rows["vector"] = digests, vectors
        written = io.BytesIO()
        np.save(written, rows, allow_pickle=False)
        self._folder.mkdir(parents=True, exist_ok=True)
        number = sum(1 for _ in self._folder.iterdir())
        name = f"{number:06d}-{_digest(written.getvalue())}.npy"
        (self._folder / name).write_bytes(written.getvalue())

    def forget_others(self) -> None:
        """Remove what another embedder computed."""
        for one in self._above.glob("*"):
            if one != self._folder:
                shutil.rmtree(one, ignore_errors=True)


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=12).hexdigest()
