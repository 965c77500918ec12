"""Speed and memory on an archive, as ratios against sentence-transformers alone on the same texts.

    python -m eval.bench [--stand-ins] ARCHIVE...        (make bench ARCHIVE=path)

Each step runs in a process of its own, one after the other, so that its peak memory is its own.
The result is JSON on stdout. With --stand-ins vectors are drawn by chance instead of embedding the
archive: what large archives cost besides, in minutes instead of hours; questions and the article
that is added are embedded all the same. What vectors alone cost: python -m eval.bench_vectors.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from eval import bench_steps as step
from eval.apart import Figures, apart
from eval.machine import machine

_SOME = 2048  # texts that are encoded in a precision that the build did not choose
Build = Callable[[Sequence[Path], Path], Figures]


def bench(archives: Sequence[Path], build: Build = step.build_index) -> dict[str, Any]:
    """Measure reading, building, changing, encoding alone, opening, searching and asking."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        index = work / "index"
        steps: dict[str, Figures] = {"read and clean": apart(step.read_and_clean, archives)}
        tenth = step.a_tenth(archives, work / "tenth")
        steps["build a tenth"] = apart(build, tenth, work / "tenth-index")
        steps["build"] = apart(build, archives, index)
        steps["build again, unchanged"] = apart(build, archives, index)
        if build is step.build_index:
            best = steps["build"]["precision"]
            for precision, most in {"float32": _SOME, best: sys.maxsize}.items():
                name = f"sentence-transformers alone, {precision}"
                steps[name] = apart(step.encode_alone, index, precision, most)
        steps["open, search and ask"] = apart(step.search_and_ask, index)
        steps["verify every byte"] = apart(step.files_verified, index)
        steps["search by the command"] = apart(step.search_cold, index)
        steps["add one article"] = apart(step.add_one_article, index, work / "one")
        steps["add one by the command"] = apart(step.add_one_article_cold, index, work / "two")
    return {
        "archives": [path.name for path in archives],
        "machine": machine(),
        "steps": steps,
        "ratios": _ratios(steps),
    }


def _ratios(steps: dict[str, Figures]) -> dict[str, float]:
    whole, again = steps["build"], steps["build again, unchanged"]
    ours = {
        "build again, unchanged / build": _ratio(again["seconds"], whole["seconds"]),
        "peak memory of the build / of a tenth": _ratio(
            whole["own_mb"], steps["build a tenth"]["own_mb"]
        ),
    }
    alone = steps.get(f"sentence-transformers alone, {whole['precision']}")
    if alone is None:
        return ours
    return {
        "throughput of encoding in the build / sentence-transformers alone at its best": _ratio(
            _rate(whole["embedded"], whole["encode_seconds"]), alone["texts_per_second"]
        ),
        "throughput of the whole build / sentence-transformers alone at its best": _ratio(
            _rate(whole["embedded"], whole["seconds"]), alone["texts_per_second"]
        ),
        "sentence-transformers alone at its best / read and clean": _ratio(
            alone["seconds"], steps["read and clean"]["seconds"]
        ),
        **ours,
    }


def _rate(texts: int, seconds: float) -> float:
    return texts / seconds if seconds else 0.0


def _ratio(one: float, other: float) -> float:
    return round(one / other, 3) if other else 0.0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m eval.bench")
    parser.add_argument("archives", nargs="+", type=Path)
    parser.add_argument("--stand-ins", action="store_true")
    asked = parser.parse_args()
    way = step.build_with_stand_ins if asked.stand_ins else step.build_index
    print(json.dumps(bench(asked.archives, way), indent=2))  # noqa: T201
