"""search: a query and an index in, paragraphs out, best first."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.filters import Filters
from index.reader import IndexReader
from rag.search import newest_first, search
from rag.types import Hit
from tests.rag.made import card, hit
from tests.sample import HARBOUR, Sample, reader_of
from tests.tiny import build_tiny, open_tiny, write_files

WORDS = sorted({word for one in HARBOUR for word in one["text"].split()})
QUERIES = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join) | st.text()
QUESTION = "Who opened the Harrow bridge?"


def ids(hits: tuple[Hit, ...]) -> list[tuple[str, int]]:
    return [(one.article.id, one.paragraph) for one in hits]


def twins(folder: Path, *names: str) -> IndexReader:
    """An index of articles that begin alike and end each in its own way."""
    return reader_of(
        folder,
        *(
            {
                "id": name,
                "title": "A bridge",
                "text": f"The bridge opened.\n\nSo says {name} alone.",
            }
            for name in names
        ),
    )


@given(query=QUERIES)
def test_hits_are_the_words_of_their_articles_best_first_and_each_paragraph_once(
    harbour: IndexReader, query: str
) -> None:
    hits = search(harbour, query).hits

    for one in hits:
        article = harbour.article(one.article.id)
        assert one.text == article.text[one.start : one.end] == article.quote(one.paragraph)
    assert [one.score for one in hits] == sorted((one.score for one in hits), reverse=True)
    assert len(set(ids(hits))) == len(hits)


@given(query=QUERIES)
def test_the_same_query_finds_the_same(harbour: IndexReader, query: str) -> None:
    assert search(harbour, query).hits == search(harbour, query).hits


def test_the_paragraph_that_says_what_is_asked_comes_first(harbour: IndexReader) -> None:
    assert ids(search(harbour, "ferry passengers last year").hits)[0] == ("mole-ferry", 2)


def test_no_more_are_found_than_asked_for(harbour: IndexReader) -> None:
    every = search(harbour, QUESTION).hits

    assert search(harbour, QUESTION, k=3).hits == every[:3]


def test_ties_are_broken_by_article_id(tmp_path: Path) -> None:
    reader = twins(tmp_path, "c", "a", "d", "b")

    hits = [one for one in search(reader, "the bridge opened").hits if one.paragraph == 1]

    assert len({one.score for one in hits}) == 1
    assert [one.article.id for one in hits] == ["a", "b", "c", "d"]


def test_ties_within_an_article_are_broken_by_paragraph_number(tmp_path: Path) -> None:
    text = "The bridge opened.\n\nA ferry sailed.\n\nThe bridge opened."
    reader = reader_of(tmp_path, {"id": "a", "title": "News", "text": text})

    first, second, *_ = search(reader, "bridge opened").hits

    assert first.score == second.score
    assert (first.paragraph, second.paragraph) == (1, 3)


def test_the_order_of_the_files_does_not_change_what_is_found(tmp_path: Path) -> None:
    texts = [f"The bridge opened.\n\nThe ferry to {place} sails." for place in ("Kelm", "Lind")]
    found: list[list[tuple[str, float]]] = []
    for order in (texts, texts[::-1]):
        folder = tmp_path / str(len(found))
        files = {
            f"{number}.md": f"---\nid: {text.split()[-2]}\n---\n\n{text}\n"
            for number, text in enumerate(order)
        }
        build_tiny(write_files(folder / "archive", files), index=folder / "index")
        hits = search(open_tiny(folder / "index"), "the bridge opened").hits
        found.append([(one.text, one.score) for one in hits])

    assert found[0] == found[1]


def test_ranks_tell_the_place_each_leg_gave(harbour: IndexReader) -> None:
    hits = search(harbour, "ferry passengers last year", k=200).hits

    for leg in ("dense", "lexical"):
        places = sorted(rank for one in hits if (rank := getattr(one.ranks, leg)) is not None)
        assert places[0] == 1
        assert all(place == places.index(place) + 1 for place in places)  # equal ones share
    assert hits[0].ranks.dense == hits[0].ranks.lexical == 1


def test_a_paragraph_that_shares_no_word_has_no_place_among_the_lexical(
    harbour: IndexReader,
) -> None:
    poem = [one for one in search(harbour, QUESTION).hits if one.article.id == "poem"]

    assert poem
    assert all(one.ranks.lexical is None for one in poem)


def test_a_query_in_a_script_the_model_cannot_read_gets_no_dense_vote(harbour: IndexReader) -> None:
    found = search(harbour, "كم كتاباً في مكتبة المرفأ؟")

    assert found.vector is None
    assert found.cosines == {}
    assert ids(found.hits)[0] == ("mole-library", 1)
    assert all(one.ranks.dense is None for one in found.hits)


def test_a_query_that_no_leg_can_answer_finds_nothing(harbour: IndexReader) -> None:
    assert search(harbour, "ما عاصمة منغوليا؟").hits == ()


@pytest.mark.parametrize(
    ("filters", "articles"),
    [
        (Filters(since="2024-03-02"), {"wire-bridge", "mole-ferry"}),
        (Filters(until="2024-03-02"), {"quay-bridge", "wire-bridge"}),
        (Filters("2024-03-02", "2024-03-02"), {"wire-bridge"}),
        (Filters(source="the mole"), {"mole-ferry"}),
        (Filters("2024-03-02", source="The Quay"), set[str]()),
        (Filters(source="The Gazette"), set[str]()),
    ],
)
def test_filters_narrow_what_is_found(
    harbour: IndexReader, filters: Filters, articles: set[str]
) -> None:
    hits = search(harbour, "bridge or ferry", filters=filters).hits

    assert {one.article.id for one in hits} == articles


def test_newest_first_puts_the_undated_last_and_the_better_before_within_a_day() -> None:
    days = {"old": "2023-01-01", "none": "", "b": "2024-05-05T23:00:00+00:00", "a": "2024-05-05"}
    hits = tuple(hit(article=card(id=id, published=day)) for id, day in days.items())

    assert [one.article.id for one in newest_first(hits)] == ["b", "a", "old", "none"]


def test_an_arabic_query_gets_no_vote_from_the_default_model(sample: Sample) -> None:
    found = search(sample.reader, "كم كتاباً في مكتبة حي القناديل؟")

    assert found.vector is None
    assert found.hits[0].article.id == "qanadil-2024-0507"
    assert all(one.ranks.dense is None for one in found.hits)


@pytest.mark.parametrize(
    ("query", "article"),
    [
        ("asthma in flooded children", "Damp lungs"),
        ("lighthouse keeper Edda Quillane", "Edda Quillane"),
        ("hottest day on record", "Port Ostrel bakes"),
        ("herring quota cut", "Half a quota"),
    ],
)
def test_the_sample_gives_the_article_on_a_subject_first(
    sample: Sample, query: str, article: str
) -> None:
    assert search(sample.reader, query).hits[0].article.title.startswith(article)
