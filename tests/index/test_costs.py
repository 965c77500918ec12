"""build again: what did not change costs nothing, and any history ends like a fresh build."""

import json
import shutil
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import gather
from index.article import Article, Draft, Skipped
from index.embedder import Vectors
from index.lists import write_lists
from index.precision import Precision
from index.reading import ArchiveFile, read_file
from index.store import COMPUTED, current_folder
from index.version import Version
from rag.search import search
from tests.tiny import BELL, TinyEmbedder, build_tiny, listed_ids, open_tiny, write_files


def record(id: str, *paragraphs: str, date: str = "2024-01-24", source: str = "Tide") -> str:
    text = "\n\n".join(paragraphs)
    return json.dumps(
        {"id": id, "title": f"Story {id}", "text": text, "published": date, "source": source}
    )


@pytest.fixture
def cleaned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the articles that are cleaned from now on."""
    ids: list[str] = []
    clean = gather.clean_article

    def told(draft: Draft, id: str) -> Article | Skipped:
        ids.append(id)
        return clean(draft, id)

    monkeypatch.setattr(gather, "clean_article", told)
    return ids


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read from now on."""
    names: list[str] = []

    def told(file: ArchiveFile) -> object:
        names.append(file.path.name)
        return read_file(file)

    monkeypatch.setattr("index.folder_writing.read_file", told)
    return names


def test_a_file_of_the_same_bytes_is_not_read_again(
    archive: Path, index: Path, read: list[str]
) -> None:
    build_tiny(write_files(archive, {"a.txt": "One.", "b.txt": "Two."}), index=index)
    read.clear()
    write_files(archive, {"a.txt": "One.", "c.txt": "Three."})
    assert build_tiny(archive, index=index).added == 1
    assert read == ["c.txt"]


def test_a_line_added_to_a_file_is_the_only_one_cleaned(
    archive: Path, index: Path, cleaned: list[str]
) -> None:
    lines = [record(id, f"Words of {id}.") for id in "abc"]
    build_tiny(write_files(archive, {"all.jsonl": "\n".join(lines)}), index=index)
    cleaned.clear()
    write_files(archive, {"all.jsonl": "\n".join([record("d", "New."), *lines])})
    summary = build_tiny(archive, index=index)
    assert (summary.added, summary.unchanged, summary.changed) == (1, 3, 0)
    assert cleaned == ["d"]
    with open_tiny(index) as reader:
        assert reader.article("c").origin.part == ":4"


def test_what_was_skipped_is_said_again_though_it_is_not_read_again(
    archive: Path, index: Path, read: list[str]
) -> None:
    write_files(archive, {"a.txt": "One.", "b.jsonl": '{"text": \n' + record("b", "Two.")})
    skipped = build_tiny(archive, index=index).skipped
    assert len(skipped) == 1
    read.clear()
    assert build_tiny(archive, index=index).skipped == skipped
    write_files(archive, {"c.txt": "Three."})
    assert build_tiny(archive, index=index).skipped == skipped
    assert read == ["c.txt"]


def test_other_code_reads_all_again_and_embeds_nothing(
    archive: Path, index: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    build_tiny(write_files(archive, {"a.txt": "One.", "b.txt": "Two."}), index=index)
    read.clear()
    monkeypatch.setattr("index.following.reading_digest", lambda: "other")
    embedder = TinyEmbedder()
    assert build_tiny(archive, index=index, embedder=embedder).unchanged == 2
    assert sorted(read) == ["a.txt", "b.txt"]
    assert embedder.history == []


def test_a_file_that_was_not_named_for_a_while_is_read_when_it_is_again(
    tmp_path: Path, index: Path
) -> None:
    one = write_files(tmp_path / "one", {"a.txt": "One."})
    two = write_files(tmp_path / "two", {"b.txt": "Two."})
    build_tiny(one, two, index=index)
    build_tiny(two, index=index, replace=True)
    assert build_tiny(one, index=index).added == 1
    assert len(listed_ids(index)) == 2


# --- files that moved


def test_a_moved_file_is_counted_so_embeds_nothing_and_is_found_by_its_old_id(
    archive: Path, index: Path
) -> None:
    write_files(
        archive, {"a.txt": "Ferry\n\nIt left at nine.", "given.md": "---\nid: x\n---\nOne."}
    )
    build_tiny(archive, index=index)
    (old,) = set(listed_ids(index)) - {"x"}
    for name in ("a.txt", "given.md"):
        (archive / "2024").mkdir(exist_ok=True)
        (archive / name).rename(archive / "2024" / name)
    embedder = TinyEmbedder()
    summary = build_tiny(archive, index=index, embedder=embedder)
    assert (summary.moved, summary.added, summary.removed, summary.changed) == (2, 0, 0, 0)
    assert embedder.history == []
    (new,) = set(listed_ids(index)) - {"x"}
    with open_tiny(index) as reader:
        assert reader.article(old) == reader.article(new)
        assert reader.article(new).origin.path == str(archive / "2024" / "a.txt")
    build_tiny(archive, index=index, embedder=TinyEmbedder(digest="tiny-2"))
    with open_tiny(index, TinyEmbedder(digest="tiny-2")) as reader:
        assert reader.article(old).id == new


# --- interrupted builds


class Interrupted(BaseException):
    """What ends a build at once."""


class BreakingEmbedder(TinyEmbedder):
    """Encodes so many times, then ends the build."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.left = times

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not self.left:
            raise Interrupted
        self.left -= 1
        return super().encode(texts)


def test_what_an_interrupted_build_embedded_is_not_embedded_again(
    archive: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.embedding._SLICE", 2)
    write_files(archive, {f"{n}.txt": f"Words of number {n}." for n in range(9)})
    breaking, embedder = BreakingEmbedder(3), TinyEmbedder()
    with pytest.raises(Interrupted):
        build_tiny(archive, index=index, embedder=breaking)
    assert len(breaking.history) == 6
    (archive / "0.txt").unlink()
    build_tiny(archive, index=index, embedder=embedder)
    assert len(embedder.history) == 3
    assert not set(embedder.history) & set(breaking.history)
    assert not (index / "computed").exists()
    with open_tiny(index) as reader:
        assert reader.manifest.counts["vectors"] == 8
        (hit, *_) = search(reader, "Words of number 7.").hits
        assert hit.text == "Words of number 7."


def test_damaged_remains_of_a_build_are_computed_again(
    archive: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.embedding._SLICE", 2)
    write_files(archive, {f"{n}.txt": f"Words of number {n}." for n in range(5)})
    with pytest.raises(Interrupted):
        build_tiny(archive, index=index, embedder=BreakingEmbedder(2))
    first, second = sorted((index / "computed").rglob("*.npy"))
    first.write_bytes(first.read_bytes()[:-9] + b"damaged!!")
    second.write_bytes(second.read_bytes()[:40])
    embedder = TinyEmbedder()
    build_tiny(archive, index=index, embedder=embedder)
    assert len(embedder.history) == 5


def test_what_another_model_computed_is_not_taken(
    archive: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.embedding._SLICE", 2)
    write_files(archive, {f"{n}.txt": f"Words of number {n}." for n in range(5)})
    with pytest.raises(Interrupted):
        build_tiny(archive, index=index, embedder=BreakingEmbedder(1))
    embedder = TinyEmbedder(digest="tiny-2")
    build_tiny(archive, index=index, embedder=embedder)
    assert len(embedder.history) == 5


# --- rows of vectors


def test_a_text_that_stands_in_many_places_is_embedded_once_and_found_in_all(
    archive: Path, index: Path
) -> None:
    records = [
        record(f"a{n}", "He declined.", f"Number {n}.", date=f"2024-0{n}-01") for n in (1, 2)
    ]
    same = [line.replace("Story a1", "Story").replace("Story a2", "Story") for line in records]
    embedder = TinyEmbedder()
    build_tiny(write_files(archive, {"a.jsonl": "\n".join(same)}), index=index, embedder=embedder)
    assert sorted(embedder.history) == sorted(
        ["Story\nHe declined.", "Story\nNumber 1.", "Story\nNumber 2."]
    )
    with open_tiny(index) as reader:
        hits = search(reader, "Story He declined.").hits
        assert [(hit.article.id, hit.paragraph) for hit in hits[:2]] == [("a1", 1), ("a2", 1)]
        assert {hit.ranks.dense for hit in hits[:2]} == {1}


def test_holes_that_removals_leave_are_closed_in_time(archive: Path, index: Path) -> None:
    write_files(archive, {f"{n}.txt": f"Words of number {n}." for n in range(8)})
    build_tiny(archive, index=index)
    for n in range(4):
        (archive / f"{n}.txt").unlink()
    build_tiny(archive, index=index)
    write_files(archive, {"new.txt": "Words of another number."})
    embedder = TinyEmbedder()
    build_tiny(archive, index=index, embedder=embedder)
    assert len(embedder.history) == 1
    with open_tiny(index) as reader:
        assert reader.manifest.counts["vectors"] == len(Version(current_folder(index)).vectors) == 5
        (hit, *_) = search(reader, "Words of number 6.").hits
        assert hit.text == "Words of number 6."


# --- what a large build decides


class RoundingEmbedder(TinyEmbedder):
    """Says that it was faster in bfloat16, once it has been asked to try."""

    tried = False

    @property
    def precision(self) -> Precision:
        return Precision("bfloat16", 1.9, 0.99995) if self.tried else Precision()

    def prepare(self, sample: Sequence[str]) -> Precision:
        self.tried = True
        return super().prepare(sample)


def test_a_large_build_tries_the_model_on_its_texts_and_the_index_says_how_that_went(
    archive: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.embedding.WORTH_PREPARING", 3)
    monkeypatch.setattr("index.embedding.SAMPLED", 2)
    write_files(archive, {f"{n}.txt": f"Words of number {n}." for n in range(4)})
    embedder = RoundingEmbedder()
    build_tiny(archive, index=index, embedder=embedder)
    assert embedder.sample
    assert set(embedder.sample) <= set(embedder.history)
    with open_tiny(index) as reader:
        assert reader.manifest.precision == Precision("bfloat16", 1.9, 0.99995)
    write_files(archive, {"new.txt": "Words of another number."})
    small = RoundingEmbedder()
    build_tiny(archive, index=index, embedder=small)
    assert not small.tried
    with open_tiny(index) as reader:
        assert reader.manifest.precision == Precision("bfloat16", 1.9, 0.99995)


def test_a_large_index_gets_lists_and_what_comes_later_is_found_beside_them(
    archive: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["harbour", "bakery", "storm", "mayor", "ferry", "bell", "dive", "museum", "nets"]
    texts = [f"The {one} and the {other}." for one in words for other in words]
    write_files(archive, {f"{n}.txt": f"Story {n}\n\n{text}" for n, text in enumerate(texts)})
    monkeypatch.setattr("index.searched.write_lists", partial(write_lists, least=50, target=0))
    monkeypatch.setattr("index.lists.LEAST_ROWS", 50)
    build_tiny(archive, index=index)
    with open_tiny(index) as reader:
        made = reader.manifest.lists
        assert made is not None
        assert made.covered == len(texts)
        for number in (0, 17, 80):
            (hit, *_) = search(reader, f"Story {number}\n{texts[number]}").hits
            assert (hit.text, hit.ranks.dense) == (texts[number], 1)
    write_files(archive, {"new.txt": "Whales\n\nThe whale and the harbour."})
    build_tiny(archive, index=index)
    with open_tiny(index) as reader:
        assert reader.manifest.lists == made
        assert search(reader, "the whale").hits[0].article.title == "Whales"


# --- any history comes out like a fresh build

FOOT = "Follow The Tide for more of this."
PARAGRAPHS = st.lists(
    st.sampled_from([*BELL[:4], "Gales.", "Flour is dear.", FOOT]), min_size=1, max_size=4
)
LINES = st.dictionaries(st.sampled_from("abcdefgh"), PARAGRAPHS, max_size=7)
STATES = st.lists(st.fixed_dictionaries({"one.jsonl": LINES, "two.jsonl": LINES}), min_size=2,
                  max_size=4)  # fmt: skip


def written(archive: Path, state: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
    for name, lines in state.items():
        named = {f"{name[0]}{id}": paragraphs for id, paragraphs in lines.items()}
        text = "".join(record(id, *said) + "\n" for id, said in named.items())
        write_files(archive, {name: text})


def everything(index: Path) -> object:
    """What readers see of an index, and what some searches find, with their scores."""
    with open_tiny(index) as reader:
        articles = [article for article, _ in reader.database.shown_articles()]
        found = [
            [(hit.article, hit.paragraph, hit.text, hit.score, hit.ranks) for hit in
             search(reader, query, k=50).hits]
            for query in ("bell of the ferry", "flour", "gales on Monday", "follow the tide")
        ]  # fmt: skip
        return articles, found, reader.manifest.counts


@settings(max_examples=20)
@given(STATES)
def test_any_history_of_builds_ends_like_a_fresh_build(
    tmp_path_factory: pytest.TempPathFactory,
    states: list[dict[str, dict[str, list[str]]]],
) -> None:
    folder = tmp_path_factory.mktemp("history")
    for state in states:
        written(folder / "archive", state)
        build_tiny(folder / "archive", index=folder / "index")
    build_tiny(folder / "archive", index=folder / "fresh")
    assert everything(folder / "index") == everything(folder / "fresh")
    shutil.rmtree(folder)


def test_a_build_that_changes_nothing_writes_no_version(archive: Path, index: Path) -> None:
    build_tiny(write_files(archive, {"a.txt": "One.", "bad.json": "{"}), index=index)
    before = current_folder(index)
    (archive / "a.txt").touch()
    build_tiny(archive, index=index)
    assert current_folder(index) == before
    assert COMPUTED not in {path.name for path in index.iterdir()}
