"""A file of cases and an open index in; what became of each case, and the report of it, out."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from eval.kept import Kept
from eval.machine import code_digest
from eval.plan import plan, plan_what_is_there
from eval.report_writer import Asked, report_record
from eval.result import Result
from eval.run import RunSettings, run
from index.progress import Progress
from index.reader import IndexReader
from rag.answering import Answering


def measured(
    reader: IndexReader,
    asked: Asked,
    *,
    answering: Answering,
    kept: Kept | None,
    leave_out: bool,
    progress: Progress,
) -> tuple[Sequence[Result], dict[str, Any]]:
    """Ask all cases and return their results and the report; `leave_out` those without gold."""
    started, clock = datetime.now(UTC), time.monotonic()
    planned = (plan_what_is_there if leave_out else plan)(asked.cases.cases, reader)
    results = run(planned, reader, answering=answering, kept=kept, progress=progress)
    return results, report_record(
        results,
        asked=asked,
        plan=planned,
        reader=reader,
        settings=RunSettings.of(code_digest(), answering),
        started=started,
        seconds=time.monotonic() - clock,
    )
