"""Vectors of an index at the size asked for: speed, memory and recall beside plain flat FAISS.

    python -m eval.bench_vectors --archive PATH [--rows 1000000]
    python -m eval.bench_vectors --from VECTORS.npy [--rows 1000000]

--from takes unit vectors as .npy, or the `vectors` folder of an index. Vectors are made from them
as eval/made_vectors.py says. The result is JSON on stdout. Flat FAISS holds the same vectors at
single precision in memory and is searched as anyone would, with its own threads, and with one.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from eval.apart import Figures, apart
from eval.machine import machine
from eval.made_vectors import Floats, crowd_of, embedded, questions
from index.lists import Lists, write_lists
from index.vectors import Rows, VectorRows, VectorWriter

if TYPE_CHECKING:
    import faiss

_REAL = 9000  # passages embedded of an archive
_EFFORT = 300  # questions the effort of the lists is chosen by
_ASKED = 100  # other questions, which are measured
_DEPTHS = (10, 200)
_KEPT = (0.5, 0.1, 0.01, 0.001)
_UPDATE = 1000  # rows appended, and a tenth as many erased, by an update

Found = Sequence[tuple[int, float]]
Search = Callable[[Floats, int, Rows | None], Found]


def bench(real: Path, rows: int, work: Path) -> dict[str, Any]:
    """Measure with `rows` vectors made from the real ones; the working folder takes 6 kB a row."""
    steps: dict[str, Figures] = {"make vectors": apart(_make, real, rows, work)}
    steps["flat FAISS"] = apart(_flat, work)
    steps["write shards"] = apart(_write_shards, work)
    steps["write lists"] = apart(_write_lists, work)
    steps["update"] = apart(_update, work)
    steps["exact search"] = apart(_search, work, None)
    recorded = steps["write lists"]["lists"]
    if recorded:
        steps["search with lists"] = apart(_search, work, Lists(**recorded))
    return {
        "rows": rows,
        "machine": machine(),
        "steps": steps,
        "flat FAISS / ours, p50": _ratios(steps),
    }


def _ratios(steps: dict[str, Figures]) -> dict[str, Any]:
    """Return how many times the p50 of each search goes into flat FAISS's, the better of its two.

    Its own threads may make it slower; it is not to be blamed for that here.
    """
    flat = steps["flat FAISS"]
    best = {
        what: min(ms, flat["one_thread"]["p50_ms"][what]) for what, ms in flat["p50_ms"].items()
    }
    return {
        name: {what: round(best[what] / ms, 2) for what, ms in step["p50_ms"].items()}
        for name, step in steps.items()
        if "p50_ms" in step and name != "flat FAISS"
    }


def _make(real: Path, rows: int, work: Path) -> Figures:
    vectors, aside = crowd_of(_real(real))
    made = np.lib.format.open_memmap(
        work / "made.npy", "w+", np.float32, (rows, vectors.real.shape[1])
    )
    start = 0
    for block in vectors.vectors(rows):
        made[start : start + len(block)] = block
        start += len(block)
    made.flush()
    np.save(work / "questions.npy", questions(aside, _EFFORT + _ASKED))
    nearest = (made[:4096] @ vectors.real.T).max(axis=1)
    return {
        "real": len(vectors.real),
        "cosine_with_nearest_real": np.percentile(nearest, [5, 50, 95]).round(3).tolist(),
    }


def _real(path: Path) -> Floats:
    if path.is_dir() and (path / "000000.faiss").is_file():
        rows = VectorRows.open(path)
        vectors = rows.get(range(min(len(rows), _REAL)))
        rows.close()
        return vectors[vectors.any(axis=1)]
    if path.suffix == ".npy":
        return np.asarray(np.load(path), dtype=np.float32)
    return embedded(path, _REAL)


def _flat(work: Path) -> Figures:
    import faiss

    made = np.load(work / "made.npy", mmap_mode="r")
    started = time.monotonic()
    flat = faiss.IndexFlatIP(made.shape[1])
    for start in range(0, len(made), 65_536):
        flat.add(np.ascontiguousarray(made[start : start + 65_536]))
    built = time.monotonic() - started
    search = _flat_search(flat)
    figures, found = _timed(search, work)
    for name, rows in found.items():
        np.save(work / f"truth {name}.npy", rows)
    faiss.omp_set_num_threads(1)
    alone, _ = _timed(search, work)
    return {"build_seconds": round(built, 2), **figures, "one_thread": alone}


def _flat_search(flat: "faiss.IndexFlatIP") -> Search:
    import faiss

    def search(vector: Floats, k: int, allowed: Rows | None) -> Found:
        parameters = None
        if allowed is not None:
            parameters = faiss.SearchParameters(
                sel=faiss.IDSelectorBatch(allowed)  # type: ignore[call-arg]  # at run time
            )
        scores, rows = flat.search(vector.reshape(1, -1), k, params=parameters)
        return list(zip(rows[0].tolist(), scores[0].tolist(), strict=True))

    return search


def _write_shards(work: Path) -> Figures:
    made = np.load(work / "made.npy", mmap_mode="r")
    writer = VectorWriter.create(work / "vectors", made.shape[1])
    for start in range(0, len(made), 8192):
        writer.append(np.asarray(made[start : start + 8192]))
    writer.close()
    return {"bytes": _size(work / "vectors")}


def _write_lists(work: Path) -> Figures:
    asked = np.load(work / "questions.npy")[:_EFFORT]
    before = _size(work / "vectors")
    lists = write_lists(work / "vectors", asked, least=1)
    return {"lists": asdict(lists) if lists else None, "bytes": _size(work / "vectors") - before}


def _update(work: Path) -> Figures:
    made = np.load(work / "made.npy", mmap_mode="r")
    started = time.monotonic()
    writer = VectorWriter.extend(work / "after", work / "vectors")
    copied = time.monotonic()
    writer.append(np.asarray(made[:_UPDATE]))
    writer.erase(range(0, len(made), max(1, 10 * len(made) // _UPDATE)))
    writer.close()
    ended = time.monotonic()
    return {"copy_seconds": round(copied - started, 2), "change_seconds": round(ended - copied, 2)}


def _search(work: Path, lists: Lists | None) -> Figures:
    import faiss  # noqa: F401  # its import is not part of opening

    started = time.monotonic()
    rows = VectorRows.open(work / "vectors", lists)
    opened = time.monotonic()
    rows.nearest(np.load(work / "questions.npy")[-1], 10)
    first = time.monotonic()
    figures, found = _timed(rows.nearest, work)
    recall = {
        name: _recall(np.load(work / f"truth {name}.npy"), some) for name, some in found.items()
    }
    return {
        "open_ms": round(1000 * (opened - started), 1),
        "first_ms": round(1000 * (first - opened), 1),
        **figures,
        "recall": recall,
    }


def _timed(search: Search, work: Path) -> tuple[Figures, dict[str, Rows]]:
    """Return the milliseconds and the rows found, by depth and share of rows allowed."""
    asked = np.load(work / "questions.npy")[-_ASKED:]
    p50: dict[str, float] = {}
    p99: dict[str, float] = {}
    found: dict[str, Rows] = {}
    for k in _DEPTHS:
        for kept in (1, *_KEPT):
            name = f"{k}" if kept == 1 else f"{k} of {kept:.1%}"
            allowed = _allowed(work, kept)
            search(asked[0], k, allowed)
            taken: list[float] = []
            found[name] = np.full((_ASKED, k), -1, dtype=np.int64)
            for at, vector in enumerate(asked):
                started = time.perf_counter()
                some = search(vector, k, allowed)
                taken.append(1000 * (time.perf_counter() - started))
                found[name][at, : len(some)] = [row for row, _ in some]
            p50[name], p99[name] = (round(float(np.quantile(taken, q)), 2) for q in (0.5, 0.99))
    return {"p50_ms": p50, "p99_ms": p99}, found


def _allowed(work: Path, kept: float) -> Rows | None:
    """Return the rows of a filter that keeps this share of them, None for all."""
    if kept == 1:
        return None
    rows = len(np.load(work / "made.npy", mmap_mode="r"))
    chosen = np.random.default_rng(1).choice(rows, max(1, int(kept * rows)), replace=False)
    return np.sort(chosen).astype(np.int64)


def _recall(truth: Rows, found: Rows) -> float:
    """Return the share of the true nearest that was found, over all questions."""
    right = sum(
        len(set(there[there >= 0].tolist()) & set(some.tolist()))
        for there, some in zip(truth, found, strict=True)
    )
    return round(right / max(1, int(np.count_nonzero(truth >= 0))), 4)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench_vectors")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--archive", type=Path)
    source.add_argument("--from", type=Path, dest="vectors")
    parser.add_argument("--rows", type=int, default=1_000_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        report = bench(asked.archive or asked.vectors, asked.rows, Path(work))
    sys.stdout.write(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()
