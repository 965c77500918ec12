"""What the script that draws an article is given: all of it, the words to mark, safe addresses."""

from typing import Any

import pytest

from tests.rag.made import article, card
from ui.chat.article_data import article_data
from ui.chat.place import Place

HOSTILE = "<img src=x onerror=alert(1)> ![i](http://evil.example/i.png) <script>alert(1)</script>"


def test_an_open_article_is_all_its_paragraphs_and_the_cited_words() -> None:
    whole = article("It opened. It shut.", "It fell.", authors=("Nell Tarn",))

    data = article_data(whole, Place("quay-1", 1, 11, 19))

    assert data["paragraphs"] == ["It opened. It shut.", "It fell."]
    assert data["cited"] == 1
    assert data["facts"] == ["The Quay", "Nell Tarn"]
    assert marked(data) == "It shut."


@pytest.mark.parametrize("span", [(0, 0), (5, 4), (0, 500), (30, 40)])
def test_a_span_outside_the_cited_paragraph_marks_all_of_it(span: tuple[int, int]) -> None:
    data = article_data(article("It opened.", "It fell."), Place("quay-1", 1, *span))

    assert marked(data) == "It opened."


@pytest.mark.parametrize("number", [0, 3, 99])
def test_a_paragraph_that_is_not_there_marks_nothing(number: int) -> None:
    data = article_data(article("It opened.", "It fell."), Place("quay-1", number, 0, 5))

    assert data["marked"] == ("", "", "")


@pytest.mark.parametrize("before", ["", "ü", "🚢", "سفينة ", "👩‍👩‍👧 a 🚢"])
def test_the_words_marked_are_the_words_cited(before: str) -> None:
    whole = article("It opened.", f"{before}It shut. It fell.")
    start = whole.text.index("It shut.")

    assert marked(article_data(whole, Place("quay-1", 2, start, start + 8))) == "It shut."


def marked(data: dict[str, Any]) -> str:
    """The words that the script marks: the middle one of three parts of the paragraph."""
    before, words, after = data["marked"]
    assert before + words + after == data["paragraphs"][data["cited"] - 1]
    return str(words)


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://quay.example/1", True),
        ("http://quay.example/1", True),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        (" https://quay.example/1", False),
        ("//evil.example", False),
        ("", False),
    ],
)
def test_only_an_address_of_the_web_is_a_link(url: str, linked: bool) -> None:
    data = article_data(article(url=url), Place("quay-1", 1))

    assert data["url"] == (url if linked else "")


def test_other_places_of_the_same_words_are_named() -> None:
    copies = (card(id="a"), card(id="b", source="", title="", published=""))

    data = article_data(article(also_in=copies), Place("quay-1", 1))

    assert data["alsoIn"] == ["The Quay · 2024-03-01 · A bridge", "quay.md"]


def test_an_article_knows_which_of_the_answers_places_it_shows() -> None:
    places = Place("wire-1", 2, turn=1), Place("quay-1", 1, 0, 5, turn=1)

    data: dict[str, Any] = article_data(article(), places[1], places)

    assert data["here"] == 1
    assert [one["article"] for one in data["places"]] == ["wire-1", "quay-1"]
    assert article_data(article(), Place("quay-1", 1), places)["here"] == -1


def test_hostile_words_are_given_as_they_stand() -> None:
    hostile = card(id=HOSTILE, title=HOSTILE, source=HOSTILE, published=HOSTILE, url=HOSTILE)
    whole = article(HOSTILE, title=HOSTILE, source=HOSTILE, url=HOSTILE, also_in=(hostile,))

    data = article_data(whole, Place("quay-1", 1))

    assert data["paragraphs"] == [HOSTILE]
    assert data["title"] == HOSTILE
    assert data["url"] == ""
