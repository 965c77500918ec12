"""What is promised of the bench of several builders: it builds whole, and says how long."""

import json
import sys
from pathlib import Path

import pytest

from eval import bench_workers

SAMPLE = Path(__file__).parents[2] / "eval" / "sample" / "archive"


@pytest.mark.e2e
def test_two_workers_build_what_one_does(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], database: str
) -> None:
    given = ["bench", str(SAMPLE), "--articles", "6", "--workers", "1", "2", "--address", database]
    monkeypatch.setattr(sys, "argv", given)
    bench_workers.main()
    report = json.loads(capsys.readouterr().out)
    one, two = report["runs"]
    assert one["paragraphs"] == two["paragraphs"] > one["shown"] == two["shown"] == 6
    assert (one["doubled"], two["doubled"]) == (0, 0)
    assert one["seconds"] > 0
