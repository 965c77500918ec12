"""The manifest: what an index says of itself, and the proof of its files."""

import json
from pathlib import Path

import pytest

from index.errors import IndexDamaged, IndexProblem
from index.manifest import EmbedderIdentity, Manifest, describe_files, read_manifest, verify_files
from tests.tiny import write_files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_files(tmp_path / "version", {"rows": "some rows", "lexical/words": b"\x00\x01"})


def manifest_of(folder: Path) -> Manifest:
    return Manifest(
        format=1,
        pressmark="0.1.0",
        created="2024-01-24T09:30:00+00:00",
        archives=("/archives/الصحيفة",),
        embedder=EmbedderIdentity("tiny", "tiny-1", 64),
        passages="paragraph-1",
        counts={"articles": 2},
        files=describe_files(folder),
    )


def test_a_manifest_read_again_is_the_one_written(folder: Path) -> None:
    written = manifest_of(folder)
    written.write(folder)
    assert read_manifest(folder) == written


def test_every_file_but_the_manifest_is_described(folder: Path) -> None:
    manifest_of(folder).write(folder)
    files = describe_files(folder)
    assert list(files) == ["lexical/words", "rows"]
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


def test_another_format_is_told_from_damage(folder: Path) -> None:
    manifest_of(folder).write(folder)
    record = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(record | {"format": 2}))
    with pytest.raises(
        IndexProblem, match="the index has format 2, this Pressmark reads format 1"
    ) as caught:
        read_manifest(folder)
    assert not isinstance(caught.value, IndexDamaged)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"3",
        b'{"format": 1}',
        b'{"format": 1, "pressmark": "0"}',
        b"\xff",
        b"[" * 100_000,
    ],
)
def test_a_manifest_that_makes_no_sense_is_damage(folder: Path, content: bytes) -> None:
    (folder / "manifest.json").write_bytes(content)
    with pytest.raises(IndexDamaged, match="missing or damaged"):
        read_manifest(folder)


def test_a_missing_manifest_is_damage(folder: Path) -> None:
    with pytest.raises(IndexDamaged, match="missing or damaged"):
        read_manifest(folder)
