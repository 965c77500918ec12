"""Jobs in on stdin, endings out on stdout: a process with everything imported that forks for each.

It runs no thread of its own, so that forking is safe; threads of tantivy and FAISS begin in the
children alone. A child can be killed at any moment, and takes nothing with it.
"""

import contextlib
import io
import json
import mmap
import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import faiss  # noqa: F401, TID253 - imported once, for every child
import psycopg  # noqa: TID253

import index.embedder
import index.postgres.following
import index.postgres.reading
import index.reader
from index.article import Draft, Skipped
from index.build import build
from index.embedder import Vectors
from index.postgres.address import Address
from index.postgres.work import Work
from index.reading import ArchiveFile, read_file
from tests.endurance.contents import content_digest
from tests.endurance.jobs import Ended, Job
from tests.tiny import TinyEmbedder, open_tiny
from ui.command import run

_LETTERS = 64  # of a step's name that are kept
_WRITES = os.O_WRONLY | os.O_RDWR
_FILES = ("open", "sqlite3.connect", "os.scandir", "os.listdir")
_CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.truncate")


def serve() -> None:
    """Do the jobs, one after another."""
    for line in sys.stdin:
        sys.stdout.write(_forked(Job.of(line)).line)
        sys.stdout.flush()


def _forked(job: Job) -> Ended:
    step = mmap.mmap(-1, _LETTERS)
    read, write = os.pipe()
    started = time.monotonic()
    child = os.fork()
    if not child:
        os.close(read)
        _work(job, step, write)
    os.close(write)
    if job.killed_after is not None and not select.select([read], [], [], job.killed_after)[0]:
        os.kill(child, signal.SIGKILL)
    with os.fdopen(read, encoding="utf-8") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    if status and not killed:
        told = json.dumps({"error": "Ended", "message": f"the builder ended with {status}"})
    return Ended(
        killed=killed,
        step=bytes(step).rstrip(b"\0").decode(),
        seconds=time.monotonic() - started,
        **json.loads(told or "{}"),
    )


def _work(job: Job, step: mmap.mmap, write: int) -> None:
    """Do the job, tell how it went, and end the process."""
    operations = Operations(job)
    try:
        record = _done(job, step, operations)
    except Exception as error:  # noqa: BLE001 - whatever it is, the test judges it
        record = {
            "error": type(error).__name__,
            "kinds": [kind.__name__ for kind in type(error).__mro__],
            "message": str(error),
            "hint": getattr(error, "hint", ""),
        }
    with os.fdopen(write, "w", encoding="utf-8") as pipe:
        json.dump(record | {"operations": operations.count}, pipe)
    os._exit(0)


def _done(job: Job, told: mmap.mmap, operations: "Operations") -> dict[str, Any]:
    embedder = SlowEmbedder(job, told)
    if job.commands:
        return _commanded(job, embedder)
    if isinstance(job.index, Path):
        sys.addaudithook(operations.seen)
    if job.deadly:
        _make_deadly(job.deadly)
    if job.reads:
        with open_tiny(job.index, embedder) as reader:
            return {"version": reader.name, "content": content_digest(reader)}

    def progress(step: str, done: int, total: int, *, share: float) -> None:
        del done, total, share
        tell(told, step)

    summary = build(
        job.archives, index=job.index, embedder=embedder, progress=progress, replace=job.replace
    )
    return {"skipped": [(one.origin, one.reason) for one in summary.skipped]}


def _commanded(job: Job, embedder: "SlowEmbedder") -> dict[str, Any]:
    for module in (index.embedder, index.reader):
        vars(module)["SentenceTransformerEmbedder"] = lambda *_, **__: embedder  # no model here
    arguments = ["index", "build", *map(str, job.archives), "--index", str(job.index)]
    with (
        contextlib.redirect_stdout(io.StringIO()) as out,
        contextlib.redirect_stderr(io.StringIO()) as err,
    ):
        status = run(arguments + ["--replace"] * job.replace)
    return {"status": status, "out": out.getvalue(), "err": err.getvalue()}


class Operations:
    """Counts what Python does to files of the index, and waits or dies where the job says so.

    Of a build only what changes files counts, of a reading what opens them.
    """

    def __init__(self, job: Job) -> None:
        self.count = 0
        self._job, self._below = job, str(job.index)
        if isinstance(job.index, Address):
            _count_statements(self.passed)
            if job.lease:
                hasty = partial(Work, lease=job.lease, beat=job.lease / 4)
                vars(index.postgres.following)["Work"] = hasty

    def seen(self, event: str, arguments: tuple[object, ...]) -> None:
        """Take note of an event that Python is about to cause."""
        if event in _CHANGES or (event in _FILES and self._concerns(*arguments)):
            self.passed()

    def passed(self) -> None:
        """Count one, and wait or die before it where that is asked."""
        self.count += 1
        if self.count == self._job.dies_at:
            os.kill(os.getpid(), signal.SIGKILL)
        if self._job.gate and self.count == self._job.waits_at:
            wait(self._job.gate)

    def _concerns(self, path: object, mode: object = "", flags: object = os.O_RDWR) -> bool:
        del mode
        if isinstance(path, int):
            return False
        if not self._job.reads and isinstance(flags, int) and not flags & _WRITES:
            return False
        name = os.fsdecode(path) if isinstance(path, bytes | os.PathLike) else str(path)
        return self._below in name


def _count_statements(passed: Callable[[], None]) -> None:
    execute = psycopg.Connection.execute

    def counted(*arguments: Any, **options: Any) -> Any:
        passed()
        return execute(*arguments, **options)

    vars(psycopg)["Connection"].execute = counted


def _make_deadly(name: str) -> None:
    def read(file: ArchiveFile) -> Iterable[Draft | Skipped]:
        if file.path.name == name:
            os.kill(os.getpid(), signal.SIGKILL)
        return read_file(file)

    vars(index.postgres.reading)["read_file"] = read


class SlowEmbedder(TinyEmbedder):
    """A tiny embedder that takes its time, counts its texts, waits at a gate, and may die."""

    def __init__(self, job: Job, told: mmap.mmap) -> None:
        super().__init__()
        self._job, self._told = job, told
        self._asked = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        tell(self._told, "in the embedder")
        if self._job.gate and not (self._asked or self._job.waits_at):
            wait(self._job.gate)
        self._asked += len(texts)
        time.sleep(self._job.pause * len(texts))
        if self._job.counted:
            with self._job.counted.open("a") as file:
                file.write(f"{len(texts)}\n")
        if self._job.dies_after and self._asked >= self._job.dies_after:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().encode(texts)


def tell(told: mmap.mmap, step: str) -> None:
    """Write a step where it can be read when this process is no more."""
    told[:] = step.encode()[:_LETTERS].ljust(_LETTERS, b"\0")


def wait(gate: Path) -> None:
    """Write this process's id to the gate, and wait until somebody takes it away."""
    beside = gate.with_suffix(".being-written")
    beside.write_text(str(os.getpid()))
    beside.rename(gate)
    while gate.exists():
        time.sleep(0.001)


if __name__ == "__main__":
    serve()
