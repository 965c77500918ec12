"""A byline and a name in, whether the name is in it out: "By JANE K. DOE" is by Jane Doe."""

from collections.abc import Sequence

from index.terms import fold, words


def is_by(bylines: Sequence[str], name: str) -> bool:
    """Whether a byline holds the words of the name one after the other; initials do not matter."""
    wanted = _words(name)
    return bool(wanted) and any(_holds(_words(byline), wanted) for byline in bylines)


def _words(name: str) -> list[str]:
    return [fold(word) for word in words(name) if len(word) > 1]


def _holds(said: Sequence[str], wanted: Sequence[str]) -> bool:
    long = len(wanted)
    return any(said[at : at + long] == wanted for at in range(len(said) - long + 1))
