"""`pressmark index upgrade`."""

import zipfile
from pathlib import Path

import pytest

from tests.ui.conftest import Press, assert_one_line_and_a_hint

_KEPT = Path(__file__).parents[1] / "index" / "format1" / "index.zip"


@pytest.fixture
def old(folder: Path, tiny_model: list[str]) -> Path:
    """An index in format 1 where the command looks for one."""
    del tiny_model
    with zipfile.ZipFile(_KEPT) as packed:
        packed.extractall(folder)
    return (folder / "index").rename(folder / ".pressmark")


def test_an_index_in_an_older_format_is_an_error_that_names_the_upgrade(
    press: Press, old: Path
) -> None:
    del old
    for command in (["index", "status"], ["search", "ferry"], ["index", "build", "archive"]):
        assert_one_line_and_a_hint(press(*command), "format 1", "pressmark index upgrade")


def test_upgrade_says_what_was_taken_over_and_what_was_removed(press: Press, old: Path) -> None:
    ran = press("index", "upgrade")

    first, second = ran.out.splitlines()
    assert ran.status == 0
    assert first == (
        "upgraded from format 1: 7 articles and 1 copies, 10 vectors taken over, 0 embedded"
    )
    (version,) = (old / "versions").iterdir()
    assert second == f"version {version.name} is current; those in the older format were removed"
    assert press("index", "status").status == 0


def test_upgrade_as_json_has_its_counts(press: Press, old: Path, tiny_model: list[str]) -> None:
    del old
    record = press("index", "upgrade", "--json").record

    assert tiny_model == ["tiny"]
    assert record.pop("version").startswith("000001-")
    assert record == {
        "upgraded": True, "from_format": 1, "articles": 7, "duplicates": 1, "paragraphs": 10,
        "vectors_taken_over": 10, "vectors_embedded": 0,
    }  # fmt: skip


def test_upgrade_of_what_is_up_to_date_says_so(press: Press, harbour: Path) -> None:
    del harbour
    ran = press("index", "upgrade")
    assert (ran.status, ran.out) == (0, ".pressmark is up to date: it has format 2\n")
    assert press("index", "upgrade", "--json").record["upgraded"] is False


def test_upgrade_where_there_is_no_index_is_one_line_and_a_hint(press: Press) -> None:
    assert_one_line_and_a_hint(press("index", "upgrade"), "no index", "pressmark index build")
