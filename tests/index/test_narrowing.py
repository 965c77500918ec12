"""Outlets and authors narrow both legs of a search and the list the same way."""

from collections.abc import Iterator

import pytest

from index.filters import Filters
from index.reader import IndexReader
from tests.sample import HARBOUR, reader_of
from tests.tiny import titles_by_meaning, titles_by_words

ARTICLES: tuple[tuple[str, str, list[str]], ...] = (
    ("Bell raised", "Daily Post / Agency", ["By NELL TARN"]),
    ("Bell rung", "The Agency", ["Ivo K. Sand and Nell Tarn"]),
    ("Bell sold", "Post Office News", ["Ivo Sand"]),
    ("Bell cracked", "", []),
)


@pytest.fixture(scope="module")
def bells(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IndexReader]:
    articles = [
        {
            "id": f"bell-{number}",
            "title": title,
            "source": source,
            "authors": authors,
            "text": f"The bell was {title.split()[1]} at noon, and {number} people came.",
        }
        for number, (title, source, authors) in enumerate(ARTICLES, start=2)
    ]
    reader = reader_of(tmp_path_factory.mktemp("bells"), *articles)
    yield reader
    reader.close()


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        (Filters(source="agency"), {"Bell raised", "Bell rung"}),
        (Filters(source="The Daily Post"), {"Bell raised"}),
        (Filters(source="daily post / agency"), {"Bell raised", "Bell rung"}),
        (Filters(source="Post Office News / Daily Post"), {"Bell raised", "Bell sold"}),
        (Filters(source="Post"), set()),
        (Filters(author="nell tarn"), {"Bell raised", "Bell rung"}),
        (Filters(author="Ivo Sand"), {"Bell rung", "Bell sold"}),
        (Filters(author="Ivo Sand", source="Agency"), {"Bell rung"}),
        (Filters(author="No One"), set()),
    ],
)
def test_both_legs_and_the_list_let_the_same_articles_pass(
    bells: IndexReader, filters: Filters, titles: set[str]
) -> None:
    words = bells.database.located(list(bells.by_words("bell", 10, filters)))

    assert {one.article.title for one in words.values()} == titles
    assert set(titles_by_meaning(bells, "bell", filters=filters)) == titles
    assert {one.card.title for one in bells.database.listed(filters)} == titles
    if not filters.author:
        assert set(titles_by_words(bells, "bell", filters=filters)) == titles


def test_articles_without_a_date_pass_where_they_are_asked_for(harbour: IndexReader) -> None:
    for filters in (Filters("2024-07-01"), Filters("2024-07-01", undated=True)):
        allowed = {"mole-library", *(["poem"] if filters.undated else [])}
        words = harbour.by_words("herring moon مكتبة", 10, filters)

        listed = harbour.database.listed(filters)
        assert {one.card.id for one in listed} == allowed
        found = harbour.database.located(list(words)).values()
        assert {one.article.id for one in found} == allowed


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IndexReader]:
    reader = reader_of(tmp_path_factory.mktemp("harbour"), *HARBOUR)
    yield reader
    reader.close()


def test_paragraphs_of_an_author_are_told_in_unbroken_runs(bells: IndexReader) -> None:
    runs = bells.database.spans(Filters(author="Nell Tarn"))
    everything = bells.database.spans(Filters())

    assert sum(last - first + 1 for first, last in runs) == 2
    assert len(everything) == 1


def test_outlets_and_bylines_are_listed_for_those_who_read_questions(bells: IndexReader) -> None:
    assert [source for source, _ in bells.database.outlets()] == [
        "Daily Post / Agency", "Post Office News", "The Agency",
    ]  # fmt: skip
    assert bells.database.bylines() == ["Ivo K. Sand and Nell Tarn", "Ivo Sand", "NELL TARN"]
