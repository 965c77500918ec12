"""Clock: steps of work in, the seconds each took out."""

from rag.clock import Clock


def test_a_step_done_again_adds_to_what_it_took_and_keeps_its_place() -> None:
    clock = Clock()
    for name in ("write", "verify", "write"):
        with clock.step(name):
            pass

    assert list(clock.seconds) == ["write", "verify"]
    assert all(seconds >= 0 for seconds in clock.seconds.values())


def test_a_moment_that_never_came_is_not_written_down() -> None:
    clock = Clock()
    clock.mark("first_word", None)
    clock.mark("last_word", clock.now())

    assert list(clock.seconds) == ["last_word"]
