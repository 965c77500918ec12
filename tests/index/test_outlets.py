"""Outlets and bylines: by which names an article is found."""

import re

import pytest

from index.authors import is_by
from index.outlets import outlet_names, outlet_pattern
from index.terms import fold


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("The Tide", "tide"),
        ("Tide", "THE TIDE"),
        ("Daily Post / Agency", "agency"),
        ("Daily Post / Agency", "the daily post"),
        ("Daily Post/The Agency", "Agency"),
        ("Daily Post / Agency", "Daily Post / Agency"),
        ("The Roar | Sports Blog", "The Roar"),
        ("Sky News - Weather", "sky news"),
        ("Tide", "Gull / Tide"),
        ("A.B. (C+)", "a.b. (c+)"),
        ("قناديل المرفأ", "قناديل المرفا"),
    ],
)
def test_an_outlet_is_found_by_any_of_its_names(stored: str, asked: str) -> None:
    assert re.fullmatch(outlet_pattern(asked), fold(stored))


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("The Tide", "the"),
        ("The Tide", "tid"),
        ("Ebb Tide", "Tide"),
        ("Sky News - Weather", "Weather"),
        ("", "Tide"),
        ("Theatre", "atre"),
    ],
)
def test_a_piece_of_a_name_is_no_name(stored: str, asked: str) -> None:
    assert not re.fullmatch(outlet_pattern(asked), fold(stored))


def test_names_are_folded_and_each_stands_once() -> None:
    assert outlet_names("The Tide / Sky News - Sport; the tide") == (
        "tide", "sky news - sport", "sky news",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("byline", "name"),
    [
        ("By NELL TARN", "Nell Tarn"),
        ("Nell K. Tarn", "nell tarn"),
        ("Ivo Sand and Nell Tarn", "Nell Tarn"),
        ("Nell Tarn", "Tarn"),
        ("ريما صبّور", "ريما صبور"),
    ],
)
def test_a_byline_holds_the_words_of_a_name(byline: str, name: str) -> None:
    assert is_by([byline], name)


def test_a_byline_of_others_does_not() -> None:
    assert not is_by(["Nell Tarner", "Tarn Nell"], "Nell Tarn")
    assert not is_by([], "Nell Tarn")
    assert not is_by(["Nell Tarn"], "")
