"""An index in; its articles, and paragraphs found by meaning or by words, out."""

from collections.abc import Sequence
from typing import Self

import numpy as np

from index.article import Article
from index.database import Database
from index.embedder import Embedder, SentenceTransformerEmbedder, Vectors
from index.errors import ArticleMissing, EmbedderError
from index.filters import Filters
from index.home import Location, OpenVersion, Rarities, home_of
from index.manifest import Manifest
from index.prefixes import Prefixes


class IndexReader:
    """The version of an index that was current when it was opened, with the embedder it names."""

    def __init__(self, version: OpenVersion, embedder: Embedder) -> None:
        self._version = version
        self.embedder = embedder
        self._checked = False

    @classmethod
    def open(cls, index: Location, *, embedder: Embedder | None = None) -> "IndexReader":
        """Open the current version; without an `embedder`, the one that its manifest names."""
        version = home_of(index).open()
        named = SentenceTransformerEmbedder(version.manifest.embedder.name)
        return cls(version, embedder or named)

    @property
    def name(self) -> str:
        """Which version this is."""
        return self._version.name

    @property
    def manifest(self) -> Manifest:
        """What the version says of itself."""
        return self._version.manifest

    @property
    def database(self) -> Database:
        """The articles and paragraphs."""
        return self._version.database

    @property
    def lexical(self) -> Rarities:
        """The words."""
        return self._version.lexical

    def article(self, id: str) -> Article:
        """Return the article of this id, or the one it is a copy of; raises ArticleMissing."""
        found = self.database.article(id)
        if found is None:
            raise ArticleMissing(f"no article {id!r} in the index", hint="pressmark list")
        return found

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return a unit vector a text of articles.

        Raises EmbedderError unless the index was built with this model.
        """
        self._check_model()
        return self.embedder.encode(texts)

    def embed_question(self, question: str) -> Vectors:
        """Return the unit vector of a question; raises as `embed`."""
        self._check_model()
        return np.asarray(self.embedder.encode_questions([question])[0])

    def _check_model(self) -> None:
        made, model = self.manifest.embedder, self.embedder
        before = Prefixes(made.question_prefix, made.passage_prefix)
        if not self._checked and (model.digest, model.dimensions, model.prefixes) != (
            made.digest,
            made.dimensions,
            before,
        ):
            raise EmbedderError(
                f"the index was built with another {made.name} than the one installed",
                hint="build it again: pressmark index build ARCHIVE...",
            )
        self._checked = True

    def nearest(self, vector: Vectors, k: int, filters: Filters) -> dict[int, float]:
        """Return up to k paragraph keys with the cosine of their best piece, best first."""
        return self._version.nearest(vector, k, filters)

    def by_words(self, query: str, k: int, filters: Filters) -> dict[int, float]:
        """Return up to k paragraph keys with their BM25 scores, best first."""
        return self._version.by_words(query, k, filters)

    def cosines(self, vector: Vectors, keys: Sequence[int]) -> dict[int, float]:
        """Return the cosine of the best piece of each of these paragraphs that has a vector."""
        return self._version.cosines(vector, keys)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the version."""
        self._version.close()
