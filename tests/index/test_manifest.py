"""The manifest: what an index says of itself, and the proof of its files."""

import json
from pathlib import Path

import pytest

from index.errors import IndexDamaged, IndexOutdated, IndexProblem
from index.lists import Lists
from index.manifest import (
    FORMAT,
    EmbedderIdentity,
    Manifest,
    manifest_digest,
    older_format,
    read_manifest,
)
from index.precision import Precision
from index.ranking import learned_ranking
from index.verification import describe_files
from tests.tiny import write_files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_files(tmp_path / "version", {"rows": "some rows", "lexical/words": b"\x00\x01"})


def manifest_of(folder: Path) -> Manifest:
    return Manifest(
        format=FORMAT,
        pressmark="0.1.0",
        created="2024-01-24T09:30:00+00:00",
        reading="ab12",
        archives=("/archives/الصحيفة",),
        embedder=EmbedderIdentity("tiny", "tiny-1", 64),
        precision=Precision("bfloat16", 1.85, 0.99996),
        passages="paragraph-1",
        lists=Lists(64, 8, 1000, 0.98),
        ranking=learned_ranking(),
        counts={"articles": 2},
        files=describe_files(folder),
    )


def test_a_manifest_read_again_is_the_one_written(folder: Path) -> None:
    written = manifest_of(folder)
    written.write(folder)
    assert read_manifest(folder) == written


def with_format(folder: Path, number: int) -> None:
    manifest_of(folder).write(folder)
    record = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(record | {"format": number}))


def test_a_newer_format_is_told_from_damage(folder: Path) -> None:
    with_format(folder, FORMAT + 1)
    with pytest.raises(IndexProblem, match=f"has format {FORMAT + 1}, .* {FORMAT}") as caught:
        read_manifest(folder)
    assert not isinstance(caught.value, IndexDamaged | IndexOutdated)
    assert "newer Pressmark" in caught.value.hint


def test_an_older_format_is_to_be_upgraded(folder: Path) -> None:
    with_format(folder, FORMAT - 1)
    with pytest.raises(IndexOutdated) as caught:
        read_manifest(folder)
    assert "pressmark index upgrade" in caught.value.hint
    assert caught.value.format == older_format(folder) == FORMAT - 1


@pytest.mark.parametrize("number", [FORMAT, FORMAT + 1, 0])
def test_what_is_in_no_older_format_is_not_taken_for_it(folder: Path, number: int) -> None:
    with_format(folder, number)
    assert older_format(folder) == 0


def test_a_changed_manifest_has_another_digest(folder: Path) -> None:
    assert manifest_digest(folder) == ""
    manifest_of(folder).write(folder)
    before = manifest_digest(folder)
    path = folder / "manifest.json"
    path.write_text(path.read_text() + " ")
    assert len(before) == 16
    assert manifest_digest(folder) != before


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"3",
        b'{"format": 0}',
        f'{{"format": {FORMAT}}}'.encode(),
        f'{{"format": {FORMAT}, "pressmark": "0"}}'.encode(),
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
