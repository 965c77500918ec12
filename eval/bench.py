"""Speed and memory on an archive, as ratios against sentence-transformers alone on the same texts.

    python -m eval.bench ARCHIVE...        (make bench ARCHIVE=path)

Each step runs in a process of its own, one after the other, so that its peak memory is its own.
The result is JSON on stdout.
"""

import json
import multiprocessing
import os
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from index.build import build
from index.embedder import SentenceTransformerEmbedder
from index.embedding import passages
from index.filters import Filters
from index.gather import read_archives
from index.progress import unseen
from index.reader import IndexReader
from rag.answer import ask
from rag.search import search

_QUESTIONS = 20  # headlines of the archive, searched and asked for


def bench(archives: Sequence[Path]) -> dict[str, Any]:
    """Measure reading, building, rebuilding, encoding alone, opening, searching and asking."""
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        steps: dict[str, dict[str, float]] = {
            "read and clean": _apart(_read, archives),
            "build": _apart(_build, archives, index),
            "build again, unchanged": _apart(_build, archives, index),
            "sentence-transformers alone": _apart(_encode, index),
            "open, search and ask": _apart(_ask, index),
        }
    alone = steps["sentence-transformers alone"]["seconds"]
    return {
        "archives": [path.name for path in archives],
        "machine": {
            "cores": os.cpu_count(),
            "system": platform.platform(),
            "python": platform.python_version(),
            "torch": version("torch"),
            "sentence_transformers": version("sentence-transformers"),
        },
        "steps": steps,
        "ratios": {
            "build / sentence-transformers alone": _ratio(steps["build"]["seconds"], alone),
            "sentence-transformers alone / read and clean": _ratio(
                alone, steps["read and clean"]["seconds"]
            ),
            "build again / build": _ratio(
                steps["build again, unchanged"]["seconds"], steps["build"]["seconds"]
            ),
        },
    }


def _ratio(one: float, other: float) -> float:
    return round(one / other, 3) if other else 0.0


def _apart(step: Callable[..., dict[str, float]], *arguments: object) -> dict[str, float]:
    """Run a step in a fresh process; add its seconds and its peak memory in MB."""
    print(f"bench: {step.__name__.strip('_')}", file=sys.stderr)  # noqa: T201
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (step, arguments))


def _measured(
    step: Callable[..., dict[str, float]], arguments: Sequence[object]
) -> dict[str, float]:
    started = time.monotonic()
    found = step(*arguments)
    seconds = time.monotonic() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": round(seconds, 2), "peak_mb": round(peak), **found}


def _read(archives: Sequence[Path]) -> dict[str, float]:
    kept, _ = read_archives(archives)
    return {"articles": len(kept), "paragraphs": sum(len(one.paragraphs) for one in kept)}


def _build(archives: Sequence[Path], index: Path) -> dict[str, float]:
    summary = build(archives, index=index, embedder=SentenceTransformerEmbedder(), progress=unseen)
    return {"articles": summary.articles, "added": summary.added}


def _encode(index: Path) -> dict[str, float]:
    """Encode the same texts in one call, as anyone would; loading the model is not counted."""
    from sentence_transformers import SentenceTransformer

    reader = IndexReader.open(index)
    texts = [
        passage.text
        for passage in passages(reader.database, reader.embedder, reader.database.shown())
    ]
    folder = SentenceTransformerEmbedder().folder
    model = SentenceTransformer(str(folder), local_files_only=True)
    started = time.monotonic()
    model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
    return {"texts": len(texts), "seconds": round(time.monotonic() - started, 2)}


def _ask(index: Path) -> dict[str, float]:
    started = time.monotonic()
    reader = IndexReader.open(index)
    opened = time.monotonic() - started
    titles = [listed.card.title for listed in reader.database.listed(Filters())]
    questions = [title for title in titles if title and reader.embedder.reads(title)]
    questions = questions[:: max(1, len(questions) // _QUESTIONS)][:_QUESTIONS]
    first = _seconds(partial(search, reader, questions[0]))
    searches = [_seconds(partial(search, reader, question)) for question in questions]
    asks = [_seconds(partial(ask, question, reader)) for question in questions]
    return {
        "open_ms": round(1000 * opened, 1),
        "first_search_ms": round(1000 * first, 1),
        "search_p50_ms": round(1000 * median(searches), 1),
        "ask_p50_ms": round(1000 * median(asks), 1),
        "questions": len(questions),
    }


def _seconds(run: Callable[[], object]) -> float:
    started = time.monotonic()
    run()
    return time.monotonic() - started


if __name__ == "__main__":
    print(json.dumps(bench([Path(one) for one in sys.argv[1:]]), indent=2))  # noqa: T201
