"""A question as it was typed in, the same in one spelling out, letter by letter with its place."""

import re
import unicodedata
from dataclasses import dataclass

_DROPPED = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u00ad]")
_LETTERS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه"}
    | dict.fromkeys("‘’ʼ`", "'")
    | dict.fromkeys("“”„", '"')
    | dict.fromkeys("‐‑–—−", "-")
    | {"،": ",", "؛": ";", "؟": "?"}
)
_READ = 2000  # characters: a longer text is no question to read dates and names from


@dataclass(frozen=True, slots=True)
class Spelled:
    """A question: `plain` has ASCII digits, straight quotes, one alef, no vowel marks.

    Character n of `plain` is character `places[n]` of `text`.
    """

    text: str
    plain: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Spelled":
        """Spell a question so that rules need to know one form of each letter."""
        kept = [
            (place, _one_form(letter))
            for place, letter in enumerate(text[:_READ])
            if not _DROPPED.match(letter)
        ]
        return cls(text, "".join(letter for _, letter in kept), tuple(place for place, _ in kept))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where characters `start` to `end` of `plain`, at least one, stand in `text`."""
        return self.places[start], self.places[end - 1] + 1


def _one_form(letter: str) -> str:
    if letter.isspace():
        return " "
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    return letter.translate(_LETTERS)
