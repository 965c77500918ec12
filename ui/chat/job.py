"""Work that takes minutes in; how far it is, then what came of it, out.

It is done on a thread of its own, so that a page may be reloaded or closed meanwhile. One job of a
name is under way at a time.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from index.errors import PressmarkError
from index.progress import Progress

Work = Callable[[Progress], object]


class Stopped(Exception):
    """Raised in the work, at its next step, when somebody stops it."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the work: so many of so many things done, which is `share` of it, in `seconds`."""

    name: str = ""
    done: int = 0
    total: int = 0
    share: float = 0.0
    seconds: float = 0.0

    @property
    def left(self) -> float:
        """How many seconds the step will still take, as far as can be told; 0 where it cannot."""
        return self.seconds / self.share - self.seconds if 0 < self.share < 1 else 0.0


class Job:
    """Work under way, or over: then there is a result or a failure, or it was stopped."""

    def __init__(self, work: Work, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.result: object = None
        self.failure: PressmarkError | None = None
        self.stopped = False
        self.ended = False
        self.step = Step()
        self._work, self._clock = work, clock
        self._began = clock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="job", daemon=True)

    def begin(self) -> "Job":
        """Begin the work, and return at once."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Have the work end at its next step, with nothing changed."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Whether it was told to stop."""
        return self._stop.is_set()

    def wait(self, seconds: float) -> None:
        """Wait for its end, so long at most."""
        self._thread.join(seconds)

    def __call__(self, step: str, done: int, total: int, *, share: float) -> None:
        """Take note of how far the work is."""
        if self._stop.is_set():
            raise Stopped
        now = self._clock()
        if step != self.step.name:
            self._began = now
        self.step = Step(step, done, total, share, now - self._began)

    def _run(self) -> None:
        failure: PressmarkError | None = PressmarkError("it broke off unexpectedly")
        try:
            self.result = self._work(self)
            failure = None
        except Stopped:
            self.stopped, failure = True, None
        except PressmarkError as error:
            failure = error
        finally:
            self.failure, self.ended = failure, True


def job(name: str) -> Job | None:
    """Return the job of this name that is under way or was the last to end."""
    return _jobs().get(name)


def begin(name: str, work: Work) -> Job:
    """Begin work, or return that of this name which is under way."""
    with _lock():
        known = _jobs().get(name)
        if known and not known.ended:
            return known
        _jobs()[name] = Job(work).begin()
        return _jobs()[name]


def forget(name: str) -> None:
    """Forget a job that has ended."""
    with _lock():
        known = _jobs().get(name)
        if known and known.ended:
            del _jobs()[name]


@st.cache_resource(show_spinner=False)
def _jobs() -> dict[str, Job]:
    return {}


@st.cache_resource(show_spinner=False)
def _lock() -> "threading.Lock":
    return threading.Lock()
