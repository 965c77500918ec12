"""An English question in, by which sign it leans on the talk before it out.

The signs are those of anaphora and ellipsis: Halliday and Hasan, "Cohesion in English" (1976).
"""

import re
from dataclasses import dataclass
from typing import Literal

from index.terms import words
from rag.follow_up.lexicon import (
    ASKING,
    AUXILIARIES,
    BOUNDARIES,
    GENERIC,
    PEOPLE,
    ROLES,
    VERBS,
)
from rag.follow_up.phrases import DATE, Found, dates, phrases

Sign = Literal["person", "group", "thing", "place", "definite", "fragment", "meagre"]


@dataclass(frozen=True, slots=True)
class Leaning:
    """By what a question leans; `question[start:end]` is the word that does, if one does.

    person, group, thing, place: a pronoun for such a one; definite: "the company"; fragment: no
    sentence of its own ("And in Gaza?"); meagre: too few words to tell what it is about.
    """

    sign: Sign
    start: int = 0
    end: int = 0


_PERSON = re.compile(
    r"\b(?:he|she|him|his|her|hers|himself|herself)\b(?:['’](?:s|d|ll)\b)?", re.IGNORECASE
)
_GROUP = re.compile(r"\b(?:they|them|their|theirs|themselves)\b", re.IGNORECASE)
_THING = re.compile(
    r"\b(?:it|its|itself|this|that|these|those)\b(?:['’](?:s|d|ll)\b)?", re.IGNORECASE
)
_POINTING = frozenset({"this", "that", "these", "those"})
_BEFORE_POINTING = frozenset(
    """
    is was are were does did do will would can could has have about of in on for from with to by at
    as like after before during since than and or but so if how why when what where all any both
    """.split()
)
_RELATIVE = frozenset({"who", "which", "that", "of"})
_OBJECT = re.compile(r"\b(?:about|of|for|to|with|against|on|over|from|by) $", re.IGNORECASE)
_AFTER_AUXILIARY = re.compile(
    r"\b(?:did|do|does|has|have|had|is|was|are|were|will|would|can|could|should) (?:the )?$",
    re.IGNORECASE,
)
_INTRODUCING = 3  # words before a comma, as in "After all, that is new"
_JUDGED = (
    r"(?:true|possible|legal|illegal|safe|worth|free|better|easy|easier|hard|likely|necessary"
    r"|allowed|okay|ok|raining|snowing)"
)
_EXPLETIVE = re.compile(
    rf"\b(?:is|was|isn['’]t|wasn['’]t|will|would) it (?:be )?(?:\w+ )?{_JUDGED}\b"
    rf"|\bit(?: is|['’]s| was) {_JUDGED}\b"
    r"|\b(?:does|did|do|would|will) it (?:take|cost|matter)(?: \w+)? to\b(?=.*\b[A-Z]\w+)"
    r"|\b(?:hot|cold|warm|windy|wet|dark) (?:is|was|did|will) it\b"
    r"|\bit (?:rain|snow)s?\b|\bwhat time (?:is|was) it\b|\bmake it\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\bthere\b", re.IGNORECASE)
_EXISTENTIAL = re.compile(
    r"\bthere (?:is|are|was|were|has|have|had|will|would|may|might|be|been|any|a|an|no|more"
    r"|other)\b"
    r"|\b(?:is|are|was|were|has|have|had|will|would|isn['’]t|aren['’]t) there\b|\bthere['’]s\b",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"\b(?:the|both) (?P<noun>[a-z]+)\b(?:['’]s?)?", re.IGNORECASE)
_COMPLETED = re.compile(r"^ (?:of|for|in|at|by|on|from|to|that|who|which|with|between)\b")
_OTHERS = re.compile(
    r"\b(?:else|others?|(?<!after )another|the same|neither|which one|which of(?! the [A-Z])"
    r"|the (?:first|second|third|last|latter|former|other|next) (?:one|option|two|time)"
    r"|any more|more about it|back then|(?:at|by) (?:that|the) time|since then|before that"
    r"|after that)\b(?! than\b)",
    re.IGNORECASE,
)
_OPENER = re.compile(
    r"^\W*(?:and what about|and|but|or|so|then|also|what about|how about|i meant?|no,|not)\b",
    re.IGNORECASE,
)
_DEFINITION = re.compile(
    r"^\W*(?:(?:so|and|can you|could you|please) )?"
    r"(?:what (?:is|are|was|were)|what's|who (?:is|was|are|were)|who's"
    r"|define|explain|describe|tell me (?:more )?about) (?!the\b|this|that|it\b|\w+ing\b)\S",
    re.IGNORECASE,
)
_FEW, _SOME = 1, 3  # words of the topic
_BESIDE_GENERIC = 3


def leaning(question: str) -> Leaning | None:
    """Return the plainest sign that the question leans on the talk; None where it stands alone."""
    if _OPENER.search(question) and not _has_verb(question):
        return Leaning("fragment")
    return _pronoun(question) or _phrase(question) or _shortness(question)


def _has_verb(question: str) -> bool:
    spoken = words(DATE.sub("", _OPENER.sub("", question, count=1)))
    return any(one in VERBS or one.lower() in AUXILIARIES | ASKING for one in spoken)


def _pronoun(question: str) -> Leaning | None:
    found = _PERSON.search(question)
    if found and not _has_person(question[: found.start()]):
        return Leaning("person", found.start(), found.end())
    found = _GROUP.search(question)
    if found and not _has_several(question[: found.start()]):
        return Leaning("group", found.start(), found.end())
    expletive = [one.span() for one in _EXPLETIVE.finditer(question)]
    for found in _THING.finditer(question):
        if not _inside(found, expletive) and _points_back(question, found):
            return Leaning("thing", found.start(), found.end())
    existential = [one.span() for one in _EXISTENTIAL.finditer(question)]
    for found in _PLACE.finditer(question):
        if not _inside(found, existential):
            return Leaning("place", found.start(), found.end())
    return None


def _inside(found: "re.Match[str]", spans: list[tuple[int, int]]) -> bool:
    return any(start <= found.start() < end for start, end in spans)


def _has_person(before: str) -> bool:
    """Whether someone is named, or told by what they do, before "he" or "she"."""
    told = {one.lower() for one in words(before)}
    return bool(told & (ROLES | PEOPLE)) or any(
        one.named and one.kind not in ("place", "organisation") for one in phrases(before)
    )


def _has_several(before: str) -> bool:
    told = {one.lower() for one in words(before)}
    return bool(told & PEOPLE) or any(
        one.named or re.search(r"s\b", one.text) for one in phrases(before)
    )


def _points_back(question: str, found: "re.Match[str]") -> bool:
    """Whether "it" or "that" means something outside the question."""
    before = question[: found.start()]
    if found[0].lower() not in _POINTING:
        said = _OBJECT.search(before) if found[0].lower() == "it" else None
        return not any(
            (one.named or _own(before, one.start)) and not (said and _acts(before, one))
            for one in phrases(before)
        )
    last, end = words(before)[-1:], before.rstrip()[-1:]
    after = words(question[found.end() :])[:1]
    if after and (after[0].lower() in _RELATIVE or re.fullmatch(r"[a-z]+ed", after[0])):
        return False
    if end == ",":
        return len(words(before)) < _INTRODUCING
    return not last or end in ".;?!" or last[0].lower() in _BEFORE_POINTING


def _acts(before: str, one: Found) -> bool:
    """Whether the phrase is the one that does something: "What did the minister say about it?"."""
    return _AFTER_AUXILIARY.search(before[: one.start]) is not None


def _own(before: str, start: int) -> bool:
    """Whether the phrase is one that the question brings in: the bus, a loan, my certificate."""
    brought = re.search(r"\b(?:the|a|an|my|our|your|this) (?:\w+ )?$", before[:start].lower())
    return brought is not None


def _phrase(question: str) -> Leaning | None:
    others = _OTHERS.search(question)
    if others and not re.search(r"\bone\b", question[: others.start()], re.IGNORECASE):
        return Leaning("definite", others.start(), others.end())
    if any(one.named for one in phrases(question)) or dates(question):
        return None
    content = _content(question)
    for found in _DEFINITE.finditer(question):
        most = _BESIDE_GENERIC if found["noun"].lower() in GENERIC else _FEW
        if len(content) <= most and _is_bare(question, found):
            return Leaning("definite", found.start(), found.end("noun"))
    return None


def _is_bare(question: str, found: "re.Match[str]") -> bool:
    """Whether nothing tells which one is meant: "the company", not "the company that paid"."""
    rest = question[found.end() :]
    owner = found["noun"].lower() in GENERIC and found[0][-2:].replace("’", "'") in ("'s", "s'")
    next_word = words(rest.split(",")[0])[:1]
    noun_after = bool(next_word) and _content(rest)[:1] == next_word
    return not _COMPLETED.match(rest) and (owner or not noun_after)


def _shortness(question: str) -> Leaning | None:
    spoken = [one.lower() for one in words(question)]
    content = _content(question)
    if _OPENER.search(question) and len(content) <= _SOME:
        return Leaning("meagre")
    if _DEFINITION.search(question) and content:
        return None
    named = any(one.named for one in phrases(question)) or bool(dates(question))
    if not any(one in VERBS | AUXILIARIES for one in spoken) and len(content) <= _SOME:
        return None if named and len(content) > _FEW else Leaning("fragment")
    return Leaning("meagre") if not named and len(content) <= _FEW else None


def _content(question: str) -> list[str]:
    return [one for one in words(question) if one.lower().replace("’", "'") not in BOUNDARIES]
