"""An English sentence in; the sentence with a name in it become another one, out."""

import re
from collections.abc import Iterator

from eval.adversarial.cast import SAYS, Cast, share_a_word
from eval.adversarial.chance import shuffled
from eval.adversarial.statements import Statement

_SPEAKS = re.compile(rf"^,? (?:\w+ )?{SAYS}\b")
_SPOKEN = re.compile(rf"(?:\b{SAYS}|according to)(?: [A-Z]\w+\.?){{0,3}} $", re.IGNORECASE)


def changed(statement: Statement, here: Cast, everywhere: Cast, *, seed: int) -> Iterator[str]:
    """Yield the sentence with a person of its article, or a place of another, in a name's place.

    Whoever says the sentence stays, as what is said stays true then: see `attributions`.
    """
    text = statement.text
    for name, full in _people_in(text, here):
        for at in _places_of(text, name):
            if not _speaks(text, at, at + len(name)):
                for other in _other_people(statement, full, here, everywhere, seed=seed):
                    yield text[:at] + like(other, name) + text[at + len(name) :]
    for place in shuffled(here.places, seed, text):
        for at in _places_of(text, place):
            for other in _other_places(here, everywhere, seed=seed, text=text):
                yield text[:at] + other + text[at + len(place) :]


def like(full: str, name: str) -> str:
    """Return a full name as the other one is written: in full, or its last word."""
    return full if " " in name else full.split()[-1]


def others_than(statement: Statement, full: str, people: tuple[str, ...]) -> list[str]:
    """Return the people whom the statement's paragraph does not name."""
    there = set(re.findall(r"\w+", statement.evidence))
    return [one for one in people if not share_a_word(one, full) and one.split()[-1] not in there]


def _other_people(
    statement: Statement, full: str, here: Cast, everywhere: Cast, *, seed: int
) -> list[str]:
    near = others_than(statement, full, here.people)
    far = others_than(statement, full, everywhere.people)
    return [*shuffled(near, seed, statement.text), *shuffled(far, seed, statement.text)[:3]]


def _other_places(here: Cast, everywhere: Cast, *, seed: int, text: str) -> list[str]:
    known = {word for one in here.places for word in one.split()}
    elsewhere = [one for one in everywhere.places if not known & set(one.split())]
    return shuffled(elsewhere, seed, text)[:3]


def _people_in(text: str, here: Cast) -> list[tuple[str, str]]:
    """Return the names of people as the sentence has them, with their full names."""
    named = [(one, one) for one in here.people if one in text]
    full = " ".join(one for one, _ in named)
    return named + [
        (last, one)
        for last, one in here.surnames.items()
        if last not in full.split() and re.search(rf"\b{re.escape(last)}\b", text)
    ]


def _places_of(text: str, name: str) -> list[int]:
    """Return where the name stands by itself, not as a part of a longer one."""
    pattern = rf"(?<![\w’'-])(?<![A-Z][a-z] ){re.escape(name)}(?![\w-]|’\w\w| [A-Z])"
    return [
        found.start()
        for found in re.finditer(pattern, text)
        if not re.search(r"[A-Z][\w’'-]*\.? $", text[: found.start()]) or " " in name
    ]


def _speaks(text: str, start: int, end: int) -> bool:
    return bool(_SPEAKS.search(text[end:]) or _SPOKEN.search(text[:start]))
