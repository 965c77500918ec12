"""Jobs in, endings out, each done in a process that may be killed."""

import os
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

from tests.endurance.jobs import Ended, Job

_ROOT = Path(__file__).parents[2]
_LIMIT = 120.0  # seconds after which a job hangs


class Builder:
    """Does one job at a time, each in a fork of one process that has everything imported."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.endurance.worker"],
            cwd=_ROOT,
            env=os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def start(self, job: Job) -> None:
        """Begin a job; another may begin once it ended."""
        assert self._process.stdin
        self._process.stdin.write(job.line.encode())
        self._process.stdin.flush()

    def ended(self) -> Ended:
        """Wait for the end of the job begun and return how it was."""
        assert self._process.stdout
        if not select.select([self._process.stdout], [], [], _LIMIT)[0]:
            self._process.kill()
            raise TimeoutError("a builder did not end")
        line = self._process.stdout.readline()
        assert line, "the builders' process has died"
        return Ended.of(line.decode())

    def do(self, job: Job) -> Ended:
        """Do a job and return how it ended."""
        self.start(job)
        return self.ended()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe
            pipe.close()


def reached(gate: Path) -> int:
    """Wait until a job stands at its gate, and return its process id."""
    started = time.monotonic()
    while not gate.exists():
        if time.monotonic() - started > _LIMIT:
            raise TimeoutError(f"nobody came to {gate}")
        time.sleep(0.001)
    return int(gate.read_text())
