"""`pressmark index build` and `pressmark index status`."""

from pathlib import Path

import pytest

from tests.sample import HARBOUR, Sample, write_articles
from tests.tiny import write_files
from tests.ui.conftest import Press, assert_one_line_and_a_hint

SUMMARY = {
    "articles", "added", "changed", "moved", "removed", "unchanged", "duplicates", "skipped",
    "paragraphs", "passages", "seconds",
}  # fmt: skip
STATUS = {
    "index", "version", "created", "pressmark", "archives", "embedder", "articles", "duplicates",
    "paragraphs", "passages", "vectors", "first_day", "last_day", "sources", "bytes",
    "versions", "versions_in_older_formats", "precision", "lists", "withdrawn",
}  # fmt: skip

EMBEDDER_KEYS = {"name", "digest", "dimensions", "question_prefix", "passage_prefix"}


@pytest.fixture
def archive(folder: Path, tiny_model: list[str]) -> Path:
    """The harbour, not yet indexed."""
    del tiny_model
    return write_articles(folder / "archive", *HARBOUR)


def test_build_prints_a_summary_of_what_it_did(press: Press, archive: Path) -> None:
    ran = press("index", "build", str(archive), "--json")

    assert ran.status == 0
    assert set(ran.record) == SUMMARY
    assert ran.record | {"seconds": 0} == {
        "articles": 5, "added": 5, "changed": 0, "moved": 0, "removed": 0, "unchanged": 0,
        "duplicates": 0, "skipped": [], "paragraphs": 9, "passages": 9, "seconds": 0,
    }  # fmt: skip


def test_build_prints_its_summary_for_a_reader_too(press: Press, archive: Path) -> None:
    first, second = press("index", "build", str(archive)).out.splitlines()

    counts = "5 added, 0 changed, 0 moved, 0 removed, 0 unchanged"
    assert first == f"5 articles ({counts}), 0 copies of them"
    assert second.startswith("9 paragraphs, 0 skipped, ")


def test_build_brings_an_index_up_to_date(press: Press, archive: Path) -> None:
    press("index", "build", str(archive))
    write_articles(archive, *HARBOUR[1:], {"id": "new", "text": "A whale was seen off Kelm."})

    record = press("index", "build", str(archive), "--json").record

    counted = {name: record[name] for name in ("articles", "added", "removed", "unchanged")}
    assert counted == {"articles": 5, "added": 1, "removed": 1, "unchanged": 4}


def test_what_was_skipped_is_told_with_its_place_and_the_build_goes_on(
    press: Press, archive: Path
) -> None:
    write_files(archive, {"torn.json": '{"text": "It lef', "empty.txt": ""})

    ran = press("index", "build", str(archive), "--json")

    assert ran.status == 0
    assert ran.record["articles"] == 5
    assert [set(one) for one in ran.record["skipped"]] == [{"origin", "reason"}] * 2
    for one in ran.record["skipped"]:
        assert f"skipped: {one['origin']}: {one['reason']}\n" in ran.err
        assert one["origin"].startswith(str(archive))


def test_an_archive_without_an_article_is_indexed_with_a_warning(
    press: Press, folder: Path, tiny_model: list[str]
) -> None:
    del tiny_model
    (folder / "empty").mkdir()

    ran = press("index", "build", "empty")

    assert ran.status == 0
    assert "warning: the index holds no article" in ran.err


def test_a_missing_archive_leaves_the_index_as_it_was(press: Press, archive: Path) -> None:
    press("index", "build", str(archive))
    before = press("index", "status", "--json").record

    assert_one_line_and_a_hint(press("index", "build", "nowhere"), "nowhere")
    assert press("index", "status", "--json").record == before


def test_articles_of_other_archives_stay_unless_they_are_to_be_replaced(
    press: Press, folder: Path, archive: Path
) -> None:
    other = write_articles(folder / "other", {"id": "whale", "text": "A whale was seen off Kelm."})
    press("index", "build", str(archive))

    assert press("index", "build", str(other), "--json").record["articles"] == 6
    assert press("index", "build", str(other), "--replace", "--json").record["articles"] == 1


def test_an_index_is_updated_with_the_embedder_it_was_built_with(
    press: Press, archive: Path, tiny_model: list[str]
) -> None:
    press("index", "build", str(archive), "--embedder", "first-model")
    press("index", "build", str(archive))

    assert tiny_model == ["first-model", "first-model"]


def test_the_embedder_is_the_flags_then_the_files_then_the_default(
    press: Press, folder: Path, archive: Path, tiny_model: list[str]
) -> None:
    (folder / "pressmark.toml").write_text('embedder = "by-file"')
    press("index", "build", str(archive), "--index", "one")
    press("index", "build", str(archive), "--index", "two", "--embedder", "by-flag")
    (folder / "pressmark.toml").unlink()
    press("index", "build", str(archive), "--index", "three")

    assert tiny_model == ["by-file", "by-flag", "all-MiniLM-L6-v2"]


def test_status_prints_what_the_index_holds(press: Press, archive: Path) -> None:
    press("index", "build", str(archive))

    ran = press("index", "status", "--json")

    assert ran.status == 0
    assert set(ran.record) == STATUS
    assert ran.record["index"] == ".pressmark"
    assert ran.record["archives"] == [str(archive)]
    assert set(ran.record["embedder"]) == EMBEDDER_KEYS
    assert (ran.record["articles"], ran.record["paragraphs"]) == (5, 9)
    assert (ran.record["first_day"], ran.record["last_day"]) == ("2024-03-01", "2024-07-05")
    assert ran.record["sources"][0] == {"source": "The Mole", "articles": 2}


def test_status_tells_a_reader_the_size_the_days_and_the_outlets(
    press: Press, archive: Path
) -> None:
    press("index", "build", str(archive))

    out = press("index", "status").out

    assert ", whole\n" in out
    assert "5 articles and 0 copies, 9 paragraphs, 2024-03-01 to 2024-07-05\n" in out
    assert "\n        2  The Mole\n" in out
    assert "\n        1  (no outlet named)\n" in out


def test_status_of_the_sample_counts_its_52_articles_and_2_copies(
    press: Press, sample: Sample, sample_index: Path
) -> None:
    del sample_index
    record = press("index", "status", "--json").record

    assert record["articles"] == sample.summary.articles == 52
    assert record["duplicates"] == sample.summary.duplicates == 2
    assert sum(one["articles"] for one in record["sources"]) == 52


def test_a_damaged_file_is_named_and_nothing_is_read_from_it(press: Press, harbour: Path) -> None:
    path = next(harbour.rglob("articles.sqlite"))
    path.write_bytes(path.read_bytes()[:-1] + b"!")

    for command in (["index", "status"], ["search", "bridge"], ["ask", "Is it open?"], ["list"]):
        assert_one_line_and_a_hint(press(*command), "articles.sqlite", "index build")


def test_what_an_archive_says_cannot_steer_the_terminal_of_its_builder(
    press: Press, folder: Path, tiny_model: list[str]
) -> None:
    del tiny_model
    hostile = write_files(folder / "archive", {"torn\x1b]0;owned\x07\x9b2J.json": "{"})
    write_articles(hostile, {"id": "a", "source": "Evil\x1b]0;owned\x07\x9b2J", "text": "It left."})

    for arguments in (["index", "build", str(hostile)], ["index", "status"]):
        ran = press(*arguments)
        assert ran.status == 0
        assert not set(ran.out + ran.err) & {"\x1b", "\x07", "\x9b"}
