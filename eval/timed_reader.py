"""An index in, a reader of it that counts the seconds of each step of a search out."""

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar, cast

from index.database import Database
from index.embedder import SentenceTransformerEmbedder, Vectors
from index.errors import SettingsError
from index.filters import Filters
from index.home import Location
from index.reader import IndexReader
from index.version import Version

Found = TypeVar("Found")

STEPS = ("embed the question", "dense", "lexical", "fetch", "weigh")
_EMBED, _DENSE, _LEXICAL, _FETCH = STEPS[:-1]


class TimedReader(IndexReader):
    """A reader between whose `begin` and `end` one search runs; what no step counts is weighing."""

    @classmethod
    def open(cls, index: Location, **_: object) -> "TimedReader":
        """Open the current version with the embedder it names, loaded."""
        plain = super().open(index)
        return cls(plain._version, plain.embedder)

    def begin(self) -> None:
        """Count from now."""
        self._began = time.perf_counter()
        self._seconds = dict.fromkeys(STEPS, 0.0)

    def end(self) -> tuple[float, ...]:
        """Return the seconds of each of STEPS since `begin`."""
        whole = time.perf_counter() - self._began
        self._seconds["weigh"] = whole - sum(self._seconds.values())
        return tuple(self._seconds[step] for step in STEPS)

    def vectors(self) -> Vectors:
        """Return every vector of the index, as rows."""
        if not isinstance(self._version, Version):
            raise SettingsError("only the vectors of an index in a folder can be read whole")
        rows = self._version.vectors
        return rows.get(range(len(rows)))

    def model_folder(self) -> Path:
        """Return where the files of the index's embedder are."""
        return SentenceTransformerEmbedder(self.manifest.embedder.name).folder

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return a unit vector a text."""
        return self._timed(_EMBED, partial(super().embed, texts))

    def embed_question(self, question: str) -> Vectors:
        """Return the unit vector of a question."""
        return self._timed(_EMBED, partial(super().embed_question, question))

    def nearest(self, vector: Vectors, k: int, filters: Filters) -> dict[int, float]:
        """Return up to k paragraph keys with the cosine of their best piece, best first."""
        return self._timed(_DENSE, partial(super().nearest, vector, k, filters))

    def cosines(self, vector: Vectors, keys: Sequence[int]) -> dict[int, float]:
        """Return the cosine of the best piece of each of these paragraphs that has a vector."""
        return self._timed(_DENSE, partial(super().cosines, vector, keys))

    def by_words(self, query: str, k: int, filters: Filters) -> dict[int, float]:
        """Return up to k paragraph keys with their BM25 scores, best first."""
        return self._timed(_LEXICAL, partial(super().by_words, query, k, filters))

    @property
    def database(self) -> Database:
        """The articles and paragraphs; locating them is counted."""
        return cast("Database", _Counted(super().database, "located", partial(self._timed, _FETCH)))

    def _timed(self, step: str, run: Callable[[], Found]) -> Found:
        started = time.perf_counter()
        found = run()
        self._seconds[step] += time.perf_counter() - started
        return found


class _Counted:
    """Something one of whose methods is counted; the others are as they are."""

    def __init__(
        self, of: object, method: str, timed: Callable[[Callable[[], object]], object]
    ) -> None:
        self._of, self._method, self._timed = of, method, timed

    def __getattr__(self, name: str) -> object:
        found = getattr(self._of, name)
        if name != self._method:
            return found
        return lambda *given, **named: self._timed(partial(found, *given, **named))
