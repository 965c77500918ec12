"""What the bench measures, a function a step: each runs in a process of its own (eval/apart.py)."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from eval.apart import Figures
from index.build import build
from index.embedder import SentenceTransformerEmbedder, Vectors
from index.embedding import passages
from index.filters import Filters
from index.gather import read_archives
from index.precision import Precision
from index.progress import unseen
from index.reader import IndexReader
from index.reading import archive_files
from index.store import current_folder
from rag.answer import ask
from rag.search import search

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_QUESTIONS = 20  # headlines of the archive, searched and asked for
_COLD_RUNS = 3
_COMMAND = "from ui.command import main; main()"
_BATCHES = (8, 16, 32, 64)
_TRIED = 512  # texts, to find the batch that is best for sentence-transformers alone
_PART = 0.1  # of the archive, to see how memory grows
_NEW_PARAGRAPHS = 20  # of the article that is added


class _TimedEmbedder(SentenceTransformerEmbedder):
    """The default embedder; what it encoded, in how many seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.texts, self.seconds, self.choosing = 0, 0.0, 0.0

    def encode(self, texts: Sequence[str]) -> Vectors:
        started = time.monotonic()
        vectors = super().encode(texts)
        self.seconds += time.monotonic() - started
        self.texts += len(texts)
        return vectors

    def prepare(self, sample: Sequence[str]) -> Precision:
        started = time.monotonic()
        found = super().prepare(sample)
        self.choosing += time.monotonic() - started
        return found


class _StandIn(_TimedEmbedder):
    """Gives itself out for the default embedder; its vectors are drawn by chance."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.texts += len(texts)
        drawn = np.random.default_rng(self.texts).normal(size=(len(texts), self.dimensions))
        return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True), dtype=np.float32)

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return self.encode(texts)

    def prepare(self, sample: Sequence[str]) -> Precision:
        del sample
        return self.precision


def read_and_clean(archives: Sequence[Path]) -> Figures:
    """Read and clean, as a first build does."""
    kept, _ = read_archives(archives)
    return {"articles": len(kept), "paragraphs": sum(len(one.paragraphs) for one in kept)}


def build_index(archives: Sequence[Path], index: Path) -> Figures:
    """Build, or bring up to date; `seconds` are those of the whole build, imports and all."""
    return _built(archives, index, _TimedEmbedder())


def build_with_stand_ins(archives: Sequence[Path], index: Path) -> Figures:
    """Build with vectors drawn by chance in place of the model's: all but the embedding."""
    return _built(archives, index, _StandIn())


def _built(archives: Sequence[Path], index: Path, embedder: "_TimedEmbedder") -> Figures:
    summary = build(archives, index=index, embedder=embedder, progress=unseen)
    with IndexReader.open(index) as reader:
        manifest = reader.manifest
    return {
        "embedded": embedder.texts,
        "encode_seconds": round(embedder.seconds, 2),
        "choose_precision_seconds": round(embedder.choosing, 2),
        "articles": summary.articles,
        "added": summary.added,
        "paragraphs": summary.paragraphs,
        "precision": manifest.precision.name,
        "bytes": sum(one.size for one in manifest.files.values()),
    }


def a_tenth(archives: Sequence[Path], folder: Path) -> list[Path]:
    """Write every tenth article of the archives, or nearly so, as an archive of its own."""
    folder.mkdir()
    files, _ = archive_files([path.resolve() for path in archives])
    every = round(1 / _PART)
    if len(files) >= every:
        for number, file in enumerate(files[::every]):
            shutil.copyfile(file.path, folder / f"{number:06d}-{file.path.name}")
        return [folder]
    for number, file in enumerate(files):
        with file.path.open("rb") as lines:
            some = b"".join(line for at, line in enumerate(lines) if at % every == 0)
        (folder / f"{number}{file.path.suffix}").write_bytes(some)
    return [folder]


def add_one_article(index: Path, folder: Path) -> Figures:
    """Bring one article, of twenty paragraphs, from a folder of its own into the index."""
    _write_article(folder, "the crew counted {} crates on the quay of Vellmouth")
    return build_index([folder], index)


def add_one_article_cold(index: Path, folder: Path) -> Figures:
    """Do so by the command, with all it imports and loads."""
    _write_article(folder, "the night watch saw {} lamps on the hill of Sarrowby")
    ran = _pressmark("index", "build", str(folder), "--index", str(index), "--json")
    return {"added": json.loads(ran)["added"]}


def encode_alone(index: Path, precision: str, most: int) -> Figures:
    """Encode the index's texts by sentence-transformers alone, with the batch that is best here.

    Of more than `most` texts, that many, evenly chosen. Loading the model and finding the best
    batch are not counted.
    """
    with IndexReader.open(index) as reader:
        found = passages(reader.database, reader.embedder, reader.database.shown())
        texts = list(dict.fromkeys(one.text for one in found))
    texts = texts[:: max(1, len(texts) // most)][:most]
    model = _model(precision)
    some = texts[:: max(1, len(texts) // _TRIED)][:_TRIED]
    model.encode(some[:32])
    rates = {size: _seconds(partial(_encode, model, some, size)) for size in _BATCHES}
    best = min(rates, key=lambda size: rates[size])
    seconds = _seconds(partial(_encode, model, texts, best))
    return {
        "texts": len(texts),
        "precision": precision,
        "batch": best,
        "seconds": round(seconds, 2),
        "texts_per_second": round(len(texts) / seconds, 1),
    }


def search_and_ask(index: Path) -> Figures:
    """Open, search and ask in a warm process: its libraries imported, its model loaded."""
    embedder = SentenceTransformerEmbedder()
    embedder.encode(["ready"])
    with IndexReader.open(index, embedder=embedder):
        pass  # imports what opening imports
    started = time.monotonic()
    reader = IndexReader.open(index, embedder=embedder)
    opened = time.monotonic() - started
    titles = [listed.card.title for listed in reader.database.listed(Filters())]
    questions = [title for title in titles if title and reader.embedder.reads(title)]
    questions = questions[:: max(1, len(questions) // _QUESTIONS)][:_QUESTIONS]
    first = _seconds(partial(search, reader, questions[0]))
    searches = [_seconds(partial(search, reader, question)) for question in questions]
    asks = [_seconds(partial(ask, question, reader)) for question in questions]
    reader.close()
    return {
        "open_ms": round(1000 * opened, 1),
        "first_search_ms": round(1000 * first, 1),
        "search_p50_ms": round(1000 * median(searches), 1),
        "ask_p50_ms": round(1000 * median(asks), 1),
        "questions": len(questions),
    }


def search_cold(index: Path) -> Figures:
    """Run `pressmark search` in fresh processes; say where the time of one goes."""
    command = partial(_pressmark, "search", "a bridge over the river", "--index", str(index))
    runs = [_seconds(command) for _ in range(_COLD_RUNS)]
    ran = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "eval.cold", str(index)], check=True, capture_output=True, text=True
    )
    return {"command_seconds": round(median(runs), 2), "where": json.loads(ran.stdout)}


def files_verified(index: Path) -> Figures:
    """Hash every byte of the current version, as a build, `index status` and `doctor` do."""
    from index.manifest import read_manifest
    from index.verification import verify_files

    folder = current_folder(index)
    manifest = read_manifest(folder)
    seconds = _seconds(partial(verify_files, folder, manifest))
    return {"verify_ms": round(1000 * seconds, 1)}


def _write_article(folder: Path, told: str) -> None:
    folder.mkdir()
    days = [f"On day {day} {told.format(37 * day)}." for day in range(1, _NEW_PARAGRAPHS + 1)]
    (folder / "new.txt").write_text("\n\n".join([told, *days]), encoding="utf-8")


def _model(precision: str) -> "SentenceTransformer":
    import torch
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(SentenceTransformerEmbedder().folder), local_files_only=True)
    return model.to(torch.bfloat16) if precision == "bfloat16" else model


def _encode(model: "SentenceTransformer", texts: Sequence[str], batch: int) -> None:
    model.encode(list(texts), batch_size=batch, normalize_embeddings=True, show_progress_bar=False)


def _pressmark(*arguments: str) -> str:
    ran = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", _COMMAND, *arguments], check=True, capture_output=True, text=True
    )
    return ran.stdout


def _seconds(run: Callable[[], object]) -> float:
    started = time.monotonic()
    run()
    return time.monotonic() - started
