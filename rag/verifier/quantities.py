"""The words of a text in, the quantities it names out: 1.2 million, a third, dozens, $5.

Dates are left to `rag.verifier.dates`.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rag.verifier.forms import looked_up
from rag.verifier.words import Text, Word

Kind = Literal["count", "percent", "order"]
Bound = Literal["", "about", "over", "under"]

_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SPELLED = {word: float(n) for n, word in enumerate(_UNITS)} | {
    word: 10.0 * n for n, word in enumerate(_TENS, start=2)
}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
           "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12,
           "مئه": 1e2, "مائه": 1e2, "الف": 1e3, "الاف": 1e3, "مليون": 1e6, "ملايين": 1e6,
           "مليار": 1e9, "مليارات": 1e9, "بليون": 1e9, "تريليون": 1e12}  # fmt: skip
_ARABIC = """
    1 واحد واحده; 2 اثنان اثنين اثنتين; 3 ثلاث ثلاثه; 4 اربع اربعه; 5 خمس خمسه;
    6 ست سته; 7 سبع سبعه; 8 ثمان ثماني ثمانيه; 9 تسع تسعه; 10 عشر عشره; 20 عشرون
    عشرين; 30 ثلاثون ثلاثين; 40 اربعون اربعين; 50 خمسون خمسين; 60 ستون ستين; 70
    سبعون سبعين; 80 ثمانون ثمانين; 90 تسعون تسعين; 200 مئتان مئتين; 2000 الفان
    الفين
    """
_SPELLED |= {
    word: float(value)
    for value, *words in (group.split() for group in _ARABIC.split(";"))
    for word in words
}
_ORDERS = {word: float(n) for n, word in enumerate(
    """zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
    thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split()
)}  # fmt: skip
_ORDERS |= {f"{tens[:-1]}ieth": 10.0 * n for n, tens in enumerate(_TENS, start=2)}
_PARTS = {"half": 50.0, "third": 100 / 3, "thirds": 100 / 3, "quarter": 25.0, "quarters": 25.0,
          "fifth": 20.0, "fifths": 20.0, "tenth": 10.0, "tenths": 10.0, "eighths": 12.5,
          "نصف": 50.0, "ثلث": 100 / 3, "ثلثي": 200 / 3, "ربع": 25.0}  # fmt: skip
_MANY = {"dozens": (20.0, 200.0), "scores": (30.0, 300.0), "hundreds": (100.0, 1999.0),
         "thousands": (1e3, 1e6), "millions": (1e6, 1e9), "billions": (1e9, 1e12),
         "عشرات": (20.0, 200.0), "مئات": (100.0, 1999.0)}  # fmt: skip
_ABOUT = frozenset(
    {
        "about",
        "near",
        "some",
        "roughly",
        "around",
        "estimated",
        "nearly",
        "almost",
        "حوالي",
        "نحو",
        "قرابه",
    }
)
_OVER = frozenset({"over", "atleast", "exceed", "exceeded", "exceeding", "above", "اكثر"})
_UNDER = frozenset({"under", "upto", "below", "اقل"})
_MONEY = frozenset({"dollar", "euro", "pound", "@us"})
_NEAR = 0.1  # of a number: as far as "about" may be off
_ROUNDED_FROM = 1e5  # where news rounds without saying so
_HALVED = frozenset({"million", "billion", "dozen"})
_RANGE = re.compile(r"\s?[-–—]\s?|\s(?:to|or|and)\s")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at `words[first:last]`, between `low` and `high`, which are mostly one value.

    `unit` is the term of what is counted, the next word that carries meaning, and `counted` that
    word as it stands. `digits` are those
    that count: 2 for 1.2 million.
    """

    low: float
    high: float
    kind: Kind
    bound: Bound
    unit: str
    counted: str
    digits: int
    written: str
    first: int
    last: int

    def agrees(self, said: "Quantity") -> bool:
        """Whether this may be said where the evidence says the other."""
        if self.kind != said.kind:
            return False
        if {self.bound, said.bound} == {"over", "under"}:
            return False
        if said.low <= self.low and self.high <= said.high and said.low != said.high:
            return self.low != self.high
        if self.low != self.high:
            return self.low <= said.low and said.high <= self.high
        if _same(self.low, said.low):
            return True
        if self.bound == said.bound and self.bound in ("over", "under"):
            return False
        if self.bound == "over":
            return self.low <= said.low <= self.low * 1.25
        if self.bound == "under":
            return self.low * 0.75 <= said.low <= self.low
        if abs(self.low - said.low) > _NEAR * said.low:
            return False
        if self.kind == "percent" and abs(self.low - said.low) < 0.5:
            return self.digits < said.digits or self.bound == "about"
        rounded = float(f"{said.low:.{max(self.digits, 1)}g}")
        written_round = self.low >= _ROUNDED_FROM and 2 <= self.digits < said.digits
        return self.bound == "about" or (written_round and _same(self.low, rounded))


def quantities(text: Text, *, taken: Collection[int] = ()) -> tuple[Quantity, ...]:
    """Return the quantities in order; words in `taken` (dates) are no part of any."""
    words, found, at = text.words, list[Quantity](), 0
    while at < len(words):
        one = None if at in taken else _read(text, words, at, taken)
        if one is not None:
            found.append(one)
        at = one.last if one is not None else at + 1
    return tuple(_evened(text, found))


def _evened(text: Text, found: Sequence[Quantity]) -> list[Quantity]:
    """Give the first of a range what is written after the last: "15 to 20 percent"."""
    evened = list(found)
    for turn in range(len(evened) - 1, 0, -1):
        one, last = evened[turn - 1], evened[turn]
        between = text.text[text.words[one.last - 1].end : text.words[last.first].start]
        if _RANGE.fullmatch(between) and one.kind == "count" and not one.unit:
            scale = _SCALES.get(text.words[last.last - 1].form, 1.0)
            scale = scale if scale > 1 and one.last == one.first + 1 else 1.0
            evened[turn - 1] = replace(
                one,
                low=one.low * scale,
                high=one.high * scale,
                kind=last.kind,
                unit=last.unit,
                counted=last.counted,
            )
    return evened


def _read(text: Text, words: Sequence[Word], at: int, taken: Collection[int]) -> Quantity | None:
    many = looked_up(_MANY, words[at].form)
    if many is not None:
        return _made(text, words, at, at + 1, many[0], many[1], "count", 1)
    span = _value(text, words, at, taken)
    if span is None:
        return None
    value, last, kind, digits = span
    if last < len(words) and words[last].form == "percent":
        return _made(text, words, at, last + 1, value, value, "percent", digits)
    return _made(text, words, at, last, value, value, kind, digits)


def _value(
    text: Text, words: Sequence[Word], at: int, taken: Collection[int]
) -> tuple[float, int, Kind, int] | None:
    """Return a value, where its words end, its kind and the digits that count."""
    word = words[at]
    if word.form in _PARTS and word.form not in ("third", "quarter", "quarters", "fifth", "tenth"):
        scale = at + 1 + (_next(words, at) == "a")
        if word.form == "half" and scale < len(words) and words[scale].form in _HALVED:
            return _scaled(words, scale, 0.5, 1)
        return _PARTS[word.form], at + 1, "percent", 1
    if word.form in ("a", "an") or word.form == "one":
        after = _next(words, at)
        if after in _PARTS and _is_part(words, at + 1):
            return _PARTS[after], at + 2, "percent", 1
        if after == "dozen":
            return 12.0, at + 2, "count", 2
        if after in _SCALES and len(after) > 2:
            return _scaled(words, at + 1, 1.0, 1)
        if word.form != "one":
            return None
    if word.form in _ORDERS:
        return _ORDERS[word.form], at + 1, "order", 2
    if word.form == "dozen":
        return 12.0, at + 1, "count", 2
    if word.is_figure:
        return _figure(text, words, at)
    if looked_up(_SPELLED, word.form) is not None:
        return _spelled(text, words, at, taken)
    return None


def _is_part(words: Sequence[Word], at: int) -> bool:
    """Whether "third" and the like is a share and not an order: a third of them, a third cousin."""
    if at + 1 >= len(words) or words[at].form in ("half", "quarter"):
        return True
    after = words[at + 1]
    return after.form == "of" or after.clause != words[at].clause or not after.is_content


def _figure(text: Text, words: Sequence[Word], at: int) -> tuple[float, int, Kind, int] | None:
    plain = words[at].term
    if ":" in plain or not re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return None
    part = _PARTS.get(_next(words, at)) if float(plain) < 10 else None
    if part is not None and _next(words, at).endswith("s"):  # 2-thirds
        return float(plain) * part, at + 2, "percent", 1
    digits = len(plain.replace(".", "").strip("0")) if "." not in plain else len(plain) - 1
    after = text.text[words[at].end : words[at].end + 2].lower()
    if after in ("st", "nd", "rd", "th") and _next(words, at) == after:
        return float(plain), at + 2, "order", digits
    return _scaled(words, at + 1, float(plain), max(digits, 1))


def _spelled(
    text: Text, words: Sequence[Word], at: int, taken: Collection[int]
) -> tuple[float, int, Kind, int] | None:
    value, last = looked_up(_SPELLED, words[at].form) or 0.0, at + 1
    while last < len(words) and last not in taken:
        one = words[last]
        tens = _SPELLED.get(one.form.removeprefix("و"), 0.0) if one.form[:1] == "و" else 0.0
        if value < 10 and 20 <= tens < 100:
            value, last = value + tens, last + 1
            continue
        between = text.text[words[last - 1].end : one.start]
        if one.form in _SPELLED and value >= 20 and value % 10 == 0 and _SPELLED[one.form] < 10:
            value, last = value + _SPELLED[one.form], last + 1
        elif one.form in _ORDERS and value >= 20 and value % 10 == 0 and between == "-":
            return value + _ORDERS[one.form], last + 1, "order", 2
        elif one.form in _PARTS and one.form != "half" and value < 10:
            return value * _PARTS[one.form], last + 1, "percent", 1
        else:
            break
    return _scaled(words, last, value, len(f"{value:g}".rstrip("0")))


def _scaled(
    words: Sequence[Word], at: int, value: float, digits: int
) -> tuple[float, int, Kind, int]:
    """Return a value times the scales that follow: "two hundred and fifty thousand"."""
    while at < len(words):
        one = words[at]
        gap = words[at].start - words[at - 1].end
        if one.form == "dozen":
            return value * 12, at + 1, "count", 2
        if one.form not in _SCALES or (len(one.form) <= 2 and gap > 0):
            break
        value, at = value * _SCALES[one.form], at + 1
        rest = at + 1 if at < len(words) and words[at].form == "and" else at
        if value % 1000 == 0 or rest >= len(words):
            continue
        small = _SPELLED.get(words[rest].form)
        if small is not None and value == 100 * (value // 100) and value < 1000:
            value, at, digits = value + small, rest + 1, 3
            if at < len(words) and words[at].form in _SPELLED and small >= 20:
                value, at = value + _SPELLED[words[at].form], at + 1
    return value, at, "count", digits


def _made(
    text: Text, words: Sequence[Word], first: int, last: int,
    low: float, high: float, kind: Kind, digits: int,
) -> Quantity:  # fmt: skip
    before = [one for one in words[max(0, first - 3) : first] if one.clause == words[first].clause]
    start = first
    if before and before[-1].form in _MONEY and words[first].start - before[-1].end <= 1:
        start, before = first - 1, before[:-1]
    bound: Bound = ""
    for one in before[-2:]:
        if one.form in _ABOUT or one.term in _ABOUT:
            bound = "about"
        elif one.form in _OVER:
            bound = "over"
        elif one.form in _UNDER:
            bound = "under"
    written = text.text[words[start].start : words[last - 1].end]
    unit, counted = _unit(words, last)
    if start != first or unit in _MONEY:
        unit = "money"
    return Quantity(low, high, kind, bound, unit, counted, digits, written, first, last)


def _unit(words: Sequence[Word], last: int) -> tuple[str, str]:
    """Return the first word after a number that carries meaning, in its clause."""
    for one in words[last : last + 2]:
        if one.clause != words[last - 1].clause or one.is_figure:
            break
        if one.is_content:
            return one.term, one.written
    return "", ""


def _next(words: Sequence[Word], at: int) -> str:
    return words[at + 1].form if at + 1 < len(words) else ""


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-9 * max(abs(one), abs(other), 1.0)
