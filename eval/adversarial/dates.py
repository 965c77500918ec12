"""English text in; the days, months and years in it, and the text with one of them changed, out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from eval.adversarial.chance import shuffled

_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = """January February March April May June July August September October November
December""".split()
_SHORT = "Jan. Feb. Aug. Sept. Oct. Nov. Dec.".split()
_ANY = "|".join(re.escape(one) for one in (*_MONTHS, *_SHORT))
_WEEKDAY = re.compile(
    r"(?<!Black )(?<!Good )(?<!Super )(?<!Ash )(?<!Cyber )(?<!Bloody )(?<!Palm )(?<!Easter )"
    rf"(?<!Shrove )(?<!Holy )(?<![’'\w-])(?P<it>{'|'.join(_WEEKDAYS)})(?![-’'\w])"
    r"(?! (?:Night|Times|Mail|Post|Mirror|Morning))"
)
_MONTH = re.compile(
    rf"\b(?:in|last|late|next|past|since|until|early|(?:by|of)(?=\s\w+\s\d{{4}})|\d) (?P<it>{_ANY})"
    r"(?![\w’'-]|\s[A-Z])"
)
_DAY = re.compile(
    rf"\b(?:{_ANY}) (?P<it>\d{{1,2}})(?![\d:]|,\d|\.\d|-\w|st\b|nd\b|rd\b|th\b)"
    rf"|(?<![\w.,:/-])(?P<day>\d{{1,2}}) (?:{'|'.join(_MONTHS)})\b"
)
_YEAR = re.compile(
    r"(?:\b(?:in|by|of|to|since|until|after|early|late|from) |\d, )(?P<it>(?:19|20)\d\d)"
    r"(?![\d–-]|s\b|’|,\d)"
)
_YEARS_OFF = (1, 2, 3, 4, -1, -2, -3, -4, -6)
_DAYS_OFF = (3, 4, 5, 8, 9, -3, -4, -5, -8, -9)


@dataclass(frozen=True, slots=True)
class Day:
    """A weekday, a month, a day of the month or a year, at `text[start:end]`."""

    start: int
    end: int
    written: str
    others: tuple[str, ...]


def days(text: str) -> Iterator[Day]:
    """Yield what a text dates things by, kind by kind, with others of the kind to put there."""
    for pattern, other in (
        (_WEEKDAY, _other_weekdays), (_MONTH, _other_months), (_DAY, _other_days),
        (_YEAR, _other_years),
    ):  # fmt: skip
        for found in pattern.finditer(text):
            name = "it" if found["it"] else "day"
            yield Day(*found.span(name), found[name], other(found[name]))


def weekdays(text: str) -> Iterator[Day]:
    """Yield the days of the week that a text names, in order."""
    for found in _WEEKDAY.finditer(text):
        yield Day(*found.span("it"), found["it"], _other_weekdays(found["it"]))


def changed(text: str, *, evidence: str, seed: int) -> Iterator[str]:
    """Yield the sentence with one day, month or year become one its paragraph does not name."""
    for day in shuffled(days(text), seed, text, key=lambda one: one.start):
        for other in shuffled(day.others, seed, text, day.start):
            if not re.search(rf"\b{re.escape(other.rstrip('.'))}", evidence):
                yield text[: day.start] + other + text[day.end :]


def _other_weekdays(written: str) -> tuple[str, ...]:
    return tuple(one for one in _WEEKDAYS if one != written)


def _other_months(written: str) -> tuple[str, ...]:
    group = _SHORT if written.endswith(".") else [one for one in _MONTHS if one != "May"]
    return tuple(one for one in group if one[:3] != written[:3])


def _other_days(written: str) -> tuple[str, ...]:
    day = int(written)
    return tuple(str(day + off) for off in _DAYS_OFF if 1 <= day + off <= 28 and day <= 31)


def _other_years(written: str) -> tuple[str, ...]:
    return tuple(str(int(written) + off) for off in _YEARS_OFF)
