"""Two builders of one index: one holds the lock, the other is told, and what comes out is whole."""

import os
import shutil
import signal
from pathlib import Path
from random import Random

import pytest

from tests.endurance.archives import write_state
from tests.endurance.builder import Builder, reached
from tests.endurance.contents import Content, content_at
from tests.endurance.jobs import Ended, Job

pytestmark = pytest.mark.endurance

ROUNDS = 12
LATEST = 0.15  # seconds that one begins after the other


@pytest.fixture(scope="module")
def archives(place: Path) -> tuple[Path, Path]:
    """Two archives that hold different articles."""
    return write_state(place / "one", "old"), write_state(place / "two", "new")


@pytest.fixture(scope="module")
def contents(place: Path, builder: Builder, archives: tuple[Path, Path]) -> list[Content]:
    """What an index of each archive says."""
    found = []
    for archive in archives:
        assert builder.do(Job(place / "alone", (archive,), replace=True)).done
        content = content_at(place / "alone")
        assert content
        found.append(content)
    assert found[0] != found[1]
    return found


@pytest.fixture
def index(place: Path) -> Path:
    """Where an index may be built; nothing is there yet."""
    shutil.rmtree(place / "index", ignore_errors=True)
    return place / "index"


def test_while_one_builds_another_is_told_that_the_index_is_busy(
    builder: Builder,
    another_builder: Builder,
    archives: tuple[Path, Path],
    contents: list[Content],
    index: Path,
    gate: Path,
) -> None:
    builder.start(Job(index, archives[:1], gate=gate))
    reached(gate)

    refused = another_builder.do(Job(index, archives[1:], replace=True))
    said = another_builder.do(Job(index, archives[1:], replace=True, commands=True))
    gate.unlink()

    assert refused.error == "IndexBusy"
    assert refused.hint
    assert (said.status, said.out) == (2, "")
    error, hint = said.err.splitlines()
    assert error.startswith("error: ")
    assert hint.startswith("hint: ")
    assert "unexpected" not in error
    assert builder.ended().done
    assert content_at(index) == contents[0]


def test_the_lock_is_free_once_its_holder_is_killed(
    builder: Builder,
    another_builder: Builder,
    archives: tuple[Path, Path],
    contents: list[Content],
    index: Path,
    gate: Path,
) -> None:
    builder.start(Job(index, archives[:1], gate=gate))
    os.kill(reached(gate), signal.SIGKILL)
    assert builder.ended().killed

    assert another_builder.do(Job(index, archives[1:], replace=True)).done
    assert content_at(index) == contents[1]


def test_of_two_that_begin_together_what_comes_out_is_that_of_one(
    builder: Builder,
    another_builder: Builder,
    archives: tuple[Path, Path],
    contents: list[Content],
    index: Path,
) -> None:
    moments = Random("together")  # noqa: S311 - moments, not secrets
    for _ in range(ROUNDS):
        builder.start(Job(index, archives[:1], replace=True, pause=moments.uniform(0, 0.001)))
        another_builder.start(
            Job(index, archives[1:], replace=True, pause=moments.uniform(0, 0.001))
        )
        endings = [builder.ended(), another_builder.ended()]

        assert any(one.done for one in endings)
        for one in endings:
            assert one.done or one.error == "IndexBusy", one
        assert content_at(index) in [contents[at] for at in won(endings)]


def won(endings: list[Ended]) -> list[int]:
    """Return which of the builds were done."""
    return [at for at, one in enumerate(endings) if one.done]
