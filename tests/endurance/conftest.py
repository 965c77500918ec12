"""What the endurance tests share: builders that may be killed, and the count of those that were."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.endurance.builder import Builder
from tests.endurance.kills import Kills

_KILLS = Kills()
_MEMORY = Path("/dev/shm")  # noqa: S108 - where forcing files to disk takes no time


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell where the kills landed."""
    if _KILLS.all:
        terminalreporter.section(f"{len(_KILLS.all)} builds killed")
        for line in _KILLS.table():
            terminalreporter.write_line(line)


@pytest.fixture
def kills() -> Kills:
    """The kills of this run, to add to."""
    return _KILLS


@pytest.fixture(scope="module")
def builder() -> Iterator[Builder]:
    """A process that builds."""
    with Builder() as one:
        yield one


@pytest.fixture(scope="module")
def another_builder() -> Iterator[Builder]:
    """A second process that builds."""
    with Builder() as one:
        yield one


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder for an archive and its indexes, in memory where that can be had.

    What a killed process wrote is there for the next one, on a disk as in memory.
    """
    memory = _MEMORY if os.access(_MEMORY, os.W_OK) else None
    with TemporaryDirectory(prefix="pressmark-", dir=memory) as folder:
        yield Path(folder)


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    """Where a builder stands and waits; it goes on when the file is removed."""
    return tmp_path / "gate"
