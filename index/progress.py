"""How a long step tells that it goes on."""

from typing import Protocol


class Progress(Protocol):
    """Called as work is done; whoever shows it decides how often."""

    def __call__(self, step: str, done: int, total: int, *, share: float) -> None:
        """Say that `done` of `total` things of a step are done, which is `share` of its work."""


def unseen(step: str, done: int, total: int, *, share: float) -> None:
    """Show nothing."""
