"""within: something that yields slowly in, the same with a limit to waiting out."""

import threading
from collections.abc import Generator

import pytest

from rag.writer.timing import TooSlow, within


def test_what_comes_in_time_comes_in_order() -> None:
    def source() -> Generator[int, None, None]:
        yield from [1, 2, 3]

    assert list(within(source, first=5, total=5)) == [1, 2, 3]


def test_nothing_in_time_is_too_slow_and_the_source_is_closed_once_it_yields() -> None:
    go_on, closed = threading.Event(), threading.Event()

    def source() -> Generator[int, None, None]:
        try:
            go_on.wait(5)
            yield 1
        finally:
            closed.set()

    with pytest.raises(TooSlow) as caught:
        next(within(source, first=0.01, total=5))

    assert (caught.value.seconds, caught.value.begun) == (0.01, False)
    go_on.set()
    assert closed.wait(5)


def test_the_whole_has_a_limit_of_its_own() -> None:
    go_on = threading.Event()

    def source() -> Generator[int, None, None]:
        yield 1
        go_on.wait(5)

    items = within(source, first=5, total=0.05)
    assert next(items) == 1
    with pytest.raises(TooSlow) as caught:
        next(items)
    go_on.set()
    assert caught.value.begun


def test_what_the_source_raises_is_raised_where_it_is_waited_for() -> None:
    def source() -> Generator[int, None, None]:
        yield 1
        raise OSError("gone")

    items = within(source, first=5, total=5)
    assert next(items) == 1
    with pytest.raises(OSError, match="gone"):
        next(items)


def test_a_source_that_nobody_waits_for_any_more_is_closed() -> None:
    closed, first = threading.Event(), threading.Event()

    def source() -> Generator[int, None, None]:
        try:
            yield 1
            first.wait(5)
            yield 2
            yield 3
        finally:
            closed.set()

    items = within(source, first=5, total=5)
    next(items)
    items.close()
    first.set()
    assert closed.wait(5)
