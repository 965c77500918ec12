"""`pressmark eval compare`."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.options import json_option
from ui.printing import plain, print_json

if TYPE_CHECKING:
    from eval.compare import Comparison, Flip, KindChanges
    from eval.paired_metrics import Change

_PASSED, _FAILED = 0, 1
_HEADS = " first  second  change    95 % interval       p    n"
_SMALL = 0.001
_SHOWN = 10  # cases that did worse, and as many that did better
_BY_KIND = (
    "paragraph_hit@5", "article_hit@1", "answer_in_top_3", "citation_recall", "answered_right",
    "abstention_recall", "answered",
)  # fmt: skip


@click.command("compare")
@click.argument("first", metavar="A.json", type=click.Path(path_type=Path))
@click.argument("second", metavar="B.json", type=click.Path(path_type=Path))
@click.option("--gate", is_flag=True, help="Fail if a metric that the gates name got worse.")
@click.option("--gates", metavar="FILE", type=click.Path(path_type=Path), help="Other gates.")
@json_option
def compare_reports(
    first: Path, second: Path, *, gate: bool, gates: Path | None, as_json: bool
) -> int:
    """Compare two reports case by case: what changed, how surely, and which cases flipped.

    Example: pressmark eval compare before.json after.json --gate
    """
    from eval.compare import compare, fallen
    from eval.gate import GATES, GateError, read_gates
    from eval.report import read_report

    named = read_gates(gates or GATES).compare if gate or gates else ()
    found = compare(read_report(first), read_report(second))
    if (gate or gates) and not named:
        raise GateError("no metric is named in the gates", hint="[compare] metrics = [...]")
    worse = fallen(found, named)
    is_failed = bool(gate or gates) and bool(worse or found.lost)
    for warning in found.warnings:
        click.echo(_line(f"warning: {warning}"), err=True)
    if as_json:
        judged = {"metrics": list(named), "fallen": list(worse), "passed": not is_failed}
        record = {"first": str(first), "second": str(second), **_record(found)}
        print_json({**record, "gate": judged if gate or gates else None})
    else:
        _print(found, first, second)
        if gate or gates:
            _print_gate(found, named, worse)
    return _FAILED if is_failed else _PASSED


def _record(found: "Comparison") -> dict[str, object]:
    return {
        "cases": found.cases,
        "only_first": list(found.only_first),
        "only_second": list(found.only_second),
        "metrics": _changes_record(found.changes),
        "by_kind": {
            one.kind: {"cases": one.cases, "metrics": _changes_record(one.changes)}
            for one in found.kinds
            if one.is_told
        },
        "few": {one.kind: one.cases for one in found.kinds if not one.is_told},
        "untold": list(found.untold),
        "lost": list(found.lost),
        "flips": [{**asdict(one), "verdict": _verdict(one)} for one in found.flips],
        "warnings": list(found.warnings),
    }


def _changes_record(changes: "Sequence[Change]") -> dict[str, object]:
    return {
        one.metric: {
            "first": one.first,
            "second": one.second,
            "difference": asdict(one.measure),
            "p": one.p,
            "verdict": _verdict(one),
        }
        for one in changes
    }


def _print(found: "Comparison", first: Path, second: Path) -> None:
    only = f"{len(found.only_first)} only in the first, {len(found.only_second)} only in the second"
    click.echo(_line(f"{first} → {second}: {found.cases} cases in both, {only}"))
    click.echo()
    width = max([len(one.metric) for one in found.changes] + [len("metric")])
    click.echo(f"{'metric':<{width}}  {_HEADS}")
    for one in found.changes:
        click.echo(_line(f"{one.metric:<{width}}  {_figures(one)}  {_verdict(one)}".rstrip()))
    if found.untold:
        click.echo(_line(f"\nnot told by the cases: {', '.join(found.untold)}"))
    if len(found.kinds) > 1:
        _print_kinds(found.kinds)
    _print_flips("worse", [one for one in found.flips if one.is_worse])
    _print_flips("better", [one for one in found.flips if one.is_better])


def _print_kinds(kinds: "Sequence[KindChanges]") -> None:
    """Print what changed in each kind that has cases enough, and count the others."""
    names = {one.kind: plain(one.kind) or "(no kind)" for one in kinds if one.is_told}
    if names:
        wide, width = max(map(len, [*names.values(), "kind"])), max(map(len, _BY_KIND))
        click.echo(f"\n{'kind':<{wide}}  cases  {'metric':<{width}}  {_HEADS}")
        for one in kinds:
            if one.is_told:
                _print_kind(one, f"{names[one.kind]:<{wide}}  {one.cases:>5}", width)
    few = [one.cases for one in kinds if not one.is_told]
    if few:
        told = "1 kind has" if len(few) == 1 else f"{len(few)} kinds have"
        click.echo(f"\n{told} too few cases to compare ({sum(few)} in all)")


def _print_kind(one: "KindChanges", head: str, width: int) -> None:
    changed = [two for two in one.changes if two.metric in _BY_KIND and _is_changed(two)]
    if not changed:
        click.echo(f"{head}  no change")
    for turn, two in enumerate(sorted(changed, key=lambda two: _BY_KIND.index(two.metric))):
        before = " " * len(head) if turn else head
        click.echo(f"{before}  {two.metric:<{width}}  {_figures(two)}  {_verdict(two)}".rstrip())


def _is_changed(one: "Change") -> bool:
    return any((one.measure.value, one.measure.low, one.measure.high))


def _figures(one: "Change") -> str:
    from eval.units import signed, written

    chance = "-" if one.p is None else "<.001" if one.p < _SMALL else f"{one.p:.3f}"
    first, second = (written(one.metric, value) for value in (one.first, one.second))
    measure = one.measure
    change, low, high = (
        signed(one.metric, value) for value in (measure.value, measure.low, measure.high)
    )
    figures = f"{first:>6}  {second:>6}  {change:>6}  [{low}, {high}]"
    return f"{figures}  {chance:>5}  {measure.n:>3}"


def _print_flips(word: str, flips: "Sequence[Flip]") -> None:
    """Print the cases with the most metrics that flipped, each with those."""
    by_case: dict[str, list[Flip]] = {}
    for flip in flips:
        by_case.setdefault(flip.id, []).append(flip)
    if not by_case:
        return
    click.echo(f"\n{len(by_case)} {'case' if len(by_case) == 1 else 'cases'} did {word}:")
    ordered = sorted(by_case.items(), key=lambda item: (-len(item[1]), item[0]))
    for id, found in ordered[:_SHOWN]:
        scores = ", ".join(f"{one.metric} {one.first:g} → {one.second:g}" for one in found)
        click.echo(_line(f"  {id}: {found[0].question}"))
        click.echo(_line(f"      {scores}"))
    if len(ordered) > _SHOWN:
        click.echo(f"  and {len(ordered) - _SHOWN} more: --json names them all")


def _print_gate(found: "Comparison", named: Sequence[str], worse: Sequence[str]) -> None:
    from eval.units import signed

    changes = {one.metric: one for one in found.changes}
    click.echo()
    for metric in worse:
        one = changes.get(metric)
        change = signed(metric, one.measure.value) if one else ""
        why = f"changed by {change}" if one else "not told by the cases of both"
        click.echo(_line(f"failed  {metric}  {why}"))
    if found.lost:
        click.echo(_line(f"failed  could no longer be asked: {', '.join(found.lost)}"))
    if worse or found.lost:
        click.echo(f"gate failed: {len(worse)} of {len(named)} metrics")
    else:
        click.echo(f"gate passed: none of {len(named)} metrics fell beyond its interval")


def _verdict(one: "Change | Flip") -> str:
    return "worse" if one.is_worse else "better" if one.is_better else ""


def _line(text: str) -> str:
    return plain(text.replace("\n", " "))
