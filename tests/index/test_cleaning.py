"""clean and tidy: what stays of an article's blocks, and what goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Removed
from index.cleaning import clean, pieces_of, tidy

CAPTION = "The ferry leaves the north quay at dawn (Photo: Mara Lind)"


@given(st.text(st.characters()))
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(st.text(st.characters()))
def test_tidied_text_can_be_written_as_utf8(text: str) -> None:
    assert tidy(text).encode().decode() == tidy(text)


@given(st.text(), st.lists(st.text()))
def test_every_word_either_stays_or_is_named_as_removed_in_order(
    title: str, blocks: list[str]
) -> None:
    cleaned = clean(title, blocks)
    told: list[str] = []
    for number, block in enumerate([*cleaned.blocks, ""], start=1):
        told += [*(one.text for one in cleaned.removed if one.before == number), block]
    assert " ".join(" ".join(told).split()) == " ".join(" ".join(pieces_of(blocks)).split())


@given(st.text(), st.lists(st.text()))
def test_cleaning_what_stayed_changes_no_words(title: str, blocks: list[str]) -> None:
    stayed = clean(title, blocks).blocks
    assert set(clean(title, stayed).blocks) <= set(stayed)


def test_white_space_becomes_one_space_and_invisible_characters_go() -> None:
    assert tidy("  soft\u00adly\u200b,\n\t said\u00a0she\ufeff ") == "softly, said she"


@pytest.mark.parametrize("space", ["\x0b", "\x0c", "\x1c", "\x1f", "\x85", "\u2028"])
def test_words_parted_by_any_white_space_stay_apart(space: str) -> None:
    assert tidy(f"one{space}two") == "one two"


def test_letters_that_need_a_joiner_keep_it() -> None:
    assert tidy("می\u200cخواهم") == "می\u200cخواهم"


@pytest.mark.parametrize("mark", ["TT", "END", "ENDS", "-30-", "##", "###", "***", "---", "• • •"])
def test_a_mark_of_the_page_goes(mark: str) -> None:
    assert clean("", ["Words.", mark]).blocks == ("Words.",)


@pytest.mark.parametrize("count", ["20", "٢٠", "4"])
def test_a_share_count_goes_only_after_its_mark(count: str) -> None:
    assert clean("", ["Words.", "TT", count, count]).blocks == ("Words.", count)


def test_a_number_standing_alone_stays() -> None:
    assert clean("", ["How many came?", "20"]).blocks == ("How many came?", "20")


def test_the_headline_said_again_goes() -> None:
    words = "It left the quay at nine."
    cleaned = clean("Ferry sails", [words, "Ferry  sails", "More."])
    assert cleaned.blocks == (words, "More.")
    assert cleaned.removed == (Removed("Ferry sails", "the headline again", 2),)


def test_a_label_above_the_headline_goes() -> None:
    cleaned = clean("Ferry sails", ["Local news", "Ferry sails", "More."])
    assert cleaned.blocks == ("More.",)
    assert cleaned.removed[0] == Removed("Local news", "a label above the headline", 1)


def test_a_caption_said_again_stays_once() -> None:
    assert clean("", [CAPTION, CAPTION, "Words.", CAPTION]).blocks == (CAPTION, "Words.")


def test_a_short_line_said_again_stays_unless_it_follows_itself() -> None:
    blocks = ["Yes.", "Yes.", "No.", "Yes."]
    assert clean("", blocks).blocks == ("Yes.", "No.", "Yes.")


def test_a_sentence_that_only_holds_the_headline_stays() -> None:
    assert clean("Ferry sails", ["Ferry sails at nine."]).blocks == ("Ferry sails at nine.",)
