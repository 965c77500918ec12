"""measure: archives in, the copies in them and what finding them took out."""

import json
import sys
from pathlib import Path

import pytest

from eval.duplicates import main, measure

SAMPLE = Path(__file__).parents[2] / "eval" / "sample" / "archive"


def test_the_sample_has_one_report_in_three_places() -> None:
    pairs, totals = measure([SAMPLE], near=True)
    copies = [pair for pair in pairs if pair.copy]
    assert {pair.ids[0] for pair in copies} == {"qanadil-2024-1111"}
    assert {pair.outlets[1] for pair in copies} == {"Littoral Press Service", "The Ostrel Tide"}
    assert all(pair.containment > 0.9 and not pair.contradicting for pair in copies)
    assert (totals.articles, totals.copies, totals.shown) == (54, 2, 1)


def test_the_command_prints_or_writes_the_pairs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "argv", ["eval.duplicates", str(SAMPLE)])
    main()
    *pairs, totals = map(json.loads, capsys.readouterr().out.splitlines())
    assert (len(pairs), totals["copies"]) == (2, 2)
    monkeypatch.setattr(
        sys, "argv", ["eval.duplicates", str(SAMPLE), "--pairs", str(tmp_path / "pairs")]
    )
    main()
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert [json.loads(line) for line in (tmp_path / "pairs").read_text().splitlines()] == pairs
