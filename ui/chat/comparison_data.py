"""The comparison of two reports in; what the script that draws it is given out: plain data."""

from collections.abc import Sequence

from eval.compare import FEWEST, Comparison, Flip, KindChanges
from eval.html_report.words import BY_KIND, meaning
from eval.paired_metrics import Change
from eval.units import signed, written
from ui.chat.turn_data import Row

_SMALL = 0.001
_NOTHING: Row = {"change": "", "interval": "", "verdict": ""}
_SHOWN = 10  # cases that did worse, and as many that did better


def comparison_data(found: Comparison) -> Row:
    """Return what is drawn of a comparison: each change with its interval, and the flips."""
    return {
        "cases": found.cases,
        "fewest": FEWEST,
        "changes": [_change(one) for one in found.changes],
        "columns": (columns := _columns(found.kinds)),
        "kinds": [_kind(one, columns) for one in found.kinds],
        "worse": _flips([one for one in found.flips if one.is_worse]),
        "better": _flips([one for one in found.flips if one.is_better]),
        "warnings": list(found.warnings),
    }


def _columns(kinds: Sequence[KindChanges]) -> list[str]:
    told = {change.metric for one in kinds for change in one.changes}
    return [name for name in BY_KIND if name in told]


def _kind(one: KindChanges, columns: Sequence[str]) -> Row:
    """Return a row of the table by kind; a cell without text is a figure that cannot be told."""
    changes = {change.metric: change for change in one.changes}
    cells = [_cell(changes[name]) if name in changes else _NOTHING for name in columns]
    return {"kind": one.kind, "cases": one.cases, "told": one.is_told, "cells": cells}


def _cell(one: Change) -> Row:
    measure = one.measure
    low, high = (signed(one.metric, value) for value in (measure.low, measure.high))
    return {
        "change": signed(one.metric, measure.value),
        "interval": f"{low} – {high}",
        "verdict": _verdict(one),
    }


def _verdict(one: Change) -> str:
    return "worse" if one.is_worse else "better" if one.is_better else ""


def _change(one: Change) -> Row:
    measure = one.measure
    change, low, high = (
        signed(one.metric, value) for value in (measure.value, measure.low, measure.high)
    )
    chance = "–" if one.p is None else f"< {_SMALL}" if one.p < _SMALL else f"{one.p:.3f}"
    return {
        "metric": one.metric,
        "meaning": meaning(one.metric),
        "first": written(one.metric, one.first),
        "second": written(one.metric, one.second),
        "change": change,
        "interval": f"{low} – {high}",
        "chance": chance,
        "n": measure.n,
        "verdict": _verdict(one),
    }


def _flips(flips: Sequence[Flip]) -> Row:
    """Return the cases with the most metrics that flipped, and how many there are besides."""
    by_case: dict[str, list[Flip]] = {}
    for flip in flips:
        by_case.setdefault(flip.id, []).append(flip)
    ordered = sorted(by_case.items(), key=lambda item: (-len(item[1]), item[0]))
    return {
        "cases": [
            {
                "id": id,
                "question": some[0].question,
                "metrics": [f"{one.metric} {one.first:g} → {one.second:g}" for one in some],
            }
            for id, some in ordered[:_SHOWN]
        ],
        "more": max(0, len(ordered) - _SHOWN),
    }
