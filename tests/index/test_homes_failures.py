"""What is promised of builds that fail, wherever the index is kept: it stays as it was."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from index.embedder import Vectors
from index.errors import ArchiveError, PressmarkError
from index.home import Location, home_of
from tests.index.homes import article, content_at, numbers_at
from tests.tiny import TinyEmbedder, build_tiny, write_files

FERRY = article("ferry", "Ferry sails", "It left the quay at nine.", "It was full of sailors.")
STORM = article("storm", "Storm nears", "Gales are forecast for Friday.")
IN_BOTH = ("build.gather", "gather.clean_article", "following.settle_repeats")
IN_A_FOLDER = (
    "folder_writing.switch", "next_version.settle_copies", "searched.LexicalWriter",
    "next_version.describe_files", "embedding.passages",
)  # fmt: skip
IN_A_DATABASE = tuple(
    f"postgres.{place}"
    for place in (
        "following.begin", "following.settle_copies", "embedding.passages", "work.Work.offer",
        "embedding.HalfVector", "wording.words_of", "wording.add_said", "wording.write_words",
        "wording.make_index_if_worth", "following.statistics", "following.switch",
        "generations.point_to", "work.Work.clear",
    )
)  # fmt: skip


class FailingEmbedder(TinyEmbedder):
    def encode(self, texts: Sequence[str]) -> Vectors:
        raise MemoryError(f"no room for {len(texts)} texts")


@pytest.fixture
def built(archive: Path, home: Location) -> Location:
    build_tiny(write_files(archive, {"ferry.md": FERRY}), index=home)
    return home


@pytest.mark.parametrize("failure", [OSError(5, "Input/output error"), KeyboardInterrupt()])
def test_a_build_that_raises_anywhere_leaves_the_index_as_it_was(
    archive: Path, built: Location, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise failure

    before, content = home_of(built).current(), content_at(built)
    write_files(archive, {"storm.md": STORM})
    for place in IN_BOTH + (IN_A_FOLDER if isinstance(built, Path) else IN_A_DATABASE):
        with monkeypatch.context() as broken:
            broken.setattr(f"index.{place}", fail)
            with pytest.raises((type(failure), PressmarkError)):
                build_tiny(archive, index=built)
        assert home_of(built).current() == before, place
        assert numbers_at(built) == [1], place
        assert content_at(built) == content, place
    assert build_tiny(archive, index=built).added == 1
    assert len(content_at(built).articles) == 2


def test_a_model_that_fails_leaves_the_index_as_it_was(archive: Path, built: Location) -> None:
    before, content = home_of(built).current(), content_at(built)
    write_files(archive, {"storm.md": STORM})
    with pytest.raises(Exception, match="no room for 1 texts"):
        build_tiny(archive, index=built, embedder=FailingEmbedder())
    assert home_of(built).current() == before
    assert content_at(built) == content
    assert build_tiny(archive, index=built).added == 1


def test_an_archive_that_is_not_there_leaves_the_index_as_it_was(
    archive: Path, built: Location
) -> None:
    before = home_of(built).current()
    with pytest.raises(ArchiveError):
        build_tiny(archive / "nowhere", index=built)
    assert home_of(built).current() == before


def test_a_first_build_that_fails_leaves_no_index(archive: Path, home: Location) -> None:
    write_files(archive, {"ferry.md": FERRY})
    with pytest.raises(Exception, match="no room for 2 texts"):
        build_tiny(archive, index=home, embedder=FailingEmbedder())
    assert numbers_at(home) == []
    assert build_tiny(archive, index=home).added == 1
