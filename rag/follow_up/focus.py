"""The talk and by what a question leans on it in, the phrases that it may mean out, best first."""

import re
from collections.abc import Sequence

from index.language import right_to_left
from index.terms import words
from rag.follow_up import arabic
from rag.follow_up.lexicon import ROLES
from rag.follow_up.phrases import Found, dates, names, phrases
from rag.follow_up.stand_alone import Phrase
from rag.types import Turn

MOST = 2  # phrases of the question before
_ASKS_NAME = re.compile(
    r"^\W*(?:and )?(?:who|whom|which|where|what(?! (?:did|does|do|happened|was said)\b))\b",
    re.IGNORECASE,
)
_ASKS_PERSON = re.compile(r"\bwho(?:m|se)?\b", re.IGNORECASE)
_ANSWERS_READ = 3  # sentences
_READ = 1_000  # characters of a question or of a sentence
_TOLD = 2  # names of an answer
_SHORT = 3  # words of an answer that says no more than a name


def person(talk: Sequence[Turn]) -> Phrase | None:
    """Return the one whom "he" or "she" means; None where it is someone without a name."""
    for turn in range(len(talk) - 1, -1, -1):
        asks = _ASKS_PERSON.search(said(talk[turn])) is not None
        asked, told = names(said(talk[turn])), _told(talk[turn])
        in_order = [*told, *asked] if asks else [*asked, *told]
        sure = [one for one in in_order if one.kind == "person"]
        likely = [one for one in in_order if one.kind == "" and (asks or one in asked)]
        for one in sure + likely:
            return Phrase(one.text, turn)
        if ROLES & {word.lower() for word in words(said(talk[turn]))}:
            return None
    return None


def named(talk: Sequence[Turn], *, thing: bool = False) -> Phrase | None:
    """Return the name that answered the last question, where it asked for one.

    With `thing`, a person's name will not do: "it" or "the company" is meant.
    """
    last = len(talk) - 1
    if not _ASKS_NAME.search(said(talk[last])):
        return None
    asked = said(talk[last]).casefold()
    fitting = [one for one in _told(talk[last]) if one.text.casefold() not in asked]
    if not fitting or (thing and fitting[0].kind == "person"):
        return None
    return Phrase(fitting[0].text, last)


def topic(talk: Sequence[Turn], *, most: int = MOST, days: bool = True) -> list[Phrase]:
    """Return what the last question that has a topic is about: names first, then nouns, its day."""
    for turn in range(len(talk) - 1, -1, -1):
        asked = said(talk[turn])
        if right_to_left(asked) and arabic.topic(asked):
            return [Phrase(arabic.topic(asked), turn)]
        found = phrases(asked)
        if found:
            carried = asked.find("(about: ")
            carried = len(asked) if carried < 0 else carried
            best = sorted(found, key=lambda one: (not one.named, one.start < carried))[:most]
            best.sort(key=lambda one: one.start)
            best += dates(asked)[:1] if days else []
            return [Phrase(one.text, turn) for one in best]
    return []


def fuller(question: str, talk: Sequence[Turn]) -> list[Phrase]:
    """Return the full names, said before, of people whom the question names by the last word."""
    short = {one.text for one in names(question) if " " not in one.text}
    longer = []
    for turn in range(len(talk) - 1, -1, -1):
        for one in [*names(said(talk[turn])), *_told(talk[turn])]:
            held = short & set(one.text.split()[-1:])
            if " " in one.text and held and one.kind in ("person", ""):
                short -= held
                longer.append(Phrase(one.text, turn))
    return longer


def told(talk: Sequence[Turn]) -> list[Phrase]:
    """Return the first names of the last answer."""
    return [Phrase(one.text, len(talk) - 1) for one in _told(talk[-1])[:_TOLD]]


def said(turn: Turn) -> str:
    """Return the question of a turn in words that stand alone."""
    return (turn.stand_alone or turn.question)[:_READ]


def _told(turn: Turn) -> list[Found]:
    """Return the names in the answer; one that is all of it needs no capitals to tell it by."""
    short = [one for one in turn.answer[:1] if len(one.split()) <= _SHORT]
    return [
        name
        for sentence in turn.answer[:_ANSWERS_READ]
        for name in names(f"about {sentence}" if sentence in short else sentence[:_READ])
    ]
