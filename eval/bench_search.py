"""An index and questions in; what one search costs, beside encoding and a flat FAISS alone, out.

    python -m eval.bench_search INDEX CASES [--questions 100] [--rounds 5]

Each way runs in a process of its own, warm, and they take turns by rounds of all the questions, so
that other work on the machine disturbs them alike: read the ratios, and the CPU milliseconds where
the machine is busy. The flat FAISS holds the index's own vectors at single precision, the question
is encoded by sentence-transformers, and ten rows are found: no words, no paragraphs, no order by
what they say. The result is JSON on stdout.
"""

import argparse
import json
import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from eval.cases import read_cases
from eval.machine import machine
from eval.timed_reader import STEPS, TimedReader
from rag.search import search

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOUND = 10
_OURS, _BARE = "search", "encode and flat FAISS"
_ALONE = ", one thread"
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Taken:
    """The milliseconds of one search by the clock, and by all threads of its process; by step."""

    wall: float
    cpu: float
    steps: tuple[float, ...] = ()


Ask = Callable[[str], tuple[float, ...]]


def bench(index: Path, questions: Sequence[str], rounds: int) -> dict[str, Any]:
    """Ask all questions in all ways, in turns; a first round warms up and is not counted."""
    ways = {
        way + threads: (way, bool(threads)) for way in (_OURS, _BARE) for threads in ("", _ALONE)
    }
    taken: dict[str, list[Taken]] = {name: [] for name in ways}
    with _processes(index, questions, ways) as asked:
        for turn in range(rounds + 1):
            print(f"bench: round {turn} of {rounds}", file=sys.stderr)  # noqa: T201
            for name, one in asked.items():
                some = _one_round(one)
                taken[name] += some if turn else []
    return {
        "machine": machine(),
        "index": index.name,
        "questions": len(questions),
        "rounds": rounds,
        "ways": {name: _figures(some) for name, some in taken.items()},
        "share of each step": {
            name: _shares(some) for name, some in taken.items() if some[0].steps
        },
        f"{_OURS} / {_BARE}": {
            threads.strip(", ") or "default threads": _ratios(
                taken[_OURS + threads], taken[_BARE + threads]
            )
            for threads in ("", _ALONE)
        },
    }


@contextmanager
def _processes(
    index: Path, questions: Sequence[str], ways: "Mapping[str, tuple[str, bool]]"
) -> Iterator[dict[str, Connection]]:
    """Yield a connection to a process for each way; each is ready once it has answered."""
    spawn = multiprocessing.get_context("spawn")
    asked: dict[str, Connection] = {}
    for name, (way, alone) in ways.items():
        ours, theirs = spawn.Pipe()
        process = spawn.Process(target=_serve, args=(way, index, questions, theirs), daemon=True)
        with _one_thread() if alone else _as_it_is():
            process.start()
        asked[name] = ours
    try:
        yield asked
    finally:
        for one in asked.values():
            one.send(False)


def _one_round(process: Connection) -> list[Taken]:
    process.send(True)
    found: list[Taken] = process.recv()
    return found


def _serve(way: str, index: Path, questions: Sequence[str], asked: Connection) -> None:
    """Ask all questions, each time it is told to, and send what each took."""
    ask = (_ours if way == _OURS else _bare)(index)
    while asked.recv():
        asked.send([_taken(ask, question) for question in questions])


def _taken(ask: Ask, question: str) -> Taken:
    wall, cpu = time.perf_counter(), time.process_time()
    steps = ask(question)
    return Taken(
        1000 * (time.perf_counter() - wall),
        1000 * (time.process_time() - cpu),
        tuple(1000 * one for one in steps),
    )


def _ours(index: Path) -> Ask:
    reader = TimedReader.open(index)

    def ask(question: str) -> tuple[float, ...]:
        reader.begin()
        search(reader, question, k=_FOUND)
        return reader.end()

    return ask


def _bare(index: Path) -> Ask:
    import faiss
    from sentence_transformers import SentenceTransformer

    reader = TimedReader.open(index)
    vectors = reader.vectors()
    flat = faiss.IndexFlatIP(vectors.shape[1])
    flat.add(np.ascontiguousarray(vectors))
    model = SentenceTransformer(str(reader.model_folder()), local_files_only=True)
    encode = partial(model.encode, normalize_embeddings=True, show_progress_bar=False)

    def ask(question: str) -> tuple[float, ...]:
        flat.search(encode([question]), _FOUND)
        return ()

    return ask


@contextmanager
def _one_thread() -> Iterator[None]:
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def _as_it_is() -> Iterator[None]:
    yield


def _figures(taken: Sequence[Taken]) -> dict[str, float]:
    wall, cpu = [one.wall for one in taken], [one.cpu for one in taken]
    return {
        "p50_ms": _quantile(wall, 0.5),
        "p95_ms": _quantile(wall, 0.95),
        "cpu_p50_ms": _quantile(cpu, 0.5),
    }


def _shares(taken: Sequence[Taken]) -> dict[str, float]:
    whole = sum(one.wall for one in taken)
    parts = [sum(one.steps[at] for one in taken) for at in range(len(STEPS))]
    return {step: round(part / whole, 3) for step, part in zip(STEPS, parts, strict=True)}


def _ratios(ours: Sequence[Taken], bare: Sequence[Taken]) -> dict[str, float]:
    one, other = _figures(ours), _figures(bare)
    return {name: round(one[name] / max(other[name], 1e-9), 2) for name in one}


def _quantile(values: Sequence[float], share: float) -> float:
    return round(float(np.quantile(values, share)), 2)


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench_search")
    parser.add_argument("index", type=Path)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    told = parser.parse_args()
    questions = list(dict.fromkeys(case.question for case in read_cases(told.cases).cases))
    some = questions[:: max(1, len(questions) // told.questions)][: told.questions]
    print(json.dumps(bench(told.index, some, told.rounds), indent=2))  # noqa: T201


if __name__ == "__main__":
    main()
