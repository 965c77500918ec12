"""A question in one spelling and an archive's names in, where the question has them out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.understanding.following import GOES_ON
from rag.understanding.known import Known, Needs, squeezed

_WORD = re.compile(r"[^\W_](?:[\w.&/]|['-](?=\w))*")
_LONGEST = 7  # words
_SHORTEST = 2  # letters
_LEADING = re.compile(r"(?:(?<!\w)['\"])?\bthe ['\"]?$|(?<!\w)['\"]$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"'s?$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at `start` to `end` of the plain question, with its "the", and what it filters by."""

    start: int
    end: int
    value: str


def outlets_named(plain: str, known: Known) -> list[Mention]:
    """Return the outlets named, in order; of names that overlap, the longest."""
    found: list[Mention] = []
    for start, end, words in _runs(plain, 1):
        if any(start < one.end and one.start < end for one in found):
            continue
        for letters in _squeezed(words):
            spelling = known.outlets.get(letters)
            if spelling and _fits(plain[:start], words, plain[end:], spelling.needs):
                found.append(Mention(*_whole(plain, start, end), spelling.source))
                break
    return sorted(found, key=lambda one: one.start)


def authors_named(plain: str, known: Known) -> list[Mention]:
    """Return the authors named in full, in order."""
    found = [
        Mention(start, end, known.authors[squeezed(words)])
        for start, end, words in _runs(plain, 2)
        if squeezed(words) in known.authors
    ]
    return sorted(found, key=lambda one: one.start)


def _runs(plain: str, fewest: int) -> Iterator[tuple[int, int, str]]:
    """Yield runs of words, longest first, each with its place and without a possessive."""
    words = list(_WORD.finditer(plain))
    for long in range(_LONGEST, fewest - 1, -1):
        for first, last in zip(words, words[long - 1 :], strict=False):
            run = plain[first.start() : last.end()]
            run = _POSSESSIVE.sub("", run.rstrip("."))
            if len(run) >= _SHORTEST and not run.lower().startswith("the "):
                yield first.start(), first.start() + len(run), run


def _squeezed(words: str) -> Iterator[str]:
    """Yield the words squeezed, and without an Arabic preposition that is written with them."""
    yield squeezed(words)
    if words.startswith("لل"):
        yield squeezed(f"ال{words[2:]}")
    if words.startswith(("ل", "ب", "و")):
        yield squeezed(words[1:])


def _fits(before: str, words: str, after: str, needs: Needs) -> bool:
    """Whether a name is written as it must be: initials in capitals, "the Tide" after a "the".

    One word in small letters may be a word like any other: nothing may hang on it, as "theorem"
    does in "according to the time theorem".
    """
    if words.isascii() and words.islower() and words.isalpha() and not GOES_ON.match(after):
        return False
    if needs == "capitals":
        return words.replace(".", "").isupper()
    if needs == "the":
        latin = words[:1].isascii()
        return not latin or (words[:1].isupper() and bool(re.search(r"\b[Tt]he ['\"]?$", before)))
    return True


def _whole(plain: str, start: int, end: int) -> tuple[int, int]:
    """Return where a name stands with the "the" before it and the quotation marks around it."""
    match = _LEADING.search(plain[:start])
    if not match:
        return start, end
    closed = "'" in match[0] or '"' in match[0]
    return match.start(), end + (closed and plain[end : end + 1] in ("'", '"'))
