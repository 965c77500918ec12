"""The words of a text and the day it was published in, the dates it names out, as spans of days."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rag.verifier.forms import looked_up
from rag.verifier.words import Text, Word

_MONTHS = {name: n for n, names in enumerate(
    """
    january jan يناير|february feb فبراير شباط|march mar مارس اذار|april apr ابريل نيسان|may
    مايو ايار |june jun يونيو حزيران|july jul يوليو تموز|august aug اغسطس اب|september sept sep
    سبتمبر ايلول |october oct اكتوبر|november nov نوفمبر|december dec ديسمبر
    """.split("|"), start=1
) for name in names.split()}  # fmt: skip
_WEEKDAYS = {name: n for n, names in enumerate(
    """monday mon الاثنين|tuesday tues الثلاثاء|wednesday الاربعاء|thursday thurs الخميس
    |friday الجمعه|saturday السبت|sunday الاحد""".split("|")
) for name in names.split()}  # fmt: skip
_AMBIGUOUS = frozenset({"may", "march", "mar", "mon", "jan", "sep", "dec", "اب"})
_NEAR = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "امس": -1, "اليوم": 0, "غدا": 1}
_SPANS = {"week": 7, "month": 30, "year": 365, "الاسبوع": 7, "الشهر": 30, "العام": 365}
_LAST, _NEXT = frozenset({"last", "past", "previous"}), frozenset({"next", "coming"})
_ARABIC_LAST, _ARABIC_NEXT = frozenset({"الماضي", "الماضيه"}), frozenset({"المقبل", "القادم"})
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_SHORT_YEAR = re.compile(r"[-–/]\d\d(?![\d-])")
_ISO = re.compile(r"^-(\d\d)-(\d\d)\b")


@dataclass(frozen=True, slots=True)
class Mention:
    """A date at `words[first:last]`; what is not said of it is None.

    `days` are its first and last day, where they can be known.
    """

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    days: tuple[date, date] | None
    written: str
    first: int
    last: int

    def agrees(self, said: "Mention") -> bool:
        """Whether this may be said where the evidence says the other: the same or a wider span."""
        pairs = (
            (self.year, said.year), (self.month, said.month),
            (self.day, said.day), (self.weekday, said.weekday),
        )  # fmt: skip
        if any(one is not None and other is not None and one != other for one, other in pairs):
            return False
        if all(one is None or other is not None for one, other in pairs) and any(
            one is not None for one, _ in pairs
        ):
            return True
        if self.written.lower() == said.written.lower():
            return True
        if self.days is None or said.days is None:
            return False
        return self.days[0] <= said.days[0] and said.days[1] <= self.days[1]

    def without_year(self) -> "Mention":
        """Return the same day or month of any year."""
        return replace(self, year=None, weekday=None, days=None)

    def is_like(self, said: "Mention") -> bool:
        """Whether both name the same thing of a date, so that one can stand for the other."""
        pairs = (
            (self.year, said.year), (self.month, said.month), (self.weekday, said.weekday),
        )  # fmt: skip
        return any(one is not None and other is not None for one, other in pairs)


def mentions(text: Text, published: str = "") -> tuple[Mention, ...]:
    """Return the dates in order; those told from the day of publication need one to be `days`."""
    today = date.fromisoformat(published[:10]) if published else None
    words, found, at = text.words, list[Mention](), 0
    while at < len(words):
        one = _read(text, words, at, today)
        if one is not None:
            found.append(one)
        at = one.last if one is not None else at + 1
    return tuple(found)


def _read(text: Text, words: Sequence[Word], at: int, today: date | None) -> Mention | None:
    return (
        _iso(text, words, at)
        or _years(text, words, at, today)
        or _weekday(text, words, at, today)
        or _calendar(text, words, at, today)
        or _near(text, words, at, today)
    )


def _iso(text: Text, words: Sequence[Word], at: int) -> Mention | None:
    word = words[at]
    found = _ISO.match(text.after(word)) if _YEAR.fullmatch(word.term) else None
    if found is None or at + 2 >= len(words):
        return None
    return _made(text, words, at, at + 3, int(word.term), int(found[1]), int(found[2]), None, None)


def _years(text: Text, words: Sequence[Word], at: int, today: date | None) -> Mention | None:
    """Read the first year of "2018-19" and pass over the two digits."""
    year = _year(words, at)
    found = _SHORT_YEAR.match(text.after(words[at])) if year is not None else None
    if year is None or found is None or at + 1 >= len(words) or not words[at + 1].is_figure:
        return None
    return _made(text, words, at, at + 2, year, None, None, None, today)


def _weekday(
    text: Text, words: Sequence[Word], at: int, today: date | None
) -> Mention | None:  # fmt: skip
    weekday = _weekday_of(words[at])
    if weekday is None:
        return None
    ahead = _calendar(text, words, at + 1, today) if at + 1 < len(words) else None
    if ahead is not None and (ahead.day is not None) and _beside(words, at):
        return _made(
            text, words, at, ahead.last, ahead.year, ahead.month, ahead.day, weekday, today
        )
    return _made(text, words, at, at + 1, None, None, None, weekday, today, _way(words, at))


def _calendar(text: Text, words: Sequence[Word], at: int, today: date | None) -> Mention | None:
    """Read "20 January 2024", "January 20, 2024", "January 2024", "January", "2024"."""
    word = words[at]
    day, after = _day(word), at + 1
    if (
        day is not None
        and after < len(words)
        and words[after].form in ("st", "nd", "rd", "th", "of")
    ):
        after += 1 + (after + 1 < len(words) and words[after + 1].form == "of")
    if day is not None and after < len(words) and (month := _month_of(words[after])):
        year = _year(words, after + 1)
        return _made(text, words, at, after + 1 + (year is not None), year, month, day, None, today)
    month = _month_of(word)
    if month is None:
        year = _year(words, at)
        return (
            None if year is None else _made(text, words, at, at + 1, year, None, None, None, today)
        )
    day = _day(words[at + 1]) if at + 1 < len(words) else None
    last = at + 1 + (day is not None)
    if day is not None and last < len(words) and words[last].form in ("st", "nd", "rd", "th"):
        last += 1
    year = _year(words, last)
    if day is None and year is None and word.form in _AMBIGUOUS and not _is_month(words, at):
        return None
    return _made(
        text, words, at, last + (year is not None), year, month, day, None, today, _way(words, at)
    )


def _near(text: Text, words: Sequence[Word], at: int, today: date | None) -> Mention | None:
    """Read "yesterday", "last month", "الشهر الماضي"."""
    word, after = words[at].form, words[at + 1].form if at + 1 < len(words) else ""
    away = looked_up(_NEAR, word)
    if away is not None:
        day = None if today is None else today + timedelta(away)
        days = None if day is None else (day, day)
        return Mention(None, None, None, None, days, words[at].written, at, at + 1)
    way, span = 0, after
    told = at > 0 and words[at - 1].form == "the"  # the next year: of what was told before
    if (word in _LAST or word in _NEXT or word == "this") and not told:
        way = -1 if word in _LAST else int(word in _NEXT)
    elif after in _ARABIC_LAST or after in _ARABIC_NEXT:
        way, span = (-1 if after in _ARABIC_LAST else 1), word
    else:
        return None
    length = looked_up(_SPANS, span)
    if length is None:
        return None
    written = text.text[words[at].start : words[at + 1].end]
    days = None if today is None else _span(today, way, length)
    return Mention(None, None, None, None, days, written, at, at + 2)


def _span(today: date, way: int, length: int) -> tuple[date, date]:
    """Return the first and the last day of this, the last or the next week, month or year."""
    if length == 7:
        monday = today - timedelta(today.weekday()) + timedelta(7 * way)
        return monday, monday + timedelta(6)
    if length == 365:
        return date(today.year + way, 1, 1), date(today.year + way, 12, 31)
    turn = today.year * 12 + today.month - 1 + way
    return _month(turn // 12, turn % 12 + 1)


def _month(year: int, month: int) -> tuple[date, date]:
    after = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), after - timedelta(1)


def _made(
    text: Text, words: Sequence[Word], first: int, last: int, year: int | None, month: int | None,
    day: int | None, weekday: int | None, today: date | None, way: int = 0,
) -> Mention:  # fmt: skip
    written = text.text[words[first].start : words[last - 1].end]
    days = _days(year, month, day, weekday, today, way)
    if days is not None and days[0] == days[1] and weekday is None and day is not None:
        weekday = days[0].weekday()
    return Mention(year, month, day, weekday, days, written, first, last)


def _days(
    year: int | None, month: int | None, day: int | None, weekday: int | None,
    today: date | None, way: int,
) -> tuple[date, date] | None:  # fmt: skip
    try:
        if month is None and weekday is not None:
            return None if today is None else _day_of_week(today, weekday, way)
        if month is None:
            return None if year is None else (date(year, 1, 1), date(year, 12, 31))
        if year is None:
            if today is None:
                return None
            year = _nearest_year(today, month, way)
        if day is None:
            return _month(year, month)
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None


def _day_of_week(today: date, weekday: int, way: int) -> tuple[date, date]:
    """Return the day of that name in the week up to publication; "next" looks ahead."""
    back = (today.weekday() - weekday) % 7
    day = today + timedelta(7 - back) if way > 0 else today - timedelta(back)
    return day, day


def _nearest_year(today: date, month: int, way: int) -> int:
    """Return the year whose month of that number is nearest to the day of publication."""
    if way:
        return today.year + way * ((month >= today.month) if way < 0 else (month <= today.month))
    return min(
        (today.year - 1, today.year, today.year + 1),
        key=lambda year: abs((year - today.year) * 12 + month - today.month),
    )


def _way(words: Sequence[Word], at: int) -> int:
    before = words[at - 1].form if at else ""
    after = words[at + 1].form if at + 1 < len(words) else ""
    if before in _LAST or after in _ARABIC_LAST:
        return -1
    return int(before in _NEXT or after in _ARABIC_NEXT)


def _weekday_of(word: Word) -> int | None:
    if word.form in _AMBIGUOUS and not word.is_capital:
        return None
    found = looked_up(_WEEKDAYS, word.form)
    return _WEEKDAYS.get(word.form.removesuffix("s")) if found is None else found


def _month_of(word: Word) -> int | None:
    if word.form in _AMBIGUOUS and word.written.isascii() and not word.is_capital:
        return None
    return looked_up(_MONTHS, word.form)


def _is_month(words: Sequence[Word], at: int) -> bool:
    before = words[at - 1].form if at else ""
    return before in {
        "in",
        "last",
        "next",
        "since",
        "until",
        "by",
        "of",
        "early",
        "late",
        "mid",
        "this",
    }


def _day(word: Word) -> int | None:
    plain = word.term
    return int(plain) if plain.isdigit() and len(plain) <= 2 and 1 <= int(plain) <= 31 else None


def _year(words: Sequence[Word], at: int) -> int | None:
    if at >= len(words) or not _YEAR.fullmatch(words[at].term) or "," in words[at].written:
        return None
    return int(words[at].term)


def _beside(words: Sequence[Word], at: int) -> bool:
    return words[at + 1].start - words[at].end <= 3
