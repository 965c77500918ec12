"""Statements in, rows out: what a place that talks are kept in can do, be it a file or a database.

`Talks` writes each statement once, in the SQL that both understand: `?` for a value, `instr` for
where a word stands in a text.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from index.errors import PressmarkError

Row = tuple[Any, ...]
Run = Callable[[str, Sequence[object]], list[Row]]
Made = TypeVar("Made")


class TalksUnreadable(PressmarkError):
    """A file or a database of talks that cannot be read or written."""


class Home(ABC):
    """Where talks are kept; threads may share it. Its methods raise TalksUnreadable.

    `name` is what it is called where a reader is told of it. `locking` ends a statement whose row
    nobody else may change before what follows is written.
    """

    name: str
    locking: str

    @abstractmethod
    def read(self, work: Callable[[Run], Made]) -> Made:
        """Return what is made of rows; it may be made twice, should the first time fail."""

    @abstractmethod
    def write(self, work: Callable[[Run], Made]) -> Made:
        """Write all that is written by `work`, or nothing; it may be run twice, and counts once."""

    @abstractmethod
    def wipe(self) -> None:
        """Let go of the bytes of what was deleted, as far as that is in its hands."""

    @abstractmethod
    def close(self) -> None:
        """Let go of it."""
