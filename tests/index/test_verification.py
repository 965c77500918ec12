"""verification: a version's files are those that were written."""

import json
import os
import time
from pathlib import Path

import pytest

from index.errors import IndexDamaged
from index.manifest import Manifest, StoredFile
from index.verification import Seen, describe_files, verify_files
from tests.index.test_manifest import manifest_of
from tests.tiny import write_files

BIG = 2_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_files(
        tmp_path / "versions" / "1",
        {"rows": "some rows", "lexical/words": b"\x00\x01", "big": bytes(BIG)},
    )


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are hashed from now on."""
    from index import verification

    names: list[str] = []
    describe = verification._describe

    def told(path: Path) -> StoredFile:
        names.append(path.name)
        return describe(path)

    monkeypatch.setattr(verification, "_describe", told)
    return names


def test_every_file_but_the_manifest_is_described(folder: Path) -> None:
    manifest_of(folder).write(folder)
    files = describe_files(folder)
    assert list(files) == ["big", "lexical/words", "rows"]
    assert files["rows"].size == len("some rows")


def test_files_as_they_were_written_pass(folder: Path) -> None:
    verify_files(folder, manifest_of(folder))


def test_a_changed_file_is_named(folder: Path) -> None:
    manifest = manifest_of(folder)
    (folder / "rows").write_text("same size")
    with pytest.raises(IndexDamaged, match="rows is not what was written") as caught:
        verify_files(folder, manifest)
    assert caught.value.hint


def test_a_longer_file_is_named_with_both_sizes(folder: Path) -> None:
    manifest = manifest_of(folder)
    (folder / "rows").write_text("some rows and more")
    with pytest.raises(IndexDamaged, match="rows has 18 bytes, 9 were written"):
        verify_files(folder, manifest)


def test_a_missing_file_is_named(folder: Path) -> None:
    manifest = manifest_of(folder)
    (folder / "lexical" / "words").unlink()
    with pytest.raises(IndexDamaged, match="words is missing"):
        verify_files(folder, manifest)


def long_ago(folder: Path) -> Seen:
    """What is remembered by one who verified the files after they had lain there for a while."""
    seen = Seen(folder.parents[1] / "seen.json")
    time.sleep(0.06)
    seen.verify(folder, manifest_of(folder))
    return seen


def test_what_was_verified_is_not_hashed_again(folder: Path, hashed: list[str]) -> None:
    manifest, seen = manifest_of(folder), long_ago(folder)
    hashed.clear()
    seen.verify(folder, manifest)
    assert hashed == []


@pytest.mark.parametrize("restored", [False, True])
def test_a_file_written_since_is_hashed_again_whatever_its_time_says(
    folder: Path, restored: bool
) -> None:
    manifest, seen = manifest_of(folder), long_ago(folder)
    path = folder / "big"
    before = path.stat()
    with path.open("r+b") as file:
        file.seek(BIG // 2)
        file.write(b"\x01")
    if restored:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(IndexDamaged, match="big is not what was written"):
        seen.verify(folder, manifest)


def test_a_file_put_in_the_place_of_another_is_hashed(folder: Path, hashed: list[str]) -> None:
    manifest, seen = manifest_of(folder), long_ago(folder)
    copy = folder / "copy"
    copy.write_bytes((folder / "big").read_bytes())
    copy.replace(folder / "big")
    hashed.clear()
    seen.verify(folder, manifest)
    assert hashed == ["big"]


def test_what_was_written_a_moment_before_is_not_vouched_for(
    folder: Path, hashed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = (folder / "big").stat().st_ctime_ns
    monkeypatch.setattr("time.time_ns", lambda: changed + 1000)
    seen, manifest = Seen(folder.parents[1] / "seen.json"), manifest_of(folder)
    seen.verify(folder, manifest)
    hashed.clear()
    seen.verify(folder, manifest)
    assert "big" in hashed


@pytest.mark.parametrize("content", ["", "[]", "{", '{"1/big": 3}', "\x00"])
def test_a_damaged_memory_only_costs_time(folder: Path, hashed: list[str], content: str) -> None:
    manifest, seen = manifest_of(folder), long_ago(folder)
    (folder.parents[1] / "seen.json").write_text(content)
    hashed.clear()
    seen.verify(folder, manifest)
    assert sorted(hashed) == ["big", "rows", "words"]


def test_who_may_not_write_there_still_verifies(folder: Path) -> None:
    Seen(folder / "nowhere" / "seen.json").verify(folder, manifest_of(folder))


def test_versions_that_are_gone_are_forgotten(folder: Path) -> None:
    memory = folder.parents[1] / "seen.json"
    memory.write_text(json.dumps({"0/big": [1, 2, 3, 4, "ab"]}))
    long_ago(folder)
    assert all(name.startswith("1/") for name in json.loads(memory.read_text()))


def test_files_are_described_the_same_whatever_the_order(folder: Path) -> None:
    manifest: Manifest = manifest_of(folder)
    assert dict(manifest.files) == describe_files(folder)
