"""A file of cases and an index in; the place of the report that a run of them writes, out."""

import tempfile
from datetime import datetime
from pathlib import Path

from eval.cases import read_cases
from eval.measured import measured
from eval.report_writer import Asked, write_report
from index.build import build
from index.home import Location
from index.progress import Progress
from index.reader import IndexReader
from rag.answering import ALONE

SAMPLE = Path(__file__).parents[2] / "eval" / "sample"


def measure_cases(cases: Path, index: Location, reports: Path, progress: Progress) -> Path:
    """Ask the cases of the index, leaving out those whose gold is not there; say so in the report.

    Raises PressmarkError where none can be asked.
    """
    asked = Asked(cases, read_cases(cases))
    with IndexReader.open(index) as reader:
        _, record = measured(
            reader, asked, answering=ALONE, kept=None, leave_out=True, progress=progress
        )
    reports.mkdir(parents=True, exist_ok=True)
    out = _free(reports, cases.parent.name if cases.stem == "cases" else cases.stem)
    write_report(record, out)
    return out


def measure_sample(reports: Path, progress: Progress) -> Path:
    """Ask the sample's cases of an index of the sample, which is gone afterwards."""
    from index.embedder import SentenceTransformerEmbedder

    with tempfile.TemporaryDirectory(prefix="pressmark-") as folder:
        made = Path(folder) / "index"
        embedder = SentenceTransformerEmbedder()
        build([SAMPLE / "archive"], index=made, embedder=embedder, progress=progress)
        return measure_cases(SAMPLE / "cases.jsonl", made, reports, progress)


def _free(reports: Path, name: str) -> Path:
    """Return a new name, so that no report takes another's place."""
    plain = "".join(one if one.isalnum() else "-" for one in name).strip("-") or "cases"
    return reports / f"{plain}-{datetime.now():%Y%m%d-%H%M%S}.json"
