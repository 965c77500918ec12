"""bfloat16 is chosen where it is faster and as good as the same, on scripted speeds."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from index.precision import Precision, compare_precisions

SAMPLE = ["a", "b" * 40, "c" * 90, "d" * 5]


class Clock:
    """Tells the seconds that encoders spent."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Scripted:
    """Takes so many seconds a text; its vectors stand so far off, further beside other texts."""

    def __init__(
        self, clock: Clock, seconds: float, *, off: float = 0.0, beside: float = 0.0
    ) -> None:
        self._clock, self._seconds, self._off, self._beside = clock, seconds, off, beside
        self.asked: list[int] = []

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked.append(len(texts))
        self._clock.now += self._seconds * len(texts)
        angle = self._off + (self._beside if len(texts) == 2 else 0)
        vector = np.array([np.cos(angle), np.sin(angle)], dtype=np.float32)
        return np.tile(vector, (len(texts), 1))


def chosen(seconds: float, *, off: float = 0.0, beside: float = 0.0) -> Precision:
    clock = Clock()
    rounded = Scripted(clock, seconds, off=off, beside=beside)
    return compare_precisions(SAMPLE, exact=Scripted(clock, 1), rounded=rounded, clock=clock)


def test_bfloat16_is_chosen_where_it_is_faster_and_as_good() -> None:
    assert chosen(0.5, off=0.01) == Precision("bfloat16", 2.0, 0.99995)


@pytest.mark.parametrize(
    ("seconds", "off", "beside"),
    [(0.9, 0.0, 0.0), (0.5, 0.02, 0.0), (0.5, 0.0, 0.02), (0.5, float("nan"), 0.0)],
    ids=["hardly faster", "far off", "depends on its batch", "not a number"],
)
def test_float32_stays_otherwise(seconds: float, off: float, beside: float) -> None:
    found = chosen(seconds, off=off, beside=beside)
    assert found.name == "float32"
    assert found.speedup > 0


def test_a_processor_without_bfloat16_is_not_waited_for() -> None:
    clock = Clock()
    rounded = Scripted(clock, 9)
    found = compare_precisions(SAMPLE, exact=Scripted(clock, 1), rounded=rounded, clock=clock)
    assert found == Precision("float32", 0.111, 1.0)
    assert rounded.asked.count(len(SAMPLE)) == 2  # once to warm up, once timed


def test_of_a_large_sample_some_are_tried_the_shortest_and_the_longest_among_them() -> None:
    clock, seen = Clock(), list[str]()

    def exact(texts: Sequence[str]) -> NDArray[np.float32]:
        seen.extend(texts)
        return Scripted(clock, 1)(texts)

    compare_precisions(
        ["x" * length for length in range(1, 1000)],
        exact=exact,
        rounded=Scripted(clock, 1),
        clock=clock,
    )
    assert len(set(seen)) == 24
    assert {"x", "x" * 999} <= set(seen)


def test_without_a_sample_nothing_is_tried() -> None:
    clock = Clock()
    assert compare_precisions([], exact=Scripted(clock, 1), rounded=Scripted(clock, 1)) == (
        Precision("float32", 0.0, 0.0)
    )


def test_other_precisions_are_refused() -> None:
    with pytest.raises(ValueError, match="not int8"):
        Precision("int8")
