"""Dates: resolved against the day of publication where there is one."""

import pytest

from rag.verifier.comparison import About
from rag.verifier.dates import mentions
from rag.verifier.words import Text
from tests.rag.verifier.found import found, whys

WEDNESDAY = About(published="2024-01-24")


@pytest.mark.parametrize(
    ("claimed", "said"),
    [
        ("on 20 January", "on January 20, 2024"),
        ("on Jan. 20", "on the 20th of January"),
        ("on 2024-01-20", "on January 20, 2024"),
        ("in January 2024", "on January 20, 2024"),
        ("in 2024", "in January 2024"),
        ("in 2018", "in 2018-19"),
        ("on October 6, 1995", "On October 6 it came out. That was in 1995."),
        ("in May", "in May"),
        ("last month", "last month"),
        ("في 20 يناير", "يوم 20 يناير 2024"),
        ("on Wednesday 17 January 2024", "on January 17, 2024"),
    ],
)
def test_the_same_or_a_wider_date_stands(claimed: str, said: str) -> None:
    assert found(f"It opened {claimed}.", f"It opened {said}.") == ()


@pytest.mark.parametrize(
    ("claimed", "said"),
    [
        ("on January 27", "on January 20"),
        ("on Friday", "on Monday"),
        ("in June", "in May"),
        ("in 2025", "in 2024"),
        ("on January 20, 2024", "on January 20"),
        ("last year", "last month"),
        ("في مارس", "في مايو"),
    ],
)
def test_another_or_a_closer_date_does_not(claimed: str, said: str) -> None:
    assert "date" in {one.check for one in found(f"It opened {claimed}.", f"It opened {said}.")}


@pytest.mark.parametrize(
    ("claimed", "said"),
    [
        ("on 23 January 2024", "on Tuesday"),
        ("on January 23", "yesterday"),
        ("in December 2023", "last month"),
        ("on Saturday", "on January 20"),
        ("in 2023", "last year"),
        ("last week", "on January 16, 2024"),
        ("in May 2023", "last May"),
        ("on January 17th", "on 17 January 2024"),
    ],
)
def test_a_date_follows_from_the_day_of_publication(claimed: str, said: str) -> None:
    claim, evidence = f"The bridge opened {claimed}.", f"The bridge opened {said}."
    assert found(claim, evidence, about=WEDNESDAY) == ()
    assert found(claim, evidence, about=About(published="2021-06-09")) != ()


def test_the_reason_names_both_dates() -> None:
    said = "The bridge opened on January 20."
    assert whys("The bridge opened on January 27.", said) == [
        "the paragraph says January 20, the sentence January 27"
    ]


def test_arabic_tells_months_from_publication() -> None:
    claim, said = "افتتح الجسر في ديسمبر 2023", "افتتح الجسر الشهر الماضي"
    assert found(claim, said, about=WEDNESDAY) == ()
    assert found(claim, said) != ()


def test_a_verb_and_a_number_with_a_comma_are_no_dates() -> None:
    assert mentions(Text("They may march with 2,003 boats on the second sun.")) == ()


def test_a_year_told_before_is_not_reckoned_from_publication() -> None:
    assert mentions(Text("Their son was born the next year."), "2024-01-24") == ()


def test_a_day_that_no_calendar_has_is_not_resolved() -> None:
    assert mentions(Text("on February 30"), "2024-01-24")[0].days is None
