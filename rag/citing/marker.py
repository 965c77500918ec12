"""What stands in brackets, or in a sentence, in; the citation keys it names out.

A key that was never handed out is told apart from other words by its shape, and kept as unknown:
it is never taken for one that looks like it.
"""

import re
from collections.abc import Set
from dataclasses import dataclass

from rag.citing.keys import DIGITS, LETTERS, even, one_shape

LABELS = frozenset(
    """source sources src ref refs reference references key keys cite cites cited citation
    citations evidence see and quelle quellen fuente fuentes المصدر مصدر المصادر مصادر المرجع مرجع
    المراجع راجع انظر للمصدر والمصدر بالمصدر و""".split()
)
_WORD = re.compile(r"[^\W_]+")
_JOINED = re.compile(r"^[\u0620-\u064a]+(?=[a-z0-9])")  # وa3f, "and a3f"
_EXACT = re.compile(rf"[{LETTERS}][{DIGITS}][{LETTERS}]")
_WIDE = re.compile(r"(?=[a-z0-9]*[a-z])(?=[a-z0-9]*[0-9])[a-z0-9]{3}")
_NO_KEY = re.compile(r"[0-9]{2}[a-z]|[0-9](?:st|nd|rd|th|am|pm|km|kg|cm|mm|bn|mn|tn|ft|hr|gb|mb)")
_GAP = re.compile(r"\s{0,2}[:#]?\s{0,2}")
_JOINERS = frozenset({"and", "و"})
_MOST_WORDS = 8  # beside a key that does not come first: [The Quay, 1 March, a3f]


@dataclass(frozen=True, slots=True)
class Marker:
    """The keys that a place in an answer cites: those that were handed out, and those never."""

    keys: tuple[str, ...]
    unknown: tuple[str, ...] = ()


def read_marker(content: str, known: Set[str], *, square: bool) -> Marker | None:
    """Return the keys between two brackets, None where the brackets hold something else.

    In round ones, words that only look like a key ("(mp3)") are words.
    """
    said = [word for word in _words(content.partition("†")[0]) if word.casefold() not in LABELS]
    words = {word.casefold(): word for word in said}
    keys = tuple(word for word in words if word in known)
    others = {word: as_said for word, as_said in words.items() if word not in known}
    unknown = tuple(word for word, as_said in others.items() if _shaped(as_said, square=square))
    if words and len(unknown) == len(others):
        return Marker(keys, unknown)
    if keys and (next(iter(words)) in known or len(said) <= _MOST_WORDS):
        return Marker(keys)
    return None


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a sentence names keys without brackets: `text[start:end]`, its label included."""

    start: int
    end: int
    marker: Marker


def mentions(text: str, known: Set[str]) -> list[Mention]:
    """Return the keys named without brackets: "Source a3f", or a key that was handed out, alone."""
    found: list[Mention] = []
    label: re.Match[str] | None = None
    for word in _WORD.finditer(text):
        if label and not _GAP.fullmatch(text, label.end(), word.start()):
            label = None
        key = even(_JOINED.sub("", word[0]))
        start = label.start() if label else word.start()
        if key in known and (label or word[0].endswith(key)):
            found.append(Mention(start, word.end(), Marker((key,))))
        elif label and _EXACT.fullmatch(key):
            found.append(Mention(start, word.end(), Marker((), (key,))))
        label = word if key in LABELS and key not in _JOINERS else None
    return found


def only_labels(text: str) -> bool:
    """Whether the words are none, or only such as stand before keys ("Sources:")."""
    return all(even(word) in LABELS for word in _WORD.findall(text))


def _words(content: str) -> list[str]:
    """Return the words between brackets with their capitals, "and" cut off where it is a letter."""
    return [_JOINED.sub("", word) for word in _WORD.findall(one_shape(content))]


def _shaped(word: str, *, square: bool) -> bool:
    """Whether a word could be a key that someone made up."""
    if _EXACT.fullmatch(word.casefold()):
        return True
    return bool(square and _WIDE.fullmatch(word) and not _NO_KEY.fullmatch(word))
