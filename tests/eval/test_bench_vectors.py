"""Vectors made for measuring lie as the real ones do, and the bench measures what it says."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from eval.made_vectors import crowd_of, questions
from tests.index.made import crowded_rows


def test_made_vectors_are_unit_vectors_near_real_ones_and_the_same_every_time() -> None:
    real = crowded_rows(400, 1, dimensions=64)
    crowd, aside = crowd_of(real)
    assert len(crowd.real) + len(aside.real) == 400
    once, again = (np.concatenate(list(crowd.vectors(500))) for _ in range(2))
    assert once.shape == (500, 64)
    assert np.array_equal(once, again)
    assert np.allclose(np.linalg.norm(once, axis=1), 1, atol=1e-5)
    nearest = (once @ crowd.real.T).max(axis=1)
    assert 0.75 < np.median(nearest) < 0.97


def test_questions_are_made_from_vectors_set_aside() -> None:
    crowd, aside = crowd_of(crowded_rows(400, 1, dimensions=64))
    asked = questions(aside, 30)
    assert np.array_equal(asked, questions(aside, 30))
    assert np.allclose(np.linalg.norm(asked, axis=1), 1, atol=1e-5)
    assert not {row.tobytes() for row in crowd.real} & {row.tobytes() for row in aside.real}


@pytest.mark.e2e
def test_the_bench_of_vectors_prints_times_sizes_and_recall(tmp_path: Path) -> None:
    np.save(tmp_path / "real.npy", crowded_rows(400, 1, dimensions=64))
    command = [sys.executable, "-m", "eval.bench_vectors"]
    ran = subprocess.run(
        [*command, "--from", str(tmp_path / "real.npy"), "--rows", "3000"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    report = json.loads(ran.stdout)
    assert report["steps"]["write shards"]["bytes"] == 3000 * 64 * 2 + 81
    exact = report["steps"]["exact search"]
    assert all(recall >= 0.99 for recall in exact["recall"].values())
    assert set(exact["p50_ms"]) == set(report["steps"]["flat FAISS"]["p50_ms"])
    assert all(step["peak_mb"] > 0 for step in report["steps"].values())
