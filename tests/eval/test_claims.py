"""read_claims: lines of labelled claims in, claims out, or one line that says what is wrong."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval.claims import LabelledClaim, read_claims
from eval.fields import CaseError

CLAIM: dict[str, Any] = {
    "id": "c1", "claim": "It opened.", "evidence": ["It opened on Friday."], "label": "supported",
}  # fmt: skip


def read(tmp_path: Path, *records: dict[str, Any] | str) -> tuple[LabelledClaim, ...]:
    path = tmp_path / "claims.jsonl"
    lines = (one if isinstance(one, str) else json.dumps(one) for one in records)
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_claims(path)


def test_a_claim_is_read_with_its_kind(tmp_path: Path) -> None:
    changed = {**CLAIM, "id": "c2", "label": "unsupported", "kind": "number", "true": "It opened."}
    assert read(tmp_path, CLAIM, "", changed) == (
        LabelledClaim("c1", "It opened.", ("It opened on Friday.",), "supported"),
        LabelledClaim("c2", "It opened.", ("It opened on Friday.",), "unsupported", "number"),
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({**CLAIM, "id": "c2", "label": "true"}, "claim c2: 'true' is no label"),
        ({**CLAIM, "id": "c2", "evidence": [" "]}, "claim c2: no evidence"),
        ({**CLAIM, "id": "c2", "evidence": "words"}, "claim c2: 'evidence' is a text, not a list"),
        (CLAIM, "claim c1: line 1 has the same id"),
        ("{", "not JSON: "),
        ("7", "not a JSON object"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    tmp_path: Path, wrong: dict[str, Any] | str, said: str
) -> None:
    with pytest.raises(CaseError) as raised:
        read(tmp_path, CLAIM, wrong)
    assert str(raised.value).startswith(f"{tmp_path / 'claims.jsonl'}:2: {said}")


def test_a_file_without_claims_or_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="no claim in it"):
        read(tmp_path, "")
    with pytest.raises(CaseError, match="cannot be read"):
        read_claims(tmp_path / "none.jsonl")
