"""The bench of the embedder measures what it says."""

import json
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.e2e
def test_the_bench_of_the_embedder_prints_ratios(tmp_path: Path) -> None:
    text = "The ferry left the quay at nine.\n\nNine people were on board when it left."
    (tmp_path / "ferry.txt").write_text(f"Ferry sails\n\n{text}", encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "eval.bench_embedding", str(tmp_path), "--rounds", "1"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    report = json.loads(ran.stdout)
    assert report["texts"] == 2
    assert set(report["times the best of sentence-transformers"]) == {
        "numpy",
        "float32",
        "bfloat16",
    }
    assert report["lowest cosine to sentence-transformers"]["numpy"] > 0.999999
