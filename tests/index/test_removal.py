"""removal: articles taken out of an index, and let in again."""

from pathlib import Path

import pytest

from index.errors import ArticleMissing
from index.gather import WITHDRAWN
from index.progress import unseen
from index.removal import Removal, forget_earlier_versions, readmit_articles, remove_articles
from index.store import current_folder, versions
from tests.tiny import (
    BELL,
    TinyEmbedder,
    build_tiny,
    listed_ids,
    open_tiny,
    titles_by_meaning,
    titles_by_words,
    write_files,
)

FERRY = "---\nid: ferry\n---\n# Ferry sails\n\nIt left at nine.\n\nIt was full."
BAKERY = "---\nid: bakery\n---\n# Bakery closes\n\nFlour is dear."


@pytest.fixture
def built(archive: Path, index: Path) -> Path:
    """The index of an archive of two articles."""
    build_tiny(write_files(archive, {"ferry.md": FERRY, "bakery.md": BAKERY}), index=index)
    return index


def removed(index: Path, *ids: str, embedder: TinyEmbedder | None = None) -> Removal:
    return remove_articles(ids, index=index, embedder=embedder or TinyEmbedder(), progress=unseen)


def test_a_removed_article_is_gone_from_list_meaning_and_words(built: Path) -> None:
    found = removed(built, "bakery")
    assert [card.title for card in found.removed] == ["Bakery closes"]
    assert found.copies == ()
    assert listed_ids(built) == ["ferry"]
    with open_tiny(built) as reader:
        assert titles_by_words(reader, "flour") == []
        assert set(titles_by_meaning(reader, "flour is dear")) == {"Ferry sails"}
        assert reader.manifest.counts == {
            "articles": 1, "duplicates": 0, "paragraphs": 2, "passages": 2, "vectors": 2
        }  # fmt: skip
        with pytest.raises(ArticleMissing):
            reader.article("bakery")


def test_nothing_is_embedded_for_a_removal(built: Path) -> None:
    embedder = TinyEmbedder()
    removed(built, "bakery", embedder=embedder)
    assert embedder.history == []


def test_the_words_of_a_removed_article_stand_in_no_file_of_its_version(
    archive: Path, built: Path
) -> None:
    words = "Philodendron bipinnatifidum."
    write_files(archive, {"plant.md": f"---\nid: plant\n---\n# Xanadu\n\n{words}"})
    build_tiny(archive, index=built)
    removed(built, "plant")
    files = [path for path in current_folder(built).rglob("*") if path.is_file()]
    assert files
    for path in files:
        content = path.read_bytes().lower()
        assert b"philodendron" not in content, path.name
        assert b"bipinnatif" not in content, path.name


def test_builds_leave_it_out_and_say_so_until_it_is_let_in_again(
    archive: Path, built: Path
) -> None:
    removed(built, "bakery")
    for _ in range(3):
        summary = build_tiny(archive, index=built)
        assert [(one.origin, one.reason) for one in summary.skipped] == [
            (str(archive / "bakery.md"), WITHDRAWN)
        ]
    write_files(archive, {"bakery.md": BAKERY.replace("dear", "cheap")})
    assert build_tiny(archive, index=built).articles == 1
    readmit_articles(["bakery"], index=built, embedder=TinyEmbedder(), progress=unseen)
    assert listed_ids(built) == ["ferry"]
    summary = build_tiny(archive, index=built)
    assert (summary.added, summary.skipped) == (1, ())
    assert listed_ids(built) == ["bakery", "ferry"]


def test_another_model_does_not_bring_it_back(archive: Path, built: Path) -> None:
    removed(built, "bakery")
    build_tiny(archive, index=built, embedder=TinyEmbedder(digest="tiny-2"))
    with open_tiny(built, TinyEmbedder(digest="tiny-2")) as reader:
        assert list(reader.database.shown()) == ["ferry"]


@pytest.mark.parametrize("taken", ["wire", "tide"])
def test_the_copies_of_a_removed_article_are_named_and_stay(
    archive: Path, index: Path, taken: str
) -> None:
    report = "\n\n".join(BELL[:3])
    wire = f"---\nid: wire\ndate: 2024-01-24\n---\n# Bell raised\n\n{report}"
    tide = f"---\nid: tide\ndate: 2024-01-23\n---\n# Ferry's bell\n\n{report}"
    build_tiny(write_files(archive, {"a.md": wire, "b.md": tide}), index=index)
    assert listed_ids(index) == ["wire"]
    (left,) = {"wire", "tide"} - {taken}
    assert [card.id for card in removed(index, taken).copies] == [left]
    assert listed_ids(index) == [left]


def test_an_unknown_id_removes_nothing(built: Path) -> None:
    before = current_folder(built)
    with pytest.raises(ArticleMissing, match="no article 'nobody' in the index") as caught:
        removed(built, "bakery", "nobody")
    assert caught.value.hint
    assert current_folder(built) == before


def test_only_what_was_taken_out_can_be_let_in_again(built: Path) -> None:
    removed(built, "bakery")
    with pytest.raises(ArticleMissing, match="'ferry' was taken out") as caught:
        readmit_articles(["ferry"], index=built, embedder=TinyEmbedder(), progress=unseen)
    assert "bakery" in caught.value.hint


def test_earlier_versions_can_be_forgotten_with_what_they_hold(built: Path) -> None:
    removed(built, "bakery")
    assert len(versions(built)) == 2
    forget_earlier_versions(built)
    assert versions(built) == [current_folder(built)]
