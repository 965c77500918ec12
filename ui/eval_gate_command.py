"""`pressmark eval gate`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.options import json_option
from ui.printing import plain, print_json

if TYPE_CHECKING:
    from eval.gate import Checked

_PASSED, _FAILED = 0, 1


@click.command("gate")
@click.argument("report", metavar="REPORT.json", type=click.Path(path_type=Path))
@click.option("--gates", metavar="FILE", type=click.Path(path_type=Path), help="Other gates.")
@json_option
def gate(report: Path, *, gates: Path | None, as_json: bool) -> int:
    """Fail where a report of the sample does not reach the thresholds that are set for it.

    Example: pressmark eval gate report.json
    """
    from eval.gate import GATES, check, read_gates
    from eval.report import read_report

    thresholds = read_gates(gates or GATES)
    checked = check(read_report(report), thresholds)
    failed = [one for one in checked if not one.passed]
    if as_json:
        records = [_record(one) for one in checked]
        print_json({"report": str(report), "passed": not failed, "thresholds": records})
    else:
        for one in failed:
            click.echo(plain(_told(one)))
        told = f"{len(failed)} of {len(checked)} thresholds" if failed else f"all {len(checked)}"
        click.echo(f"gate {'failed' if failed else 'passed'}: {told}")
    return _FAILED if failed else _PASSED


def _told(one: "Checked") -> str:
    value = "not in the report" if one.value is None else f"{one.value:.4g}"
    by = f", beyond it by {one.beyond:.4g}" if one.beyond else ""
    return f"failed  {one.threshold.metric}: {value}; {one.threshold}{by}"


def _record(one: "Checked") -> dict[str, object]:
    return {
        "metric": one.threshold.metric,
        "bound": "maximum" if one.threshold.is_most else "minimum",
        "limit": one.threshold.limit,
        "value": one.value,
        "beyond": one.beyond,
        "passed": one.passed,
    }
