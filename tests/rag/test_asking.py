"""Asking as a person does: conditions from the words, given up where nothing is found."""

from collections.abc import Iterator
from datetime import date

import pytest

from eval.understanding import SAMPLE
from index.filters import Filters
from index.reader import IndexReader
from rag.answer import ask
from rag.asking import Good, in_order, read, search_as_asked, search_understood
from rag.search import Found
from rag.understanding.known import known_of
from rag.understanding.understood import Understood, literally
from tests.rag.made import card, hit
from tests.sample import Sample, reader_of

WEEKS = {"2024-03-05": "The Quay", "2024-05-06": "Coast Wire / Agency", "2024-11-07": "The Quay"}


@pytest.fixture(scope="module")
def fares(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IndexReader]:
    """An archive whose articles differ in their day, outlet and author more than in their words."""
    articles = [
        {
            "id": f"fare-{day}",
            "title": f"Ferry fare in {day[:4]}",
            "source": source,
            "published": day,
            "authors": [f"By {name}"],
            "text": f"The ferry fare was {number} crowns.\n\n“{number} is far too much,” said Joan"
            f" Tolley, who takes the ferry every day.",
        }
        for (day, source), number, name in zip(
            WEEKS.items(), (21, 22, 23), ("NELL TARN", "Ivo Sand", "Ivo Sand"), strict=True
        )
    ]
    reader = reader_of(tmp_path_factory.mktemp("fares"), *articles)
    yield reader
    reader.close()


def ids(found: Found) -> list[str]:
    return sorted({one.article.id[5:] for one in found.hits})


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("What was the ferry fare on 6 May 2024?", ["2024-05-06"]),
        ("What did the Quay report about the fare?", ["2024-03-05", "2024-11-07"]),
        ("What was the fare, according to Agency?", ["2024-05-06"]),
        ("Which articles by Ivo Sand name the fare?", ["2024-05-06", "2024-11-07"]),
        ("Who said “21 is far too much” of the fare?", ["2024-03-05"]),
        ("Articles from last week about the fare", ["2024-11-07"]),
    ],
)
def test_a_question_is_searched_by_what_it_says(
    fares: IndexReader, question: str, days: list[str]
) -> None:
    result = search_as_asked(fares, question, asked=date(2024, 11, 13))

    assert ids(result.found) == days
    assert result.understood.relaxed == ()


def test_a_literal_question_is_searched_everywhere(fares: IndexReader) -> None:
    result = search_understood(fares, literally("What was the fare on 6 May 2024?", Filters()))

    assert len(ids(result.found)) == 3


@pytest.mark.parametrize("author", ["nell tarn", "TARN"])
def test_an_author_may_be_given(fares: IndexReader, author: str) -> None:
    filters = Filters(author=author)

    result = search_as_asked(fares, "the ferry fare", filters=filters)

    assert ids(result.found) == ["2024-03-05"]
    assert result.found.hits[0].ranks.lexical == 1
    assert [one.card.id for one in fares.database.listed(filters)] == ["fare-2024-03-05"]
    assert search_as_asked(fares, "fare", filters=Filters(author="No One")).found.hits == ()


def test_what_leaves_nothing_is_given_up_and_told(fares: IndexReader) -> None:
    result = search_as_asked(
        fares, "What was the fare in May 2024, according to The Quay?", asked=date(2024, 12, 1)
    )

    assert ids(result.found) == ["2024-05-06"]
    assert result.understood.filters.source == ""
    assert result.understood.relaxed == (
        "nothing good 2024-05-01 to 2024-07-26 (“in May 2024”), by The Quay (“according to The"
        " Quay”); searched 2024-05-01 to 2024-07-26 (“in May 2024”)",
    )


def test_words_that_no_paragraph_holds_are_given_up_and_told(fares: IndexReader) -> None:
    result = search_as_asked(fares, "Who said “never a fair ferry fare”?")

    assert result.found.hits
    assert result.understood.relaxed == (
        "no paragraph holds “never a fair ferry fare”; searched without it",
    )


def test_both_sides_of_a_comparison_are_found(fares: IndexReader) -> None:
    result = search_as_asked(fares, "How did the fare change between March and November 2024?", k=2)

    assert ids(result.found) == ["2024-03-05", "2024-11-07"]


def test_an_answer_tells_what_it_was_narrowed_to(fares: IndexReader) -> None:
    answer = ask("What was the ferry fare in crowns, according to Agency?", fares)

    assert answer.answered
    assert answer.understood is not None
    assert answer.trace.filters == answer.understood.filters
    assert answer.trace.filters.source == "Coast Wire / Agency"
    assert {one.source for claim in answer.claims for one in claim.citations} == {
        "Coast Wire / Agency"
    }


def good_where(day: str) -> Good:
    return lambda found, _: any(day in one.article.id for one in found.hits)


def test_what_is_not_good_enough_is_looked_for_less_strictly(fares: IndexReader) -> None:
    understood = read(fares, "What was the fare on 6 May 2024?")

    result = search_understood(fares, understood, good=good_where("2024-11-07"))

    assert len(ids(result.found)) == 3
    assert result.understood.filters == Filters()
    assert len(result.understood.relaxed) == 1


def test_where_nothing_is_good_what_was_asked_for_stays_and_it_is_told(fares: IndexReader) -> None:
    understood = read(fares, "What was the fare on 6 May 2024?")

    result = search_understood(fares, understood, good=good_where("2031"))

    assert ids(result.found) == ["2024-05-06"]
    assert result.understood.filters == understood.filters
    assert result.understood.relaxed == (
        "nothing better where the question is taken less strictly",
    )


def test_the_questions_about_the_sample_are_judged_by_what_it_holds(sample: Sample) -> None:
    assert known_of(sample.reader) == SAMPLE


def test_what_an_index_holds_is_gathered_once(fares: IndexReader) -> None:
    assert known_of(fares) is known_of(fares)
    assert (known_of(fares).first, known_of(fares).last) == ("2024-03-05", "2024-11-07")


def test_a_question_is_read_as_asked_today_unless_told() -> None:
    assert Understood("?", Filters()).asked == ""


def test_reading_takes_the_day_of_asking(fares: IndexReader) -> None:
    assert read(fares, "fares", asked=date(2024, 5, 7)).asked == "2024-05-07"


def test_order_moves_only_what_is_about_as_good() -> None:
    old = hit(article=card(id="old", published="2024-01-01"), score=0.90)
    new = hit(article=card(id="new", published="2024-06-01"), score=0.85)
    far = hit(article=card(id="far", published="2024-09-01"), score=0.30)

    assert [one.article.id for one in in_order((old, new, far), "newest")] == ["new", "old", "far"]
    assert [one.article.id for one in in_order((new, old, far), "oldest")] == ["old", "new", "far"]
    assert in_order((old, new), "") == (old, new)
    assert in_order((), "newest") == ()
