"""Shared work in; whether it is over, and how far it is told on the way, out."""

from time import monotonic
from typing import Protocol

from index.postgres.work import Work

_OFTEN = 1.0  # seconds between two tellings


class Told(Protocol):
    """Told how far work is."""

    def __call__(self, done: int, total: int, *, share: float) -> None:
        """Say that `done` of `total` are done, which is `share` of the work."""


class Watched:
    """Asked before each task whether all of a kind is done or set aside."""

    def __init__(self, work: Work, kind: str, tell: Told, *, of_each: int = 1) -> None:
        """`of_each` is how many things a task stands for."""
        self._work, self._kind, self._tell, self._of_each = work, kind, tell, of_each
        self._told = 0.0

    def __call__(self) -> bool:
        """Return whether nothing is left; tell how far it is, once a second and at the end."""
        over = self._work.over(self._kind)
        if over or monotonic() - self._told >= _OFTEN:
            self._told = monotonic()
            counts = self._work.counts(self._kind)
            total, done = counts.left + counts.done + counts.aside, counts.done + counts.aside
            each = self._of_each
            self._tell(done * each, total * each, share=done / max(1, total))
        return over
