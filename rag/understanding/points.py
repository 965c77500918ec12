"""A question in one spelling in, the dates it names out: where each stands and what days it is."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rag.understanding import periods
from rag.understanding.calendar_words import (
    ARABIC_MONTH,
    MONTH,
    ORDINAL,
    month_number,
    ordinal,
)
from rag.understanding.periods import Part, Period
from rag.understanding.relative import RELATIVE

_YEAR = r"((?:19|20)\d\d)(?!\d|-\d|/\d|s\b|,\d{3}|\.\d)"
_DAY = r"(3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d.,:]\d|\d)"
_ON = r"(?:\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:the )?)?"
_BEGINS = r"(?:(?<!\w)|(?<=(?<!\w)و))"  # an Arabic "and" is written with the word
_ANY = rf"({MONTH}|{ARABIC_MONTH})"
_ANY_YEAR = r"(1\d{3}|20\d\d)(?!\d|s\b)"  # beside a month a number is a year, however long ago
_OF = r"(?:(?:of|من|عام|سنه) )*"
_ALONE = rf"(?!\.?,? ?{_OF}\d|/|\w)"
_THROUGH = r" ?(?:-|to|and|until|till|through|و|الي|حتي) ?"
_PART = (
    r"\b(early|mid|late|the start of|the beginning of|the middle of|the end of|start of|end of"
    r"|مطلع|اوائل|بدايه|منتصف|اواخر|نهايه)[ -](?:شهر |عام |سنه )?"
)
_PARTS: tuple[tuple[Part, str], ...] = (
    ("early", "early start beginning مطلع اوائل بدايه"),
    ("middle", "mid middle منتصف"),
    ("late", "late end اواخر نهايه"),
)
_SEASONS = {"ربيع": "spring", "صيف": "summer", "خريف": "autumn", "شتاء": "winter"}


@dataclass(frozen=True, slots=True)
class Point:
    """A date named at `start` to `end` of the plain question.

    `yearless`: only its month or day was said, and `period` is the latest such there has been.
    `relative`: it was counted from the day of asking ("last week"). `plain_year`: a bare number.
    """

    start: int
    end: int
    period: Period
    yearless: bool = False
    relative: bool = False
    plain_year: bool = False


Reader = Callable[[re.Match[str], date], Period]


def points(plain: str, asked: date) -> list[Point]:
    """Return the dates in the order they stand in; of two that overlap, the fuller form."""
    found: list[Point] = []
    for point in _all(plain, asked):
        if all(point.end <= one.start or one.end <= point.start for one in found):
            found.append(point)
    return sorted(found, key=lambda one: one.start)


def _all(plain: str, asked: date) -> Iterator[Point]:
    for pattern, read in _FULL:
        yield from _read(pattern, read, plain, asked)
    for pattern, read in RELATIVE:
        yield from _read(pattern, read, plain, asked, relative=True)
    for pattern, read in _YEARLESS:
        yield from _read(pattern, read, plain, asked, yearless=True)
    yield from _read(re.compile(rf"{_BEGINS}{_YEAR}\b"), _year, plain, asked, plain_year=True)


def _read(
    pattern: re.Pattern[str], read: Reader, plain: str, asked: date, **kind: bool
) -> Iterator[Point]:
    for match in pattern.finditer(plain):
        try:
            yield Point(match.start(), match.end(), read(match, asked), **kind)
        except (ValueError, OverflowError):  # no such day
            continue


def _compiled(*rules: tuple[str, Reader]) -> Sequence[tuple[re.Pattern[str], Reader]]:
    return [(re.compile(pattern, re.IGNORECASE), read) for pattern, read in rules]


def _day(year: str, month: str, day: str) -> Period:
    number = int(month) if month.isdigit() else month_number(month)
    return periods.day(date(int(year), number, int(day)))


def _days(year: str, month: str, first: str, last: str) -> Period:
    return _day(year, month, first).to(_day(year, month, last))


def _by_numbers(match: re.Match[str], _: date) -> Period:
    """Read 20/1/2024 and 1/20/2024; 1/2/2024 may be either day and is none."""
    one, other = int(match[1]), int(match[2])
    if one <= 12 and other <= 12 and one != other:
        raise ValueError("either may be the month")
    day, month = (one, other) if one > other else (other, one)
    return periods.day(date(int(match[3]), month, day))


def _part(said: str) -> Part:
    word = said.lower().removeprefix("the ").split(" ")[0]
    return next(part for part, words in _PARTS if word in words.split())


def _season(match: re.Match[str], _: date) -> Period:
    name = match[1].lower()
    return periods.season(int(match[2]), _SEASONS.get(name, name))


def _quarter(match: re.Match[str], _: date) -> Period:
    turn = int(match[1]) if match[1].isdigit() else ordinal(match[1])
    return periods.months(int(match[2]), 3 * turn - 2, 3 * turn)


def _half(match: re.Match[str], _: date) -> Period:
    late = ordinal(match[1]) > 1
    return periods.months(int(match[2]), 7 if late else 1, 12 if late else 6)


def _year(match: re.Match[str], _: date) -> Period:
    return periods.year(int(match[1]))


def _latest(asked: date, read: Callable[[str], Period]) -> Period:
    """Return what is read with this year, or with the one before where it has yet to begin."""
    now = read(str(asked.year))
    return now if now.first <= asked else read(str(asked.year - 1))


_FULL = _compiled(
    (r"\b(\d{4})-(\d\d)-(\d\d)(?!\d)", lambda m, _: _day(m[1], m[2], m[3])),
    (r"(?<![\d/.])(\d\d?)[/.](\d\d?)[/.](\d{4})(?!\d)", _by_numbers),
    (
        rf"{_BEGINS}{_ON}{_DAY}{_THROUGH}{_DAY} (?:of )?{_ANY},? {_ANY_YEAR}",
        lambda m, _: _days(m[4], m[3], m[1], m[2]),
    ),
    (
        rf"{_BEGINS}{_ON}{_ANY} {_DAY}{_THROUGH}{_DAY},? {_ANY_YEAR}",
        lambda m, _: _days(m[4], m[1], m[2], m[3]),
    ),
    (
        rf"{_BEGINS}{_ON}{_DAY} (?:of |من )?{_ANY},? {_OF}{_ANY_YEAR}",
        lambda m, _: _day(m[3], m[2], m[1]),
    ),
    (rf"{_BEGINS}{_ON}{_ANY} {_DAY},? {_ANY_YEAR}", lambda m, _: _day(m[3], m[1], m[2])),
    (
        rf"{_PART}{_ANY},? {_OF}{_ANY_YEAR}",
        lambda m, _: periods.month(int(m[3]), month_number(m[2]), _part(m[1])),
    ),
    (
        rf"{_BEGINS}{_ANY},? {_OF}{_ANY_YEAR}",
        lambda m, _: periods.month(int(m[2]), month_number(m[1])),
    ),
    (
        r"\b(spring|summer|autumn|fall|winter|ربيع|صيف|خريف|شتاء),? (?:of |عام |سنه )?" + _YEAR,
        _season,
    ),
    (rf"\b{ORDINAL.replace('(?:', '(')} quarter (?:of|in) {_YEAR}", _quarter),
    (rf"\bالربع (الاول|الثاني|الثالث|الرابع|الاخير) (?:من |لعام )?(?:عام |سنه )?{_YEAR}", _quarter),
    (rf"\bq([1-4]),? (?:of |in )?{_YEAR}", _quarter),
    (rf"\b(first|second|last) half of {_YEAR}", _half),
    (rf"\bالنصف (الاول|الثاني) من (?:عام |سنه )?{_YEAR}", _half),
    (rf"{_PART}(?:in )?{_YEAR}", lambda m, _: periods.year(int(m[2]), _part(m[1]))),
)
_YEARLESS = _compiled(
    (
        rf"{_BEGINS}{_ON}{_DAY}{_THROUGH}{_DAY} (?:of )?{_ANY}{_ALONE}",
        lambda m, asked: _latest(asked, lambda year: _days(year, m[3], m[1], m[2])),
    ),
    (
        rf"{_BEGINS}{_ON}{_DAY} (?:of |من )?{_ANY}{_ALONE}",
        lambda m, asked: _latest(asked, lambda year: _day(year, m[2], m[1])),
    ),
    (
        rf"{_BEGINS}{_ON}{_ANY} {_DAY}{_ALONE}",
        lambda m, asked: _latest(asked, lambda year: _day(year, m[1], m[2])),
    ),
    (
        rf"{_PART}{_ANY}{_ALONE}",
        lambda m, asked: _latest(
            asked, lambda year: periods.month(int(year), month_number(m[2]), _part(m[1]))
        ),
    ),
    (
        rf"{_BEGINS}{_ANY}{_ALONE}",
        lambda m, asked: _latest(asked, lambda year: periods.month(int(year), month_number(m[1]))),
    ),
)
