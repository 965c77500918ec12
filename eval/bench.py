"""Speed and memory on an archive, as ratios against sentence-transformers alone on the same texts.

    python -m eval.bench ARCHIVE...        (make bench ARCHIVE=path)

Each step runs in a process of its own, one after the other, so that its peak memory is its own.
The result is JSON on stdout. What vectors alone cost at a size: python -m eval.bench_vectors.
"""

import json
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from eval import bench_steps as step
from eval.apart import Figures, apart


def bench(archives: Sequence[Path]) -> dict[str, Any]:
    """Measure reading, building, changing, encoding alone, opening, searching and asking."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        index = work / "index"
        steps: dict[str, Figures] = {"read and clean": apart(step.read_and_clean, archives)}
        tenth = step.a_tenth(archives, work / "tenth")
        steps["build a tenth"] = apart(step.build_index, tenth, work / "tenth-index")
        steps["build"] = apart(step.build_index, archives, index)
        steps["build again, unchanged"] = apart(step.build_index, archives, index)
        for precision in dict.fromkeys(["float32", steps["build"]["precision"]]):
            name = f"sentence-transformers alone, {precision}"
            steps[name] = apart(step.encode_alone, index, precision)
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


def machine() -> dict[str, Any]:
    """Return what a figure depends on besides our own code."""
    return {
        "cores": os.cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "torch": version("torch"),
        "sentence_transformers": version("sentence-transformers"),
        "faiss": version("faiss-cpu"),
    }


def _ratios(steps: dict[str, Figures]) -> dict[str, float]:
    alone = steps[f"sentence-transformers alone, {steps['build']['precision']}"]
    whole, again = steps["build"], steps["build again, unchanged"]
    return {
        "throughput of the build / sentence-transformers alone at its best": _ratio(
            alone["seconds"], whole["seconds"]
        ),
        "sentence-transformers alone at its best / read and clean": _ratio(
            alone["seconds"], steps["read and clean"]["seconds"]
        ),
        "build again, unchanged / build": _ratio(again["seconds"], whole["seconds"]),
        "peak memory of the build / of a tenth": _ratio(
            whole["own_mb"], steps["build a tenth"]["own_mb"]
        ),
    }


def _ratio(one: float, other: float) -> float:
    return round(one / other, 3) if other else 0.0


if __name__ == "__main__":
    print(json.dumps(bench([Path(one) for one in sys.argv[1:]]), indent=2))  # noqa: T201
