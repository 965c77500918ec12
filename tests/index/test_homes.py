"""What is promised of an index wherever it is kept: what builds do to it."""

from pathlib import Path
from typing import Any

import pytest

from index.errors import ArticleMissing
from index.home import Location, home_of
from tests.index.homes import (
    ARABIC,
    BAKERY,
    COPY,
    FERRY,
    STORM,
    WIRE,
    by_both,
    by_meaning,
    by_words,
    content_at,
    number_at,
    numbers_at,
)
from tests.tiny import (
    EVERYTHING,
    TinyEmbedder,
    build_tiny,
    listed_ids,
    open_tiny,
    titles_by_meaning,
    titles_by_words,
    write_files,
)


@pytest.fixture
def built(archive: Path, home: Location) -> Location:
    """An index of four articles."""
    files = {"ferry.md": FERRY, "bakery.md": BAKERY, "storm.md": STORM, "ar.md": ARABIC}
    build_tiny(write_files(archive, files), index=home)
    return home


def test_a_build_says_what_it_added(archive: Path, home: Location) -> None:
    files = {"ferry.md": FERRY, "bakery.md": BAKERY, "wire.md": WIRE, "copy.md": COPY}
    summary = build_tiny(write_files(archive, files), index=home)
    assert (summary.articles, summary.added, summary.duplicates) == (3, 4, 1)
    assert (summary.changed, summary.moved, summary.removed, summary.unchanged) == (0, 0, 0, 0)
    assert (summary.paragraphs, summary.skipped) == (7, ())
    assert listed_ids(home) == ["bakery", "ferry", "wire"]
    assert dict(content_at(home).counts)["vectors"] == 7


def test_an_unchanged_rebuild_costs_nothing(archive: Path, built: Location) -> None:
    before, content, embedder = home_of(built).current(), content_at(built), TinyEmbedder()
    summary = build_tiny(archive, index=built, embedder=embedder)
    assert (summary.unchanged, summary.added + summary.changed + summary.removed) == (4, 0)
    assert (summary.articles, summary.paragraphs) == (4, 6)
    assert home_of(built).current() == before
    assert numbers_at(built) == [1]
    assert embedder.history == []
    assert content_at(built) == content


def test_a_changed_article_alone_is_embedded_and_found(archive: Path, built: Location) -> None:
    write_files(archive, {"ferry.md": FERRY.replace("nine", "noon")})
    embedder = TinyEmbedder()
    summary = build_tiny(archive, index=built, embedder=embedder)
    assert (summary.changed, summary.unchanged) == (1, 3)
    assert embedder.history == ["Ferry sails\nIt left the quay at noon."]
    assert number_at(built) == 2
    with open_tiny(built) as reader:
        assert titles_by_words(reader, "nine") == []
        assert titles_by_words(reader, "noon") == ["Ferry sails"]
        assert "at noon" in reader.article("ferry").text


def test_a_moved_file_keeps_its_article_which_its_old_id_finds(
    archive: Path, home: Location
) -> None:
    build_tiny(write_files(archive, {"a.txt": "Ferry\n\nIt left.", "b.md": BAKERY}), index=home)
    (old,) = set(listed_ids(home)) - {"bakery"}
    for name in ("moved/c.txt", "moved/again/d.txt"):
        (path,) = archive.rglob("*.txt")
        (archive / name).parent.mkdir(parents=True, exist_ok=True)
        path.rename(archive / name)
        embedder = TinyEmbedder()
        summary = build_tiny(archive, index=home, embedder=embedder)
        assert (summary.moved, summary.unchanged) == (1, 1)
        assert (summary.added, summary.removed, summary.changed) == (0, 0, 0)
        assert embedder.history == []
        (new,) = set(listed_ids(home)) - {"bakery"}
        with open_tiny(home) as reader:
            found = reader.article(old)
            assert (found.id, found.origin.path) == (new, str(archive / name))
            assert titles_by_meaning(reader, "it left", k=1) == ["Ferry"]
    assert new != old


def test_an_article_where_a_moved_one_stood_is_found_by_its_own_id(
    archive: Path, home: Location
) -> None:
    build_tiny(write_files(archive, {"a.txt": "Ferry\n\nIt left."}), index=home)
    (old,) = listed_ids(home)
    (archive / "a.txt").rename(archive / "b.txt")
    build_tiny(archive, index=home)
    (new,) = listed_ids(home)
    write_files(archive, {"a.txt": "Bridge\n\nIt opened."})
    build_tiny(archive, index=home)
    with open_tiny(home) as reader:
        assert (reader.article(old).title, reader.article(new).title) == ("Bridge", "Ferry")


def test_a_file_with_an_id_of_its_own_moves_under_it(archive: Path, built: Location) -> None:
    (archive / "ferry.md").rename(archive / "elsewhere.md")
    embedder = TinyEmbedder()
    assert build_tiny(archive, index=built, embedder=embedder).moved == 1
    assert embedder.history == []
    with open_tiny(built) as reader:
        assert reader.article("ferry").origin.path == str(archive / "elsewhere.md")
        assert titles_by_words(reader, "quay") == ["Ferry sails"]
        assert titles_by_meaning(reader, "the quay at nine", k=1) == ["Ferry sails"]


def test_a_deleted_article_is_gone_from_list_search_and_show(
    archive: Path, built: Location
) -> None:
    (archive / "bakery.md").unlink()
    embedder = TinyEmbedder()
    assert build_tiny(archive, index=built, embedder=embedder).removed == 1
    assert embedder.history == []
    assert listed_ids(built) == ["ar", "ferry", "storm"]
    with open_tiny(built) as reader:
        assert titles_by_words(reader, "flour bakers") == []
        assert "Bakery closes" not in titles_by_meaning(reader, "flour bakers")
        with pytest.raises(ArticleMissing):
            reader.article("bakery")
        assert reader.database.outlets() == [("Tide", ""), ("مدّ", "")]


def test_what_reads_archives_being_other_all_is_read_again_and_nothing_embedded(
    archive: Path, built: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = content_at(built)
    monkeypatch.setattr("index.following.reading_digest", lambda: "another")
    read: list[str] = []
    opened = Path.open

    def noted(path: Path, *how: Any, **more: Any) -> Any:
        read.append(path.name)
        return opened(path, *how, **more)

    monkeypatch.setattr(Path, "open", noted)
    embedder = TinyEmbedder()
    summary = build_tiny(archive, index=built, embedder=embedder)
    assert summary.unchanged == 4
    assert embedder.history == []
    assert {"ferry.md", "bakery.md", "storm.md", "ar.md"} <= set(read)
    assert number_at(built) == 2
    assert content_at(built) == content
    assert build_tiny(archive, index=built, embedder=embedder).unchanged == 4
    assert number_at(built) == 2


@pytest.mark.parametrize("other", [TinyEmbedder(digest="tiny-2"), TinyEmbedder(dimensions=32)])
def test_another_model_embeds_everything_anew(
    archive: Path, built: Location, other: TinyEmbedder
) -> None:
    before = len(other.history)
    assert build_tiny(archive, index=built, embedder=other).unchanged == 4
    assert len(set(other.history[before:])) == 5
    with open_tiny(built, other) as reader:
        assert titles_by_meaning(reader, "flour is dear", k=1) == ["Bakery closes"]
        assert len(by_meaning(reader, "flour")) == 5


def test_replacing_leaves_nothing_of_other_archives(
    archive: Path, built: Location, tmp_path: Path
) -> None:
    other = write_files(tmp_path / "other", {"wire.md": WIRE})
    assert build_tiny(other, index=built).unchanged == 4
    assert len(listed_ids(built)) == 5
    summary = build_tiny(other, index=built, replace=True)
    assert (summary.removed, summary.unchanged) == (4, 1)
    assert listed_ids(built) == ["wire"]
    with open_tiny(built) as reader:
        assert reader.manifest.archives == (str(other),)
        assert by_words(reader, "flour quay") == {}
    assert build_tiny(archive, index=built).added == 4


def test_an_unreadable_file_keeps_what_it_held_and_is_reported(
    archive: Path, built: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(archive, {"wire.md": WIRE})
    opened = Path.open

    def refuse(path: Path, *how: Any, **more: Any) -> Any:
        if path.name == "ferry.md":
            raise PermissionError(13, "Permission denied")
        return opened(path, *how, **more)

    with monkeypatch.context() as refusing:
        refusing.setattr(Path, "open", refuse)
        summary = build_tiny(archive, index=built)
    assert [one.reason for one in summary.skipped] == ["cannot be read: Permission denied"]
    assert (summary.added, summary.removed, summary.unchanged) == (1, 0, 4)
    with open_tiny(built) as reader:
        assert titles_by_words(reader, "quay") == ["Ferry sails"]


def test_an_empty_archive_makes_an_empty_index(archive: Path, home: Location) -> None:
    assert build_tiny(archive, index=home).articles == 0
    with open_tiny(home) as reader:
        assert list(reader.database.listed(EVERYTHING)) == []
        assert (by_words(reader, "ferry"), by_meaning(reader, "ferry")) == ({}, {})
        assert by_both(reader, "ferry") == {}
