"""Cases in; how many ended in which way, as a bar and in words, out."""

from collections import Counter
from collections.abc import Sequence

from eval.html_report.markup import Markup, element
from eval.report import ReportedCase
from eval.verdicts import WORST_FIRST, Verdict, verdict

_HEIGHT = 12


def tally_bar(results: Sequence[ReportedCase], width: int) -> Markup:
    """Return a bar of that many pixels, in which each way to end has its share, worst first."""
    counts = Counter(verdict(one) for one in results)
    parts, start = [], 0.0
    for one in WORST_FIRST:
        if counts[one]:
            wide = width * counts[one] / len(results)
            title = element("title", counted(counts[one], one))
            parts.append(
                element(
                    "rect",
                    title,
                    x=round(start, 1),
                    width=round(wide, 1),
                    y=0,
                    height=_HEIGHT,
                    class_=css_name(one),
                )
            )
            start += wide
    return element(
        "svg", *parts, width=width, height=_HEIGHT, viewBox=f"0 0 {width} {_HEIGHT}",
        role="img", class_="tally", aria_label=_told(counts),
    )  # fmt: skip


def tally_list(results: Sequence[ReportedCase]) -> Markup:
    """Return the counts as a list, worst first."""
    counts = Counter(verdict(one) for one in results)
    items = [
        element("li", counted(counts[one], one), class_=css_name(one))
        for one in WORST_FIRST
        if counts[one]
    ]
    return element("ul", *items, class_="counts")


def counted(n: int, one: Verdict) -> str:
    """Return how many cases ended so, in words."""
    is_one = n == 1 or one == "not asked"
    return f"{n:,} {one}" if is_one else f"{n:,} {one}s"


def css_name(one: Verdict) -> str:
    """Return the class that a way to end has in the style sheet."""
    return one.replace(" ", "-")


def _told(counts: Counter[Verdict]) -> str:
    return ", ".join(counted(counts[one], one) for one in WORST_FIRST if counts[one])
