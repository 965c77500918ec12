"""What a run measured in; tables with a bar for each interval out."""

from collections.abc import Iterable, Sequence

from eval.html_report.markup import Markup, element, text
from eval.html_report.tally import tally_bar
from eval.html_report.words import BY_KIND, HEADLINE, meaning
from eval.intervals import Measure
from eval.report import Measures, Report
from eval.units import unit, written

_WIDTH, _HEIGHT, _MARGIN = 180, 16, 4
_COLUMNS = 6  # metrics in the table by kind


def metrics_section(report: Report) -> Markup:
    """Return the headline metrics, and the others in a table that opens."""
    first = [name for name in HEADLINE if name in report.metrics]
    rest = [name for name in report.metrics if name not in first]
    parts = [_table(report.metrics, first or rest)]
    if first and rest:
        summary = element("summary", f"{len(rest)} more figures")
        parts.append(element("details", summary, _table(report.metrics, rest)))
    note = element("p", "Bars run from 0 to 1: the dot is the figure, the line its 95 % interval.")
    return element("section", element("h2", "Figures"), note, *parts, id="figures")


def kinds_section(report: Report) -> Markup:
    """Return a row for each kind of question: what became of its cases, and its main figures."""
    names = _columns(report)
    head = [element("th", name, scope="col", class_="number") for name in names]
    rows = [_kind_row(report, kind, names) for kind in report.by_kind]
    if not rows:
        return Markup("")
    table = element(
        "table",
        element("tr", element("th", "kind"), element("th", "cases"), element("th", ""), *head),
        *rows,
    )
    return element(
        "section", element("h2", "By kind of question"), element("div", table, class_="wide"),
        id="kinds",
    )  # fmt: skip


def interval_bar(measure: Measure) -> Markup:
    """Return an interval on a line from 0 to 1; nothing of a figure that lies elsewhere."""
    low, value, high = measure.low, measure.value, measure.high
    if not 0 <= min(low, value) <= max(high, value) <= 1:
        return Markup("")
    middle = _HEIGHT / 2
    parts = [
        _line(_x(0), _x(1), middle, "axis"),
        *(_tick(at) for at in (0, 0.5, 1)),
        _line(_x(low), _x(high), middle, "interval"),
        element("circle", cx=_x(value), cy=middle, r=3.5, class_="dot"),
    ]
    told = f"{value:.3f}, from {low:.3f} to {high:.3f}"
    return element(
        "svg", *parts, class_="bar", width=_WIDTH, height=_HEIGHT, role="img", aria_label=told,
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
    )  # fmt: skip


def _table(metrics: Measures, names: Iterable[str]) -> Markup:
    head = element(
        "tr", element("th", "metric"), element("th", "value", class_="number"),
        element("th", "95 % interval", class_="number"), element("th", ""),
        element("th", "cases", class_="number"), element("th", "what it says", class_="says"),
    )  # fmt: skip
    rows = [_row(name, metrics[name]) for name in names]
    return element("div", element("table", head, *rows), class_="wide")


def _row(name: str, measure: Measure) -> Markup:
    low, high = written(name, measure.low), written(name, measure.high)
    return element(
        "tr",
        element("th", name, scope="row"),
        element("td", written(name, measure.value), class_="number value"),
        element("td", f"{low} – {high}", class_="number"),
        element("td", "" if unit(name) else interval_bar(measure)),
        element("td", f"{measure.n:,}", class_="number"),
        element("td", meaning(name), class_="says"),
    )


def _kind_row(report: Report, kind: str, names: Sequence[str]) -> Markup:
    of_kind = [one for one in report.results if one.kind == kind]
    measures = report.by_kind[kind]
    cells = [_kind_cell(measures.get(name)) for name in names]
    return element(
        "tr",
        text("th", kind or "(none)", scope="row"),
        element("td", f"{len(of_kind):,}", class_="number"),
        element("td", tally_bar(of_kind, _WIDTH) if of_kind else ""),
        *cells,
    )


def _kind_cell(measure: Measure | None) -> Markup:
    if measure is None:
        return element("td", "–", class_="number faint")
    interval = element("small", f"{measure.low:.2f}–{measure.high:.2f}")
    return element("td", f"{measure.value:.2f} ", interval, class_="number")


def _columns(report: Report) -> list[str]:
    told = dict.fromkeys(name for measures in report.by_kind.values() for name in measures)
    first = [name for name in BY_KIND if name in told]
    return [*first, *(name for name in told if name not in first)][:_COLUMNS]


def _x(share: float) -> float:
    return round(_MARGIN + share * (_WIDTH - 2 * _MARGIN), 1)


def _line(start: float, end: float, at: float, name: str) -> Markup:
    return element("line", x1=start, x2=end, y1=at, y2=at, class_=name)


def _tick(share: float) -> Markup:
    middle = _HEIGHT / 2
    return element("line", x1=_x(share), x2=_x(share), y1=middle - 3, y2=middle + 3, class_="axis")
