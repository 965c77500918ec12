"""Speed of the default embedder on an archive, beside sentence-transformers' own `encode`.

    python -m eval.bench_embedding ARCHIVE... [--texts 256] [--rounds 5]

The ways take turns on the same texts, so that other work on the machine disturbs them alike; read
the ratios. The result is JSON on stdout.
"""

import argparse
import copy
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from eval.machine import machine
from eval.made_vectors import texts_of
from index.batches import encode_batched
from index.minilm import MiniLM, packaged_folder
from index.precision import compare_precisions

_QUESTION = "Who brought up the bell of the ferry?"
_BATCHES = (8, 16, 32, 64)
_COLD = """
import sys, time
started = time.perf_counter()
from index.embedder import SentenceTransformerEmbedder
SentenceTransformerEmbedder().encode(sys.argv[1:])
print(time.perf_counter() - started)
"""


def bench(archives: Sequence[Path], *, texts: int, rounds: int) -> dict[str, Any]:
    """Measure many texts, one text, a fresh process, and the choice of a precision."""
    from sentence_transformers import SentenceTransformer

    sample = _sample(archives, texts)
    cold = {str(many): _cold(sample[:many] if many > 1 else [_QUESTION]) for many in (1, 25)}
    folder = packaged_folder()
    light, heavy = MiniLM(folder), SentenceTransformer(str(folder), local_files_only=True)
    rounded = copy.deepcopy(heavy).bfloat16()
    alone = {
        f"sentence-transformers, batches of {many}": partial(
            heavy.encode, batch_size=many, normalize_embeddings=True, show_progress_bar=False
        )
        for many in _BATCHES
    }
    ours: dict[str, Callable[[Sequence[str]], Any]] = {
        "numpy": light.encode,
        "float32": partial(encode_batched, heavy),
        "bfloat16": partial(encode_batched, rounded),
    }
    many = _in_turns({**alone, **ours}, sample, rounds)
    best = min(many[name] for name in alone)
    one = _in_turns({"numpy": light.encode, "sentence-transformers": heavy.encode}, [_QUESTION], 20)
    exact = heavy.encode(sample, normalize_embeddings=True, show_progress_bar=False)
    started = time.perf_counter()
    precision = compare_precisions(sample, exact=ours["float32"], rounded=ours["bfloat16"])
    return {
        "machine": machine(),
        "texts": len(sample),
        "texts a second": {name: round(len(sample) / took, 1) for name, took in many.items()},
        "times the best of sentence-transformers": {
            name: round(best / many[name], 2) for name in ours
        },
        "one text, ms": {name: round(1000 * took, 1) for name, took in one.items()},
        "fresh process, seconds to encode so many": cold,
        "lowest cosine to sentence-transformers": {
            name: round(float((encode(sample) * exact).sum(axis=1).min()), 7)
            for name, encode in ours.items()
        },
        "choice": {
            "name": precision.name,
            "speedup": precision.speedup,
            "cosine": precision.cosine,
            "seconds": round(time.perf_counter() - started, 2),
        },
    }


def _sample(archives: Sequence[Path], many: int) -> list[str]:
    texts = texts_of(archives)
    chosen = np.random.default_rng(0).permutation(len(texts))[:many]
    return [texts[at] for at in chosen]


def _in_turns(
    ways: dict[str, Callable[[Sequence[str]], Any]], texts: Sequence[str], rounds: int
) -> dict[str, float]:
    """Return the median seconds of each way; a first round warms up and is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds + 1):
        for name, encode in ways.items():
            started = time.perf_counter()
            encode(list(texts))
            taken[name].append(time.perf_counter() - started)
    return {name: median(seconds[1:]) for name, seconds in taken.items()}


def _cold(texts: Sequence[str]) -> float:
    """Return the seconds from import to vectors, the median of three fresh processes."""
    command = [sys.executable, "-c", _COLD, *texts]
    runs = [subprocess.run(command, capture_output=True, check=True, text=True) for _ in range(3)]  # noqa: S603
    return round(median(float(run.stdout) for run in runs), 2)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archives", nargs="+", type=Path)
    parser.add_argument("--texts", type=int, default=256)
    parser.add_argument("--rounds", type=int, default=5)
    told = parser.parse_args()
    print(json.dumps(bench(told.archives, texts=told.texts, rounds=told.rounds), indent=2))  # noqa: T201
