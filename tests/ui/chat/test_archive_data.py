"""What is drawn of what an archive holds."""

from pathlib import Path

import pytest

from index.filters import Filters
from index.rows import Counted
from tests.sample import HARBOUR, reader_of
from ui.chat.archive_data import archive_data, grid
from ui.chat.archive_words import ARCHIVE_ENGLISH
from ui.chat.browsed import Browsed


def counted(outlet: str, month: str, articles: int = 1) -> Counted:
    return Counted(outlet.lower(), outlet, month, articles, articles)


def test_months_without_articles_stand_between_those_with_some() -> None:
    counts = grid([counted("The Quay", "2024-01"), counted("The Mole", "2024-03", 4)])

    assert counts.periods == ("2024-01", "2024-02", "2024-03")
    assert counts.outlets == ("The Mole", "The Quay")
    assert counts.counts == ((0, 0, 4), (1, 0, 0))
    assert counts.total == 5


def test_a_long_time_is_counted_by_year_and_a_year_of_it_by_month() -> None:
    held = [counted("The Quay", "1998-05"), counted("The Quay", "2024-12", 2), counted("A", "")]

    assert grid(held).periods[0] == "1998"
    assert grid(held).periods[-2:] == ("2024", "")
    assert grid(held, "2024").periods == ("2024-12",)
    assert grid(held, "2024-12").periods == ("2024-12",)
    assert grid([]).periods == ()


def test_a_month_of_a_short_time_stands_among_the_others() -> None:
    held = [counted("The Quay", "2023-12"), counted("The Quay", "2024-01")]

    assert grid(held, "2024-01").periods == ("2023-12", "2024-01")


def test_the_archive_is_counted_as_it_is_listed(folder: Path) -> None:
    database = reader_of(folder, *HARBOUR).database
    everything = Filters()

    assert grid(database.counted_in_all(everything)).total == 5
    assert len(list(database.listed(everything))) == 5
    assert [one.card.id for one in database.listed(everything, skip=1, most=2)] == [
        "mole-ferry",
        "wire-bridge",
    ]
    mole = Filters(source="The Mole")
    assert sum(one.articles for one in database.counted_in_all(mole)) == 2


def test_a_page_of_the_list_says_which_part_of_all_it_is(folder: Path) -> None:
    database = reader_of(folder, *HARBOUR).database
    listed = list(database.listed(Filters()))
    counts = grid(database.counted_in_all(Filters()))

    drawn = archive_data(counts, listed, Browsed(page=2), 30, ARCHIVE_ENGLISH)

    assert drawn["listed"] == "26–30 of 30 articles"
    assert drawn["last"] == 2
    assert archive_data(counts, [], Browsed(), 0, ARCHIVE_ENGLISH)["listed"] == ""


@pytest.mark.parametrize("period", ["2024-13", "24", "last year", "2024-03-01", ""])
def test_a_period_that_is_none_narrows_nothing(period: str) -> None:
    assert Browsed.read({"period": period, "page": "-1"}) == Browsed()


def test_what_is_browsed_is_read_back_from_its_address() -> None:
    browsed = Browsed("The Mole", "2024-06", 3)

    assert Browsed.read(browsed.kept) == browsed
    assert browsed.filters == Filters("2024-06-01", "2024-06-30", "The Mole")
    assert Browsed("The Mole").at("The Mole", "") == Browsed()
    assert browsed.turned(0).page == 1
