"""Vectors for tests: unit rows, alike or in crowds, written into shards of a few rows."""

from pathlib import Path

import numpy as np

from index.vectors import Floats, VectorWriter


def unit_rows(count: int, seed: int, dimensions: int = 16) -> Floats:
    rows = np.random.default_rng(seed).normal(size=(count, dimensions)).astype(np.float32)
    return unit(rows)


def crowded_rows(count: int, seed: int, *, crowds: int = 15, dimensions: int = 32) -> Floats:
    """Return rows that lie around a few centres, the same centres for every seed."""
    random = np.random.default_rng(seed)
    centres = unit_rows(crowds, 99, dimensions)
    noise = random.normal(size=(count, dimensions)).astype(np.float32)
    return unit(centres[random.integers(crowds, size=count)] + 0.1 * noise)


def unit(rows: Floats) -> Floats:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def written(folder: Path, vectors: Floats, *, shard_rows: int = 7) -> Path:
    """Write the vectors into a new folder and return it."""
    writer = VectorWriter.create(folder, vectors.shape[1], shard_rows=shard_rows)
    writer.append(vectors)
    writer.close()
    return folder


def exact(vectors: Floats, asked: Floats) -> Floats:
    """Return the cosine of each row at half precision, as the index must give it."""
    halves = vectors.astype(np.float16).astype(np.float64)
    return np.asarray((halves * asked.astype(np.float64)).sum(axis=1), dtype=np.float32)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
