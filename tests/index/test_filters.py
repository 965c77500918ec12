"""Filters: what a search is narrowed to."""

from datetime import date

import pytest

from index.errors import SettingsError
from index.filters import Filters


def test_no_filter_is_false_and_any_is_true() -> None:
    assert not Filters()
    assert all([Filters(since="2024-01-01"), Filters(until="2024-01-01"), Filters(source="Tide")])


def test_dates_may_be_written_in_any_plain_form() -> None:
    assert Filters(since="1 January 2024", until="٣١ يناير ٢٠٢٤") == Filters(
        since="2024-01-01", until="2024-01-31"
    )


@pytest.mark.parametrize("written", ["last week", "01/02/2024", "2024-02-30"])
def test_what_is_no_date_is_refused_by_name(written: str) -> None:
    with pytest.raises(SettingsError, match=r"until: .* is not a date") as caught:
        Filters(until=written)
    assert caught.value.hint


def test_dates_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(SettingsError, match="since 2024-02-01 is later than until 2024-01-01"):
        Filters(since="2024-02-01", until="2024-01-01")


def test_days_are_those_from_since_to_until() -> None:
    assert Filters().days == (0, 0)
    assert Filters(since="2024-01-01").days == (
        date(2024, 1, 1).toordinal(),
        date.max.toordinal(),
    )
    assert Filters(until="2024-01-01").days == (1, date(2024, 1, 1).toordinal())
