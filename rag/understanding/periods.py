"""Years, months and days in, the period they name out."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Unit = Literal["day", "week", "month", "season", "year"]
Part = Literal["early", "middle", "late"]
_PARTS_OF_MONTH: dict[Part, tuple[int, int]] = {
    "early": (1, 15),
    "middle": (8, 23),
    "late": (15, 31),
}
_PARTS_OF_YEAR: dict[Part, tuple[int, int]] = {"early": (1, 4), "middle": (4, 9), "late": (9, 12)}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included, and what kind of stretch they are."""

    first: date
    last: date
    unit: Unit

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"a period cannot run from {self.first} to {self.last}")

    def to(self, other: "Period") -> "Period":
        """Return the period from the first day of this one to the last of the other."""
        return Period(self.first, other.last, other.unit)

    def years_on(self, years: int) -> "Period":
        """Return the same days in another year; ValueError for a 29 February that is not there."""
        first = self.first.replace(year=self.first.year + years)
        return Period(first, self.last.replace(year=self.last.year + years), self.unit)


def day(when: date) -> Period:
    """Return one day."""
    return Period(when, when, "day")


def month(year: int, number: int, part: Part | None = None) -> Period:
    """Return a month, or a generous half of it."""
    length = calendar.monthrange(year, number)[1]
    first, last = _PARTS_OF_MONTH[part] if part else (1, length)
    return Period(date(year, number, first), date(year, number, min(last, length)), "month")


def months(year: int, first: int, last: int) -> Period:
    """Return a season, quarter or half of a year."""
    return month(year, first).to(Period(date(year, last, 1), month(year, last).last, "season"))


def year(number: int, part: Part | None = None) -> Period:
    """Return a year, or a generous part of it."""
    if part:
        return months(number, *_PARTS_OF_YEAR[part])
    return Period(date(number, 1, 1), date(number, 12, 31), "year")


def season(number: int, name: str) -> Period:
    """Return a season of the northern year; "winter of 2024" may be either one that touches it."""
    if name == "winter":
        ends = date(number - 1, 12, 1), month(number + 1, 2).last
        return Period(*ends, "season")
    return months(number, *SEASONS[name])


def week_of(when: date) -> Period:
    """Return the week, from Monday to Sunday, that holds a day."""
    monday = when - timedelta(days=when.weekday())
    return Period(monday, monday + timedelta(days=6), "week")


def back(when: date, count: int, unit: str) -> date:
    """Return the day so many days, weeks, months or years before; the last there is of a month."""
    if unit in ("day", "week"):
        return when - timedelta(days=count * (7 if unit == "week" else 1))
    total = when.year * 12 + when.month - 1 - count * (12 if unit == "year" else 1)
    length = calendar.monthrange(total // 12, total % 12 + 1)[1]
    return date(total // 12, total % 12 + 1, min(when.day, length))
