"""Text in, its script, direction and, where that is beyond doubt, its language out."""

import re

_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LETTER = re.compile(r"[^\W\d_]")
_NOT_ARABIC = re.compile(r"[پچژگکیٹڈڑںھہے]")  # letters of Persian, Urdu and their neighbours
_ENGLISH = re.compile(r"\b(?:the|of|and|to|that|with)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 12
_LEAST_ENGLISH = 0.08  # of the words; running English has about .2, no other language .02
_READ = 4000  # characters


def language_of(text: str) -> str:
    """Return "ar" or "en" where the letters or the commonest words show it, else "".

    Arabic letters alone are not enough: Persian and Urdu have some that Arabic lacks.
    """
    text = text[:_READ]
    written = script(text)
    if written == "arabic":
        return "" if len(_NOT_ARABIC.findall(text)) * 50 > len(text) else "ar"
    words = len(_WORD.findall(text))
    if written != "latin" or words < _FEWEST_WORDS:
        return ""
    return "en" if len(_ENGLISH.findall(text)) >= words * _LEAST_ENGLISH else ""


def script(text: str) -> str:
    """Return "latin", "arabic" or "other", whichever most letters are; "" without letters."""
    letters = len(_LETTER.findall(text))
    if not letters:
        return ""
    latin, arabic = len(_LATIN.findall(text)), len(_ARABIC.findall(text))
    if max(latin, arabic) * 2 < letters:
        return "other"
    return "latin" if latin >= arabic else "arabic"


def right_to_left(text: str) -> bool:
    """Whether the text reads from right to left."""
    return script(text) == "arabic"
