"""The bench measures what it says, on an archive that is there in a moment."""

import json
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.e2e
def test_the_bench_prints_seconds_memory_and_ratios(tmp_path: Path) -> None:
    text = "The ferry left the quay at nine.\n\nNine people were on board when it left."
    (tmp_path / "ferry.txt").write_text(f"Ferry sails\n\n{text}", encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "eval.bench", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    report = json.loads(ran.stdout)
    assert report["steps"]["build"]["articles"] == 1
    assert report["steps"]["build again, unchanged"]["added"] == 0
    assert report["steps"]["sentence-transformers alone, float32"]["texts"] == 2
    assert report["steps"]["add one article"]["added"] == 1
    assert report["steps"]["add one by the command"]["added"] == 1
    assert report["steps"]["search by the command"]["where"]
    assert all(step["peak_mb"] > 0 for step in report["steps"].values())
    assert set(report["ratios"]) == {
        "throughput of encoding in the build / sentence-transformers alone at its best",
        "throughput of the whole build / sentence-transformers alone at its best",
        "sentence-transformers alone at its best / read and clean",
        "build again, unchanged / build",
        "peak memory of the build / of a tenth",
    }
