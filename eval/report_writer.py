"""What a run measured in; its report, which says all that it was made with, out as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from eval.cases import CaseSet
from eval.fields import CaseError
from eval.intervals import Measure
from eval.machine import machine
from eval.metrics import by_kind, metrics
from eval.plan import Plan
from eval.report import FORMAT
from eval.result import Result
from eval.run import RunSettings
from index.article import digest_of
from index.reader import IndexReader

_WRITTEN = ".new"


@dataclass(frozen=True, slots=True)
class Asked:
    """The file of cases that a run asked, and what it holds."""

    path: Path
    cases: CaseSet

    @property
    def digest(self) -> str:
        """The digest of the file's bytes as text."""
        return digest_of(self.path.read_text(encoding="utf-8-sig"))


def report_record(
    results: Sequence[Result],
    *,
    asked: Asked,
    plan: Plan,
    reader: IndexReader,
    settings: RunSettings,
    started: datetime,
    seconds: float,
) -> dict[str, Any]:
    """Return the report; docs/evaluation.md says what its fields mean."""
    traces = [one.answer["trace"] for one in results if not one.error]
    return {
        "format": FORMAT,
        "kind": "run",
        "metrics": measures_record(metrics(results)),
        "by_kind": {kind: measures_record(found) for kind, found in by_kind(results).items()},
        "cases": [one.record for one in results],
        "settings": asdict(settings) | {"answer": traces[0]["settings"] if traces else {}},
        "machine": machine(),
        "pressmark": version("pressmark"),
        "prompts": {name: digest for one in traces for name, digest in one["prompts"].items()},
        "model": next((one["model"] for one in traces if one["model"]), ""),
        "index": {
            "version": reader.name,
            "contents": plan.contents,
            "embedder": asdict(reader.manifest.embedder),
            "counts": dict(reader.manifest.counts),
        },
        "case_set": {
            "path": str(asked.path),
            "digest": asked.digest,
            "cases": len(results),
            "unaccepted": asked.cases.unaccepted,
            "left_out": list(plan.left_out),
        },
        "started": started.isoformat(timespec="seconds"),
        "seconds": round(seconds, 3),
    }


def measures_record(measures: Mapping[str, Measure]) -> dict[str, dict[str, float]]:
    """Return the measures as a report has them."""
    return {name: asdict(one) for name, one in measures.items()}


def check_place(out: Path) -> None:
    """Raise CaseError where no report can be written, before anything is asked."""
    if out.is_dir():
        raise CaseError(f"{out} is a folder", hint="name a file: --out REPORT.json")
    if not out.absolute().parent.is_dir():
        raise CaseError(f"there is no folder {out.absolute().parent}", hint="make it first")


def write_report(record: Mapping[str, Any], out: Path) -> None:
    """Write a report whole or not at all; CaseError where the disk refuses."""
    beside = out.with_name(out.name + _WRITTEN)
    try:
        text = json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False)
        beside.write_text(text + "\n", encoding="utf-8")
        beside.replace(out)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise CaseError(f"{out} cannot be written: {error}", hint="free some space") from error
