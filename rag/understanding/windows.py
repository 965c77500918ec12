"""A question in one spelling and the archive's days in, the days it asks for out.

The days of an article that reported are those named. The days of an event are widened: it is
reported when it happens or after. A date that the archive does not reach, one that is part of a
name, and one still to come filter nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from index.filters import Filters
from rag.understanding.calendar_words import WEEKDAY
from rag.understanding.following import GOES_ON
from rag.understanding.known import Known
from rag.understanding.periods import Period
from rag.understanding.points import Point, points
from rag.understanding.spelling import Spelled
from rag.understanding.understood import Condition

AFTER = {"day": 56, "week": 56, "month": 56, "season": 92, "year": 365}  # days of news of an event
_NEAR = 80  # characters before a date that say what it is a date of
_GRACE = timedelta(days=1)  # it is already tomorrow somewhere

_BEFORE = re.compile(
    r"\b(?:(?P<open>since|starting|beginning)|(?P<after>after|following)"
    r"|(?P<before>before|prior to)|(?P<until>until|till|up to|through|no later than)|(?P<by>by)"
    r"|(?P<none>leading up to|run-up to|ahead of|eve of|except|not|for)"
    r"|(?P<inside>in|during|on|over|at|throughout|within|as of|around|from|of|about|between)"
    r"|(?P<open_ar>منذ)|(?P<after_ar>بعد)|(?P<before_ar>قبل)|(?P<until_ar>حتي|لغايه)"
    r"|(?P<none_ar>عشيه|باستثناء|عدا)"
    r"|(?P<inside_ar>في|خلال|يوم|من|بتاريخ|بين|اثناء|ما بين))"
    r"(?: (?:the|all of|just|only|about|around|late|early|year|month|month of|year of"
    r"|شهر|عام|سنه|يوم|العام|سنتي|عامي|شهري))*[ (]*$",
    re.IGNORECASE,
)
_AND = re.compile(r" ?(?:and|to|until|till|through|-|و|الي|حتي|وحتي)(?: (?:the|عام|سنه|شهر))? ?")
_AND_AFTER = re.compile(
    r"\s*(?:,|\()?\s*(?:onwards?|on|and after|or later|فصاعدا)\b", re.IGNORECASE
)
_TO_COME = re.compile(
    r"\b(?:will|won't|shall|due|scheduled|planned|plans?|expected|expects?|going to|set to|upcoming"
    r"|forecast|projected|slated|supposed|predicted|deadline|expires?|target|next"
    r"|سوف|المقرر|المتوقع|المنتظر|القادم|المقبل|موعد)\b",
    re.IGNORECASE,
)
_TELLS = (
    r"(?:publish\w*|report(?:s|ed|ing)?|articles?|stor(?:y|ies)|coverage|covered|wrote|writes?"
    r"|written|news|headlines?|editions?|issues?|printed|columns?|editorials?|interviews?|posted"
    r"|نشر\w*|ذكر\w*|كتب\w*|اورد\w*|مقالات?|المقالات|تقارير|تقرير|التقارير|اخبار|الاخبار|مقال)"
)
_SAYS = r"(?:say|says|said|tell|tells|told|claim(?:ed)?|قال\w*|تقول)"
_PAPER = (
    r"(?:(?:the|this|which|what|local) (?:papers?|newspapers?|press|media|outlets?)"
    r"|وسائل الاعلام|الصحف|الصحيفه)"
)
_OUTLET = "\x01"
_GAP = r"[ ,'\"(]"
_BETWEEN = (  # nothing here may match in two ways: the whole repeats
    r"(?:[ ,'\"(\x01]|\b(?:from|by|in|of|on|the|that|was|were|been|it|appeared|did|has|have|which"
    r"|عن)\b)"
)
_TELLS_HERE = re.compile(
    rf"(?:\b{_TELLS}|{_OUTLET}{_GAP}+{_SAYS}|\b{_PAPER}{_GAP}+{_SAYS}|{_OUTLET}|\b{_PAPER})"
    rf"{_BETWEEN}*$",
    re.IGNORECASE,
)
_TELLS_LATER = re.compile(
    rf"{_GAP}*(?:(?:what|which|how|why|did|does|has|had|have|much|many|ماذا|ما الذي)\b{_GAP}*)*"
    rf"(?:{_TELLS}{_GAP}+)?(?:{_OUTLET}+|{_PAPER}){_GAP}+(?:{_TELLS}|{_SAYS})\b",
    re.IGNORECASE,
)
_NAMING = ("of", "about", "at", "between", "from", "around", "من", "بين")  # "the class of 2024"
_SAID = re.compile(r"\"[^\"]+\"|«[^»]+»|(?<![\w'])'(?=\w)[^'\"]* [^'\"]*(?<=\w)'(?!\w)")
_NAMES_ON = re.compile(r" (?:[A-Z]\w|\d)")  # "the November Uprising"
_PAST = re.compile(  # "how warm is it in January" is every January
    r"\b(?:did|was|were|had|has|have|\w{2,}ed|won|went|made|took|got|left|began|rose|fell|met|sold"
    r"|told|came|said|lost|broke|cut|hit|found|gave|paid|ran|led|sank|saw|spoke|stole|shot|struck"
    r"|fought|held|built|bought|brought|sent|spent|felt|kept|wrote|grew|flew|drove|chose|fled|threw"
    r"|swept|became|stood|shut|put|set|news|articles?|reports?|stories)\b",
    re.IGNORECASE,
)
_NAMED_DAYS = re.compile(  # days that are known by their date alone
    r"(?:september 11|october 7|january 6|july 4|march 8|may 1|june 6|4th of july|7 october"
    r"|11 september|6 january|7 اكتوبر|11 سبتمبر|30 يونيو|25 يناير)(?:th|st)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Window:
    """The days a part of the plain question asks for; None is open. `sides` are what it spans."""

    start: int
    end: int
    since: date | None
    until: date | None
    about: Period
    event: bool
    relative: bool
    apart: bool
    relation: str
    sides: tuple[Period, ...] = ()


def windows(
    spelled: Spelled, known: Known, asked: date, outlets: Sequence[tuple[int, int]]
) -> list[Window]:
    """Return the windows in the order they stand in, those outside the archive too.

    `outlets` are the places of the outlets and authors whose words the question asks about.
    """
    plain = _marked(spelled.plain, outlets)
    found: list[Window] = []
    rest = _placed(plain, points(plain, asked), known)
    while rest:
        point = rest.pop(0)
        relation, start = _relation(plain, point.start)
        other = rest[0] if rest and _AND.fullmatch(plain[point.end : rest[0].start]) else None
        window = None
        if other and _joins(plain, point, other, relation):
            rest.pop(0)
            window = _span(plain, point, other, start)
        elif _says_when(plain, point, relation):
            window = _window(plain, point, relation, start, asked)
        if window:
            found.append(window)
    return found


def condition(window: Window, spelled: Spelled) -> Condition:
    """Return the window as a condition, with the words of the question it came from."""
    start, end = spelled.span(window.start, window.end)
    since = window.since.isoformat() if window.since else ""
    until = window.until.isoformat() if window.until else ""
    named = window.about.last if window.until and window.until > window.about.last else None
    return Condition(
        "date", Filters(since, until), spelled.text[start:end], start, end,
        event=window.event, apart=window.apart, named=named.isoformat() if named else "",
    )  # fmt: skip


def _placed(plain: str, found: Sequence[Point], known: Known) -> list[Point]:
    """Return the points, those without a year in the only one of the archive's that has them."""
    placed = list(found)
    for turn, point in enumerate(placed):
        if point.yearless:
            after = placed[turn + 1] if turn + 1 < len(placed) else None
            joined = after if after and _AND.fullmatch(plain[point.end : after.start]) else None
            placed[turn] = _with_year(point, joined, known)
    return placed


def _with_year(point: Point, after: Point | None, known: Known) -> Point:
    """Take the year of the date it runs to, else the latest; else the archive's only one."""
    if after and not (after.yearless or after.plain_year):
        years = after.period.first.year - point.period.first.year
        try:
            return replace(point, period=point.period.years_on(years))
        except ValueError:
            return point
    if not known.first:
        return point
    first, last = date.fromisoformat(known.first), date.fromisoformat(known.last)
    fits = [
        shifted
        for years in range(first.year - 1 - point.period.first.year, 1)
        for shifted in _years_on(point.period, years)
        if shifted.last >= first and shifted.first <= last
    ]
    latest = point.period.last >= first and point.period.first <= last
    return replace(point, period=fits[0]) if not latest and len(fits) == 1 else point


def _years_on(period: Period, years: int) -> list[Period]:
    try:
        return [period.years_on(years)]
    except ValueError:
        return []


def _marked(plain: str, outlets: Sequence[tuple[int, int]]) -> str:
    """Return the plain question without outlets and quoted words, every letter in its place."""
    for start, end in outlets:
        plain = plain[:start] + _OUTLET * (end - start) + plain[end:]
    return _SAID.sub(lambda said: "_" * len(said[0]), plain)


def _relation(plain: str, start: int) -> tuple[str, int]:
    """Return how the words before a date bind it, and where they begin; "" where none do."""
    match = _BEFORE.search(plain, max(0, start - _NEAR), start)
    if not match:
        return "", start
    name = next(name for name, said in match.groupdict().items() if said)
    kind = {"open": "since", "inside": "in"}.get(name.removesuffix("_ar"), name.removesuffix("_ar"))
    return kind, match.start()


def _joins(plain: str, one: Point, other: Point, relation: str) -> bool:
    """Whether two dates are the ends of one span."""
    said = plain[max(0, one.start - 12) : one.start].lower()
    joint = plain[one.end : other.start].strip().lower()
    bound = re.search(r"\b(?:between|from|بين|من)(?: \w+)? ?$", said)
    both_years = one.plain_year == other.plain_year
    return (
        one.period.first <= other.period.first
        and both_years
        and (bool(bound) or (joint not in ("and", "و") and relation == "in"))
    )


def _says_when(plain: str, point: Point, relation: str) -> bool:
    """Whether a date is one to search by, not part of a name or of a quantity."""
    said = plain[point.start : point.end]
    bound = plain[: point.start].rstrip().split(" ")[-1].lower()
    if relation == "none":
        return False
    if point.relative:
        return not re.fullmatch(WEEKDAY, said, re.IGNORECASE) or bool(_PAST.search(plain))
    if point.plain_year:
        stands = bool(GOES_ON.match(plain, point.end))
        told = bound in ("from", "of", "من") and _of_publication(plain, point.start, point.end)
        return stands and relation != "" and (told or bound not in _NAMING)
    if not point.yearless:
        return True
    if _NAMED_DAYS.fullmatch(said.strip()) or _NAMES_ON.match(plain, point.end):
        return False
    if relation == "in" and said[:1].isascii() and not _PAST.search(plain):
        return False
    if said[:1].isalpha() and bound == "the":  # "about the march"
        return False
    return relation != "" and bound not in _NAMING


def _span(plain: str, one: Point, other: Point, start: int) -> Window:
    event = not _of_publication(plain, start, other.end)
    about = one.period.to(other.period)
    end = about.last + timedelta(days=AFTER[other.period.unit] if event else 0)
    return Window(
        start, other.end, about.first, end, about, event,
        relative=False, apart=not event, relation="in", sides=(one.period, other.period),
    )  # fmt: skip


def _window(plain: str, point: Point, relation: str, start: int, asked: date) -> Window | None:
    end, period = point.end, point.period
    if _AND_AFTER.match(plain, end) and relation in ("in", "since"):
        relation = "since"
    tells = _of_publication(plain, start, end)
    event = not tells and relation in ("", "in", "by")
    if event and _TO_COME.search(plain):
        return None
    since: date | None = period.first
    until: date | None = period.last
    if relation in ("since", "after"):
        until = None
        if relation == "after" and period.unit != "day":
            since = period.last + _GRACE
    elif relation == "before":
        since, until = None, period.first - _GRACE
    elif relation in ("until", "by"):
        since = None
    if event and until:
        until += timedelta(days=AFTER[period.unit])
        if point.relative or until > asked >= period.first:
            until = min(until, max(asked, period.last) + _GRACE)
    return Window(
        start, end, since, until, period, event,
        relative=point.relative, apart=tells, relation=relation,
    )  # fmt: skip


def _of_publication(plain: str, start: int, end: int) -> bool:
    """Whether the words around a date say that it is the article's, not that of what happened."""
    if _TELLS_HERE.search(plain[max(0, start - _NEAR) : start]):
        return True
    return not plain[:start].strip(" ,'\"") and bool(_TELLS_LATER.match(plain[end:]))
