"""Days in ISO 8601 in, the words for them in the page's language out: "1 May to 26 July 2025"."""

from datetime import date, timedelta

_ENGLISH = (
    "January February March April May June July August September October November December"
).split()
_ARABIC = ("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر").split()
_DAY = timedelta(days=1)
_SAID = {
    "en": {"since": "since {0}", "until": "until {0}", "span": "{0} to {1}"},
    "ar": {"since": "منذ {0}", "until": "حتى {0}", "span": "من {0} إلى {1}"},
}
_TOLD = {"en": "{0}, told until {1}", "ar": "{0}، وما رُوي عنها حتى {1}"}


def days_told(since: str, until: str, language: str, *, named: str = "") -> str:
    """Return the days, "" being open.

    `named` is the last day that was asked about, where later reports of it are searched, too.
    """
    code = language if language in _SAID else "en"
    if named and until and named < until:
        asked = _span(since, named, code)
        later = date.fromisoformat(until)
        return _TOLD[code].format(asked, _day(later, code, year=later.year != int(named[:4])))
    return _span(since, until, code)


def _span(since: str, until: str, code: str) -> str:
    said = _SAID[code]
    if not (since and until):
        kind, one = ("since", since) if since else ("until", until)
        return said[kind].format(_day(date.fromisoformat(one), code))
    first, last = date.fromisoformat(since), date.fromisoformat(until)
    if first == last:
        return _day(first, code)
    if whole := _whole(first, last, code):
        return whole
    same = first.year == last.year
    if first.day == 1 and (last + _DAY).day == 1:
        ends = _month(first, code, year=not same), _month(last, code)
    else:
        ends = _day(first, code, year=not same), _day(last, code)
    return said["span"].format(*ends)


def _whole(first: date, last: date, code: str) -> str:
    """Return the year or the month that the days are, "" where they are none."""
    after = last + _DAY if last < date.max else last
    if first.day != 1 or after.day != 1:
        return ""
    if (first.month, after.month, after.year) == (1, 1, first.year + 1):
        return str(first.year)
    return _month(first, code) if (first.year, first.month) == (last.year, last.month) else ""


def _month(day: date, code: str, *, year: bool = True) -> str:
    name = (_ARABIC if code == "ar" else _ENGLISH)[day.month - 1]
    return f"{name} {day.year}" if year else name


def _day(day: date, code: str, *, year: bool = True) -> str:
    return f"{day.day} {_month(day, code, year=year)}"
