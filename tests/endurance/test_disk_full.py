"""A disk that fills while an index is built: the build says so, and the index is as it was.

The room left grows from nothing to a page less than what the build takes, so that it runs out at
each of the files in turn.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.endurance.archives import State, write_state
from tests.endurance.builder import Builder
from tests.endurance.contents import Content, content_at
from tests.endurance.disks import PAGE, Disk, small_disk
from tests.endurance.jobs import Ended, Job
from tests.endurance.kills import Extent

pytestmark = pytest.mark.endurance

PARTS = (0.0, 0.1, 0.25, 0.3, 0.4, 0.5, 0.7, 0.9, 0.97)  # of the room it takes
SHORT = (2, 1)  # pages less than the room it takes
ROOMS = (*PARTS, *SHORT)
SOME_ROOMS = (0.0, 0.3, 0.5, 1)


@dataclass(frozen=True, slots=True)
class Tight:
    """A disk, and how many bytes a first build and an update take on it."""

    disk: Disk
    archive: Path
    contents: dict[State, Content]
    takes: dict[State, int]

    @property
    def index(self) -> Path:
        """Where the index is."""
        return self.disk.folder / "index"

    def leave(self, state: State, room: float) -> None:
        """Leave a part of what a build of the state takes, or some whole pages less."""
        takes = self.takes[state]
        self.disk.leave(int(takes * room) if room < 1 else takes - int(room) * PAGE)


@pytest.fixture(scope="module")
def tight(tmp_path_factory: pytest.TempPathFactory, builder: Builder) -> Iterator[Tight]:
    folder = tmp_path_factory.mktemp("disk")
    with small_disk(folder / "small", megabytes=16) as disk:
        tight = Tight(disk, folder / "archive", {}, {})
        states: tuple[State, State] = ("old", "new")
        for state in states:
            before = disk.room
            assert brought(builder, tight, state).done
            tight.takes[state] = before - disk.room
            found = content_at(tight.index)
            assert found
            tight.contents[state] = found
        yield tight


@pytest.mark.parametrize("room", ROOMS)
def test_a_first_build_that_fills_the_disk_leaves_no_index_and_succeeds_with_more_room(
    tight: Tight, builder: Builder, room: float
) -> None:
    shutil.rmtree(tight.index)
    tight.leave("old", room)

    ended = brought(builder, tight, "old")

    assert not ended.done
    assert content_at(tight.index) is None
    tight.disk.free()
    assert brought(builder, tight, "old").done
    assert content_at(tight.index) == tight.contents["old"]


@pytest.mark.parametrize("room", ROOMS)
def test_an_update_that_fills_the_disk_leaves_the_old_version_and_succeeds_with_more_room(
    tight: Tight, builder: Builder, room: float
) -> None:
    stands(builder, tight)
    before = Extent.of(tight.index)
    tight.leave("new", room)

    ended = brought(builder, tight, "new")

    assert not ended.done
    assert Extent.of(tight.index).within(before)
    assert content_at(tight.index) == tight.contents["old"]
    tight.disk.free()
    assert brought(builder, tight, "new").done
    assert content_at(tight.index) == tight.contents["new"]


@pytest.mark.parametrize("room", ROOMS)
def test_a_build_that_fills_the_disk_says_that_there_is_no_space(
    tight: Tight, builder: Builder, room: float
) -> None:
    stands(builder, tight)
    tight.leave("new", room)

    ended = brought(builder, tight, "new")

    tight.disk.free()
    assert "PressmarkError" in ended.kinds, (ended.step, ended.error, ended.message)
    assert "\n" not in ended.message
    assert "space" in ended.message + ended.hint
    assert ended.hint


@pytest.mark.parametrize("room", SOME_ROOMS)
def test_the_command_tells_of_a_full_disk_in_a_line_and_a_hint(
    tight: Tight, builder: Builder, room: float
) -> None:
    stands(builder, tight)
    tight.leave("new", room)

    ended = brought(builder, tight, "new", commands=True)

    tight.disk.free()
    assert (ended.status, ended.out) == (2, "")
    error, hint = ended.err.splitlines()
    assert error.startswith("error: ")
    assert hint.startswith("hint: ")
    assert "unexpected" not in error
    assert "space" in ended.err


def brought(builder: Builder, tight: Tight, state: State, *, commands: bool = False) -> Ended:
    """Bring a state of the archive into the index on the small disk."""
    archive = write_state(tight.archive, state)
    return builder.do(Job(tight.index, (archive,), commands=commands))


def stands(builder: Builder, tight: Tight) -> None:
    """Let the old version, and it alone, stand on a disk with room."""
    tight.disk.free()
    shutil.rmtree(tight.index)
    assert brought(builder, tight, "old").done
