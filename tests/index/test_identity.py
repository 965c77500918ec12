"""article_id: where an article came from, as an id."""

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Draft, Origin
from index.identity import apart, article_id, plain_url


def draft(
    path: str = "/a/one.txt", part: str = "", *, title: str = "", id: str = "", url: str = ""
) -> Draft:
    return Draft(Origin(path, part), title, ("Words.",), given_id=id, url=url)


def test_a_given_id_is_the_id() -> None:
    assert article_id(draft(id="tide-12", url="https://tide.example/12"), "one.txt") == "tide-12"


def test_a_given_id_holds_no_white_space() -> None:
    assert article_id(draft(id="tide 12\n3"), "one.txt") == "tide-12-3"


def test_the_same_address_is_the_same_id_wherever_the_file_stands() -> None:
    one = article_id(
        draft("/a/one.html", url="https://www.tide.example/story/?utm_source=x#top"), "one.html"
    )
    two = article_id(draft("/b/two.html", url="http://Tide.example/story"), "two.html")
    assert one == two


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://tide.example/story?id=1", "https://tide.example/story?id=2"),
        ("https://tide.example/story?123", "https://tide.example/story?456"),
        ("https://tide.example/Story", "https://tide.example/story"),
        ("https://tide.example/a", "https://gull.example/a"),
    ],
)
def test_addresses_of_different_pages_stay_different(one: str, other: str) -> None:
    assert plain_url(one) != plain_url(other)


@given(st.text())
def test_any_address_has_a_plain_form(url: str) -> None:
    assert isinstance(plain_url(url), str)


def test_a_broken_address_stands_for_itself() -> None:
    assert plain_url(" http://[bad ") == "http://[bad"


def test_a_file_keeps_its_id_when_the_archive_moves() -> None:
    assert article_id(draft("/a/one.txt"), "one.txt") == article_id(draft("/b/one.txt"), "one.txt")


def test_pages_of_one_paste_are_told_apart_by_headline_not_by_turn() -> None:
    first = article_id(draft(part="#1", title="Ferry sails"), "one.txt")
    assert article_id(draft(part="#2", title="Ferry sails"), "one.txt") == first
    assert article_id(draft(part="#1", title="Ferry sinks"), "one.txt") != first


def test_pieces_of_a_file_within_a_zip_are_told_apart_by_headline_and_file() -> None:
    def within(part: str) -> str:
        return article_id(Draft(Origin("/a/b.zip", part), "Ferry", ("It left.",)), "b.zip")

    assert within("!a.txt#1") == within("!a.txt#2")
    assert within("!a.txt#1") != within("!b.txt#1")
    assert within("!a.txt") != within("!b.txt")


def test_lines_of_one_file_are_told_apart_by_their_number() -> None:
    assert article_id(draft(part=":1"), "one.jsonl") != article_id(draft(part=":2"), "one.jsonl")


def test_an_id_taken_elsewhere_is_told_apart_by_the_full_path() -> None:
    one, two = (
        list(islice(apart("tide-12", draft(path), "one.txt"), 4))
        for path in ("/a/one.txt", "/b/one.txt")
    )
    assert one[0] == two[0]
    assert len({"tide-12", *one, *two}) == 8
