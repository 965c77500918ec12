"""Work done in, a line on the terminal out: how much, how fast, how much longer."""

import time
from collections.abc import Callable
from typing import TextIO

_EVERY_ON_TERMINAL, _EVERY_IN_LOG = 0.2, 10.0  # seconds
_SOONEST_ESTIMATE = 0.5  # seconds of a step before its rate means anything
_WIDTH = 78


class ProgressLine:
    """Shows progress: one line rewritten on a terminal, a line now and then in a log."""

    def __init__(self, stream: TextIO, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._clock = stream, clock
        self._rewrites = stream.isatty()
        self._step, self._started, self._shown = "", 0.0, 0.0
        self._open = False

    def __call__(self, step: str, done: int, total: int, *, share: float) -> None:
        """Show the step if it is time to, and its end if it was shown before."""
        now = self._clock()
        if step != self._step:
            self.close()
            self._step, self._started, self._shown = step, now, now
        every = _EVERY_ON_TERMINAL if self._rewrites else _EVERY_IN_LOG
        if now - self._shown < every and not (self._open and done == total):
            return
        self._shown = now
        self._write(_line(step, done, total, share=share, elapsed=now - self._started))

    def close(self) -> None:
        """End the line, so that what follows begins a new one."""
        if self._open and self._rewrites:
            self._stream.write("\n")
        self._open = False

    def _write(self, line: str) -> None:
        self._stream.write(f"\r{line:<{_WIDTH}}" if self._rewrites else line + "\n")
        self._stream.flush()
        self._open = True


def _line(step: str, done: int, total: int, *, share: float, elapsed: float) -> str:
    line = f"{step} {done:,} of {total:,}"
    if elapsed < _SOONEST_ESTIMATE or not share:
        return line
    line += f" · {done / elapsed:,.0f}/s"
    return line + (f" · {left(elapsed / share - elapsed)} left" if share < 1 else "")


def left(seconds: float) -> str:
    """Return so many seconds in words, as an estimate is given."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    if seconds < 3600:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"
