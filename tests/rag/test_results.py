"""results: what a person who searches is shown."""

from pathlib import Path

import pytest

from index.filters import Filters
from index.reader import IndexReader
from rag.results import Sort, results
from rag.search import search
from rag.understanding.understood import literally
from tests.sample import reader_of

ASKED = literally("Harrow bridge opened", Filters())
DAYS = {"a": "2024-03-01", "b": "2021-06-05", "c": "2023-01-31"}


@pytest.fixture
def bridges(tmp_path: Path) -> IndexReader:
    """Three articles on the opening of a bridge, among others that are not."""
    opened = [
        {"id": id, "text": f"The Harrow bridge opened, says {id}.", "published": day}
        for id, day in DAYS.items()
    ]
    others = [
        {"id": f"z{year}", "text": f"Herring cost {year} crowns.", "published": f"{year}-01-01"}
        for year in range(2000, 2040)
    ]
    return reader_of(tmp_path, *({"title": "", **one} for one in opened + others))


def test_by_relevance_the_best_come_first(bridges: IndexReader) -> None:
    found = results(bridges, ASKED, k=2)

    assert found.hits == search(bridges, "Harrow bridge opened", k=2).hits
    assert (found.understood, found.facets.paragraphs) == (ASKED, 43)


@pytest.mark.parametrize(("sort", "articles"), [("newest", "acb"), ("oldest", "bca")])
def test_by_date_only_what_is_relevant_is_shown(
    bridges: IndexReader, sort: Sort, articles: str
) -> None:
    shown = results(bridges, ASKED, sort=sort).hits

    assert [one.article.id for one in shown] == list(articles)


def test_by_date_the_first_of_all_that_is_relevant_are_shown(bridges: IndexReader) -> None:
    (shown,) = results(bridges, ASKED, k=1, sort="oldest").hits

    assert shown.article.id == "b"
