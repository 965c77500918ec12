"""The record of an evaluation in, its summary for a person at a terminal out."""

from collections.abc import Mapping
from typing import Any

import click

from ui.printing import plain

_BY_KIND = {  # a column's head, and the measure it shows
    "hit@1": "paragraph_hit@1",
    "hit@10": "paragraph_hit@10",
    "MRR": "paragraph_MRR",
    "answer": "answer_in_top_3",
    "cited": "citation_recall",
    "answered": "answered",
}


def print_run(record: Mapping[str, Any]) -> None:
    """Print the measures with their intervals, those of each kind, and what was not measured."""
    from eval.units import unit, written

    width = max(map(len, record["metrics"]), default=0)
    for name, one in record["metrics"].items():
        value, low, high = (written(name, one[part]) for part in ("value", "low", "high"))
        shown = f"{value:>6} {unit(name)}".rstrip()
        click.echo(f"{name:<{width}}  {shown}  [{low}, {high}]  n = {one['n']}")
    if len(record["by_kind"]) > 1:
        click.echo()
        _print_kinds(record)
    click.echo()
    _print_counts(record)


def _print_kinds(record: Mapping[str, Any]) -> None:
    kinds = [one["kind"] for one in record["cases"]]
    names = {kind: plain(kind) or "(no kind)" for kind in record["by_kind"]}
    width = max(map(len, names.values()))
    click.echo(f"{'':<{width}}  {'cases':>5}" + "".join(f"  {head:>8}" for head in _BY_KIND))
    for kind, measures in record["by_kind"].items():
        figures = [measures.get(name) for name in _BY_KIND.values()]
        shown = "".join(f"  {one['value']:>8.3f}" if one else f"  {'-':>8}" for one in figures)
        click.echo(f"{names[kind]:<{width}}  {kinds.count(kind):>5}{shown}")


def _print_counts(record: Mapping[str, Any]) -> None:
    told, failed = record["case_set"], [one for one in record["cases"] if one["error"]]
    counts = [f"{told['cases']:,} cases in {record['seconds']:,.1f} s"]
    if told["unaccepted"]:
        counts.append(f"{told['unaccepted']:,} not accepted yet, not asked")
    if told["left_out"]:
        counts.append(f"{len(told['left_out']):,} left out")
    if failed:
        counts.append(f"{len(failed):,} failed, not measured")
    click.echo("; ".join(counts))
    for one in told["left_out"]:
        click.echo(plain(f"left out: {one}"))
    for one in failed:
        click.echo(plain(f"failed: case {one['id']}: {one['error']}"))
