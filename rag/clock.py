"""Steps of work in, the seconds that each took out."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Clock:
    """Adds up `seconds` by step, in the order in which the steps first began."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._made = time.monotonic()

    def now(self) -> float:
        """Return the seconds since this clock was made."""
        return round(time.monotonic() - self._made, 4)

    def mark(self, name: str, moment: float | None) -> None:
        """Write down a moment of `now`, if it came."""
        if moment is not None:
            self.seconds[name] = moment

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what is done inside; a step done again adds to what it took before."""
        started = time.monotonic()
        try:
            yield
        finally:
            taken = self.seconds.get(name, 0.0) + time.monotonic() - started
            self.seconds[name] = round(taken, 4)
