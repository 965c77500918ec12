"""A few thousand real vectors in, as many vectors as wanted out, spread as the real ones are.

Noise alone would lie: random vectors are all equally far from each other, real ones lie in crowds.
So a made vector is a real one moved some way towards one of its nearest neighbours, plus Gaussian
noise with the covariance of the real vectors, scaled so that its cosine with the real one is
mostly .8 to .9. Questions are made the same way from real vectors set aside before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedder import SentenceTransformerEmbedder
from index.gather import read_archives
from index.passages import passage_texts

Floats = NDArray[np.float32]

SEED = 20261122
BLOCK = 16_384  # vectors made at once
_ASIDE = 500  # real vectors kept for questions
_NEIGHBOURS = 8
_LARGEST_STEP = 0.5  # of the way to the neighbour
_NOISE = (0.3, 0.6)  # length of the noise beside a unit vector
_QUESTION_NOISE = (0.2, 0.5)


def embedded(archive: Path, most: int) -> Floats:
    """Embed up to `most` passages of the archive, picked evenly over it."""
    texts = texts_of([archive])
    step = max(1, len(texts) // most)
    return SentenceTransformerEmbedder().encode(texts[::step][:most])


def texts_of(archives: Sequence[Path]) -> list[str]:
    """Return what is embedded of the archives: every passage, in their order."""
    articles, _ = read_archives(archives)
    return [
        text
        for article in articles
        for paragraph in article.paragraphs
        for text in passage_texts(article.title, article.quote(paragraph.number))
    ]


@dataclass(frozen=True, slots=True)
class Crowd:
    """Real vectors and how they lie: their nearest neighbours and the shape of their spread."""

    real: Floats
    neighbours: NDArray[np.int64]
    shape: Floats  # noise @ shape has the covariance of the real vectors and length about 1

    def vectors(self, count: int) -> Iterator[Floats]:
        """Yield `count` unit vectors in blocks; the same ones every time."""
        random = np.random.default_rng(SEED)
        for start in range(0, count, BLOCK):
            yield self._made(random, min(BLOCK, count - start), _NOISE)

    def _made(self, random: np.random.Generator, count: int, noise: tuple[float, float]) -> Floats:
        real = random.integers(len(self.real), size=count)
        other = self.neighbours[real, random.integers(_NEIGHBOURS, size=count)]
        step = random.uniform(0, _LARGEST_STEP, size=(count, 1)).astype(np.float32)
        moved = unit((1 - step) * self.real[real] + step * self.real[other])
        return unit(moved + self._noise(random, count, noise))

    def _noise(self, random: np.random.Generator, count: int, noise: tuple[float, float]) -> Floats:
        drawn = random.standard_normal((count, self.real.shape[1]), dtype=np.float32)
        return (drawn @ self.shape) * random.uniform(*noise, size=(count, 1)).astype(np.float32)


def crowd_of(real: Floats) -> tuple[Crowd, Crowd]:
    """Return what vectors are made from and, apart from it, what questions are made from."""
    order = np.random.default_rng(SEED).permutation(len(real))
    aside = min(_ASIDE, len(real) // 4)
    return _crowd(real[order[aside:]]), _crowd(real[order[:aside]])


def questions(crowd: Crowd, count: int) -> Floats:
    """Return `count` vectors to ask with: real ones with noise, not moved to a neighbour."""
    random = np.random.default_rng(SEED + 1)
    picked = random.integers(len(crowd.real), size=count)
    return unit(crowd.real[picked] + crowd._noise(random, count, _QUESTION_NOISE))


def unit(vectors: Floats) -> Floats:
    """Return the rows at length one."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.ascontiguousarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)


def _crowd(real: Floats) -> Crowd:
    cosines = real @ real.T
    np.fill_diagonal(cosines, -1)
    neighbours = np.argsort(-cosines, axis=1, kind="stable")[:, :_NEIGHBOURS]
    spread, axes = np.linalg.eigh(np.cov(real, rowvar=False).astype(np.float64))
    spread = np.maximum(spread, 0)
    shape = (axes * np.sqrt(spread / spread.sum())).T
    return Crowd(real, neighbours.astype(np.int64), np.ascontiguousarray(shape, dtype=np.float32))
