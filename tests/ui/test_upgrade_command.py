"""`pressmark index upgrade`."""

from pathlib import Path

import pytest

from index.manifest import FORMAT
from tests.kept import OLDER_FORMATS, Kept, unpacked, vectors_of
from tests.ui.conftest import Press, assert_one_line_and_a_hint


@pytest.fixture(params=OLDER_FORMATS, ids="format {}".format)
def old(request: pytest.FixtureRequest, folder: Path, tiny_model: list[str]) -> Kept:
    """An index in an older format where the command looks for one."""
    del tiny_model
    return placed(request.param, folder)


@pytest.fixture
def second(folder: Path, tiny_model: list[str]) -> Path:
    """The folder of an index in format 2 where the command looks for one."""
    del tiny_model
    return placed(2, folder).index


def placed(format: int, folder: Path) -> Kept:
    kept = unpacked(format, folder)
    return Kept(format, kept.archive, kept.index.rename(folder / ".pressmark"), kept.expected)


def test_an_index_in_an_older_format_is_an_error_that_names_the_upgrade(
    press: Press, old: Kept
) -> None:
    for command in (
        ["index", "status"], ["search", "ferry"], ["ask", "Who dived?"], ["list"], ["chat"],
        ["index", "build", "archive"], ["index", "remove", "bell"],
    ):  # fmt: skip
        wanted = f"format {old.format}, this Pressmark reads format {FORMAT}"
        assert_one_line_and_a_hint(press(*command), wanted, "pressmark index upgrade")


def test_upgrade_says_what_was_taken_over(press: Press, old: Kept) -> None:
    vectors = vectors_of(old)

    ran = press("index", "upgrade")

    first, second = ran.out.splitlines()
    assert ran.status == 0
    assert first == (
        f"upgraded from format {old.format}: 7 articles and 1 copies, {vectors} vectors taken"
        " over, 0 embedded"
    )
    assert second.startswith(f"version {old.version.name} is current; ")
    assert press("index", "status").status == 0


def test_upgrade_says_what_was_removed(press: Press, folder: Path, tiny_model: list[str]) -> None:
    del tiny_model
    placed(1, folder)
    assert press("index", "upgrade").out.endswith("; those in the older format were removed\n")


def test_upgrade_and_status_say_what_is_kept_for_an_older_pressmark(
    press: Press, second: Path
) -> None:
    earlier = sorted(one.name for one in (second / "versions").iterdir())

    told = press("index", "upgrade").out
    status = press("index", "status")
    record = press("index", "status", "--json").record

    assert told.endswith(f"; kept for the Pressmark that built them: {', '.join(earlier)}\n")
    assert (
        "\nin an older format, only for the Pressmark that built them: "
        f"{', '.join(earlier)}\ntaken out: whale\n"
    ) in status.out
    assert record["versions"] == [*earlier, record["version"]]
    assert record["versions_in_older_formats"] == earlier


def test_an_older_version_cannot_be_gone_back_to(press: Press, second: Path) -> None:
    del second
    press("index", "upgrade")
    wanted = "version 3 of .pressmark is in format 2"
    assert_one_line_and_a_hint(press("index", "rollback"), wanted, "present format: 4")
    ran = press("index", "doctor")
    assert "note  versions    besides the current one: none; in an older format: 2, 3\n" in ran.out


def test_a_build_that_replaces_an_older_format_keeps_its_model(
    press: Press, old: Kept, tiny_model: list[str]
) -> None:
    del old
    press("index", "build", "archive", "--replace")
    assert tiny_model[-1] == "tiny"


def test_upgrade_as_json_has_its_counts(press: Press, old: Kept, tiny_model: list[str]) -> None:
    vectors = vectors_of(old)

    record = press("index", "upgrade", "--json").record

    assert tiny_model == ["tiny"]
    assert record.pop("version") == old.version.name
    assert record == {
        "upgraded": True, "from_format": old.format, "to_format": FORMAT,
        "articles": 7, "duplicates": 1, "paragraphs": vectors, "vectors_taken_over": vectors,
        "vectors_embedded": 0, "in_place": False,
    }  # fmt: skip


def test_upgrade_of_what_is_up_to_date_says_so(press: Press, harbour: Path) -> None:
    del harbour
    ran = press("index", "upgrade")
    assert (ran.status, ran.out) == (0, f".pressmark is up to date: it has format {FORMAT}\n")
    assert press("index", "upgrade", "--json").record["upgraded"] is False


def test_upgrade_where_there_is_no_index_is_one_line_and_a_hint(press: Press) -> None:
    assert_one_line_and_a_hint(press("index", "upgrade"), "no index", "pressmark index build")
