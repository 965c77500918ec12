"""Every file of an index, damaged in every way tried: it does not open, and opens when mended."""

import os
import shutil
from collections.abc import Callable
from functools import partial
from itertools import combinations
from pathlib import Path

import pytest

from tests.endurance.archives import write_many
from tests.endurance.builder import Builder
from tests.endurance.contents import content_at, content_of
from tests.endurance.damage import (
    assert_opens,
    assert_refused,
    files_of,
    flip,
    flipped,
    flips,
    keeping_times,
    lengths,
    mended,
    pointers,
    rewrite,
)
from tests.endurance.jobs import Job
from tests.tiny import build_tiny, open_tiny

pytestmark = pytest.mark.endurance

AT_ONCE = 60  # flips with nothing but an opening between them


@pytest.fixture(scope="module")
def files(place: Path) -> list[Path]:
    """The files of the index, as its build left them; reading may add files of its own."""
    build_tiny(write_many(place / "archive", 12), index=place / "index")
    found = files_of(place / "index")
    assert len(found) > 5
    assert_opens(place / "index")
    return found


@pytest.fixture
def index(place: Path, files: list[Path]) -> Path:
    """An index that every test damages and mends; its files must be known before it is opened."""
    del files
    return place / "index"


def test_a_flipped_bit_in_any_byte_is_caught(index: Path, files: list[Path]) -> None:
    for path in within_versions(files, index):
        assert_flips_are_caught(index, path)


def test_a_file_cut_short_or_made_longer_is_caught(index: Path, files: list[Path]) -> None:
    for path in within_versions(files, index):
        assert_other_lengths_are_caught(index, path)


def test_a_flipped_bit_in_what_names_the_current_version_is_caught(index: Path) -> None:
    for path in pointers(index):
        assert_flips_are_caught(index, path)


def test_what_names_the_current_version_cut_short_or_made_longer_is_caught(index: Path) -> None:
    for path in pointers(index):
        assert_other_lengths_are_caught(index, path)


def test_a_file_cut_or_appended_to_in_place_is_caught(
    index: Path, files: list[Path], builder: Builder
) -> None:
    """Each opening is in a process of its own: one that has mapped what is cut away would end."""
    for path in within_versions(files, index):
        size = path.stat().st_size
        for length in (0, size // 2, size - 1, size + 1):
            with mended(path):
                os.truncate(path, length)
                ended = builder.do(Job(index, reads=True))
                assert "IndexProblem" in ended.kinds, (path, length, ended)
                assert ended.hint
    assert builder.do(Job(index, reads=True)).done


def test_a_file_that_is_gone_or_is_something_else_is_caught(index: Path, files: list[Path]) -> None:
    ways: list[tuple[str, Callable[[Path], object], Callable[[Path], object]]] = [
        ("was deleted", lambda _: None, lambda _: None),
        ("was made a folder", Path.mkdir, Path.rmdir),
        ("was made a link to itself", lambda path: path.symlink_to(path.name), Path.unlink),
        ("was made a link to nothing", lambda path: path.symlink_to("nothing"), Path.unlink),
    ]
    for path in files:
        with mended(path):
            for way, spoil, clear in ways:
                path.unlink(missing_ok=True)
                spoil(path)
                try:
                    assert_refused(index, f"{path} {way}")
                finally:
                    clear(path)
        assert_opens(index)


def test_two_files_that_changed_places_are_caught(index: Path, files: list[Path]) -> None:
    for one, other in combinations(files, 2):
        with mended(one) as first, mended(other) as second:
            if first == second:
                continue
            rewrite(one, second)
            rewrite(other, first)
            assert_refused(index, f"{one} and {other} changed contents")
            beside = one.with_suffix(".beside")
            one.rename(beside)
            other.rename(one)
            beside.rename(other)
            assert_opens(index)
            one.rename(beside)
            other.rename(one)
            beside.rename(other)
            assert_refused(index, f"{one} and {other} changed names")
    assert_opens(index)


def test_a_flip_is_caught_though_the_time_of_modification_was_set_back(
    index: Path, files: list[Path]
) -> None:
    for path in files:
        for at, bit in some_flips(path):
            assert_opens(index)
            keeping_times(path, partial(flip, path, at, bit))
            try:
                assert_refused(index, f"{path} had bit {bit} of byte {at} flipped, its time set")
            finally:
                flip(path, at, bit)
    assert_opens(index)


def test_a_flip_right_after_an_opening_is_caught(index: Path, files: list[Path]) -> None:
    """Times of files are coarse: what is changed within a tick of being verified looks the same."""
    for path in files:
        for at, bit in some_flips(path):
            with flipped(path, at, bit):
                pass
            assert_opens(index)
            with flipped(path, at, bit):
                assert_refused(index, f"{path} had bit {bit} of byte {at} flipped at once")
    assert_opens(index)


def test_damage_while_a_reader_is_open_is_caught_at_the_next_opening(
    index: Path, files: list[Path]
) -> None:
    whole = content_at(index)
    for path in files:
        with open_tiny(index) as reader:
            with flipped(path, *some_flips(path)[0]):
                assert_refused(index, f"{path} was damaged while it was open")
            assert content_of(reader) == whole
    assert_opens(index)


def test_a_file_replaced_by_one_of_the_same_size_and_time_is_caught(
    index: Path, files: list[Path]
) -> None:
    for path in files:
        with mended(path) as content:
            beside = path.with_suffix(".beside")
            shutil.copy2(path, beside)
            keeping_times(beside, partial(flip, beside, len(content) // 2, 3))
            assert beside.stat().st_mtime_ns == path.stat().st_mtime_ns
            beside.replace(path)
            assert_refused(index, f"{path} was replaced")
        assert_opens(index)


def some_flips(path: Path) -> list[tuple[int, int]]:
    """Return places in the words of the file, and bits to flip there."""
    return list(flips(path.read_bytes(), path.name))[:AT_ONCE]


def within_versions(files: list[Path], index: Path) -> list[Path]:
    """Return the files but those that name the current version."""
    return [path for path in files if path not in pointers(index)]


def assert_flips_are_caught(index: Path, path: Path) -> None:
    """Flip bits of the file, one at a time, each time holding that the index does not open."""
    for at, bit in flips(path.read_bytes(), path.name):
        with flipped(path, at, bit):
            assert_refused(index, f"{path} had bit {bit} of byte {at} flipped")
    assert_opens(index)


def assert_other_lengths_are_caught(index: Path, path: Path) -> None:
    """Cut the file and append to it, each time holding that the index does not open."""
    with mended(path) as content:
        for length in lengths(len(content)):
            rewrite(path, content[:length])
            assert_refused(index, f"{path} was cut to {length} of {len(content)} bytes")
        for added in (b"\0", b"\n", b" ", content or b"x"):
            rewrite(path, content + added)
            assert_refused(index, f"{path} had {len(added)} bytes appended")
    assert_opens(index)
