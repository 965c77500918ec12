"""read_json and read_json_lines: records as exporters write them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Draft, Skipped
from index.formats.records import read_json, read_json_lines

RECORD = {
    "id": "tide-12",
    "title": "Ferry sails",
    "text": "It left at nine.\n\nIt was full.",
    "url": "https://tide.example/12",
    "source": "The Tide",
    "published": "2024-01-24",
    "authors": ["Ada Lind"],
    "language": "en-GB",
}
ALIASED = {
    "ID": "tide-12",
    "Headline": "Ferry sails",
    "body": "It left at nine.\n\nIt was full.",
    "link": "https://tide.example/12",
    "publisher": {"name": "The Tide"},
    "publish_date": "Wed, 24 Jan 2024 00:00:00",
    "byline": "By Ada Lind",
    "lang": "EN",
}
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
NAMES = st.sampled_from([*RECORD, "html", "date", "timestamp", "articles", "body"])


def only(record: object) -> Draft | Skipped:
    (found,) = read_json(json.dumps(record), "one.json")
    return found


def drafts(found: list[Draft | Skipped]) -> list[Draft]:
    return [one for one in found if isinstance(one, Draft)]


def test_a_record_says_what_the_article_is() -> None:
    draft = only(RECORD)
    assert isinstance(draft, Draft)
    assert (draft.given_id, draft.title, draft.url) == (
        "tide-12",
        "Ferry sails",
        "https://tide.example/12",
    )
    assert draft.blocks == ("It left at nine.", "It was full.")
    assert (draft.source, draft.published, draft.authors) == (
        "The Tide",
        "2024-01-24",
        ("Ada Lind",),
    )
    assert (draft.language, str(draft.origin)) == ("en", "one.json")


def test_common_names_of_fields_are_understood_whatever_their_case() -> None:
    aliased, plain = only(ALIASED), only(RECORD)
    assert isinstance(aliased, Draft)
    assert isinstance(plain, Draft)
    assert aliased.published == "2024-01-24T00:00:00"
    assert {**_fields(aliased), "published": ""} == {**_fields(plain), "published": ""}


def _fields(draft: Draft) -> dict[str, object]:
    return {name: getattr(draft, name) for name in Draft.__slots__}


def test_html_in_a_record_is_read_as_html() -> None:
    for name in ("html", "text"):
        draft = only({name: "<p>It left &amp; sank.</p><script>no</script><p>So.</p>"})
        assert isinstance(draft, Draft)
        assert draft.blocks == ("It left & sank.", "So.")


@pytest.mark.parametrize(
    "html",
    [
        "<html></html>",
        "<html><frameset></frameset></html>",
        "<!-- -->",
        "\x01",
        "<?xml version='1.0'?>",
    ],
)
def test_html_without_a_body_has_no_words(html: str) -> None:
    draft = only({"html": html})
    assert isinstance(draft, Draft)
    assert draft.blocks == ()


def test_a_list_of_paragraphs_is_text() -> None:
    draft = only({"text": ["It left.", "It sank."]})
    assert isinstance(draft, Draft)
    assert draft.blocks == ("It left.", "It sank.")


@pytest.mark.parametrize("name", ["articles", "items", "data", "results", "stories"])
def test_an_object_that_holds_a_list_is_the_list(name: str) -> None:
    found = list(read_json(json.dumps({"total": 2, name: [RECORD, RECORD]}), "all.json"))
    assert [str(draft.origin) for draft in drafts(found)] == ["all.json#1", "all.json#2"]


def test_lines_of_records_in_a_json_file_are_read() -> None:
    text = f"{json.dumps(RECORD)}\n{json.dumps(ALIASED)}\n"
    assert len(drafts(list(read_json(text, "all.json")))) == 2


def test_a_broken_line_is_skipped_with_its_number_and_the_rest_is_read() -> None:
    found = list(
        read_json_lines([json.dumps(RECORD), "{broken", "", json.dumps(ALIASED)], "all.jsonl")
    )
    assert [str(draft.origin) for draft in drafts(found)] == ["all.jsonl:1", "all.jsonl:4"]
    (skipped,) = (one for one in found if isinstance(one, Skipped))
    assert skipped.origin == "all.jsonl:2"
    assert skipped.reason.startswith("not JSON: Expecting property name")


@pytest.mark.parametrize("text", ["{broken", "[" * 100_000, "[" + "1" * 5000 + "]", ""])
def test_a_file_that_is_no_json_is_skipped_with_the_reason(text: str) -> None:
    (skipped,) = read_json(text, "one.json")
    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith("not JSON")


@pytest.mark.parametrize(
    "record", [3, "words", None, [["words"]], {"title": "Ferry"}, {"text": " "}, {"text": 3}]
)
def test_a_record_without_words_is_skipped_with_the_reason(record: object) -> None:
    skipped = only(record)
    assert isinstance(skipped, Skipped)
    assert "no text" in skipped.reason or "not a record" in skipped.reason


@pytest.mark.parametrize("empty", [[], {"articles": []}])
def test_a_file_that_holds_no_record_is_skipped_with_the_reason(empty: object) -> None:
    (skipped,) = read_json(json.dumps(empty), "one.json")
    assert isinstance(skipped, Skipped)
    assert skipped.reason


def test_an_absurdly_long_id_is_no_id() -> None:
    draft = only(RECORD | {"id": "x" * 201})
    assert isinstance(draft, Draft)
    assert draft.given_id == ""


@given(st.dictionaries(NAMES, ANY_JSON) | ANY_JSON)
def test_any_json_gives_drafts_or_reasons_that_can_be_written_as_utf8(record: object) -> None:
    found = list(read_json(json.dumps(record), "one.json"))
    assert found
    for draft in drafts(found):
        for value in (
            draft.given_id,
            draft.title,
            draft.url,
            draft.source,
            draft.language,
            *draft.authors,
        ):
            assert value.encode().decode() == value


@pytest.mark.parametrize("name", ["id", "title", "url", "source", "language", "author"])
def test_half_a_character_in_a_field_is_replaced(name: str) -> None:
    draft = only({"text": "It left.", name: "x\ud800y"})
    assert isinstance(draft, Draft)
    assert "\ud800" not in repr(draft)
    assert "\\ud800" not in repr(draft)
