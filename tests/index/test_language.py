"""script and right_to_left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language import language_of, right_to_left, script


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The ferry left.", "latin"),
        ("Žluťoučký kůň", "latin"),
        ("غادرت العبارة", "arabic"),
        ("Паром ушёл", "other"),
        ("渡船离开了", "other"),
        ("1,250 (20%)", ""),
        ("", ""),
        ("العبارة Edda غادرت الميناء", "arabic"),
    ],
)
def test_the_script_is_that_of_most_letters(text: str, name: str) -> None:
    assert script(text) == name


def test_only_arabic_reads_from_right_to_left() -> None:
    assert right_to_left("غادرت العبارة")
    assert not right_to_left("The ferry left.")
    assert not right_to_left("")


@given(st.text())
def test_any_text_has_a_script_or_no_letters(text: str) -> None:
    assert script(text) in ("latin", "arabic", "other", "")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ferry left the quay at nine and was full of sailors with bags, that day.", "en"),
        (
            "Die Fähre verließ den Kai um neun und war voll von Seeleuten mit Taschen und Kisten.",
            "",
        ),
        ("Ferry sails", ""),
        ("غادرت العبارة الميناء صباح الاثنين.", "ar"),
        ("کشتی‌ها پس از نه روز به بندر بازگشتند.", ""),
        ("Паром ушёл.", ""),
        ("", ""),
    ],
)
def test_a_language_is_named_only_beyond_doubt(text: str, language: str) -> None:
    assert language_of(text) == language
