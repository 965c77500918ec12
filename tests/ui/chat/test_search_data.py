"""What is drawn of what a search found."""

from datetime import date
from pathlib import Path

import pytest

from rag.results import Results, results
from tests.sample import HARBOUR, reader_of
from ui.chat.search_data import results_data, segments
from ui.chat.search_words import SEARCH_ENGLISH
from ui.chat.sought import Sought
from ui.chat.words import ENGLISH


def found(folder: Path, sought: Sought) -> Results:
    reader = reader_of(folder, *HARBOUR)
    return results(reader, sought.understood(reader, date(2026, 1, 1)), k=sought.count)


def test_the_pieces_of_a_marked_text_are_the_text() -> None:
    assert segments("a ferry fare", [(2, 7)]) == [("a ", False), ("ferry", True), (" fare", False)]
    assert segments("ferry", [(0, 5)]) == [("ferry", True)]
    assert segments("", []) == []


def test_a_hit_says_where_it_stands_and_marks_the_words_sought(folder: Path) -> None:
    sought = Sought("ferry ticket")
    drawn = results_data(found(folder, sought), sought, ENGLISH, SEARCH_ENGLISH)

    hits = drawn["hits"]
    assert isinstance(hits, list)
    best = hits[0]
    assert (best["article"], best["paragraph"]) == ("mole-ferry", 1)
    assert [piece for piece, marked in best["text"] if marked] == ["ticket", "ferry"]
    assert "".join(piece for piece, _ in best["text"]).startswith("A ticket for the ferry")
    assert best["facts"] == ["The Mole", "2024-06-10"]
    assert "by words" in best["why"]["text"]


def test_arabic_words_are_marked_too(folder: Path) -> None:
    sought = Sought("كتب المكتبة")
    drawn = results_data(found(folder, sought), sought, ENGLISH, SEARCH_ENGLISH)

    hits = drawn["hits"]
    assert isinstance(hits, list)
    assert any(marked for piece, marked in hits[0]["text"])


def test_a_facet_that_the_search_is_narrowed_to_is_chosen(folder: Path) -> None:
    sought = Sought("ferry").in_month("2024-06").in_outlet("The Mole")
    drawn = results_data(found(folder, sought), sought, ENGLISH, SEARCH_ENGLISH)

    assert drawn["months"] == [{"name": "2024-06", "paragraphs": 2, "chosen": True}]
    assert drawn["sources"] == [{"name": "The Mole", "paragraphs": 2, "chosen": True}]


@pytest.mark.parametrize(("count", "more"), [(10, False), (2, True)])
def test_there_is_more_where_not_all_are_shown(folder: Path, count: int, more: bool) -> None:
    sought = Sought("ferry bridge", count=count)
    drawn = results_data(found(folder, sought), sought, ENGLISH, SEARCH_ENGLISH)

    assert drawn["more"] is more
