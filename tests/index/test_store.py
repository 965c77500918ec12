"""The store: whole versions beside each other, one of them current."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import store
from index.errors import (
    IndexBusy,
    IndexDamaged,
    IndexMissing,
    IndexOutdated,
    IndexProblem,
)
from index.manifest import read_manifest
from index.store import building, current_folder, number_of, open_current, versions
from index.version import Version
from tests.tiny import build_tiny, listed_ids, open_tiny, write_files

FILES = {
    "one.md": "---\nid: one\n---\n# Ferry sails\n\nIt left at nine.\n\nIt was full.",
    "two.md": "---\nid: two\n---\n# Bakery closes\n\nFlour is dear.",
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a version that is whole; tests damage copies of it."""
    folder = tmp_path_factory.mktemp("whole")
    build_tiny(write_files(folder / "archive", FILES), index=folder / "index")
    return current_folder(folder / "index")


def stored_files(version: Path) -> list[Path]:
    return sorted(path for path in version.rglob("*") if path.is_file())


def damaged(path: Path, how: str, at: float, bit: int) -> None:
    content = bytearray(path.read_bytes())
    place = int(at * (len(content) - 1))
    if how == "flip":
        content[place] ^= 1 << bit
    elif how == "cut":
        del content[place:]
    else:
        content += bytes([bit])
    path.write_bytes(content)


DAMAGE = (st.sampled_from(["flip", "cut", "append"]), st.floats(0, 1), st.integers(0, 7))


@given(st.data(), *DAMAGE)
def test_damage_to_any_byte_of_any_file_is_caught_on_opening(
    whole: Path,
    tmp_path_factory: pytest.TempPathFactory,
    data: st.DataObject,
    how: str,
    at: float,
    bit: int,
) -> None:
    version = tmp_path_factory.mktemp("damaged") / "000001"
    shutil.copytree(whole, version)
    files = [
        path
        for path in stored_files(version)
        if path.name != "manifest.json" and path.stat().st_size
    ]
    path = data.draw(st.sampled_from(files))
    damaged(path, how, at, bit)
    with pytest.raises(IndexDamaged, match=path.name) as caught:
        Version(version)
    assert caught.value.hint


@given(*DAMAGE)
def test_damage_to_any_byte_of_the_manifest_is_caught_on_opening(
    whole: Path, tmp_path_factory: pytest.TempPathFactory, how: str, at: float, bit: int
) -> None:
    index = tmp_path_factory.mktemp("damaged") / "index"
    shutil.copytree(whole.parent.parent, index)
    damaged(current_folder(index) / "manifest.json", how, at, bit)
    with pytest.raises(IndexProblem):
        Version(current_folder(index))


def test_any_missing_file_is_caught_on_opening(whole: Path, tmp_path: Path) -> None:
    written = [whole / name for name in read_manifest(whole).files]
    for number, original in enumerate([whole / "manifest.json", *written]):
        version = tmp_path / f"{number:06d}"
        shutil.copytree(whole, version)
        (version / original.relative_to(whole)).unlink()
        with pytest.raises(IndexDamaged, match=original.name):
            Version(version)


def test_where_nothing_was_built_there_is_no_index(index: Path) -> None:
    with pytest.raises(IndexMissing, match="no index at") as caught:
        current_folder(index)
    assert "pressmark index build" in caught.value.hint


@pytest.mark.parametrize(
    "content", [b"", b"000009-0123456789abcdef\n", b"../../elsewhere\n", b"\xff\xfe"]
)
def test_a_pointer_to_no_version_is_damage(whole: Path, index: Path, content: bytes) -> None:
    shutil.copytree(whole.parent.parent, index)
    (index / "CURRENT").write_bytes(content)
    with pytest.raises(IndexDamaged, match="CURRENT") as caught:
        current_folder(index)
    assert caught.value.hint


def test_only_one_build_at_a_time(archive: Path, index: Path) -> None:
    write_files(archive, FILES)
    with building(index), pytest.raises(IndexBusy, match="another build") as caught:
        build_tiny(archive, index=index)
    assert caught.value.hint
    assert build_tiny(archive, index=index).added == 2


def test_an_index_of_the_first_format_is_to_be_upgraded(index: Path) -> None:
    write_files(index, {"CURRENT": "000007 " + "ab" * 16 + "\n"})
    with pytest.raises(IndexOutdated, match="format 1") as caught:
        current_folder(index)
    assert "pressmark index upgrade" in caught.value.hint


def test_a_reader_that_finds_its_version_swept_opens_the_next(
    archive: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_tiny(write_files(archive, FILES), index=index)
    first = current_folder(index)
    write_files(archive, {"three.md": "---\nid: three\n---\nWords."})
    build_tiny(archive, index=index, keep=1)
    found, named = iter([first]), iter([b"what CURRENT said then"])
    folder, pointer = store.current_folder, store._named
    monkeypatch.setattr(store, "current_folder", lambda index: next(found, folder(index)))
    monkeypatch.setattr(store, "_named", lambda index: next(named, pointer(index)))
    opened = open_current(index)
    assert opened.folder == current_folder(index) != first
    opened.close()


def test_a_version_that_was_not_switched_in_is_removed(index: Path) -> None:
    with building(index) as folder:
        (folder / "half").write_text("written")
    assert list((index / "versions").iterdir()) == []


def test_what_a_killed_build_left_is_swept_by_the_next(archive: Path, index: Path) -> None:
    build_tiny(write_files(archive, FILES), index=index)
    write_files(index, {"building/vectors/000000.faiss": "half", "CURRENT.new": "000007\n"})
    assert listed_ids(index) == ["one", "two"]
    write_files(archive, {"three.md": "---\nid: three\n---\nWords."})
    build_tiny(archive, index=index)
    assert listed_ids(index) == ["one", "three", "two"]
    assert not (index / "building").exists()
    assert len(versions(index)) == 2


@pytest.mark.parametrize("keep", [1, 2, 3])
def test_so_many_versions_are_kept_and_older_ones_go(archive: Path, index: Path, keep: int) -> None:
    built = []
    for number in range(4):
        write_files(archive, {f"{number}.txt": f"Words {number}."})
        build_tiny(archive, index=index, keep=keep)
        built.append(current_folder(index))
    assert [number_of(one) for one in built] == [1, 2, 3, 4]
    assert versions(index) == built[-keep:]


def test_an_index_folder_may_have_any_name_and_move(archive: Path, tmp_path: Path) -> None:
    build_tiny(write_files(archive, FILES), index=tmp_path / "فهرس #1 ? 100%")
    moved = (tmp_path / "فهرس #1 ? 100%").rename(tmp_path / "moved")
    reader = open_tiny(moved)
    assert reader.article("one").title == "Ferry sails"
    reader.close()
