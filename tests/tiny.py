"""A tiny embedder and tiny archives: what tests use in place of a model and a newspaper."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from index.build import Summary, build
from index.embedder import Embedder, Vectors
from index.filters import Filters
from index.home import Location
from index.language import script
from index.precision import Precision
from index.prefixes import Prefixes
from index.progress import unseen
from index.reader import IndexReader
from index.settings import VERSIONS_KEPT
from index.terms import key_terms

DIMENSIONS = 64
EVERYTHING = Filters()

BELL = (
    "Divers reached the wreck of the ferry Lapwing on Monday and brought up the bell that had been"
    " missing since the winter gales of 1931.",
    "The harbour master, Joan Tolley, said that 14 people had worked on the dive for nine weeks and"
    " that nobody had been hurt.",
    "The bell weighs 62 kilograms and will stand in the hall of the sailors' chapel until a museum"
    " has been found that can keep it dry.",
    "Fishermen had known of the wreck for years, but the nets that cover its stern made it too"
    " dangerous to approach before the trawling ban.",
    "A second dive is planned for the spring, when the light is better and the currents off the"
    " northern pier are weaker than they are now.",
    "The insurers who paid for the Lapwing in 1932 were bought by another company, which has given"
    " up every claim to what lies in the hold.",
)


class TinyEmbedder:
    """Hashed bags of terms as unit vectors; `history` is every text it encoded, in order."""

    def __init__(
        self,
        *,
        name: str = "tiny",
        digest: str = "tiny-1",
        dimensions: int = DIMENSIONS,
        scripts: frozenset[str] = frozenset({"latin", ""}),
        prefixes: Prefixes = Prefixes(),  # noqa: B008 - it cannot be changed
    ) -> None:
        self.name = name
        self.digest = digest
        self.dimensions = dimensions
        self.history: list[str] = []
        self.prefixes = prefixes
        self._scripts = scripts

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self._encode([self.prefixes.passage + text for text in texts])

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return self._encode([self.prefixes.question + text for text in texts])

    def _encode(self, texts: Sequence[str]) -> Vectors:
        self.history.extend(texts)
        return np.stack([self._vector(text) for text in texts])

    @property
    def precision(self) -> Precision:
        return Precision()

    def prepare(self, sample: Sequence[str]) -> Precision:
        self.sample = tuple(sample)
        return self.precision

    def reads(self, text: str) -> bool:
        return script(text) in self._scripts

    def _vector(self, text: str) -> Vectors:
        vector = np.zeros(self.dimensions, dtype=np.float32)
        for term in key_terms(text) or [""]:
            digest = hashlib.blake2b(term.encode("utf-8", "replace"), digest_size=8).digest()
            vector[int.from_bytes(digest, "big") % self.dimensions] += 1
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files, by their path below the folder, and return the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def build_tiny(
    *archives: Path,
    index: Location,
    embedder: Embedder | None = None,
    replace: bool = False,
    keep: int = VERSIONS_KEPT,
) -> Summary:
    """Build an index of the archives with a tiny embedder, or the one given."""
    return build(
        archives,
        index=index,
        embedder=embedder or TinyEmbedder(),
        progress=unseen,
        replace=replace,
        keep=keep,
    )


def open_tiny(index: Location, embedder: Embedder | None = None) -> IndexReader:
    """Open an index that `build_tiny` built."""
    return IndexReader.open(index, embedder=embedder or TinyEmbedder())


def listed_ids(index: Location) -> list[str]:
    """Return the ids of the articles shown, in order."""
    reader = open_tiny(index)
    try:
        return sorted(one.card.id for one in reader.database.listed(EVERYTHING))
    finally:
        reader.close()


def titles_by_words(
    reader: IndexReader, wanted: str, *, k: int = 10, filters: Filters = EVERYTHING
) -> list[str]:
    """Return the headlines of the paragraphs that the lexical index finds, best first."""
    keys = list(reader.by_words(wanted, k, filters))
    located = reader.database.located(keys)
    return [located[key].article.title for key in keys]


def titles_by_meaning(
    reader: IndexReader, wanted: str, *, k: int = 10, filters: Filters = EVERYTHING
) -> list[str]:
    """Return the headlines of the paragraphs that the vectors find, best first."""
    keys = list(reader.nearest(reader.embed([wanted])[0], k, filters))
    located = reader.database.located(keys)
    return [located[key].article.title for key in keys]
