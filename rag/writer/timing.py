"""Something that yields slowly in, the same with a limit to waiting out.

The source runs in a thread of its own, because a blocked socket cannot be interrupted. A source
that was given up is closed when it next yields; its own time limit ends it at the latest.
"""

import queue
import threading
import time
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class TooSlow(Exception):
    """Nothing came within `seconds`; `begun` tells whether anything had come before."""

    seconds: float
    begun: bool


@dataclass(frozen=True, slots=True)
class _End:
    error: Exception | None


def within(
    source: Callable[[], Generator[Item, None, None]], *, first: float, total: float
) -> Generator[Item, None, None]:
    """Yield what the source yields; raises TooSlow, or what the source raises.

    `first` and `total` are seconds from now: for the first item, and for all of them.
    """
    items: queue.SimpleQueue[Item | _End] = queue.SimpleQueue()
    given_up = threading.Event()
    threading.Thread(target=_pump, args=(source, items, given_up), daemon=True).start()
    started, limit, begun = time.monotonic(), min(first, total), False
    try:
        while True:
            left = started + limit - time.monotonic()
            try:
                item = items.get(timeout=max(left, 0))
            except queue.Empty:
                raise TooSlow(limit, begun) from None
            if isinstance(item, _End):
                if item.error:
                    raise item.error
                return
            yield item
            limit, begun = total, True
    finally:
        given_up.set()


def _pump(
    source: Callable[[], Generator[Item, None, None]],
    items: "queue.SimpleQueue[Item | _End]",
    given_up: threading.Event,
) -> None:
    error: Exception | None = None
    try:
        with closing(source()) as iterator:
            for item in iterator:
                if given_up.is_set():
                    break
                items.put(item)
    except Exception as raised:  # noqa: BLE001  it is raised again in the thread that waits
        error = raised
    items.put(_End(error))
