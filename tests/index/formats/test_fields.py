"""Fields: values found under the names that exporters use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.formats import fields
from index.formats.fields import Fields


@pytest.mark.parametrize(
    ("value", "text"),
    [(" Ferry ", "Ferry"), (1984, "1984"), (True, ""), (None, ""), ({"name": "Tide"}, "Tide"),
     ({"@id": "https://tide.example"}, "https://tide.example"), ({}, ""), (["Tide"], "")],
)  # fmt: skip
def test_text_is_words_a_number_or_a_name(value: object, text: str) -> None:
    assert Fields({"title": value}).text("title") == text


def test_the_first_name_that_holds_something_wins() -> None:
    record = Fields({"headline": "Second", "TITLE": " ", "name": "Third"})
    assert record.text(*fields.TITLE) == "Second"


@pytest.mark.parametrize(
    ("value", "people"),
    [
        ("By Ada Lind", ("Ada Lind",)),
        (["Ada Lind", "Bo Reth"], ("Ada Lind", "Bo Reth")),
        ([{"name": "Ada Lind"}, 3.5, None, {}], ("Ada Lind", "3.5")),
        ({"name": "Ada Lind"}, ("Ada Lind",)),
        ("", ()),
        ([], ()),
    ],
)
def test_people_are_named_in_any_shape(value: object, people: tuple[str, ...]) -> None:
    assert Fields({"author": value}).people("author") == people


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("24 January 2024", "2024-01-24"),
        (20240124, "2024-01-24"),
        (1706054400, "2024-01-24T00:00:00+00:00"),
        (True, ""),
        ("soon", ""),
        (10**400, ""),
        (float("inf"), ""),
        (float("nan"), ""),
        ([], ""),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_date_is_a_plain_date_or_a_moment_since_1970(value: object, day: str) -> None:
    assert Fields({"date": value}).date("date") == day


def test_a_date_that_cannot_be_read_gives_way_to_the_next() -> None:
    assert (
        Fields({"published": "soon", "date": "2024-01-24"}).date(*fields.PUBLISHED) == "2024-01-24"
    )


def test_paragraphs_are_words_or_a_list_of_them() -> None:
    assert Fields({"text": ["One.", "", 3, "Two."]}).paragraphs("text") == "One.\n\nTwo."
    assert Fields({"text": [], "body": "One."}).paragraphs("text", "body") == "One."
    assert Fields({"text": 3}).paragraphs("text") == ""


@given(st.dictionaries(st.text() | st.integers(), st.none() | st.text() | st.lists(st.text())))
def test_any_record_has_text_or_none(record: dict[str, object]) -> None:
    values = Fields(record)
    assert isinstance(values.text(*fields.TITLE), str)
    assert isinstance(values.people(*fields.AUTHORS), tuple)
