"""iso_date and its relatives: dates as archives write them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import day_number, iso_date, iso_from_epoch

PIECES = st.sampled_from(
    "Mon Monday 1 5 24 31 99 2024 1706 Jan January Sept. 24th , - / : T Z + 10:30 09:30:00 "
    "GMT +0000 +2500 W01 يناير كانون الثاني ٢٤ ٢٠٢٤ . 20240124 2024-01-24".split()
)
WRITTEN = st.one_of(
    st.text(),
    st.text("0123456789-:TZ+/. W"),
    st.lists(PIECES, max_size=8).map(" ".join),
    st.lists(PIECES, max_size=8).map("".join),
)


@given(WRITTEN)
def test_a_date_is_iso_8601_or_nothing(written: str) -> None:
    found = iso_date(written)
    assert found == "" or datetime.fromisoformat(found)


@given(WRITTEN)
def test_a_date_read_again_is_the_same(written: str) -> None:
    assert iso_date(iso_date(written)) == iso_date(written)


@given(st.dates(date(1500, 1, 1), date(2200, 12, 31)))
def test_every_day_is_read_in_each_plain_form(day: date) -> None:
    forms = [
        "%Y-%m-%d",
        "%Y/%m/%d",
        "%Y%m%d",
        "%d %B %Y",
        "%B %d, %Y",
        "%A, %d %b %Y",
        "%b. %d, %Y",
    ]
    assert {iso_date(day.strftime(form)) for form in forms} == {day.isoformat()}


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024-01-24", "2024-01-24"),
        ("2024-01-24T09:30:00Z", "2024-01-24T09:30:00+00:00"),
        ("2024-01-24 09:30:00+02:00", "2024-01-24T09:30:00+02:00"),
        ("24 January 2024", "2024-01-24"),
        ("24th January, 2024", "2024-01-24"),
        ("January 1st, 2024", "2024-01-01"),
        ("Sept. 5, 2024", "2024-09-05"),
        ("Wednesday, 24 January 2024", "2024-01-24"),
        ("24 January 2024 09:30", "2024-01-24T09:30:00"),
        ("Wed, 24 Jan 2024 09:30:00 GMT", "2024-01-24T09:30:00+00:00"),
        ("Wed, 24 Jan 2024 09:30:00 +0200", "2024-01-24T09:30:00+02:00"),
        ("  2024/01/24 ", "2024-01-24"),
    ],
)
def test_a_date_in_english_is_read(written: str, iso: str) -> None:
    assert iso_date(written) == iso


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("٢٤ يناير ٢٠٢٤", "2024-01-24"),
        ("24 يناير 2024", "2024-01-24"),
        ("24 كانون الثاني 2024", "2024-01-24"),
        ("3 تشرين الأول 2023", "2023-10-03"),
        ("3 تشرين الثاني 2023", "2023-11-03"),
        ("7 جويلية 2023", "2023-07-07"),
        ("٧ أيلول ٢٠٢٣", "2023-09-07"),
        ("٢٠٢٤-٠١-٢٤", "2024-01-24"),
    ],
)
def test_arabic_months_and_digits_are_read(written: str, iso: str) -> None:
    assert iso_date(written) == iso


@pytest.mark.parametrize("written", ["01/02/2024", "1-2-2024", "1.2.2024"])
def test_the_order_of_day_and_month_is_never_guessed(written: str) -> None:
    assert iso_date(written) == ""


@pytest.mark.parametrize(
    "written",
    ["", "yesterday", "2024", "2024-13-01", "30 February 2024", "0999-01-01", "3000-01-01", "TT"],
)
def test_what_is_not_plainly_a_date_is_none(written: str) -> None:
    assert iso_date(written) == ""


@pytest.mark.parametrize("written", ["202411", "2024111"])
def test_digits_that_could_be_several_days_are_none(written: str) -> None:
    assert iso_date(written) == ""


def test_a_sentence_that_begins_with_a_moment_is_no_date() -> None:
    assert iso_date("5 May 2024 10:30 the fire at the mill was out") == ""


def test_seconds_and_milliseconds_since_1970_are_told_apart() -> None:
    assert iso_from_epoch(1706088600) == "2024-01-24T09:30:00+00:00"
    assert iso_from_epoch(1706088600000) == "2024-01-24T09:30:00+00:00"


@given(st.one_of(st.floats(), st.integers(), st.just(10**400)))
def test_any_number_of_seconds_is_a_moment_or_nothing(seconds: float) -> None:
    found = iso_from_epoch(seconds)
    assert found == "" or datetime.fromisoformat(found)


def test_days_are_counted_and_no_date_is_zero() -> None:
    assert day_number("2024-01-25T23:00:00+00:00") - day_number("2024-01-24") == 1
    assert day_number("") == 0
