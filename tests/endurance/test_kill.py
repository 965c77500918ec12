"""`kill -9` at any moment of a build: the index is as it was or as it was to be, and goes on.

`PRESSMARK_SEED` chooses other moments.
"""

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from tests.endurance.archives import State, write_state
from tests.endurance.builder import Builder
from tests.endurance.contents import Content, content_at
from tests.endurance.jobs import Ended, Job
from tests.endurance.kills import NO_STEP, Extent, Kill, Kills, Landed

pytestmark = pytest.mark.endurance

SEED = os.environ.get("PRESSMARK_SEED", "1931")
FIRST, UPDATES, REBUILDS = 25, 65, 10  # 100 kills
LATEST = 1.1  # of the time that a whole build takes
PAUSE = 0.004  # seconds that the embedder takes for a text
NEXT: dict[State, State] = {"old": "new", "new": "old"}


@dataclass(frozen=True, slots=True)
class Whole:
    """What builds that nobody killed give: contents, seconds, and the room the index takes."""

    contents: dict[State, Content]
    first: float
    update: float
    rebuild: float
    extent: Extent


@pytest.fixture(scope="module")
def whole(place: Path, builder: Builder) -> Whole:
    """The two states of the archive, each built twice; they differ, and come out the same."""
    contents: dict[State, Content] = {}
    seconds: dict[str, float] = {}
    extent = Extent(0, 0)
    kinds: list[tuple[str, State]] = [
        ("warm", "old"), ("first", "old"), ("update", "new"), ("back", "old"), ("update", "new"),
        ("rebuild", "new"),
    ]  # fmt: skip
    for kind, state in kinds:
        if kind == "first":
            shutil.rmtree(place / "whole")
        ended = build(builder, place, place / "whole", state)
        assert ended.done, ended
        seconds[kind] = ended.seconds
        found = content_at(place / "whole")
        assert found
        assert contents.setdefault(state, found) == found
        now = Extent.of(place / "whole")
        extent = Extent(max(extent.entries, now.entries), max(extent.size, now.size))
    assert contents["old"] != contents["new"]
    for content in contents.values():
        for held in (content.by_words, content.by_meaning, content.by_both):
            assert [len(places) for places in held].count(1) > len(held) / 2
    shutil.rmtree(place / "whole")
    return Whole(contents, seconds["first"], seconds["update"], seconds["rebuild"], extent)


def test_a_first_build_killed_at_a_random_moment_leaves_no_index_or_a_whole_one(
    place: Path, builder: Builder, whole: Whole, kills: Kills
) -> None:
    index = place / "first"
    moments = Random(f"{SEED} first")  # noqa: S311 - moments, not secrets
    for number in range(FIRST):
        after = moments.uniform(0, LATEST * whole.first)
        with told(f"first build {number}, seed {SEED}, killed after {after:.4f} s"):
            stood = struck(
                build(builder, place, index, "old", killed_after=after),
                index, old=None, new=whole.contents["old"], kind="first", kills=kills,
            )  # fmt: skip
            assert Extent.of(index).within(whole.extent, times=2)
            if stood:
                assert_whole_after_another_build(place, builder, index, whole, "old")
                shutil.rmtree(index)
    assert_whole_after_another_build(place, builder, index, whole, "old")


def test_an_update_killed_at_a_random_moment_leaves_the_old_version_or_the_new_one(
    place: Path, builder: Builder, whole: Whole, kills: Kills
) -> None:
    index = place / "update"
    moments = Random(f"{SEED} update")  # noqa: S311
    state: State = "old"
    assert_whole_after_another_build(place, builder, index, whole, state)
    for number in range(UPDATES):
        before, state = state, NEXT[state]
        after = moments.uniform(0, LATEST * whole.update)
        with told(f"update {number}, seed {SEED}, killed after {after:.4f} s"):
            struck(
                build(builder, place, index, state, killed_after=after),
                index, old=whole.contents[before], new=whole.contents[state], kind="update",
                kills=kills,
            )  # fmt: skip
            assert Extent.of(index).within(whole.extent, times=2)
            assert_whole_after_another_build(place, builder, index, whole, state)


def test_a_rebuild_of_what_is_there_killed_at_a_random_moment_changes_nothing(
    place: Path, builder: Builder, whole: Whole, kills: Kills
) -> None:
    index = place / "rebuild"
    moments = Random(f"{SEED} rebuild")  # noqa: S311
    assert_whole_after_another_build(place, builder, index, whole, "old")
    for number in range(REBUILDS):
        after = moments.uniform(0, LATEST * whole.rebuild)
        with told(f"rebuild {number}, seed {SEED}, killed after {after:.4f} s"):
            struck(
                build(builder, place, index, "old", killed_after=after),
                index, old=whole.contents["old"], new=whole.contents["old"], kind="rebuild",
                kills=kills,
            )  # fmt: skip
            assert Extent.of(index).within(whole.extent, times=2)
    assert_whole_after_another_build(place, builder, index, whole, "old")


def test_an_update_killed_before_any_of_its_file_operations_leaves_the_old_version_or_the_new_one(
    place: Path, builder: Builder, whole: Whole, kills: Kills
) -> None:
    index = place / "operations"
    assert_whole_after_another_build(place, builder, index, whole, "old")
    assert_whole_after_another_build(place, builder, index, whole, "new")
    state: State = "new"
    number, ended = 0, Ended(killed=True, step="", seconds=0)
    while ended.killed:
        before, state, number = state, NEXT[state], number + 1
        with told(f"killed before file operation {number}"):
            ended = build(builder, place, index, state, pause=0, dies_at=number)
            struck(
                ended, index, old=whole.contents[before], new=whole.contents[state],
                kind="operation", kills=kills if ended.killed else Kills(),
            )  # fmt: skip
            assert Extent.of(index).within(whole.extent, times=2)
            assert_whole_after_another_build(place, builder, index, whole, state)
    assert ended.done
    assert number > 20
    assert {one.landed for one in kills.all if one.kind == "operation"} == {
        "before the switch", "after the switch",
    }  # fmt: skip


def build(
    builder: Builder,
    place: Path,
    index: Path,
    state: State,
    *,
    pause: float = PAUSE,
    killed_after: float | None = None,
    dies_at: int = 0,
) -> Ended:
    """Bring a state of the archive into the index."""
    archive = write_state(place / "archive", state)
    return builder.do(
        Job(index, (archive,), pause=pause, killed_after=killed_after, dies_at=dies_at)
    )


def struck(
    ended: Ended, index: Path, *, old: Content | None, new: Content, kind: str, kills: Kills
) -> Content | None:
    """Hold that the index is what it was or what it was to be, and return what it is."""
    assert ended.killed or ended.done, ended
    found = content_at(index)
    assert found in (old, new)
    if not ended.killed:
        assert found == new
    kills.all.append(Kill(kind, ended.step or NO_STEP, _landed(ended, found, old, new)))
    return found


def assert_whole_after_another_build(
    place: Path, builder: Builder, index: Path, whole: Whole, state: State
) -> None:
    """Hold that one more build brings the state in, and leaves nothing else lying about."""
    ended = build(builder, place, index, state, pause=0)
    assert ended.done, ended
    assert content_at(index) == whole.contents[state]
    assert Extent.of(index).within(whole.extent)


@contextlib.contextmanager
def told(moment: str) -> Iterator[None]:
    """Say with whatever fails which moment it was."""
    try:
        yield
    except BaseException as error:
        error.add_note(moment)
        raise


def _landed(ended: Ended, found: Content | None, old: Content | None, new: Content) -> Landed:
    if not ended.killed:
        return "too late"
    if old == new:
        return "with nothing to switch"
    return "after the switch" if found == new else "before the switch"
