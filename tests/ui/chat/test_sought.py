"""What the address keeps of a search."""

from datetime import date
from pathlib import Path

import pytest

from index.errors import SettingsError
from tests.sample import HARBOUR, reader_of
from ui.chat.narrowing import narrowings
from ui.chat.sought import MOST, Sought, days_of, name_of

TODAY = date(2026, 1, 1)


def test_a_search_is_read_back_from_its_address_as_it_was() -> None:
    sought = Sought(
        "ferry", "2024-03-01", "2024-03-31", "The Mole", "oldest", 30, ("date March", "source x")
    )

    assert Sought.read(sought.kept) == sought
    assert Sought.read({}) == Sought()
    assert Sought().kept == {}


@pytest.mark.parametrize(
    "written",
    [
        {"sort": "random", "count": "-5", "since": "yesterday"},
        {"count": "9" * 5000, "until": "<b>"},
        {"count": "٣٠", "without": "\n\n"},
    ],
)
def test_whatever_an_address_says_there_is_a_search(written: dict[str, str]) -> None:
    assert Sought.read(written) == Sought()


def test_a_month_is_chosen_and_let_go_by_the_same_click() -> None:
    chosen = Sought("ferry", count=40).in_month("2024-02")

    assert (chosen.since, chosen.until, chosen.month) == ("2024-02-01", "2024-02-29", "2024-02")
    assert chosen.count == Sought().count
    assert chosen.in_month("2024-02") == Sought("ferry")
    assert Sought("ferry").in_outlet("The Mole").in_outlet("The Mole") == Sought("ferry")


def test_other_days_are_no_month() -> None:
    assert Sought("ferry", "2024-02-01", "2024-02-28").month == ""
    assert Sought("ferry").month == ""
    assert days_of("2024") == ("2024-01-01", "2024-12-31")
    assert days_of("2024-13") == ("", "")


def test_more_is_shown_up_to_a_limit() -> None:
    assert Sought("ferry").with_more().count == 20
    assert Sought("ferry", count=MOST).with_more().count == MOST


def test_what_the_words_narrow_can_be_taken_away_and_stays_away(folder: Path) -> None:
    reader = reader_of(folder, *HARBOUR)
    sought = Sought("ferry in June 2024")
    (narrowing,) = narrowings(sought.understood(reader, TODAY))

    less = sought.less(narrowing)

    assert name_of(narrowing) in less.without
    assert not narrowings(Sought.read(less.kept).understood(reader, TODAY))


def test_days_the_wrong_way_round_are_told() -> None:
    with pytest.raises(SettingsError, match="later than"):
        _ = Sought("ferry", "2024-03-02", "2024-03-01").filters
