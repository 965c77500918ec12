"""run_claims: labelled claims and a judge in, a report of how good the judge is out."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from eval.claim_run import run_claims
from rag.verifier.verdict import Verdict

SAID = "It opened on Friday."
CLAIMS = [
    {"id": "a", "claim": SAID, "label": "supported", "kind": "true"},
    {"id": "b", "claim": "On Friday it opened.", "label": "supported"},
    {"id": "c", "claim": "It opened on Monday.", "label": "unsupported", "kind": "date"},
    {"id": "d", "claim": "It closed.", "label": "partial"},
]


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    path = tmp_path / "claims.jsonl"
    path.write_text("\n".join(json.dumps({**one, "evidence": [SAID]}) for one in CLAIMS))
    return path


def test_the_report_has_each_verdict_and_the_measures_with_their_intervals(claims: Path) -> None:
    report = run_claims(claims)

    assert (report["format"], report["kind"]) == (1, "claims")
    assert [(one["id"], one["verdict"]) for one in report["claims"]] == [
        ("a", "supported"), ("b", "supported"), ("c", "unsupported"), ("d", "unsupported"),
    ]  # fmt: skip
    assert report["claims"][2]["why"] == "the paragraph says Friday, the sentence Monday"
    assert report["claims"][2]["contradicted"] == "Monday"
    assert report["metrics"]["balanced_accuracy"]["value"] == 1
    assert report["metrics"]["right_of_supported"]["value"] == 1
    assert report["metrics"]["accuracy"]["n"] == 4
    assert report["by_kind"]["date"]["right_of_unsupported"]["value"] == 1
    assert sorted(report["by_kind"]) == ["date", "true"]
    assert report["case_set"]["cases"] == 4
    assert report["settings"] == {"verifier": "judge"}
    json.dumps(report)


def test_the_area_under_the_curve_is_measured_where_the_judge_gives_scores(claims: Path) -> None:
    def surer(claim: str, evidence: Sequence[str]) -> Verdict:
        del evidence
        return Verdict("unsupported", "unsure", score=1.0 if "Friday" in claim else 0.0)

    report = run_claims(claims, verifier=surer)

    def silent(claim: str, evidence: Sequence[str]) -> Verdict:
        del claim, evidence
        return Verdict("unsupported", "unsure")

    assert "AUROC" not in run_claims(claims, verifier=silent)["metrics"]
    assert report["metrics"]["AUROC"]["value"] == 1
    assert report["settings"] == {"verifier": "surer"}
