"""search: a query and an index in, paragraphs out, best first."""

from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedder import Vectors
from index.filters import Filters
from index.reader import IndexReader
from rag.search import search
from rag.types import Hit, Leg
from tests.sample import HARBOUR, Sample, reader_of
from tests.tiny import TinyEmbedder, build_tiny, open_tiny, write_files

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


def test_a_hit_tells_what_each_leg_and_each_sign_said_of_it(harbour: IndexReader) -> None:
    best, *_ = hits = search(harbour, QUESTION).hits

    assert best.why
    assert (best.why.dense.rank, best.why.lexical.rank) == (best.ranks.dense, best.ranks.lexical)
    assert 0 < (best.why.dense.score or 0) <= 1
    assert (best.why.lexical.score or 0) > 0
    assert best.why.coverage == best.why.sentence == 1
    poem = next(one.why for one in hits if one.article.id == "poem")
    assert poem
    assert poem.lexical == Leg()
    assert poem.dense.score is not None
    assert poem.reranked is None


def test_of_a_query_that_no_model_reads_no_cosine_is_told(harbour: IndexReader) -> None:
    why = search(harbour, "كم كتاباً في مكتبة المرفأ؟").hits[0].why

    assert why
    assert why.dense == Leg()


def test_a_hit_tells_where_else_its_article_stands(tmp_path: Path) -> None:
    told = "The ferry Lapwing sank off Kelm on Monday, and all nine aboard were saved by the pilot."
    reader = reader_of(
        tmp_path,
        {"id": "a", "title": "Ferry sinks", "text": told, "source": "The Quay"},
        {"id": "b", "title": "Ferry sinks", "text": told, "source": "Coast Wire"},
        {"id": "c", "title": "Fares", "text": "A ferry costs more.", "source": "The Quay"},
    )

    first, second = search(reader, "ferry Lapwing sank").hits

    assert {first.article.id, *(copy.id for copy in first.also_in)} == {"a", "b"}
    assert second.also_in == ()


@given(query=QUERIES, most=st.integers(1, 3), k=st.integers(1, 6))
def test_no_article_gives_more_paragraphs_than_are_wanted_of_one(
    harbour: IndexReader, query: str, most: int, k: int
) -> None:
    every = search(harbour, query, k=200).hits
    few = search(harbour, query, k=k, per_article=most).hits

    articles = [one.article.id for one in every]
    expected = [one for at, one in enumerate(every) if articles[:at].count(one.article.id) < most]
    assert ids(few) == ids(tuple(expected[:k]))


def test_further_articles_take_the_places_that_one_leaves(tmp_path: Path) -> None:
    told = "\n\n".join(f"The bridge opened for the {at}th time." for at in range(40))
    reader = reader_of(
        tmp_path,
        {"id": "bridge", "title": "Bridge", "text": told},
        {"id": "ferry", "title": "Ferry", "text": "A ferry left."},
    )

    hits = search(reader, "the bridge opened", k=2, per_article=1).hits

    assert [one.article.id for one in hits] == ["bridge", "ferry"]


def test_what_was_found_is_more_than_what_is_given(harbour: IndexReader) -> None:
    found = search(harbour, QUESTION, k=1)

    assert len(found.keys) > len(found.hits) == 1
    assert set(harbour.database.located(found.keys)) == set(found.keys)


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


class TwoLanguages(TinyEmbedder):
    """Reads Arabic and English, and finds the same meaning in both."""

    WORDS: ClassVar = {
        "افتتحت": "opened", "العمدة": "mayor", "الجسر": "bridge",
        "رفع": "raised", "الصيادون": "Fishermen", "الأسعار": "prices",
    }  # fmt: skip

    def __init__(self) -> None:
        super().__init__(scripts=frozenset({"latin", "arabic", ""}))

    def _vector(self, text: str) -> Vectors:
        return super()._vector(" ".join(self.WORDS.get(word, word) for word in text.split()))


@pytest.mark.parametrize(
    ("question", "found"), [("mayor opened bridge", "ar"), ("رفع الصيادون الأسعار", "en")]
)
def test_a_model_of_many_languages_finds_what_is_written_in_another(
    question: str, found: str, tmp_path: Path
) -> None:
    texts = {
        "ar": "افتتحت العمدة الجسر",
        "en": "Fishermen raised prices",
        "other": "The bakery closed its doors for good",
        "more": "A bell was found near the pier",
    }
    archive = write_files(tmp_path / "archive", {f"{id}.txt": text for id, text in texts.items()})
    embedder = TwoLanguages()
    build_tiny(archive, index=tmp_path / "index", embedder=embedder)
    with open_tiny(tmp_path / "index", embedder) as reader:
        first, *_ = search(reader, question).hits

    assert first.text == texts[found]
