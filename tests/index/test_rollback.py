"""rollback: an earlier version becomes the current one."""

from pathlib import Path

import pytest

from index.errors import IndexDamaged, IndexMissing, IndexOutdated
from index.progress import unseen
from index.removal import remove_articles
from index.rollback import roll_back
from index.store import current_folder, current_number, versions
from index.upgrade import upgrade
from tests.kept import unpacked
from tests.tiny import TinyEmbedder, build_tiny, listed_ids, write_files


@pytest.fixture
def built(archive: Path, index: Path) -> Path:
    """An index of three versions, of one, two and three articles."""
    for number in (1, 2, 3):
        write_files(archive, {f"{number}.md": f"---\nid: a{number}\n---\nWords {number}."})
        build_tiny(archive, index=index)
    return index


def test_the_version_before_is_current_again(built: Path) -> None:
    assert roll_back(built).version == current_folder(built).name
    assert current_number(built) == 2
    assert listed_ids(built) == ["a1", "a2"]


def test_one_can_go_back_further_and_forth_again(built: Path) -> None:
    roll_back(built)
    roll_back(built)
    assert listed_ids(built) == ["a1"]
    roll_back(built, 3)
    assert listed_ids(built) == ["a1", "a2", "a3"]


def test_a_build_after_it_brings_the_index_up_to_date_under_a_new_number(
    archive: Path, built: Path
) -> None:
    roll_back(built, 1)
    embedder = TinyEmbedder()
    assert build_tiny(archive, index=built, embedder=embedder).added == 2
    assert current_number(built) == 4
    assert listed_ids(built) == ["a1", "a2", "a3"]


@pytest.mark.parametrize("number", [0, 9])
def test_what_is_not_kept_cannot_be_gone_back_to(archive: Path, index: Path, number: int) -> None:
    build_tiny(write_files(archive, {"a.txt": "Words."}), index=index)
    with pytest.raises(IndexMissing, match="is kept") as caught:
        roll_back(index, number)
    assert caught.value.hint == "kept versions: 1"
    assert current_number(index) == 1


def test_where_there_is_no_index_there_is_nothing_to_go_back_to(index: Path) -> None:
    with pytest.raises(IndexMissing):
        roll_back(index)


@pytest.mark.parametrize("name", ["articles.sqlite", "manifest.json"])
def test_a_damaged_version_is_not_gone_back_to(built: Path, name: str) -> None:
    before = current_folder(built)
    (versions(built)[1] / name).write_bytes(b"")
    with pytest.raises(IndexDamaged, match=name):
        roll_back(built)
    assert current_folder(built) == before


@pytest.mark.parametrize("pointer", ["", "000003-0123456789abcdef\n"])
def test_from_a_damaged_index_one_goes_back_to_a_whole_version(built: Path, pointer: str) -> None:
    (built / "CURRENT").write_text(pointer)
    roll_back(built)
    assert listed_ids(built) == (["a1", "a2"] if pointer else ["a1", "a2", "a3"])


def test_it_says_which_articles_taken_out_since_are_back(built: Path) -> None:
    remove_articles(["a2"], index=built, embedder=TinyEmbedder(), progress=unseen)
    assert roll_back(built).returned == ("a2",)
    assert roll_back(built).returned == ()


def test_only_its_own_pressmark_goes_back_to_a_version_in_an_older_format(tmp_path: Path) -> None:
    kept = unpacked(2, tmp_path / "kept")
    upgrade(kept.index, embedder_named=lambda _: TinyEmbedder(), progress=unseen)
    upgraded = current_folder(kept.index)
    for number in (0, 2):
        with pytest.raises(IndexOutdated, match=rf"version {number or 3} of .* format 2") as caught:
            roll_back(kept.index, number)
        assert caught.value.hint == "kept versions in the present format: 4"
        assert current_folder(kept.index) == upgraded

    build_tiny(write_files(tmp_path / "archive", {"a.txt": "Words."}), index=kept.index)
    assert roll_back(kept.index).version == upgraded.name
