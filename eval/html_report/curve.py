"""Cases with a confidence in; the curve of risk against coverage out."""

from collections.abc import Sequence

from eval.abstention import Outcome, Risk, risk_coverage
from eval.html_report.markup import Markup, element
from eval.report import ReportedCase
from eval.verdicts import outcomes

_WIDTH, _HEIGHT = 560, 260
_LEFT, _BOTTOM, _TOP, _RIGHT = 44, 40, 12, 24
_TICKS = (0, 0.25, 0.5, 0.75, 1)


def curve_section(results: Sequence[ReportedCase]) -> Markup:
    """Return the curve and how to read it; nothing where the report does not tell it."""
    known = outcomes(results)
    if not known:
        return Markup("")
    curve = risk_coverage(known)
    chosen = _chosen(known)
    parts = [*_axes(), _path(curve), *_dot(chosen)]
    box = f"0 0 {_WIDTH} {_HEIGHT}"
    drawn = element("svg", *parts, viewBox=box, width=_WIDTH, height=_HEIGHT, class_="curve")
    return element(
        "section",
        element("h2", "What silence buys"),
        element("p", _how_to_read(chosen)),
        element("div", drawn, class_="wide"),
        id="curve",
    )


def _chosen(known: Sequence[Outcome]) -> Risk | None:
    """Return where this run drew the line: the share answered, and what of it is wrong."""
    said = [one for one in known if not one.abstained]
    if not said:
        return None
    return Risk(len(said) / len(known), sum(not one.right for one in said) / len(said))


def _how_to_read(chosen: Risk | None) -> str:
    words = (
        "If only the questions it is surest of were answered, this share of those answers would be"
        " wrong (they cite no right paragraph). A curve that stays low to the right is better."
    )
    if chosen:
        words += (
            f" The dot is this run: {chosen.coverage:.0%} of the questions answered,"
            f" {chosen.risk:.0%} of those wrongly."
        )
    return words


def _axes() -> list[Markup]:
    parts = []
    for share in _TICKS:
        x, y = _x(share), _y(share)
        grid = element("line", x1=_x(0), x2=_x(1), y1=y, y2=y, class_="grid")
        below = element("text", f"{share:.0%}", x=x, y=_HEIGHT - 22, text_anchor="middle")
        beside = element("text", f"{share:.0%}", x=_LEFT - 6, y=y + 4, text_anchor="end")
        parts += [grid, below, beside]
    name = element("text", "share of questions answered", x=_x(0.5), y=_HEIGHT - 4,
                   text_anchor="middle")  # fmt: skip
    wrong = element("text", "share of answers that are wrong", x=_x(0) + 6, y=_TOP + 12)
    return [*parts, name, wrong]


def _path(curve: Sequence[Risk]) -> Markup:
    points = " ".join(f"{_x(one.coverage):g},{_y(one.risk):g}" for one in curve)
    return element("polyline", points=points, class_="line")


def _dot(chosen: Risk | None) -> list[Markup]:
    if chosen is None:
        return []
    title = element("title", f"{chosen.coverage:.1%} answered, {chosen.risk:.1%} of it wrong")
    at = {"cx": _x(chosen.coverage), "cy": _y(chosen.risk)}
    return [element("circle", title, **at, r=5, class_="dot")]


def _x(share: float) -> float:
    return round(_LEFT + share * (_WIDTH - _LEFT - _RIGHT), 1)


def _y(share: float) -> float:
    return round(_HEIGHT - _BOTTOM - share * (_HEIGHT - _BOTTOM - _TOP), 1)
