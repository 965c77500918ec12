"""Readers at work while versions are switched: each sees one whole version, the newest it can."""

import threading
from pathlib import Path

import pytest

from index.reader import IndexReader
from tests.endurance.archives import State, write_state
from tests.endurance.builder import Builder, reached
from tests.endurance.contents import Content, content_digest, content_of
from tests.endurance.jobs import Ended, Job
from tests.tiny import open_tiny

pytestmark = pytest.mark.endurance

SWITCHES = 20
READERS = 2
STATES: tuple[State, State] = ("old", "new")


class Reading(threading.Thread):
    """Opens the index and reads all of it, again and again; keeps what it saw and what it raised.

    It holds each reader until the one after has been opened, and then reads with it once more.
    """

    def __init__(self, index: Path) -> None:
        super().__init__()
        self._index = index
        self._over = threading.Event()
        self.seen: list[tuple[str, Content, Content]] = []
        self.raised: list[BaseException] = []

    def run(self) -> None:
        """Read until stopped or until something goes wrong."""
        try:
            held = open_tiny(self._index)
            first = content_of(held)
            while not self._over.is_set():
                reader = open_tiny(self._index)
                content = content_of(reader)
                self.seen.append((held.name, first, content_of(held)))
                held.close()
                held, first = reader, content
            held.close()
        except BaseException as error:  # noqa: BLE001 - the test raises it again
            self.raised.append(error)

    def stop(self) -> None:
        """Let it end, and wait for it."""
        self._over.set()
        self.join()


def test_readers_see_one_whole_version_at_a_time_while_it_is_switched(
    place: Path, builder: Builder
) -> None:
    index = place / "switched"
    archives = [write_state(place / state, state) for state in STATES]
    contents = [brought(builder, index, archive) for archive in archives]
    readers = [Reading(index) for _ in range(READERS)]
    for one in readers:
        one.start()
    try:
        for turn in range(SWITCHES):
            assert builder.do(Job(index, (archives[turn % 2],), replace=True)).done
            with open_tiny(index) as reader:
                assert content_of(reader) == contents[turn % 2]
    finally:
        for one in readers:
            one.stop()

    for one in readers:
        for error in one.raised:
            raise error
        assert len(one.seen) > 2
        names = [name for name, _, _ in one.seen]
        assert names == sorted(names)
        for _, at_first, later in one.seen:
            assert at_first in contents
            assert later == at_first


@pytest.mark.parametrize("used", [True, False])
def test_a_reader_reads_on_when_its_version_is_long_gone(
    place: Path, builder: Builder, used: bool
) -> None:
    index = place / f"gone-{used}"
    archives = [write_state(place / state, state) for state in STATES]
    content = brought(builder, index, archives[0])
    with open_tiny(index) as reader:
        if used:
            assert content_of(reader) == content
        for turn in range(5):
            assert builder.do(Job(index, (archives[(turn + 1) % 2],), replace=True)).done
        assert not version_is_there(index, reader)
        assert content_of(reader) == content
        with open_tiny(index) as later:
            assert later.name > reader.name
            assert content_of(later) != content


def test_an_index_opens_whole_whatever_is_switched_while_it_is_being_opened(
    place: Path, builder: Builder, another_builder: Builder, gate: Path
) -> None:
    """The opening stands still before each of its file operations while three builds go by."""
    index = place / "opening"
    archives = [write_state(place / state, state) for state in STATES]
    digests: dict[State, str] = {}
    for state, archive in zip(STATES, archives, strict=True):
        assert builder.do(Job(index, (archive,), replace=True)).done
        with open_tiny(index) as reader:
            digests[state] = content_digest(reader)
    undisturbed = another_builder.do(Job(index, reads=True))
    assert undisturbed.content == digests["new"]

    failed: dict[int, Ended] = {}
    for at in range(1, undisturbed.operations + 1):
        another_builder.start(Job(index, reads=True, gate=gate, waits_at=at))
        reached(gate)
        for archive in (archives[0], archives[1], archives[0]):
            assert builder.do(Job(index, (archive,), replace=True)).done
        gate.unlink()
        ended = another_builder.ended()
        if not ended.done or ended.content not in digests.values():
            failed[at] = ended
    assert failed == {}


def brought(builder: Builder, index: Path, archive: Path) -> Content:
    """Let the index hold this archive alone, and return its content."""
    assert builder.do(Job(index, (archive,), replace=True)).done
    with open_tiny(index) as reader:
        return content_of(reader)


def version_is_there(index: Path, reader: IndexReader) -> bool:
    """Whether the index folder still has the version that this reader reads."""
    return any(path.name == reader.name for path in index.rglob("*"))
