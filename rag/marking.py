"""A question and a paragraph in, where the paragraph says a word of the question out.

A word is the same where its stem is. An Arabic word is, too, where it is one of the question's with
what Arabic writes onto a word before it (and, so, with, to, as, the) and after it (its, their …).
"""

import re
from collections.abc import Iterable

from index.terms import carries_meaning, fold, stem, word_spans, words

Span = tuple[int, int]

_BEFORE, _AFTER = "[وفبكلاس]{0,4}", "[هاتنميكوي]{0,4}"
_SHORTEST = 4  # letters of an Arabic stem that is sought within a word


def marks(question: str, text: str) -> tuple[Span, ...]:
    """Return (start, end) of each word of the text that matches the question, in order.

    Stopwords match nothing, even where the question has no other words.
    """
    sought = {stem(word) for word in words(question) if carries_meaning(word)}
    grown = _grown(sought)
    return tuple(
        (start, end)
        for start, end in word_spans(text)
        for word in [text[start:end]]
        if carries_meaning(word) and (stem(word) in sought or grown.fullmatch(fold(word)))
    )


def _grown(stems: Iterable[str]) -> re.Pattern[str]:
    """Return what matches the Arabic stems that are long enough with what is written onto them."""
    found = sorted(one for one in stems if len(one) >= _SHORTEST and "\u0620" <= one[0] <= "\u064a")
    if not found:
        return re.compile(r"(?!)")
    return re.compile(f"{_BEFORE}(?:{'|'.join(map(re.escape, found))}){_AFTER}")
