"""`pressmark eval claims`: the verifier alone, on labelled claims."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from index.errors import SettingsError
from index.settings import read_settings
from ui.options import json_option, nli_option
from ui.printing import plain, print_json


@click.command()
@click.argument("claims", metavar="CLAIMS")
@click.option("--out", metavar="REPORT.json", help="Write the report to this file too.")
@nli_option
@json_option
def claims(claims: str, *, out: str | None, nli: str, as_json: bool) -> None:
    """Judge labelled claims by the evidence beside each, and say how often the verdict is right.

    Example: pressmark eval claims claims.jsonl --out report.json
    """
    from eval.claim_run import run_claims
    from rag.verifying import verifying

    by = verifying(read_settings(Path.cwd()), nli=nli)
    report = run_claims(Path(claims), verifier=by.judge, models=by.names)
    if out:
        _write(report, Path(out))
    if as_json:
        print_json(report)
    else:
        _print_report(report)


def _write(report: Mapping[str, Any], path: Path) -> None:
    text = json.dumps(report, ensure_ascii=False, indent=2) + "\n"
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SettingsError(
            f"{path} cannot be written: {error.strerror or error}", hint="name another --out"
        ) from error


def _print_report(report: Mapping[str, Any]) -> None:
    click.echo(plain(f"{report['case_set']['cases']:,} claims of {report['case_set']['path']}"))
    for name, measure in report["metrics"].items():
        click.echo(_line(name, measure))
    for kind, measures in report["by_kind"].items():
        for name, measure in measures.items():
            click.echo(_line(f"{kind}: {name}", measure))


def _line(name: str, measure: Mapping[str, float]) -> str:
    figures = f"{measure['value']:.3f}  [{measure['low']:.3f}, {measure['high']:.3f}]"
    return plain(f"  {name:<34} {figures}  n={measure['n']:,}")
