"""`pressmark index remove` and `pressmark index rollback`."""

from pathlib import Path

import pytest

from tests.sample import HARBOUR, write_articles
from tests.ui.conftest import Press, assert_one_line_and_a_hint


@pytest.fixture
def archive(folder: Path, tiny_model: list[str], press: Press) -> Path:
    """The harbour, indexed by the command."""
    del tiny_model
    made = write_articles(folder / "archive", *HARBOUR)
    press("index", "build", str(made))
    return made


def ids(press: Press) -> list[str]:
    return [one["id"] for one in press("list", "--json").record["articles"]]


def test_a_removed_article_is_named_and_gone(press: Press, archive: Path) -> None:
    del archive
    ran = press("index", "remove", "poem")
    assert ran.status == 0
    assert ran.out.startswith("removed: ")
    assert "poem" in ran.out
    assert "--everywhere" in ran.err
    assert "poem" not in ids(press)
    assert_one_line_and_a_hint(press("show", "poem"), "no article 'poem'", "pressmark list")


def test_removal_tells_scripts_what_went(press: Press, archive: Path) -> None:
    del archive
    record = press("index", "remove", "poem", "--json").record
    assert [card["id"] for card in record["removed"]] == ["poem"]
    assert record["copies"] == []


def test_an_article_let_in_again_comes_with_the_next_build(press: Press, archive: Path) -> None:
    press("index", "remove", "poem")
    assert press("index", "status", "--json").record["withdrawn"] == ["poem"]
    assert "taken out: poem" in press("index", "status").out
    assert press("index", "build", str(archive), "--json").record["added"] == 0
    assert press("index", "remove", "--undo", "poem").status == 0
    assert press("index", "build", str(archive), "--json").record["added"] == 1
    assert "poem" in ids(press)


def test_everywhere_leaves_nothing_to_roll_back_to(press: Press, archive: Path) -> None:
    del archive
    press("index", "remove", "poem", "--everywhere")
    assert_one_line_and_a_hint(press("index", "rollback"), "no earlier version", "kept versions: 2")


def test_undo_and_everywhere_exclude_each_other(press: Press, archive: Path) -> None:
    del archive
    ran = press("index", "remove", "poem", "--undo", "--everywhere")
    assert_one_line_and_a_hint(ran, "exclude each other", "--help")


def test_an_unknown_article_cannot_be_removed(press: Press, archive: Path) -> None:
    del archive
    ran = press("index", "remove", "nobody")
    assert_one_line_and_a_hint(ran, "no article 'nobody'", "pressmark list")


def test_a_rollback_brings_the_version_before_and_warns_of_what_comes_back(
    press: Press, archive: Path
) -> None:
    del archive
    press("index", "remove", "poem")
    ran = press("index", "rollback")
    assert ran.status == 0
    assert "version 000001-" in ran.out
    assert "articles taken out since are back: poem" in ran.err
    assert "pressmark index remove poem" in ran.err
    assert "poem" in ids(press)
    assert press("index", "rollback", "2", "--json").record["version"].startswith("000002-")
    assert "poem" not in ids(press)


def test_the_number_of_versions_kept_is_a_setting(
    press: Press, archive: Path, folder: Path
) -> None:
    (folder / "pressmark.toml").write_text("versions = 1\n")
    write_articles(archive, {"id": "new", "text": "A whale was seen off Kelm."})
    press("index", "build", str(archive))
    assert len(press("index", "status", "--json").record["versions"]) == 1
