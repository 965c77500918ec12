"""What is promised of files read by all builders: read once, whatever becomes of the build."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

import index.postgres.reading as module
from index.article import Draft, Skipped
from index.embedder import Vectors
from index.errors import EmbedderError
from index.postgres.address import Address
from index.reading import ArchiveFile, read_file
from tests.tiny import TinyEmbedder, build_tiny, listed_ids, write_files


class FailingEmbedder(TinyEmbedder):
    def encode(self, texts: Sequence[str]) -> Vectors:
        raise EmbedderError(f"no room for {len(texts)} texts")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read, in order."""
    names: list[str] = []

    def noted(file: ArchiveFile) -> Iterable[Draft | Skipped]:
        names.append(file.path.name)
        return read_file(file)

    monkeypatch.setattr(module, "read_file", noted)
    return names


def test_what_was_read_for_a_build_that_failed_is_not_read_again_unless_it_changed(
    archive: Path, database: str, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = Address.read(database)
    monkeypatch.setattr(module, "_AT_ONCE", 2)
    write_files(archive, {f"{name}.txt": f"Words {name}." for name in "bdfh"})
    with pytest.raises(EmbedderError):
        build_tiny(archive, index=address, embedder=FailingEmbedder())
    assert read == ["b.txt", "d.txt", "f.txt", "h.txt"]
    (archive / "f.txt").unlink()
    write_files(archive, {"a.txt": "First.", "d.txt": "Other words.", "i.txt": "Last."})
    read.clear()
    build_tiny(archive, index=address)
    assert sorted(read) == ["a.txt", "d.txt", "i.txt"]
    assert len(listed_ids(address)) == 5
    read.clear()
    build_tiny(archive, index=address)
    assert read == []


def test_a_file_too_large_to_pass_on_is_read_by_the_one_who_builds(
    archive: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_LARGEST", 20)
    files = {"a.txt": "Words.", "b.txt": "More words than may be passed on."}
    build_tiny(write_files(archive, files), index=Address.read(database))
    assert len(listed_ids(Address.read(database))) == 2
