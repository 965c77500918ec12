"""A report in; what the script that draws it is given out: plain data."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from eval.abstention import risk_coverage
from eval.html_report.words import BY_KIND, HEADLINE, meaning
from eval.intervals import Measure
from eval.report import Report, ReportedCase, Shown
from eval.units import unit, written
from eval.verdicts import WORST_FIRST, Verdict, outcomes, verdict
from ui.chat.turn_data import Row

PAGE = 25  # cases listed at once
_COLUMNS = 6  # metrics by kind
_LONGEST = 400  # characters of a paragraph found
_NEAREST = 3  # paragraphs shown under silence
_POINTS = 400  # of the curve


@dataclass(frozen=True, slots=True)
class Looked:
    """What a reader looks at in a report: cases that ended so, a page of them, an open one."""

    verdict: str = ""
    page: int = 1
    case: str = ""


def report_data(report: Report, looked: Looked) -> Row:
    """Return what is drawn of a report: its figures, and the cases that are looked at."""
    counts = Counter(verdict(one) for one in report.results)
    first = [name for name in HEADLINE if name in report.metrics] or list(report.metrics)
    rest = [name for name in report.metrics if name not in first]
    columns = _columns(report)
    return {
        "tally": _tally(counts),
        "total": len(report.results),
        "metrics": [_metric(name, report.metrics[name]) for name in first],
        "more": [_metric(name, report.metrics[name]) for name in rest],
        "columns": columns,
        "kinds": [_kind(report, kind, columns) for kind in report.by_kind],
        "curve": _curve(report.results),
        "made": [{"group": one.group, "values": dict(one.values)} for one in report.facts],
        **_cases(report.results, looked),
    }


def _tally(counts: Counter[Verdict]) -> list[Row]:
    return [{"verdict": one, "count": counts[one]} for one in WORST_FIRST if counts[one]]


def _metric(name: str, measure: Measure) -> Row:
    value, low, high = (written(name, one) for one in (measure.value, measure.low, measure.high))
    shares = (measure.low, measure.value, measure.high)
    inside = min(shares) >= 0 and max(shares) <= 1 and not unit(name)
    return {
        "name": name,
        "meaning": meaning(name),
        "value": f"{value} {unit(name)}".strip(),
        "interval": f"{low} – {high}",
        "shares": shares if inside else None,
        "n": measure.n,
    }


def _columns(report: Report) -> list[str]:
    told = {name for measures in report.by_kind.values() for name in measures}
    return [name for name in BY_KIND if name in told][:_COLUMNS]


def _kind(report: Report, kind: str, columns: Sequence[str]) -> Row:
    of_kind = [one for one in report.results if one.kind == kind]
    measures = report.by_kind[kind]
    return {
        "kind": kind,
        "cases": len(of_kind),
        "tally": _tally(Counter(verdict(one) for one in of_kind)),
        "cells": [_cell(measures.get(name)) for name in columns],
    }


def _cell(measure: Measure | None) -> str:
    if measure is None:
        return "–"
    return f"{measure.value:.2f} ({measure.low:.2f}–{measure.high:.2f})"


def _curve(results: Sequence[ReportedCase]) -> Row | None:
    """Return the points of risk by coverage and where this run is, as far as the report tells."""
    known = outcomes(results)
    if not known:
        return None
    points = [(one.coverage, one.risk) for one in risk_coverage(known)]
    said = [one for one in known if not one.abstained]
    wrong = sum(not one.right for one in said)
    chosen = (len(said) / len(known), wrong / len(said)) if said else None
    return {"points": points[:: len(points) // _POINTS + 1], "chosen": chosen}


def _cases(results: Sequence[ReportedCase], looked: Looked) -> Row:
    ended = [(WORST_FIRST.index(verdict(one)), at, one) for at, one in enumerate(results)]
    ordered = [one for _, _, one in sorted(ended, key=lambda item: item[:2])]
    kept = [one for one in ordered if looked.verdict in ("", verdict(one))]
    last = max(1, -(-len(kept) // PAGE))
    page = min(max(1, looked.page), last)
    shown = kept[(page - 1) * PAGE : page * PAGE]
    opened = next((one for one in results if one.id == looked.case), None)
    return {
        "cases": [_line(one) for one in shown],
        "verdict": looked.verdict,
        "page": page,
        "last": last,
        "opened": _opened(opened) if opened else None,
    }


def _line(one: ReportedCase) -> Row:
    return {"id": one.id, "question": one.question, "kind": one.kind, "verdict": verdict(one)}


def _opened(one: ReportedCase) -> Row:
    cited = list(dict.fromkeys(shown for said in one.sentences for shown in said.cited))
    scores = [] if one.confidence is None else [("confidence", one.confidence)]
    return {
        **_line(one),
        "error": one.error,
        "sentences": [
            {
                "text": said.text,
                "support": said.support,
                "marks": [cited.index(shown) + 1 for shown in said.cited],
            }
            for said in one.sentences
        ],
        "cited": [_shown(shown, one) for shown in cited],
        "abstained": one.abstained,
        "silent": one.is_silent,
        "nearest": [_shown(shown, one) for shown in one.found[:_NEAREST]] if one.is_silent else [],
        "withheld": one.withheld,
        "answerable": one.answerable,
        "answers": list(one.answers),
        "gold": [{"article": article, "quote": quote} for article, quote in one.gold],
        "scores": [[name, f"{value:.3g}"] for name, value in [*scores, *one.scores.items()]],
    }


def _shown(shown: Shown, one: ReportedCase) -> Row:
    words = shown.words if len(shown.words) <= _LONGEST else f"{shown.words[:_LONGEST]}…"
    facts = filter(None, [shown.source, shown.published[:10], f"¶{shown.place.paragraph}"])
    return {
        "title": shown.title or shown.place.article,
        "facts": list(facts),
        "words": words,
        "right": shown.place in one.right,
    }
