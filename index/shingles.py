"""Texts in, the hashes of their runs of words out, and from samples of those the pairs that share.

A shingle is five words in a row (Broder, "On the resemblance and containment of documents", 1997).
The share of a short text's shingles that stand in a long one, its containment, can be estimated
from samples when both keep the same hashes: those that a fixed number divides, as Manber sampled
("Finding similar files in a large file system", 1994). MinHash keeps a fixed number of hashes of
each text, so it tells likeness well and the containment of a short text in a long one badly.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from index.terms import fold

Hashes = NDArray[np.uint64]
Sample = NDArray[np.uint32]

_LENGTH = 5  # words
_KEPT = 4  # one hash in so many is kept in a sample
_MOST_BEFORE = 32  # articles that one is paired with for a shingle, the first in order
_WORD = re.compile(r"[\w\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]+(?:[.,٫٬]\d+)*")
_SPREAD = tuple(
    np.uint64(number) for number in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
)


def spoken(text: str) -> list[str]:
    """Return the words as they stand, a number with its decimals; quicker than `terms.words`."""
    return _WORD.findall(text)


def shingles(text: str) -> Hashes:
    """Return the hashes of the text's shingles, each once, in ascending order."""
    return np.unique(_hashes(text))


def sample(text: str) -> Sample:
    """Return about a quarter of the text's hashes, the same ones of any text: one byte a word."""
    hashes = _hashes(text)
    kept = hashes[hashes % np.uint64(_KEPT) == 0]
    return np.unique((kept >> np.uint64(32)).astype(np.uint32))


def shared(samples: Sequence[Sample], days: Sequence[int], *, apart: int) -> Mapping[int, int]:
    """Return how many sampled shingles two texts share: {first * number of texts + second: count}.

    The texts are in order, newest first, undated (day 0) last; `first` comes before `second`, and
    at most so many days later. Time and memory grow with the texts: a shingle that stands in many
    is counted only with the first 32 that are near enough in time.
    """
    counts: dict[int, int] = {}
    for run in _runs(samples):
        for first, second in paired(run, days, apart=apart):
            key = first * len(samples) + second
            counts[key] = counts.get(key, 0) + 1
    return counts


def paired(
    run: Sequence[int], days: Sequence[int], *, apart: int | None
) -> Iterator[tuple[int, int]]:
    """Yield each of the run with the first few before it that are near enough in time."""
    first = 0
    for at, one in enumerate(run):
        while apart is not None and days[one] and days[run[first]] - days[one] > apart:
            first += 1
        start = first if days[one] else 0
        for before in run[start : min(at, start + _MOST_BEFORE)]:
            yield before, one


def _runs(samples: Sequence[Sample]) -> Iterable[list[int]]:
    """Yield, for each hash that several texts have, their numbers in ascending order."""
    if not samples:
        return
    owners = np.repeat(np.arange(len(samples)), [len(one) for one in samples])
    hashes = np.concatenate(samples)
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    edges = np.concatenate(([0], np.flatnonzero(np.diff(hashes)) + 1, [len(hashes)]))
    several = np.flatnonzero(np.diff(edges) > 1)
    for start, end in zip(edges[several].tolist(), edges[several + 1].tolist(), strict=True):
        yield owners[start:end].tolist()


def _hashes(text: str) -> Hashes:
    found = spoken(text)
    words = np.fromiter(map(_hash, found), np.uint64, len(found))
    count = max(0, len(words) - _LENGTH + 1)
    hashes = words[:count].copy()
    for at in range(1, _LENGTH):
        hashes = hashes * _SPREAD[0] + words[at : at + count]
    for factor, shift in zip(_SPREAD[1:], (30, 27), strict=True):
        hashes = (hashes ^ (hashes >> np.uint64(shift))) * factor
    return hashes ^ (hashes >> np.uint64(31))


@lru_cache(maxsize=400_000)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(fold(word).encode("utf-8", "replace"), digest_size=8).digest())
