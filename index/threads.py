"""Searches in, their results out: FAISS on threads of its own, each with one OpenMP thread.

One search is one question. On it FAISS's own threads cost more than they bring: 12 ms instead of
2 ms for 65,536 rows on two cores, and torch's beside them make it worse. The number of OpenMP
threads belongs to the thread that sets it, so that nothing changes for the rest of the process.
"""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

One = TypeVar("One")
Found = TypeVar("Found")


class SearchThreads:
    """At most as many threads as there are cores; they start when first used."""

    def __init__(self, most: int) -> None:
        self._pool = ThreadPoolExecutor(
            max(1, min(most, os.cpu_count() or 1)), "search", initializer=_alone
        )

    def each(self, search: Callable[[One], Found], those: Iterable[One]) -> list[Found]:
        """Return what the search finds in each, in their order."""
        return list(self._pool.map(search, those))

    def close(self) -> None:
        """End the threads once their work is done."""
        self._pool.shutdown(wait=False)


def _alone() -> None:
    import faiss

    faiss.omp_set_num_threads(1)
