"""Texts that an answer may rest on in, a short opaque key for each out.

A key is a letter, a digit and a letter: no ordinal, year, unit or word looks like that. Look-alikes
(0 o, 1 l i, 2 z, 4 a, 5 s, 8 b, 9 g q) are left out or go without their partner, and any two keys
of one answer differ in two places, so that a slip of one character is no other key.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence

LETTERS, DIGITS = "abcdefhjkmnprtuvwxy", "35679"
MOST_KEYS = 40
_DIGIT_SHAPES = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff]")


def hand_out(count: int, *, seed: str, avoid: Sequence[str] = ()) -> tuple[str, ...]:
    """Return that many keys, the same for the same seed, none of which stands in `avoid`.

    Raises ValueError for more than MOST_KEYS, or where the texts leave too few.
    """
    if not 0 <= count <= MOST_KEYS:
        raise ValueError(f"{count} keys were asked for, {MOST_KEYS} can be told apart")
    read = "\n".join(even(text) for text in avoid)
    given: list[str] = []
    for key in _shuffled(seed):
        if len(given) == count:
            break
        if key not in read and all(_apart(key, other) for other in given):
            given.append(key)
    if len(given) < count:
        raise ValueError(f"the texts leave {len(given)} keys of the {count} asked for")
    return tuple(given)


def one_shape(text: str) -> str:
    """Return the text with one shape for each letter and digit, and without what is not seen."""
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).translate(_DIGIT_SHAPES)


def even(text: str) -> str:
    """Return the text in lower case and one shape: what two spellings of a key share."""
    return one_shape(text).casefold()


def _shuffled(seed: str) -> Iterator[str]:
    keys = [
        first + digit + last
        for first in LETTERS
        for digit in DIGITS
        for last in LETTERS
        if first != last
    ]
    yield from sorted(keys, key=lambda key: hashlib.blake2b(f"{seed}\n{key}".encode()).digest())


def _apart(key: str, other: str) -> bool:
    return sum(one != two for one, two in zip(key, other, strict=True)) > 1
