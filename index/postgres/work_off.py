"""Shared work and who can do it in; done until the caller says so: the loop of every worker."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from time import monotonic, sleep
from typing import TypeVar

import psycopg

from index.errors import EmbedderError, IndexProblem, SettingsError
from index.postgres.server import ServerFailed
from index.postgres.work import Task, Work

PAUSE = 0.5  # seconds to wait where there is nothing to do, or no server
PATIENCE = 60.0  # seconds in which a server that is started again should be back
Doer = Callable[[bytes], bytes]
_Told = TypeVar("_Told")

# These say that this worker cannot do such tasks; another may.
_UNFIT = (EmbedderError, SettingsError, IndexProblem, ImportError)


def work_off(
    work: Work,
    doers: Mapping[str, Doer],
    *,
    until: Callable[[], bool],
    may: Callable[[Task], bool] | None = None,
    pause: float = PAUSE,
    patience: float = PATIENCE,
) -> int:
    """Do tasks of the kinds that have a doer; return how many were done.

    `until` is asked before each, so it should be quick (Work.over is). What a doer raises makes its
    task fail; but where it says that this worker is unfit, or stops it, the task is given back and
    it is raised. ServerFailed is raised once the server has been away for `patience` seconds.
    """
    waiting = _Waiting(pause, patience)
    done = 0
    while not waiting.for_server(until):
        task = waiting.for_server(lambda: work.take(doers, may=may))
        if task is None:
            sleep(pause)
        else:
            done += _work_on(work, task, doers[task.kind], waiting)
    return done


class _Waiting:
    """Asks anew while the server is away."""

    def __init__(self, pause: float, patience: float) -> None:
        self._pause = pause
        self._patience = patience

    def for_server(self, ask: Callable[[], _Told]) -> _Told:
        since = monotonic()
        while True:
            try:
                return ask()
            except ServerFailed as failed:
                away = isinstance(failed.__cause__, psycopg.OperationalError)
                if not away or monotonic() - since >= self._patience:
                    raise
            sleep(self._pause)


def _work_on(work: Work, task: Task, doer: Doer, waiting: _Waiting) -> bool:
    """Do a task and tell how it went; return whether its result was stored."""
    try:
        with work.held(task):
            try:
                result = doer(task.content)
            except _UNFIT:
                raise
            except Exception as error:  # noqa: BLE001  it is told as the reason of the task's failure
                why = _reason(error)
            else:
                return waiting.for_server(lambda: work.done(task, result))
            waiting.for_server(lambda: work.fail(task, why))
            return False
    except BaseException:
        with suppress(ServerFailed):
            work.give_back(task)
        raise


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".removesuffix(": ")
