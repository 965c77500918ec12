"""A fragment and the question before it in, the two made one question out: "And in Gaza?"."""

import re
from collections.abc import Sequence

from rag.follow_up.phrases import Found, dates, phrases

_OPENED = re.compile(
    r"^\W*(?:(?:and|but|or|so|ok|okay)\b,?\s*)?(?:(?:what|how) about\b\s*|what of\b\s*)?",
    re.IGNORECASE,
)
_PREPOSITION = (
    r"(?:in|at|on|from|to|for|by|with|about|of|over|into|inside|outside|without|during|after|before"
    r"|against|under|between|near|since|until)"
)
_POSSESSIVE = re.compile(r"^(?:its|his|her|their)\s+(?=\w)", re.IGNORECASE)
_BARE = re.compile(r"^\W*(?:(?:and|but|so)\s+)?(?P<word>why|when|where|how)\W*$", re.IGNORECASE)
_ASKED = re.compile(
    r"^\W*(?:(?:where|when|why|how)\s+)?(?P<auxiliary>is|are|was|were|did|does|do|has|have|had|will"
    r"|would|can|could|should)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 7


def merged(fragment: str, question: str) -> str:
    """Return the question with what the fragment names in the place of its like, or ""."""
    rest = _OPENED.sub("", fragment, count=1).strip().rstrip("?!. ")
    opened = len(rest) < len(fragment.strip().rstrip("?!. "))
    if not opened or not rest or len(rest.split()) > _MOST_WORDS:
        return ""
    preposition = re.match(rf"{_PREPOSITION}\b\s+(?=\w)", rest, re.IGNORECASE)
    named = rest[preposition.end() :] if preposition else rest
    place = _place(named, preposition[0].strip() if preposition else "", question)
    if place is None:
        return ""
    start, end, words = place
    return f"{question[:start]}{words}{question[end:]}"


def reasked(bare: str, question: str) -> str:
    """Return the question asked with another asking word, or "": "Did it open?", "When?"."""
    asking = _BARE.match(bare)
    begun = _ASKED.match(question)
    if not asking or not begun:
        return ""
    auxiliary = begun["auxiliary"].lower()
    return f"{asking['word'].capitalize()} {auxiliary}{question[begun.end() :]}"


def _place(named: str, preposition: str, question: str) -> tuple[int, int, str] | None:
    """Return what to replace in the question, from where to where, and by what."""
    days, day = dates(question), dates(f"{preposition or 'in'} {named}")
    if day:
        return _day(day[0], days)
    if re.match(r"the (?:year|month|day|week) (?:before|after)\b", named, re.IGNORECASE):
        return None
    owned = _POSSESSIVE.sub("", named)
    found = [one for one in phrases(question) if one.text.casefold() not in named.casefold()]
    if owned != named:
        named_before = [one for one in found if one.named]
        if not named_before:
            return None
        last = named_before[0]
        return last.start, last.end, f"{last.text}’s {owned}"
    inner = phrases(f"about {named}")
    after = [one for one in found if _follows(question, one, preposition)] if preposition else found
    same = _alike(inner[0] if inner else None, after)
    if same is None:
        return None
    article = re.search(r"\bthe $", question[: same.start], re.IGNORECASE)
    start = article.start() if article and re.match(r"the\b", named, re.IGNORECASE) else same.start
    return start, same.end, named


def _day(day: Found, days: Sequence[Found]) -> tuple[int, int, str] | None:
    """A year takes the place of a year, a day or month that of all that is said of the day."""
    if not days:
        return None
    last = days[-1]
    year = re.search(r"\b(?:19|20)\d\d$", last.text)
    if re.fullmatch(r"\d{4}", day.text) and year:
        return last.start + year.start(), last.end, day.text
    if year and not re.search(r"\d{4}", day.text):
        return last.start, last.end, f"{day.text} {year[0]}"
    return last.start, last.end, day.text


def _follows(question: str, one: Found, preposition: str) -> bool:
    alike = "in|at|near" if preposition.lower() in ("in", "at", "near") else preposition.lower()
    before = question[: one.start].lower()
    return re.search(rf"\b(?:{alike}) (?:the |a )?$", before) is not None


def _alike(inner: Found | None, found: Sequence[Found]) -> Found | None:
    """Return the only phrase that may be meant: of the same kind, or else the only one there is."""
    if inner is None:
        return None
    same = [one for one in found if one.named == inner.named]
    exact = [one for one in same if one.kind == inner.kind]
    for group in (exact, same):
        if len(group) == 1:
            return group[0]
    return same[0] if same and inner.named else None
