"""Files that a person hands over: where they are kept, and under which names."""

from pathlib import Path

import pytest

from index.added import LARGEST, added_folder, keep_added
from index.errors import ArchiveError
from tests.tiny import build_tiny, listed_ids


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.txt",
        "/etc/cron.d/x.txt",
        "..\\..\\x.txt",
        ".txt.txt",
        "a\x00b.txt",
    ],
)
def test_no_name_leads_out_of_the_folder(name: str, index: Path) -> None:
    path = keep_added(index, name, b"The ferry sailed.")

    assert path.parent == added_folder(index)
    assert not path.name.startswith(".")
    assert path.suffix == ".txt"
    assert path.read_bytes() == b"The ferry sailed."


def test_nothing_that_was_kept_is_overwritten(index: Path) -> None:
    first = keep_added(index, "report.txt", b"one")
    second = keep_added(index, "report.txt", b"two")

    assert first != second
    assert first.read_bytes() == b"one"
    assert keep_added(index, "report.txt", b"one") == first
    assert len(list(added_folder(index).iterdir())) == 2


def test_a_name_stays_readable_in_any_script(index: Path) -> None:
    assert keep_added(index, "Ferry fares (final).TXT", b"x").name.startswith("Ferry-fares-final-")
    assert keep_added(index, "مكتبة المرفأ.md", b"x").name.startswith("مكتبة-المرفأ-")
    assert keep_added(index, "export.jsonl.gz", b"x").name.endswith(".jsonl.gz")


@pytest.mark.parametrize("name", ["virus.exe", "photo.jpg", "README", "noending."])
def test_a_kind_of_file_that_is_not_read_is_refused(name: str, index: Path) -> None:
    with pytest.raises(ArchiveError, match="no kind that is read"):
        keep_added(index, name, b"x")
    assert not added_folder(index).exists()


def test_an_empty_and_an_enormous_file_are_refused(index: Path) -> None:
    with pytest.raises(ArchiveError, match="empty"):
        keep_added(index, "a.txt", b"")
    with pytest.raises(ArchiveError, match=f"{LARGEST} MB"):
        keep_added(index, "a.txt", bytes(LARGEST * 1_000_000 + 1))


def test_the_folder_is_beside_the_index_and_an_archive_that_is_read(folder_index: Path) -> None:
    keep_added(folder_index, "a.txt", b"Ferry sails\n\nThe ferry sailed to Kelm on Monday at noon.")

    assert added_folder(folder_index).name == "pressmark-added"
    build_tiny(added_folder(folder_index), index=folder_index)
    assert len(listed_ids(folder_index)) == 1


@pytest.fixture
def folder_index(tmp_path: Path) -> Path:
    """A hidden index folder, as it is called by default."""
    return tmp_path / ".pressmark"
