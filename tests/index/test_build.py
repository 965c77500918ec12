"""build: archives in, a new version of an index out."""

import json
import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.embedder import Vectors
from index.errors import ArchiveError, DiskFull, IndexDamaged, PressmarkError
from index.filters import Filters
from index.reader import IndexReader
from index.reading import EMPTY
from index.store import current_folder
from tests.tiny import (
    BELL,
    EVERYTHING,
    TinyEmbedder,
    build_tiny,
    listed_ids,
    open_tiny,
    titles_by_meaning,
    titles_by_words,
    write_files,
)


def article(
    id: str, title: str, *paragraphs: str, source: str = "Tide", date: str = "2024-01-24"
) -> str:
    header = f"---\nid: {id}\ntitle: {title}\nsource: {source}\ndate: {date}\n---\n"
    return header + "\n\n".join(paragraphs) + "\n"


FERRY = article("ferry", "Ferry sails", "It left the quay at nine.", "It was full of sailors.")
BAKERY = article("bakery", "Bakery closes", "Flour is dear.", "Ten bakers lose their work.")
STORM = article("storm", "Storm nears", "Gales are forecast for Friday.")


def contents(index: Path) -> dict[str, tuple[str, str, tuple[int, ...]]]:
    """What an index holds, whatever its version is called."""
    reader = open_tiny(index)
    found = {
        one.id: (one.title, one.text, tuple(paragraph.start for paragraph in one.paragraphs))
        for one, _ in reader.database.shown_articles()
    }
    reader.close()
    return found


def asked(index: Path, ask: Callable[[IndexReader], object]) -> object:
    reader = open_tiny(index)
    try:
        return ask(reader)
    finally:
        reader.close()


@pytest.fixture
def built(archive: Path, index: Path) -> Path:
    """The index of an archive of two articles."""
    build_tiny(write_files(archive, {"ferry.md": FERRY, "bakery.md": BAKERY}), index=index)
    return index


# --- what a build says it did


def test_a_first_build_counts_what_it_added(archive: Path, index: Path) -> None:
    summary = build_tiny(write_files(archive, {"a.md": FERRY, "b.md": BAKERY}), index=index)
    assert (summary.articles, summary.added, summary.changed) == (2, 2, 0)
    assert (summary.removed, summary.unchanged, summary.duplicates) == (0, 0, 0)
    assert (summary.paragraphs, summary.skipped) == (4, ())
    assert summary.seconds >= 0


def test_an_update_counts_added_changed_removed_and_unchanged(archive: Path, built: Path) -> None:
    write_files(archive, {"storm.md": STORM})
    build_tiny(archive, index=built)
    (archive / "bakery.md").unlink()
    write_files(archive, {"ferry.md": FERRY.replace("nine", "ten"), "new.txt": "Words."})
    summary = build_tiny(archive, index=built)
    assert (summary.articles, summary.added, summary.changed) == (3, 1, 1)
    assert (summary.removed, summary.unchanged) == (1, 1)


def test_a_new_date_alone_is_a_change(archive: Path, built: Path) -> None:
    write_files(archive, {"ferry.md": FERRY.replace("2024-01-24", "2024-01-25")})
    summary = build_tiny(archive, index=built)
    assert (summary.changed, summary.unchanged) == (1, 1)
    assert asked(built, lambda reader: reader.article("ferry").published) == "2024-01-25"


# --- costs follow the change


def test_an_unchanged_rebuild_embeds_nothing_and_leaves_the_version(
    archive: Path, built: Path
) -> None:
    before, embedder = current_folder(built), TinyEmbedder()
    summary = build_tiny(archive, index=built, embedder=embedder)
    assert (summary.unchanged, summary.added + summary.changed + summary.removed) == (2, 0)
    assert (summary.articles, summary.paragraphs) == (2, 4)
    assert embedder.history == []
    assert current_folder(built) == before


def test_one_changed_paragraph_embeds_only_that_one(archive: Path, built: Path) -> None:
    write_files(archive, {"ferry.md": FERRY.replace("nine", "ten")})
    embedder = TinyEmbedder()
    build_tiny(archive, index=built, embedder=embedder)
    assert embedder.history == ["Ferry sails\nIt left the quay at ten."]


def test_vectors_taken_over_are_those_of_their_own_words(
    archive: Path, built: Path, tmp_path: Path
) -> None:
    write_files(archive, {"storm.md": STORM, "ferry.md": FERRY.replace("nine", "ten")})
    build_tiny(archive, index=built)
    build_tiny(archive, index=tmp_path / "fresh")

    def scores(reader: IndexReader) -> dict[str, float]:
        found = reader.nearest(reader.embed(["bakers at the quay on Friday"])[0], 10, EVERYTHING)
        located = reader.database.located(list(found))
        return {located[key].text: round(score, 5) for key, score in found.items()}

    assert asked(built, scores) == asked(tmp_path / "fresh", scores)


def test_a_removal_embeds_nothing(archive: Path, built: Path) -> None:
    (archive / "bakery.md").unlink()
    embedder = TinyEmbedder()
    assert build_tiny(archive, index=built, embedder=embedder).removed == 1
    assert embedder.history == []


def test_another_model_embeds_everything_again(archive: Path, built: Path) -> None:
    embedder = TinyEmbedder(digest="tiny-2")
    assert build_tiny(archive, index=built, embedder=embedder).unchanged == 2
    assert len(embedder.history) == 4


def test_what_the_model_does_not_read_is_not_embedded_but_found_by_its_words(
    archive: Path, index: Path
) -> None:
    write_files(archive, {"a.md": article("a", "العبارة", "غادرت العبارة الميناء.")})
    embedder = TinyEmbedder()
    assert build_tiny(archive, index=index, embedder=embedder).articles == 1
    assert embedder.history == []
    assert asked(index, lambda reader: titles_by_words(reader, "الميناء")) == ["العبارة"]
    assert asked(index, lambda reader: titles_by_meaning(reader, "الميناء")) == []


# --- what is no longer there


def test_a_removed_file_is_gone_from_list_meaning_and_words(archive: Path, built: Path) -> None:
    (archive / "bakery.md").unlink()
    build_tiny(archive, index=built)
    assert listed_ids(built) == ["ferry"]
    assert asked(built, lambda reader: titles_by_words(reader, "flour bakers")) == []
    assert asked(built, lambda reader: set(titles_by_meaning(reader, "flour bakers"))) == {
        "Ferry sails"
    }


def test_articles_of_other_archives_stay(archive: Path, built: Path, tmp_path: Path) -> None:
    other = write_files(tmp_path / "other", {"storm.md": STORM})
    summary = build_tiny(other, index=built)
    assert (summary.articles, summary.added, summary.unchanged, summary.removed) == (3, 1, 2, 0)
    assert listed_ids(built) == ["bakery", "ferry", "storm"]
    assert asked(built, lambda reader: reader.manifest.archives) == (str(archive), str(other))


def test_articles_of_other_archives_go_when_the_index_is_replaced(
    built: Path, tmp_path: Path
) -> None:
    other = write_files(tmp_path / "other", {"storm.md": STORM})
    summary = build_tiny(other, index=built, replace=True)
    assert (summary.added, summary.removed) == (1, 2)
    assert listed_ids(built) == ["storm"]
    assert asked(built, lambda reader: reader.manifest.archives) == (str(other),)


def test_naming_no_archive_takes_nothing_away(built: Path) -> None:
    with suppress(ValueError, PressmarkError):  # to refuse is as good
        build_tiny(index=built)
    assert listed_ids(built) == ["bakery", "ferry"]


def test_an_archive_that_is_not_there_leaves_the_index_as_it_was(
    built: Path, tmp_path: Path
) -> None:
    before = current_folder(built)
    with pytest.raises(ArchiveError):
        build_tiny(tmp_path / "nowhere", index=built)
    assert current_folder(built) == before


@pytest.mark.parametrize("key", ["id: storm", "url: https://tide.example/storm"])
def test_one_of_two_archives_that_share_an_id_can_be_updated_alone(
    tmp_path: Path, index: Path, key: str
) -> None:
    one = write_files(tmp_path / "one", {"a.md": f"---\n{key}\n---\nGales are forecast."})
    two = write_files(tmp_path / "two", {"b.md": f"---\n{key}\n---\nGales are over."})
    build_tiny(one, two, index=index)
    before = contents(index)
    for archive in (two, one):
        summary = build_tiny(archive, index=index)
        assert (summary.removed, summary.changed) == (0, 0)
        assert contents(index) == before


# --- what cannot be read


def test_an_unreadable_file_keeps_what_it_held_and_is_reported(
    archive: Path, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(archive, {"storm.md": STORM})
    opened = Path.open

    def refuse(path: Path, *how: Any, **more: Any) -> Any:
        if path.name == "ferry.md":
            raise PermissionError(13, "Permission denied")
        return opened(path, *how, **more)

    monkeypatch.setattr(Path, "open", refuse)
    summary = build_tiny(archive, index=built)
    ((origin, reason),) = ((one.origin, one.reason) for one in summary.skipped)
    assert (origin, reason) == (str(archive / "ferry.md"), "cannot be read: Permission denied")
    assert (summary.added, summary.removed, summary.unchanged) == (1, 0, 2)
    assert listed_ids(built) == ["bakery", "ferry", "storm"]


def test_an_unlistable_folder_keeps_what_it_held_and_is_reported(
    archive: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_tiny(write_files(archive, {"a/ferry.md": FERRY, "bakery.md": BAKERY}), index=index)
    listed = os.scandir

    def refuse(path: Any = ".") -> Any:
        if not isinstance(path, int) and Path(os.fspath(path)) == archive / "a":
            raise PermissionError(13, "Permission denied", str(archive / "a"))
        return listed(path)

    monkeypatch.setattr(os, "scandir", refuse)
    summary = build_tiny(archive, index=index)
    assert [one.reason for one in summary.skipped] == ["cannot be listed: Permission denied"]
    assert summary.removed == 0
    assert listed_ids(index) == ["bakery", "ferry"]


def test_a_file_that_vanishes_during_the_build_is_reported(
    archive: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(archive, {"bakery.md": BAKERY, "ferry.md": FERRY})
    opened = Path.open

    def open_and_lose(path: Path, *how: Any, **more: Any) -> Any:
        (archive / "ferry.md").unlink(missing_ok=True)
        return opened(path, *how, **more)

    monkeypatch.setattr(Path, "open", open_and_lose)
    summary = build_tiny(archive, index=index)
    assert [(one.origin, one.reason) for one in summary.skipped] == [
        (str(archive / "ferry.md"), "vanished while the archive was read")
    ]
    assert listed_ids(index) == ["bakery"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "a binary file"),
        ("story.docx", b"PK", "not a Word document"),
        ("story.epub", b"PK", "not a kind of file that is read (.epub)"),
        ("lines.jsonl", b'{"text": "One."}\n{"text": \n', "not JSON: Expecting value"),
        ("empty.txt", b"", "an empty file"),
        ("empty.jsonl", b"", "an empty file"),
        ("empty.html", b"<html></html>", "no article text in the page"),
        ("furniture.txt", b"TT\n\n***\n", "no text in it"),
        ("front.md", b"---\ntitle: [\n---\nWords.", "front matter that is not YAML"),
        ("day.md", b"---\ndate: 2024-02-30\n---\nWords.", "front matter"),
    ],
)
def test_what_cannot_be_an_article_is_one_skip_with_the_reason(
    archive: Path, index: Path, name: str, content: bytes, reason: str
) -> None:
    write_files(archive, {"ferry.md": FERRY, name: content})
    summary = build_tiny(archive, index=index)
    (skipped,) = summary.skipped
    assert skipped.origin.startswith(str(archive / name))
    assert reason in skipped.reason
    assert "ferry" in listed_ids(index)


def test_an_empty_folder_is_one_skip_and_an_empty_index(archive: Path, index: Path) -> None:
    summary = build_tiny(archive, index=index)
    assert [(one.origin, one.reason) for one in summary.skipped] == [(str(archive), EMPTY)]
    assert summary.articles == 0
    assert listed_ids(index) == []
    assert asked(index, lambda reader: titles_by_meaning(reader, "ferry")) == []


def test_a_folder_that_is_empty_now_keeps_what_it_held(
    archive: Path, built: Path, tmp_path: Path
) -> None:
    """A drive that is not mounted leaves an empty folder."""
    for path in archive.iterdir():
        path.unlink()
    summary = build_tiny(archive, index=built)
    assert (summary.removed, summary.unchanged) == (0, 2)
    assert [one.reason for one in summary.skipped] == [EMPTY]
    assert listed_ids(built) == ["bakery", "ferry"]
    other = write_files(tmp_path / "other", {"storm.md": STORM})
    assert build_tiny(other, index=built, replace=True).removed == 2


def test_a_file_name_that_is_no_utf8_stops_no_build(archive: Path, index: Path) -> None:
    write_files(archive, {"ferry.md": FERRY})
    (archive / os.fsdecode(b"caf\xe9.txt")).write_text("The café is closed.")
    summary = build_tiny(archive, index=index)
    assert summary.articles + len(summary.skipped) == 2


@pytest.mark.parametrize("name", ["id", "title", "url", "source", "language", "authors"])
def test_half_a_character_in_a_record_stops_no_build(archive: Path, index: Path, name: str) -> None:
    write_files(archive, {"a.json": json.dumps({"text": "It left.", name: "x\ud800y"})})
    assert build_tiny(archive, index=index).articles == 1


def test_an_index_inside_its_archive_is_not_read_as_articles(archive: Path) -> None:
    write_files(archive, {"ferry.md": FERRY})
    build_tiny(archive, index=archive / "index")
    summary = build_tiny(archive, index=archive / "index")
    assert (summary.articles, summary.added) == (1, 0)


# --- copies


def test_exact_copies_are_one_article_that_says_where_else_it_stands(
    tmp_path: Path, index: Path
) -> None:
    words = "Gales are forecast for Friday."
    tide = write_files(
        tmp_path / "tide", {"a.md": article("tide-1", "Storm nears", words, date="2024-01-25")}
    )
    gull = write_files(
        tmp_path / "gull", {"b.md": article("gull-1", "Storm nears", words, source="Gull")}
    )
    summary = build_tiny(tide, gull, index=index)
    assert (summary.articles, summary.duplicates, summary.added, summary.paragraphs) == (1, 1, 2, 1)
    assert listed_ids(index) == ["tide-1"]
    reader = open_tiny(index)
    kept = reader.article("tide-1")
    assert [(card.id, card.source) for card in kept.also_in] == [("gull-1", "Gull")]
    assert reader.article("gull-1") == kept
    assert titles_by_words(reader, "gales") == ["Storm nears"]
    reader.close()


def test_when_the_article_goes_its_copy_takes_its_place(tmp_path: Path, index: Path) -> None:
    files = {"a.md": article("tide-1", "Storm", "Gales.", date="2024-01-25"), "b.md": FERRY}
    tide = write_files(tmp_path / "tide", files)
    gull = write_files(tmp_path / "gull", {"b.md": article("gull-1", "Storm", "Gales.")})
    build_tiny(tide, gull, index=index)
    (tide / "a.md").unlink()
    build_tiny(tide, index=index)
    assert listed_ids(index) == ["ferry", "gull-1"]
    assert asked(index, lambda reader: reader.article("gull-1").also_in) == ()


REPORT = BELL[:3]


def test_a_trimmed_copy_is_one_article_with_the_report_and_found_by_its_outlet(
    tmp_path: Path, index: Path
) -> None:
    files = {
        "a.md": article("wire", "Bell raised", *REPORT, source="Agency"),
        "b.md": article("tide", "Ferry's bell", *REPORT[:2], "A photograph.", source="Tide"),
        "c.md": article("gull", "Dive goes on", *REPORT[:2], source="Gull").replace("14", "19"),
    }
    summary = build_tiny(write_files(tmp_path / "all", files), index=index)
    assert (summary.articles, summary.duplicates) == (2, 1)
    reader = open_tiny(index)
    kept = reader.article("tide")
    assert (kept.id, [card.id for card in kept.also_in]) == ("wire", ["tide"])
    listed = reader.database.listed(Filters(source="tide"))
    assert [(one.card.id, [card.source for card in one.also_in]) for one in listed] == [
        ("wire", ["Tide"])
    ]
    reader.close()


def test_copies_that_come_later_make_the_groups_of_a_fresh_build(
    tmp_path: Path, index: Path
) -> None:
    wire = write_files(tmp_path / "wire", {"a.md": article("wire", "Bell raised", *REPORT)})
    build_tiny(wire, index=index)
    tide = write_files(
        tmp_path / "tide",
        {"b.md": article("tide", "Ferry's bell", *REPORT, "A photograph.", source="Gull")},
    )
    assert build_tiny(tide, index=index).duplicates == 1
    build_tiny(wire, tide, index=tmp_path / "fresh")
    assert contents(index) == contents(tmp_path / "fresh")
    assert listed_ids(index) == listed_ids(tmp_path / "fresh") == ["tide"]


def test_an_unchanged_rebuild_looks_for_no_copies(
    archive: Path, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.settling.copies", None)
    assert build_tiny(archive, index=built).unchanged == 2


# --- same input, same output

STORIES = st.fixed_dictionaries(
    {
        "text": st.sampled_from(
            ["Gales.", "Flour is dear.", "It left.", "It left.\n\nIt sank.", " "]
        )
    },
    optional={
        "id": st.sampled_from(["x", "y"]),
        "url": st.sampled_from(["https://tide.example/1", "https://tide.example/2?a"]),
        "title": st.sampled_from(["Weather", "Ferry sails"]),
        "published": st.sampled_from(["2024-01-24", "soon"]),
    },
)
PASTE = "\n\n\n".join(
    f"The weather\n\nA caption\n\nThe weather\n\nRain on day {n}.\n" for n in range(2)
)
CONTENTS = st.one_of(
    STORIES.map(json.dumps).map(lambda text: (".json", text)),
    st.lists(STORIES, max_size=4).map(json.dumps).map(lambda text: (".json", text)),
    st.lists(STORIES, max_size=4).map(
        lambda records: (".jsonl", "\n".join(map(json.dumps, records)))
    ),
    st.sampled_from(
        [(".txt", PASTE), (".txt", "It left."), (".md", FERRY), (".md", "# Ferry\n\nIt left.")]
    ),
)
ARCHIVES = st.dictionaries(
    st.sampled_from(["one/a", "one/b", "two/a", "two/sub/a", "two/sub/b"]), CONTENTS, min_size=1
)


@settings(max_examples=25)
@given(ARCHIVES)
def test_building_any_archive_again_gives_the_same_ids(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    named = {name + suffix: text for name, (suffix, text) in files.items()}
    archive = write_files(folder / "archive", named)
    first = build_tiny(archive, index=folder / "index")
    again = build_tiny(archive, index=folder / "index")
    build_tiny(archive, index=folder / "fresh")
    assert contents(folder / "index") == contents(folder / "fresh")
    assert again.unchanged == first.added
    assert again.added == again.changed == again.removed == 0
    for text in (text for _, text, _ in contents(folder / "index").values()):
        assert text.strip()
    shutil.rmtree(folder)


def test_an_archive_that_moved_keeps_its_ids(archive: Path, tmp_path: Path) -> None:
    write_files(
        archive, {"a/ferry.txt": "Ferry sails\n\nIt left.", "b.jsonl": '{"text": "Gales."}'}
    )
    build_tiny(archive, index=tmp_path / "here")
    moved = archive.rename(tmp_path / "moved")
    build_tiny(moved, index=tmp_path / "there")
    assert contents(tmp_path / "here") == contents(tmp_path / "there")
    summary = build_tiny(moved, index=tmp_path / "here", replace=True)
    assert (summary.moved, summary.added, summary.removed) == (2, 0, 0)


def test_the_order_of_archives_does_not_matter(tmp_path: Path) -> None:
    archives = [
        write_files(tmp_path / "one", {"a.txt": "Ferry sails\n\nIt left.", "x.md": STORM}),
        write_files(tmp_path / "two", {"a.txt": "Ferry sinks\n\nIt sank.", "y.md": STORM}),
        write_files(tmp_path / "two" / "sub", {"a.txt": "Nobody came."}),
    ]
    found = []
    for turn, order in enumerate(permutations(archives)):
        build_tiny(*order, index=tmp_path / f"index{turn}")
        found.append(contents(tmp_path / f"index{turn}"))
    assert all(one == found[0] for one in found)


def test_an_edited_file_keeps_its_id(archive: Path, index: Path) -> None:
    build_tiny(write_files(archive, {"a.txt": "Ferry sails\n\nIt left."}), index=index)
    before = listed_ids(index)
    write_files(archive, {"a.txt": "Ferry sinks\n\nIt sank."})
    assert build_tiny(archive, index=index).changed == 1
    assert listed_ids(index) == before


# --- a reader sees one whole index


class FailingEmbedder(TinyEmbedder):
    def encode(self, texts: Sequence[str]) -> Vectors:
        raise MemoryError(f"no room for {len(texts)} texts")


@pytest.mark.parametrize(
    "place",
    [
        "build.gather",
        "folder_writing.switch",
        "next_version.settle_copies",
        "searched.LexicalWriter",
        "next_version.describe_files",
        "embedding.passages",
    ],
)
@pytest.mark.parametrize(
    ("failure", "seen"),
    [
        (OSError(28, "No space left on device"), DiskFull),
        (OSError(5, "Input/output error"), OSError),
        (KeyboardInterrupt(), KeyboardInterrupt),
    ],
)
def test_a_build_that_fails_anywhere_leaves_the_index_as_it_was(
    archive: Path,
    built: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    failure: BaseException,
    seen: type[BaseException],
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise failure

    before, held = current_folder(built), contents(built)
    write_files(archive, {"storm.md": STORM})
    with monkeypatch.context() as broken:
        broken.setattr(f"index.{place}", fail)
        with pytest.raises(seen):
            build_tiny(archive, index=built)
    assert current_folder(built) == before
    assert [version.name for version in (built / "versions").iterdir()] == [before.name]
    assert contents(built) == held
    assert build_tiny(archive, index=built).added == 1


def test_a_build_that_fails_on_its_last_write_leaves_the_index_as_it_was(
    archive: Path, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    held = contents(built)
    write_files(archive, {"storm.md": STORM})
    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", fail)
        with pytest.raises(DiskFull, match="no room left"):
            build_tiny(archive, index=built)
    assert contents(built) == held
    assert build_tiny(archive, index=built).added == 1


def test_a_model_that_fails_leaves_the_index_as_it_was(archive: Path, built: Path) -> None:
    before = current_folder(built)
    write_files(archive, {"storm.md": STORM})
    with pytest.raises(MemoryError):
        build_tiny(archive, index=built, embedder=FailingEmbedder())
    assert current_folder(built) == before
    assert listed_ids(built) == ["bakery", "ferry"]


def test_a_reader_opened_before_a_switch_keeps_answering_from_its_version(
    archive: Path, built: Path
) -> None:
    old = open_tiny(built)
    (archive / "bakery.md").unlink()
    for number in range(3):
        write_files(archive, {f"{number}.txt": f"Words {number}."})
        build_tiny(archive, index=built)
    assert old.article("bakery").title == "Bakery closes"
    assert titles_by_words(old, "flour") == ["Bakery closes"]
    assert titles_by_meaning(old, "flour is dear", k=1) == ["Bakery closes"]
    assert {one.card.id for one in old.database.listed(EVERYTHING)} == {"ferry", "bakery"}
    old.close()
    assert "bakery" not in listed_ids(built)


def test_damage_is_not_built_upon(archive: Path, built: Path) -> None:
    (current_folder(built) / "ledger.sqlite").write_bytes(b"")
    write_files(archive, {"storm.md": STORM})
    with pytest.raises(IndexDamaged):
        build_tiny(archive, index=built)


def test_a_damaged_index_can_be_replaced(archive: Path, built: Path) -> None:
    (current_folder(built) / "articles.sqlite").write_bytes(b"")
    assert build_tiny(archive, index=built, replace=True).articles == 2
    assert listed_ids(built) == ["bakery", "ferry"]


@pytest.mark.parametrize("pointer", ["", "000009"])
def test_an_index_whose_pointer_is_damaged_can_be_replaced(
    archive: Path, built: Path, pointer: str
) -> None:
    (built / "CURRENT").write_text(pointer)
    assert build_tiny(archive, index=built, replace=True).articles == 2
    assert listed_ids(built) == ["bakery", "ferry"]


def test_an_index_that_cannot_be_made_there_is_an_expected_failure(
    archive: Path, tmp_path: Path
) -> None:
    write_files(archive, {"ferry.md": FERRY})
    write_files(tmp_path, {"index": "a file stands here"})
    with pytest.raises(PressmarkError) as caught:
        build_tiny(archive, index=tmp_path / "index")
    assert caught.value.hint
