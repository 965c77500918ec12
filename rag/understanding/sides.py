"""A question that compares two outlets or two times in, a question about each out."""

import re
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from index.filters import Filters
from rag.understanding.names import Mention
from rag.understanding.outlets import Attributed
from rag.understanding.periods import Period
from rag.understanding.spelling import Spelled
from rag.understanding.understood import Side
from rag.understanding.windows import Window

_COMPARES = re.compile(
    r"\b(?:chang\w*|differ\w*|compar\w*|contrast\w*|evolv\w*|shift\w*|consisten\w+|inconsisten\w+"
    r"|grow\w*|grew|rise|rose|risen|fall|fell|fallen|increas\w*|decreas\w*|move\w*"
    r"|go(?:ne)? (?:up|down)|develop\w*|تغير\w*|اختلف\w*|الفرق|فرق|مقارنه|قارن)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"'?s?'?\"? (?:and|or|versus|vs\.?|و) ?(?:by |in |from )?$", re.IGNORECASE)
_AGREE = re.compile(
    r"\b(?:agree|disagree|differ\w*|contradict\w*|compare\w*|say|tell|report\w*|count\w*|put|give"
    r"|describe|cover\w*|accounts?|write|wrote|versions?|articles?|stories|claim|suggest\w*|print)\b",
    re.IGNORECASE,
)
_COMPARE = re.compile(r"\b(?:compare|contrast|differences? between) $", re.IGNORECASE)
_CLAUSE = re.compile(r",? (?:while|whereas|but|and then|yet)\b|;", re.IGNORECASE)
_BEFORE_AND = re.compile(r"\b(?:before and|قبل و) ?$", re.IGNORECASE)
_AND_FIRST = re.compile(r"^\s*(?:and|or|versus|vs\.?)\s", re.IGNORECASE)
_AND_LAST = re.compile(r"\s(?:and|or|versus|vs\.?)\s*$", re.IGNORECASE)
_DAY = timedelta(days=1)


def outlet_sides(
    spelled: Spelled, named: Sequence[Mention], asked_of: Sequence[Attributed]
) -> tuple[Side, ...]:
    """Return a side for each outlet that is set beside another; none where one or none is."""
    compared = _compared(spelled.plain, named, asked_of)
    if len({one.value for one in compared}) < 2:
        return ()
    sides: dict[str, Side] = {}
    for one in compared:
        start, end = spelled.span(one.start, one.end)
        words = _about(spelled.plain, one, compared)
        question = _cut(spelled.text, [spelled.span(*place) for place in words])
        sides.setdefault(
            one.value, Side(question, Filters(source=one.value), spelled.text[start:end])
        )
    return tuple(sides.values())


def time_sides(spelled: Spelled, window: Window) -> tuple[Side, ...]:
    """Return the two ends of a span that the question compares, or before and after a date."""
    start, end = spelled.span(window.start, window.end)
    phrase = spelled.text[start:end]
    if halves(spelled, window):
        early = Filters(until=(window.about.first - _DAY).isoformat())
        late = Filters(since=window.about.last.isoformat())
        return Side(spelled.text, early, phrase), Side(spelled.text, late, phrase)
    if not _COMPARES.search(spelled.plain):
        return ()
    return tuple(Side(spelled.text, _days(period), phrase) for period in window.sides)


def halves(spelled: Spelled, window: Window) -> bool:
    """Whether the window is half of "before and after" a date, and so narrows nothing."""
    return bool(_BEFORE_AND.search(spelled.plain[: window.start])) and window.relation == "after"


def _days(period: Period) -> Filters:
    last = period.last + (7 * _DAY if period.unit == "day" else 0 * _DAY)
    return Filters(period.first.isoformat(), last.isoformat())


def _compared(
    plain: str, named: Sequence[Mention], asked_of: Sequence[Attributed]
) -> list[Mention]:
    attributed = [one.mention for one in asked_of]
    if len({one.value for one in attributed}) > 1:
        return attributed
    for one, other in pairwise(named):
        joined = _JOINED.fullmatch(plain[one.end : other.start])
        told = _AGREE.search(plain[other.end :]) or _COMPARE.search(plain[: one.start])
        if joined and (one in attributed or told):
            return [one, other]
    return attributed


def _about(plain: str, one: Mention, compared: Sequence[Mention]) -> list[tuple[int, int]]:
    """Return what to keep: the outlet's own clauses, else all but the other outlets."""
    edges = [0, *(match.start() for match in _CLAUSE.finditer(plain)), len(plain)]
    clauses = list(pairwise(edges))
    holding = [
        [other for other in compared if start <= other.start < end] for start, end in clauses
    ]
    if all(len({other.value for other in others}) == 1 for others in holding):
        return [
            clause for clause, others in zip(clauses, holding, strict=True)
            if others[0].value == one.value
        ]  # fmt: skip
    kept, at = [], 0
    for other in compared:
        if other.value != one.value:
            kept.append((at, other.start))
            at = other.end
    return [place for place in [*kept, (at, len(plain))] if place[0] < place[1]]


def _cut(text: str, places: Sequence[tuple[int, int]]) -> str:
    """Return the pieces that are left, without the "and" that joined them to what is not."""
    pieces = [text[start:end] for start, end in places]
    pieces[:-1] = [_AND_LAST.sub("", piece) for piece in pieces[:-1]]
    pieces[1:] = [_AND_FIRST.sub("", piece) for piece in pieces[1:]]
    return " ".join(" ".join(pieces).split()).strip(" ,;")
