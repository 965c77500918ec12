"""A file of labelled claims and a judge in; what the judge says of each, and how good it is, out.

The verifier is measured alone: no index, no search, no writer.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from eval.claims import LabelledClaim, read_claims
from eval.classification import Judged, KindScore, by_kind, scores
from eval.intervals import Measure
from eval.machine import machine
from index.gather import file_digest
from rag.verifier.judge import judge
from rag.verifier.verdict import Verdict

Judge = Callable[[str, Sequence[str]], Verdict]
Record = dict[str, Any]
FORMAT = 1


def run_claims(
    path: Path, *, verifier: Judge = judge, models: Mapping[str, str] | None = None
) -> Record:
    """Judge every claim of a file and return the report, as it is written to JSON.

    `models` names those that the verifier asks.

    `metrics` and `by_kind` are what `eval.classification` measures; `right_of_LABEL` is the share
    of claims of that label whose verdict is right. `by_kind` leaves out claims without a kind.
    """
    started, begun = datetime.now(UTC), time.perf_counter()
    claims = read_claims(path)
    verdicts = [verifier(one.claim, one.evidence) for one in claims]
    judged = [_judged(*pair) for pair in zip(claims, verdicts, strict=True)]
    return {
        "format": FORMAT,
        "kind": "claims",
        "metrics": {name: asdict(one) for name, one in _metrics(judged).items()},
        "by_kind": _kinds(judged),
        "claims": [_record(*pair) for pair in zip(claims, verdicts, strict=True)],
        "settings": {"verifier": verifier.__name__, **(models or {})},
        "machine": machine(),
        "pressmark": version("pressmark"),
        "case_set": {
            "path": str(path),
            "digest": file_digest(path),
            "cases": len(claims),
            "unaccepted": 0,
            "left_out": [],
        },
        "started": started.isoformat(timespec="seconds"),
        "seconds": round(time.perf_counter() - begun, 3),
    }


def _judged(claim: LabelledClaim, verdict: Verdict) -> Judged:
    return Judged(claim.id, claim.label, verdict.support, verdict.score, claim.kind)


def _metrics(judged: Sequence[Judged]) -> Mapping[str, Measure]:
    unkinded = [Judged(one.id, one.label, one.verdict, one.score) for one in judged]
    return scores(judged) | {_name(one): one.right for one in by_kind(unkinded)}


def _kinds(judged: Sequence[Judged]) -> Record:
    kinds: Record = {}
    for one in by_kind(judged):
        if one.kind:
            kinds.setdefault(one.kind, {})[_name(one)] = asdict(one.right)
    return kinds


def _name(score: KindScore) -> str:
    return f"right_of_{score.label}"


def _record(claim: LabelledClaim, verdict: Verdict) -> Record:
    kept = {"id": claim.id, "kind": claim.kind, "label": claim.label}
    said = {"verdict": verdict.support, "why": verdict.why, "score": verdict.score}
    return kept | said | {"contradicted": verdict.contradicted}
