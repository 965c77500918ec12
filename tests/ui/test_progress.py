"""ProgressLine: work done in, how much, how fast and how much longer out."""

import io
from collections.abc import Iterator

import pytest

from ui.progress import ProgressLine


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def shown(stream: io.StringIO) -> list[str]:
    """Each line as a reader sees it, rewritten or not."""
    return [line.rstrip() for line in stream.getvalue().replace("\r", "\n").split("\n") if line]


def steps(line: ProgressLine, clock: Clock, *, every: float, total: int = 10) -> Iterator[int]:
    """Do a step's work, one thing each so many seconds."""
    line("embedding", 0, total, share=0)
    for done in range(1, total + 1):
        clock.now += every
        line("embedding", done, total, share=done / total)
        yield done


def test_a_terminal_is_shown_how_much_how_fast_and_how_much_longer(clock: Clock) -> None:
    stream = Terminal()
    line = ProgressLine(stream, clock=clock)

    line("embedding", 0, 4_000, share=0)
    clock.now += 10
    line("embedding", 1_000, 4_000, share=0.25)

    assert shown(stream) == ["embedding 1,000 of 4,000 · 100/s · 30 s left"]


def test_the_time_left_is_told_by_the_share_of_the_work_and_not_by_the_count(clock: Clock) -> None:
    stream = Terminal()
    line = ProgressLine(stream, clock=clock)

    line("embedding", 0, 4, share=0)
    clock.now += 10
    line("embedding", 3, 4, share=0.1)

    assert shown(stream)[-1].endswith("· 90 s left") or shown(stream)[-1].endswith("· 2 min left")


@pytest.mark.parametrize(
    ("seconds", "left"), [(10, "10 s"), (59, "59 s"), (600, "10 min"), (7_200, "2.0 h")]
)
def test_the_time_left_is_in_the_unit_a_reader_thinks_in(
    seconds: int, left: str, clock: Clock
) -> None:
    stream = Terminal()
    line = ProgressLine(stream, clock=clock)

    line("embedding", 0, 2, share=0)
    clock.now += seconds
    line("embedding", 1, 2, share=0.5)

    assert shown(stream)[-1].endswith(f"· {left} left")


def test_a_terminal_line_is_rewritten_in_place_and_covers_the_one_before(clock: Clock) -> None:
    stream = Terminal()
    line = ProgressLine(stream, clock=clock)

    list(steps(line, clock, every=1))
    line.close()

    first, *drawn = stream.getvalue().split("\r")
    assert first == ""
    assert len(drawn) == 10
    assert {len(one.removesuffix("\n")) for one in drawn} == {78}
    assert stream.getvalue().count("\n") == 1


def test_a_terminal_is_not_rewritten_more_often_than_an_eye_can_follow(clock: Clock) -> None:
    stream = Terminal()

    list(steps(ProgressLine(stream, clock=clock), clock, every=0.05, total=100))

    assert 0 < len(shown(stream)) <= 100 * 0.05 / 0.2 + 1


def test_a_log_gets_a_line_every_ten_seconds_and_no_carriage_return(clock: Clock) -> None:
    stream = io.StringIO()

    list(steps(ProgressLine(stream, clock=clock), clock, every=1, total=25))

    assert "\r" not in stream.getvalue()
    assert shown(stream) == [
        "embedding 10 of 25 · 1/s · 15 s left",
        "embedding 20 of 25 · 1/s · 5 s left",
        "embedding 25 of 25 · 1/s",
    ]


def test_a_step_that_is_done_at_once_is_not_shown(clock: Clock) -> None:
    for stream in (io.StringIO(), Terminal()):
        line = ProgressLine(stream, clock=clock)
        line("reading", 1, 1, share=1)
        line.close()

        assert stream.getvalue() == ""


def test_no_rate_is_told_before_it_means_anything(clock: Clock) -> None:
    stream = Terminal()
    line = ProgressLine(stream, clock=clock)

    line("reading", 0, 9, share=0)
    clock.now += 0.3
    line("reading", 1, 9, share=1 / 9)

    assert shown(stream) == ["reading 1 of 9"]


def test_the_end_of_a_step_that_was_shown_is_shown_without_time_left(clock: Clock) -> None:
    stream = Terminal()

    list(steps(ProgressLine(stream, clock=clock), clock, every=1, total=2))

    assert shown(stream)[-1] == "embedding 2 of 2 · 1/s"


def test_each_step_begins_a_line_and_a_clock_of_its_own(clock: Clock) -> None:
    stream = Terminal()
    line = ProgressLine(stream, clock=clock)

    list(steps(line, clock, every=5, total=2))
    line("indexing words", 0, 2, share=0)
    clock.now += 1
    line("indexing words", 1, 2, share=0.5)

    before, after = stream.getvalue().split("\n")
    assert "embedding 2 of 2" in before
    assert after.strip() == "indexing words 1 of 2 · 1/s · 1 s left"
