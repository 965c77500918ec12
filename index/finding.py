"""What the doctor says of one thing: how it is, in a line, and what mends it."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from index.errors import PressmarkError

State = Literal["well", "note", "ill"]

_NAMED = 3
_UNFORESEEN = (
    PressmarkError, OSError, sqlite3.Error, ValueError, TypeError, LookupError, AttributeError,
    ArithmeticError, RuntimeError, MemoryError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """How one thing is: `ill` spoils answers or the next build, a `note` does neither.

    `name` is a word that scripts may rely on; the remedy is a command, or a step to take.
    """

    name: str
    state: State
    found: str
    remedy: str = ""

    def __post_init__(self) -> None:
        if (self.state == "well") == bool(self.remedy):
            raise ValueError(f"{self.name} is {self.state}, its remedy {self.remedy!r}")


def well(name: str, found: str) -> Finding:
    """Say that nothing is to be done."""
    return Finding(name, "well", found)


def note(name: str, found: str, remedy: str) -> Finding:
    """Say what is worth knowing."""
    return Finding(name, "note", found, remedy)


def ill(name: str, found: str, remedy: str) -> Finding:
    """Say what is wrong."""
    return Finding(name, "ill", found, remedy)


def looked(name: str, check: Callable[[], Finding]) -> Finding:
    """Return what the check finds; where it fails, that and why, so that others go on."""
    try:
        return check()
    except _UNFORESEEN as error:
        kind = type(error).__name__
        return ill(
            name,
            one_line(f"could not be looked at: {kind}: {error}"),
            "mend what else is ill, then run pressmark index doctor again",
        )


def some(names: Sequence[str]) -> str:
    """Return the first few names, and how many there are besides."""
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return one_line(", ".join(names[:_NAMED]) + more)


def count(number: int, thing: str) -> str:
    """Return "1 file", "2 files"."""
    return f"{number:,} {thing}" + ("" if number == 1 else "s")


def one_line(text: str) -> str:
    """Return the text with its line ends written out."""
    return text.replace("\r", "\\r").replace("\n", "\\n")
