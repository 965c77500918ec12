"""Text in, its script and direction out."""

import re

_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LETTER = re.compile(r"[^\W\d_]")


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
