"""A question and the talk before it in, the question in words that stand alone out, by rules.

How the rules were chosen, and how often they are right: docs/follow-ups.md.
"""

import re
from collections.abc import Sequence

from index.language import right_to_left
from rag.follow_up import arabic
from rag.follow_up.ellipsis import merged, reasked
from rag.follow_up.focus import fuller, named, person, said, told, topic
from rag.follow_up.phrases import names
from rag.follow_up.signs import Leaning, leaning
from rag.follow_up.stand_alone import Phrase, StandAlone, added, unchanged
from rag.types import Turn

LONGEST = 600  # characters; a question beyond that says enough
_LETTERS = re.compile(r"^[a-z]+", re.IGNORECASE)
_OBJECT = re.compile(
    r"(?:\W*$|[^\w\s]| (?:in|at|on|to|for|from|by|with|as|and|or|when|after|before|that|about)\b)"
)
_NOW = re.compile(r"\b(?:now|today|currently|nowadays|these days)\b", re.IGNORECASE)


def rewrite(question: str, talk: Sequence[Turn]) -> StandAlone:
    """Carry into the question what it leans on; one that stands alone is left as it is."""
    if not talk or len(question) > LONGEST:
        return unchanged(question)
    if right_to_left(question):
        return arabic.rewrite(question, talk)
    leans = leaning(question)
    return _carried(question, leans, talk) if leans else added(question, fuller(question, talk))


def _carried(question: str, leans: Leaning, talk: Sequence[Turn]) -> StandAlone:
    if leans.sign == "person":
        return _of_person(question, leans, talk)
    whole = _whole(question, leans, talk) if leans.sign in ("fragment", "meagre") else None
    return whole or _about(question, leans, talk)


def _whole(question: str, leans: Leaning, talk: Sequence[Turn]) -> StandAlone | None:
    """Ask the last question again with what is new in this one; None where that can't be done."""
    before, last = said(talk[-1]), len(talk) - 1
    again = reasked(question, before)
    if again:
        answered = named(talk)
        more = added(again, [answered] if answered else [])
        return StandAlone(question, more.text, (Phrase(before, last), *more.carried))
    whole = merged(question, before) if leans.sign == "fragment" else ""
    return StandAlone(question, whole, (Phrase(before, last),)) if whole else None


def _about(question: str, leans: Leaning, talk: Sequence[Turn]) -> StandAlone:
    answered = named(talk, thing=leans.sign in ("thing", "place", "definite"))
    about = topic(talk, days=_NOW.search(question) is None)
    if not answered and not any(names(f"about {one.text}") for one in about):
        about = [*about, *told(talk)]
    return added(question, [answered, *about] if answered else about)


def _of_person(question: str, leans: Leaning, talk: Sequence[Turn]) -> StandAlone:
    who = person(talk)
    if who is None:
        return _about(question, leans, talk)
    text = _with_name(question, leans, who.text)
    still = leaning(_with_name(question, leans, "someone"))
    if still is None or still.sign == "meagre":
        return StandAlone(question, text, (who,))
    more = added(text, [one for one in topic(talk, days=False) if one.text not in who.text])
    return StandAlone(question, more.text, (who, *more.carried))


def _with_name(question: str, leans: Leaning, name: str) -> str:
    """Put the name in the pronoun's place: "his age" becomes "Joan Tolley’s age"."""
    pronoun, after = question[leans.start : leans.end], question[leans.end :]
    owned = pronoun.lower() in ("his", "hers") or (
        pronoun.lower() == "her" and _OBJECT.match(after) is None
    )
    own = "’" if name.endswith("s") else "’s"
    rest = own if owned else _LETTERS.sub("", pronoun, count=1)  # the ’s of "she’s" stays
    return f"{question[: leans.start]}{name}{rest}{after}"
