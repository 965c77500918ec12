"""English text in, the quantities in it and other quantities in their place out.

Left alone: dates, times, scores, ranges, ordinals, numbers in names ("Boeing 737"), and bounds
("more than 100"), as another number might be true as well.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from eval.adversarial.chance import shuffled
from index.comparison import Sentence

_UNITS = """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty""".split()
_TENS = "thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: n for n, word in enumerate(_UNITS, start=2)} | {
    word: 10 * n for n, word in enumerate(_TENS, start=3)
}
_SPELLED = {n: word for word, n in _WORDS.items()}
_QUANTITY = re.compile(
    r"(?<![\w.,/:’'–-])(?:[$€£])?(?P<n>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\w/:–]|[.,]\d|-\d|’\d)"
    r"|(?<![\w’'–-])(?P<word>" + "|".join(_WORDS) + r")(?!\w|-(?!\w*(?:year|month|week|day|hour)))",
    re.IGNORECASE,
)
_BOUNDS = frozenset(
    """than least most over under nearly almost above below exceed exceeded exceeding up
    to or and between through vs versus no number page chapter article section route line under
    within out top age aged formula phase grade level class type by last past""".split()
)
_NOT_AFTER = re.compile(
    r"^(?:\s*(?:a\.?m|p\.?m|o’clock|o'clock|to|or|through|and|out of|in|percentage)\b"
    r"|\s+(?:to|or)\s+\d|\s+[A-Z]|\s*°|\s*/|\s+(?:dozen|thirds?|quarters?|fifths?)\b)"
)
_FACTORS = (1.3, 1.5, 1.7, 0.7, 0.5, 2.0)
_YEARS = range(1500, 2200)
_LEAST = 0.25  # of the quantity: "about 18" is true where it says "about 20"
_STEPS = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that stands at `text[start:end]`; one in words is spelled."""

    start: int
    end: int
    written: str
    value: float
    spelled: bool


def quantities(text: str) -> Iterator[Quantity]:
    """Yield the quantities of a text that can be changed, in order."""
    for found in _QUANTITY.finditer(text):
        name = "word" if found["word"] else "n"
        written = found[name]
        value = float(_WORDS.get(written.lower(), 0)) or float(written.replace(",", ""))
        if value < 2 or (written.isdigit() and len(written) == 4 and int(value) in _YEARS):
            continue
        if _free(text[: found.start()], text[found.end() :]):
            start, end = found.span(name)
            yield Quantity(start, end, written, value, spelled=bool(found["word"]))


def others(quantity: Quantity, *, within: str, seed: int) -> Iterator[str]:
    """Yield other quantities written alike that `within` does not hold, in the seed's order."""
    taken = Sentence(within).numbers
    for value in shuffled(_near(quantity), seed, within, quantity.start):
        written = _like(quantity, value)
        if written and _figure(value) not in taken and written not in within:
            yield written


def changed(text: str, *, evidence: str, seed: int) -> Iterator[str]:
    """Yield the sentence with one quantity changed to one that its paragraph does not hold."""
    for quantity in shuffled(quantities(text), seed, text, key=lambda one: one.start):
        for other in others(quantity, within=evidence, seed=seed):
            yield text[: quantity.start] + other + text[quantity.end :]


def changed_throughout(text: str, quantity: Quantity, other: float) -> str:
    """Return the text with every quantity of this value become the other."""
    pieces, at = [], 0
    for one in quantities(text):
        new = _like(one, other) if one.value == quantity.value else ""
        if new:
            pieces += [text[at : one.start], new]
            at = one.end
    return "".join([*pieces, text[at:]])


def value_of(written: str) -> float:
    """Return what a quantity written by `others` is worth."""
    return float(_WORDS.get(written.lower(), 0)) or float(written.replace(",", ""))


def _free(before: str, after: str) -> bool:
    words = before.split()
    previous = words[-1] if words else ""
    begins = len(words) < 2 or words[-2].endswith((".", "!", "?"))  # a sentence
    if not begins and (previous[:1].isupper() or previous.startswith("“")):
        return False
    nearby = {word.strip("“”,.;:").lower() for word in words[-2:]}
    return not (nearby & _BOUNDS) and not _NOT_AFTER.match(after)


def _near(quantity: Quantity) -> list[float]:
    value = quantity.value
    if quantity.spelled:
        step = 10 if value > 20 else 1
        return [value + sign * step * n for n in _STEPS for sign in (1, -1)]
    if value <= 20 and value == int(value):
        return [value + n for n in (2, 3, 4, 5, 7)] + [
            value - n for n in (2, 3, 5) if value - n >= 2
        ]
    unit = _unit(quantity.written)
    return [round(value * factor / unit) * unit for factor in _FACTORS]


def _unit(written: str) -> float:
    """Return what a number is rounded to: 100 for 1,300, 0.1 for 2.5; at least 2 digits stay."""
    if "." in written:
        return float(10 ** -len(written.partition(".")[2]))
    digits = written.replace(",", "")
    zeros = len(digits) - len(digits.rstrip("0"))
    return float(10 ** min(zeros, max(0, len(digits) - 2)))


def _like(quantity: Quantity, value: float) -> str:
    """Return the value in the quantity's style, "" where it has no such form."""
    if value < 2 or abs(value - quantity.value) < _LEAST * quantity.value:
        return ""
    if quantity.spelled:
        word = _SPELLED.get(int(value), "")
        return word.capitalize() if quantity.written[:1].isupper() else word
    decimals = len(quantity.written.partition(".")[2])
    if quantity.value <= 100 < value:
        return ""  # it may be a percentage
    parted = "," in quantity.written or quantity.value < 1000
    return f"{value:,.{decimals}f}" if parted else f"{value:.{decimals}f}"


def _figure(value: float) -> str:
    return f"{value:g}" if value < 100_000 else str(int(value))
