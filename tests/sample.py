"""The sample archive with its real model, built once a run; and a small harbour, built in a blink.

The two conftests that import `sample` share one index: pytest would build it once for each.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from index.build import Summary, build
from index.embedder import SentenceTransformerEmbedder
from index.progress import unseen
from index.reader import IndexReader
from tests.tiny import build_tiny, open_tiny, write_files

ARCHIVE = Path(__file__).parents[1] / "eval" / "sample" / "archive"


@dataclass(frozen=True, slots=True)
class Sample:
    """The index of the sample archive, open, and what its build said."""

    index: Path
    summary: Summary
    reader: IndexReader
    embedder: SentenceTransformerEmbedder


@cache
def _built(folder: Path) -> Sample:
    embedder = SentenceTransformerEmbedder()
    index = folder / "sample-index"
    summary = build([ARCHIVE], index=index, embedder=embedder, progress=unseen)
    return Sample(index, summary, IndexReader.open(index, embedder=embedder), embedder)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    """The sample archive's index, built with the default model."""
    built = _built(tmp_path_factory.getbasetemp())
    yield built
    built.reader.close()


SHARED = "Mayor Alma Reed opened the Harrow bridge on Friday."
HARBOUR: tuple[dict[str, Any], ...] = (
    {
        "id": "quay-bridge",
        "title": "Harrow bridge opens after two years",
        "source": "The Quay",
        "url": "https://quay.example/bridge",
        "published": "2024-03-01",
        "authors": ["Nell Tarn"],
        "text": f"{SHARED} It cost 12 million crowns to build.\n\n"
        "The old bridge fell into the river in 1998, and nobody was hurt.",
    },
    {
        "id": "wire-bridge",
        "title": "A crossing at last",
        "source": "Coast Wire",
        "published": "2024-03-02T08:00:00+00:00",
        "text": f"{SHARED} About 900 people walked across it before noon.\n\n"
        "The wire could not say how many of them came by boat.",
    },
    {
        "id": "mole-ferry",
        "title": "Ferry fares rise",
        "source": "The Mole",
        "published": "2024-06-10",
        "text": "A ticket for the ferry to Kelm costs 3 crowns from Monday, up from 2.50.\n\n"
        "The ferry carried 40,000 passengers last year, said Captain Ivo Sand.",
    },
    {
        "id": "mole-library",
        "title": "مكتبة المرفأ تفتح أبوابها",
        "source": "The Mole",
        "published": "2024-07-05",
        "text": "افتتحت مكتبة المرفأ أبوابها يوم الجمعة، وفيها ٢٢ ألف كتاب.\n\n"
        "وقالت أمينة المكتبة إن نصف الكتب بالعربية.",
    },
    {
        "id": "poem",
        "title": "An old song of the harbour",
        "text": "The herring came in with the moon, and the moon went out with the herring.",
    },
)


def write_articles(folder: Path, *articles: dict[str, Any]) -> Path:
    """Write the articles as one export of an archive and return the archive."""
    lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in articles)
    return write_files(folder, {"export.jsonl": lines})


def reader_of(folder: Path, *articles: dict[str, Any]) -> IndexReader:
    """Return a reader of a tiny index of the articles; archive and index go below the folder."""
    build_tiny(write_articles(folder / "archive", *articles), index=folder / "index")
    return open_tiny(folder / "index")
