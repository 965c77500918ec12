"""The sample archive holds what a newcomer, the tests and the first questions need."""

from datetime import date
from pathlib import Path

import pytest

from index.article import Article
from index.gather import read_archives
from index.language import right_to_left

_SAMPLE = Path(__file__).parents[2] / "eval" / "sample" / "archive"


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    found, skipped = read_archives([_SAMPLE])
    assert not skipped
    return found


def test_it_has_many_articles_in_every_kind_of_file(articles: list[Article]) -> None:
    assert len(articles) == 54
    suffixes = {Path(article.origin.path).suffix for article in articles}
    assert suffixes == {".txt", ".md", ".html", ".jsonl"}


def test_it_spans_a_year_and_a_half(articles: list[Article]) -> None:
    days = sorted(article.published[:10] for article in articles if article.published)
    assert (date.fromisoformat(days[-1]) - date.fromisoformat(days[0])).days > 500


def test_three_outlets_and_two_languages_tell_of_it(articles: list[Article]) -> None:
    sources = {article.source for article in articles}
    assert {"The Ostrel Tide", "The Headland", "Qanadil"} <= sources
    assert sum(right_to_left(article.text) for article in articles) >= 4


def test_a_page_pasted_with_its_cruft_is_two_clean_articles(articles: list[Article]) -> None:
    pasted = [one for one in articles if one.origin.path.endswith("harbour-paste.txt")]
    assert len(pasted) == 2
    for article in pasted:
        paragraphs = [article.quote(one.number) for one in article.paragraphs]
        assert article.title not in paragraphs
        assert len(set(paragraphs)) == len(paragraphs)
        assert not {"TT", "20"} & set(paragraphs)


def test_no_navigation_or_newsletter_gets_in(articles: list[Article]) -> None:
    for article in articles:
        for word in ("cookie", "newsletter", "Subscribe", "Comments"):
            assert word not in article.text, f"{article.id}: {word}"
