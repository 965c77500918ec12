"""Words like "last week" and the day of asking in, the days that are meant out.

Where speakers differ ("last Tuesday" said on a Friday, "this week" said on a Monday) the period
holds what either means.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from rag.understanding import periods
from rag.understanding.calendar_words import (
    ARABIC_MONTH,
    ARABIC_NUMBER,
    ARABIC_WEEKDAY,
    MONTH,
    NUMBER,
    WEEKDAY,
    month_number,
    number,
    weekday_number,
)
from rag.understanding.periods import Period, Unit

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_SATURDAY, _SUNDAY = 5, 6
_LAST = r"(?:[Ll]ast|[Pp]revious)"  # the unit in small letters: "Last Week Tonight" is a name
_ROLLING = rf"(?:[Pp]ast|[Ll]ast|[Pp]revious) ({NUMBER}) (day|week|month|year)s?"
_UNITS: dict[str, Unit] = {
    "يوم": "day", "يوما": "day", "ايام": "day", "الايام": "day", "يومين": "day",
    "اسبوع": "week", "اسبوعا": "week", "اسابيع": "week", "الاسابيع": "week", "اسبوعين": "week",
    "شهر": "month", "شهرا": "month", "اشهر": "month", "الاشهر": "month", "شهور": "month",
    "شهرين": "month",
    "سنه": "year", "سنوات": "year", "عام": "year", "عاما": "year", "اعوام": "year",
    "سنتين": "year", "عامين": "year",
}  # fmt: skip
_ARABIC_UNIT = rf"({'|'.join(sorted(_UNITS, key=len, reverse=True))})\b"
_GONE = r"(?:الماضيه|الماضي|المنصرمه|المنصرم|الفائته|الفائت|السابقه|السابق|الاخيره|الاخير)"
_ONE = ("يوم", "اسبوع", "شهر", "سنه", "عام")
_TWO = ("يومين", "اسبوعين", "شهرين", "سنتين", "عامين")


def _yesterday(_: re.Match[str], asked: date) -> Period:
    return periods.day(asked - _DAY)


def _before_yesterday(_: re.Match[str], asked: date) -> Period:
    return periods.day(asked - 2 * _DAY)


def _last_week(_: re.Match[str], asked: date) -> Period:
    return _week_before(asked, (_SUNDAY,))


def _arabic_last_week(_: re.Match[str], asked: date) -> Period:
    return _week_before(asked, (_SATURDAY, _SUNDAY))


def _week_before(asked: date, new: tuple[int, ...]) -> Period:
    """Return the week before, to yesterday where some begin a new week on this day."""
    week = periods.week_of(asked - _WEEK)
    return Period(week.first, asked - _DAY if asked.weekday() in new else week.last, "week")


def _this_week(_: re.Match[str], asked: date) -> Period:
    return Period(asked - _WEEK, asked, "week")


def _last_weekend(_: re.Match[str], asked: date) -> Period:
    saturday = periods.week_of(asked - _WEEK).first + _SATURDAY * _DAY
    sunday = max(saturday + _DAY, periods.week_of(asked).first - _DAY)
    return Period(saturday, max(sunday, asked - _DAY), "day")


def _last_month(_: re.Match[str], asked: date) -> Period:
    before = periods.back(asked.replace(day=1), 1, "month")
    return periods.month(before.year, before.month)


def _this_month(_: re.Match[str], asked: date) -> Period:
    return Period(asked.replace(day=1), asked, "month")


def _last_year(_: re.Match[str], asked: date) -> Period:
    return periods.year(asked.year - 1)


def _this_year(_: re.Match[str], asked: date) -> Period:
    return Period(date(asked.year, 1, 1), asked, "year")


def _rolling(match: re.Match[str], asked: date) -> Period:
    return _past(asked, number(match[1]), match[2].lower())


def _past_unit(match: re.Match[str], asked: date) -> Period:
    return _past(asked, 1, match[1].lower())


def _arabic_rolling(match: re.Match[str], asked: date) -> Period:
    return _past(asked, _arabic_count(match), _UNITS[match[2]])


def _arabic_after(match: re.Match[str], asked: date) -> Period:
    return _past(asked, number(match[2].removeprefix("ال")), _UNITS[match[1]])


def _past(asked: date, count: int, unit: str) -> Period:
    return Period(periods.back(asked, count, unit), asked, _unit(unit))


def _ago(match: re.Match[str], asked: date) -> Period:
    return _around(asked, number(match[1]), match[2].lower(), exact=bool(match[3]))


def _arabic_ago(match: re.Match[str], asked: date) -> Period:
    return _around(asked, _arabic_count(match), _UNITS[match[2]], exact=False)


def _arabic_count(match: re.Match[str]) -> int:
    if match[1]:
        return number(match[1])
    if match[2] not in _ONE and match[2] not in _TWO:
        raise ValueError("so many years without a number")
    return 2 if match[2] in _TWO else 1


def _around(asked: date, count: int, unit: str, *, exact: bool) -> Period:
    """Return that day, or where it was said in weeks or more, half of one more either way."""
    when = periods.back(asked, count, unit)
    if exact or unit == "day":
        return periods.day(when)
    slack = {"week": 4, "month": 16, "year": 183}[unit] * _DAY
    return Period(when - slack, min(when + slack, asked), _unit(unit))


def _unit(name: str) -> Unit:
    return next(unit for unit in ("day", "week", "month", "year") if unit == name)


def _weekday(match: re.Match[str], asked: date) -> Period:
    """Return the latest such day, today too."""
    return periods.day(asked - ((asked.weekday() - weekday_number(match[1])) % 7) * _DAY)


def _last_weekday(match: re.Match[str], asked: date) -> Period:
    """Return the latest such day before today; where that is in this week, from the one before."""
    ago = (asked.weekday() - weekday_number(match[1])) % 7 or 7
    latest = asked - ago * _DAY
    first = latest - _WEEK if latest >= periods.week_of(asked).first else latest
    return Period(first, latest, "day")


def _last_named_month(match: re.Match[str], asked: date) -> Period:
    """Return the latest such month that is over."""
    wanted = month_number(match[1])
    number = asked.year if wanted < asked.month else asked.year - 1
    return periods.month(number, wanted)


def _this_named_month(match: re.Match[str], asked: date) -> Period:
    return periods.month(asked.year, month_number(match[1]))


def _last_season(match: re.Match[str], asked: date) -> Period:
    """Return the latest such season that is over; a winter ends in the year after."""
    name = match[1].lower()
    ahead = 1 if name == "winter" else 0
    for ended in (asked.year, asked.year - 1):
        found = (
            Period(date(ended - ahead, 12, 1), periods.month(ended, 2).last, "season")
            if ahead
            else periods.season(ended, name)
        )
        if found.last < asked:
            break
    return found


def _this_season(match: re.Match[str], asked: date) -> Period:
    name = match[1].lower()
    if name == "winter":
        return Period(periods.back(asked, 4, "month"), asked, "season")
    return periods.season(asked.year, name)


_SEASON = r"(spring|summer|autumn|fall|winter)\b"
_NOT_OF = r"(?! of\b)(?!\w)"  # "the last week of the war"
_NAMES_NOTHING = r"(?! of\b)(?!'s)(?!\w)"  # "this year's World Cup" need not be in the news yet
Reader = Callable[[re.Match[str], date], Period]
RELATIVE: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (r"\b(?:[Tt]he )?day before yesterday\b", _before_yesterday),
        (r"\byesterday\b|^Yesterday\b|\b[Ll]ast night\b", _yesterday),
        (rf"\b{_ROLLING}{_NOT_OF}", _rolling),
        (rf"\b[Pp]ast (day|week|month|year){_NOT_OF}", _past_unit),
        (rf"\b([Aa]n?|{NUMBER}) (day|week|month|year)s? ago( today)?\b", _ago),
        (rf"\b(?:{_LAST} weekend|(?:at|over|on) the weekend){_NOT_OF}", _last_weekend),
        (rf"\b{_LAST} week{_NOT_OF}", _last_week),
        (rf"\b{_LAST} month{_NOT_OF}", _last_month),
        (rf"\b{_LAST} year{_NAMES_NOTHING}", _last_year),
        (rf"\b[Tt]his week{_NOT_OF}", _this_week),
        (rf"\b[Tt]his month{_NOT_OF}", _this_month),
        (rf"\b[Tt]his year{_NAMES_NOTHING}", _this_year),
        (rf"\b[Ll]ast ((?i:{WEEKDAY})){_NOT_OF}", _last_weekday),
        (rf"(?<=\bon )((?i:{WEEKDAY})){_NAMES_NOTHING}(?!,? (?i:{MONTH}|the \d|\d))", _weekday),
        (rf"\b[Ll]ast ((?=[A-Z])(?i:{MONTH})){_NOT_OF}(?! \d)", _last_named_month),
        (rf"\b[Tt]his ((?=[A-Z])(?i:{MONTH})){_NOT_OF}(?! \d)", _this_named_month),
        (rf"\b[Ll]ast {_SEASON}{_NAMES_NOTHING}", _last_season),
        (rf"\b[Tt]his {_SEASON}{_NAMES_NOTHING}", _this_season),
        (r"\b(?:اول امس|قبل امس)\b", _before_yesterday),
        (r"\b(?:امس|البارحه)\b", _yesterday),
        (rf"\bالاسبوع {_GONE}\b", _arabic_last_week),
        (rf"\bالشهر {_GONE}\b", _last_month),
        (rf"\b(?:العام|السنه) {_GONE}\b", _last_year),
        (r"\bهذا الاسبوع\b|\bالاسبوع (?:الجاري|الحالي)\b", _this_week),
        (r"\bهذا الشهر\b|\bالشهر (?:الجاري|الحالي)\b", _this_month),
        (r"\b(?:هذا العام|هذه السنه)\b|\b(?:العام|السنه) (?:الجاري|الحالي|الجاريه|الحاليه)\b",
         _this_year),
        (rf"\b(?:يوم )?({ARABIC_WEEKDAY}) {_GONE}\b", _last_weekday),
        (rf"\b({ARABIC_MONTH}) {_GONE}\b", _last_named_month),
        (rf"\bاخر ({ARABIC_NUMBER}) {_ARABIC_UNIT}", _arabic_rolling),
        (rf"\b({ARABIC_NUMBER})? ?{_ARABIC_UNIT} {_GONE}\b", _arabic_rolling),
        (rf"\b{_ARABIC_UNIT} ({ARABIC_NUMBER}|ال(?:{ARABIC_NUMBER})) {_GONE}\b",
         _arabic_after),
        (rf"\b(?:منذ|قبل) ({ARABIC_NUMBER})? ?{_ARABIC_UNIT}(?! (?:\d|ال))", _arabic_ago),
    )
)  # fmt: skip
