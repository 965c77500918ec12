"""`pressmark eval claims`: labelled claims in, the report on stdout and in a file."""

import json
from pathlib import Path

from tests.ui.conftest import Press, assert_one_line_and_a_hint


def write_claims(folder: Path) -> None:
    lines = [
        {"id": "a", "claim": "It opened.", "evidence": ["It opened."], "label": "supported"},
        {"id": "b", "claim": "It shut.", "evidence": ["It opened."], "label": "unsupported"},
        {"id": "c", "claim": "It s.", "evidence": ["It."], "label": "unsupported", "kind": "name"},
    ]
    (folder / "claims.jsonl").write_text("\n".join(map(json.dumps, lines)))


def test_the_measures_are_told(press: Press, folder: Path) -> None:
    write_claims(folder)

    ran = press("eval", "claims", "claims.jsonl")

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("3 claims of claims.jsonl\n")
    assert "balanced_accuracy                  1.000  [" in ran.out
    assert "name: right_of_unsupported" in ran.out


def test_the_report_is_printed_and_written(press: Press, folder: Path) -> None:
    write_claims(folder)

    ran = press("eval", "claims", "claims.jsonl", "--out", "report.json", "--json")

    assert ran.status == 0
    assert ran.record == json.loads((folder / "report.json").read_text())
    assert ran.record["metrics"]["accuracy"]["value"] == 1


def test_what_cannot_be_read_or_written_is_told_in_one_line(press: Press, folder: Path) -> None:
    write_claims(folder)

    assert_one_line_and_a_hint(press("eval", "claims", "missing.jsonl"), "missing.jsonl")
    ran = press("eval", "claims", "claims.jsonl", "--out", "no/such/report.json")
    assert_one_line_and_a_hint(ran, "cannot be written")
