"""IndexReader: articles, and paragraphs found by meaning or by words."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.errors import ArticleMissing, EmbedderError, IndexMissing
from index.filters import Filters
from index.prefixes import Prefixes
from index.reader import IndexReader
from tests.tiny import (
    EVERYTHING,
    TinyEmbedder,
    build_tiny,
    open_tiny,
    titles_by_meaning,
    titles_by_words,
    write_files,
)


def article(title: str, words: str, *, source: str = "The Tide", date: str = "") -> str:
    return f"---\ntitle: {title}\nsource: {source}\ndate: '{date}'\n---\n{words}\n"


FILES = {
    "a.md": article("First", "The ferry left on a Monday.", date="2024-01-24"),
    "b.md": article("Second", "The ferry left on a Tuesday.", date="2024-01-25T23:30:00+00:00"),
    "c.md": article("Third", "The ferry left on a Friday.", date="2024-01-26", source="The Gull"),
    "d.md": article("Undated", "The ferry left one day.", source="THE GULL"),
    "e.md": article("Wired", "The ferry left at last.", date="2024-01-30", source="Wire"),
    "f.md": article("Wired copy", "The ferry left at last.", date="2024-01-29", source="The Gull"),
}


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IndexReader]:
    folder = tmp_path_factory.mktemp("reader")
    build_tiny(write_files(folder / "archive", FILES), index=folder / "index")
    opened = open_tiny(folder / "index")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        (Filters(), {"First", "Second", "Third", "Undated", "Wired"}),
        (Filters(since="2024-01-25", until="2024-01-25"), {"Second"}),
        (Filters(since="2024-01-25"), {"Second", "Third", "Wired"}),
        (Filters(until="2024-01-24"), {"First"}),
        (Filters(source="the tide"), {"First", "Second"}),
        (Filters(source="The gull"), {"Third", "Undated", "Wired"}),
        (Filters(since="2024-01-01", source="the gull"), {"Third", "Wired"}),
        (Filters(source="the"), set()),
        (Filters(since="2025-01-01"), set()),
    ],
)  # fmt: skip
def test_every_way_to_search_obeys_the_filters(
    reader: IndexReader, filters: Filters, titles: set[str]
) -> None:
    assert {one.card.title for one in reader.database.listed(filters)} == titles
    assert set(titles_by_words(reader, "ferry", filters=filters)) == titles
    assert set(titles_by_meaning(reader, "ferry", filters=filters)) == titles


def test_the_nearest_paragraph_comes_first_with_its_cosine(reader: IndexReader) -> None:
    vector = reader.embed(["Second\nThe ferry left on a Tuesday."])[0]
    found = reader.nearest(vector, 2, EVERYTHING)
    assert len(found) == 2
    assert titles_by_meaning(reader, "Second\nThe ferry left on a Tuesday.", k=1) == ["Second"]
    assert next(iter(found.values())) == pytest.approx(1)
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_cosines_of_given_paragraphs_are_those_that_the_search_gives(reader: IndexReader) -> None:
    vector = reader.embed(["The ferry on Friday"])[0]
    found = reader.nearest(vector, 10, EVERYTHING)
    assert reader.cosines(vector, list(found)) == pytest.approx(found)
    assert reader.cosines(vector, []) == {}


def test_an_article_that_is_not_there_is_missing(reader: IndexReader) -> None:
    with pytest.raises(ArticleMissing, match="no article 'nobody' in the index") as caught:
        reader.article("nobody")
    assert caught.value.hint


def test_a_reader_says_which_version_and_model_it_is_of(reader: IndexReader) -> None:
    assert reader.name.startswith("000001-")
    assert reader.manifest.embedder.name == "tiny"
    assert reader.manifest.counts["articles"] == 5
    assert reader.manifest.counts["duplicates"] == 1


def test_a_long_paragraph_leaves_room_for_others(archive: Path, index: Path) -> None:
    long = " ".join(
        f"The ferry of number {n} left the quay for the island at dawn." for n in range(300)
    )
    write_files(
        archive, {"a.txt": f"Ferry\n\n{long}", "b.txt": "Bakery\n\nThe ferry brings flour."}
    )
    build_tiny(archive, index=index)
    opened = open_tiny(index)
    assert set(titles_by_meaning(opened, "ferry quay island dawn", k=2)) == {"Ferry", "Bakery"}
    opened.close()


def test_a_paragraph_is_as_near_as_its_nearest_piece(archive: Path, index: Path) -> None:
    long = " ".join(f"Boat {n} left the quay for the island at dawn." for n in range(60))
    write_files(archive, {"a.txt": f"{long} The mayor resigned."})
    embedder = TinyEmbedder()
    build_tiny(archive, index=index, embedder=embedder)
    opened = open_tiny(index)
    vector = opened.embed(["mayor resigned"])[0]
    best = max(float(piece @ vector) for piece in TinyEmbedder().encode(embedder.history))
    ((key, score),) = opened.nearest(vector, 5, EVERYTHING).items()
    assert score == pytest.approx(best, abs=5e-4)  # half precision
    assert opened.cosines(vector, [key]) == pytest.approx({key: best}, abs=5e-4)
    opened.close()


@pytest.mark.parametrize(
    "other",
    [
        TinyEmbedder(digest="tiny-2"),
        TinyEmbedder(dimensions=32),
        TinyEmbedder(prefixes=Prefixes("query: ", "passage: ")),
    ],
)
def test_another_model_than_the_one_of_the_index_is_refused(
    archive: Path, index: Path, other: TinyEmbedder
) -> None:
    build_tiny(write_files(archive, FILES), index=index)
    opened = open_tiny(index, other)
    with pytest.raises(EmbedderError, match="built with another tiny") as caught:
        opened.embed(["ferry"])
    assert caught.value.hint
    opened.close()


def test_a_question_and_a_passage_are_each_embedded_with_what_the_model_wants_before_them(
    archive: Path, index: Path
) -> None:
    made = TinyEmbedder(prefixes=Prefixes("query: ", "passage: "))
    build_tiny(write_files(archive, {"a.txt": "The ferry left."}), index=index, embedder=made)
    with open_tiny(index, made) as opened:
        opened.embed_question("Who left?")
        opened.embed(["Nobody left."])
        identity = opened.manifest.embedder

    assert made.history == ["passage: The ferry left.", "query: Who left?", "passage: Nobody left."]
    assert (identity.question_prefix, identity.passage_prefix) == ("query: ", "passage: ")


@pytest.mark.parametrize("home", ["index.folder_home", "index.postgres.home"])
def test_asking_loads_nothing_that_reads_archives(home: str) -> None:
    script = f"import sys, index.reader, {home}\nprint('index.reading' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"


def test_opened_again_an_index_answers_the_same(archive: Path, index: Path) -> None:
    build_tiny(write_files(archive, FILES), index=index)
    answers = []
    for _ in range(2):
        opened = open_tiny(index)
        vector = opened.embed(["ferry Friday"])[0]
        answers.append(
            (opened.nearest(vector, 9, EVERYTHING), opened.by_words("ferry", 9, EVERYTHING))
        )
        opened.close()
    assert answers[0] == answers[1]


def test_the_model_a_manifest_names_is_taken_when_none_is_given(archive: Path, index: Path) -> None:
    build_tiny(write_files(archive, FILES), index=index)
    opened = IndexReader.open(index)
    assert opened.embedder.name == "tiny"
    opened.close()


def test_a_folder_without_an_index_is_refused(index: Path) -> None:
    with pytest.raises(IndexMissing):
        IndexReader.open(index)


def test_vectors_of_questions_are_unit_vectors(reader: IndexReader) -> None:
    vectors = reader.embed(["ferry", "bakery on the quay", ""])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
