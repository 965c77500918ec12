"""A step of a measurement in, its figures out with its seconds and its peak memory in MB.

Each step runs in a process of its own, so that its peak is its own. `peak_mb` counts what the
process had in memory, pages of mapped files too; `own_mb` leaves those out, which the system can
take back at any time. `own_mb` is sampled, and 0 where there is no /proc.
"""

import multiprocessing
import re
import resource
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Figures = dict[str, Any]

_STATUS = Path("/proc/self/status")
_BETWEEN = 0.02  # seconds between two samples


def apart(step: Callable[..., Figures], *arguments: object) -> Figures:
    """Run the step in a fresh process and return its figures with seconds and memory."""
    print(f"bench: {step.__name__.strip('_')}", file=sys.stderr)  # noqa: T201
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (step, arguments))


def _measured(step: Callable[..., Figures], arguments: Sequence[object]) -> Figures:
    own = [0.0]
    done = threading.Event()
    watch = threading.Thread(target=_watch, args=(own, done), daemon=True)
    watch.start()
    started = time.monotonic()
    found = step(*arguments)
    seconds = time.monotonic() - started
    done.set()
    watch.join()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": round(seconds, 2), "peak_mb": round(peak), "own_mb": round(own[0]), **found}


def _watch(own: list[float], done: threading.Event) -> None:
    while _STATUS.exists():
        anonymous = re.search(r"RssAnon:\s+(\d+)", _STATUS.read_text(encoding="ascii"))
        own[0] = max(own[0], int(anonymous[1]) / 1024 if anonymous else 0.0)
        if done.wait(_BETWEEN):
            return
