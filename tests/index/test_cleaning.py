"""clean and tidy: what stays of an article's blocks, and what goes."""

import time

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


def test_the_headline_in_other_quotation_marks_or_with_its_site_is_the_headline() -> None:
    cleaned = clean("Ferry ‘sails’ | The Quay", ["Ferry “Sails”", "It left at nine."])
    assert cleaned.blocks == ("It left at nine.",)


def test_a_caption_said_again_without_its_credit_goes() -> None:
    cleaned = clean("", [CAPTION, "The ferry leaves the north quay at dawn", "Words."])
    assert cleaned.blocks == (CAPTION, "Words.")


@pytest.mark.parametrize(
    "block",
    [
        "Advertisement", "Read more: Ferry sails", "اقرأ أيضاً", "Related stories", "Comments",
        "Sign up for our newsletter", "اشترك في نشرتنا البريدية", "All rights reserved.",
        "© 2024 The Quay", "This site uses cookies to remember you.", "Accept all cookies",
        "Follow us on Facebook", "Share this article", "3 min read", "Home > World > Sea",
        "Follow our coverage at https://quay.example/sea", "Nell Tarn is on X: @nelltarn",
        "The AP is solely responsible for all content.",
        "The Associated Press receives support from the Tern Foundation for coverage of the sea.",
    ],
)  # fmt: skip
def test_furniture_goes(block: str) -> None:
    assert clean("", ["Words.", block]).blocks == ("Words.",)


@pytest.mark.parametrize(
    "block",
    [
        "The clinic receives support from the state.",
        "Related charges were dropped, the court said.",
        "Copyright law changed in 1998, lawmakers said.",
        "More than 200 people signed at www.quay.example",
        "The petition is at www.quay.example",
        "By using brown butter, the cookies turn crisp.",
        "Read more books, the minister told pupils.",
        "Home | 2 | 1",
        "Share prices fell.",
        "Search parties left at dawn.",
        "Sign up was slow, the club admitted.",
        "Associated Press writer Mara Lind contributed to this report.",
        "Nell Tarn reported from Harrow.",
        "The father is solely responsible for the child.",
        "Advertisement spending fell by a third.",
        "The end",
    ],
)
def test_news_that_begins_like_furniture_stays(block: str) -> None:
    assert clean("", ["Words.", block]).blocks == ("Words.", block)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("BAGHDAD, Jan 24 (Reuters) - ", "BAGHDAD, Jan 24 (Reuters)"),
        ("LONDON (AP) — ", "LONDON (AP)"),
        ("London (Reuters) – ", "London (Reuters)"),
        ("CHARLESTON, W.Va. (AP) — ", "CHARLESTON, W.Va. (AP)"),
        ("SÃO PAULO, 3 March 2024 – ", "SÃO PAULO, 3 March 2024"),
        ("New York CNN Business — ", "New York CNN Business"),
        ("ROME — ", "ROME"),
        ("القاهرة (رويترز) - ", "القاهرة (رويترز)"),
        ("بيروت: «الشرق الأوسط» – ", "بيروت: «الشرق الأوسط»"),
    ],
)
def test_a_dateline_is_kept_apart_from_the_text(written: str, said: str) -> None:
    cleaned = clean("", [f"{written}The strike ended."])
    assert (cleaned.dateline, cleaned.blocks) == (said, ("The strike ended.",))
    assert cleaned.removed == (Removed(written.strip(), "the dateline", 1),)


def test_a_dateline_on_its_own_line_is_one() -> None:
    cleaned = clean("", ["القاهرة – رويترز", "انتهى الإضراب."])
    assert (cleaned.dateline, cleaned.blocks) == ("القاهرة – رويترز", ("انتهى الإضراب.",))


@pytest.mark.parametrize(
    "text",
    [
        "NATO — the alliance — met.",
        "Mara Lind (D-Harrow) - the mayor - spoke.",
        "GDP (Gross Domestic Product) rose.",
        "The ferry (Alba) - a small one - sank.",
        "بغداد – المدينة القديمة – احتفلت.",
    ],
)
def test_what_only_looks_like_a_dateline_stays(text: str) -> None:
    assert clean("", [text]).blocks == (text,)


@pytest.mark.parametrize(
    ("block", "names"),
    [
        ("By Mara Lind", ("Mara Lind",)),
        ("By Mara Lind and Oren Pell, The Quay", ("Mara Lind", "Oren Pell")),
        ("كتب: نادر سالم", ("نادر سالم",)),
    ],
)
def test_a_byline_is_kept_as_the_authors(block: str, names: tuple[str, ...]) -> None:
    assert clean("", [block, "Words."]).authors == names


@pytest.mark.parametrize("block", ["By 2030 it will be gone.", "By Monday night", "By the sea"])
def test_what_only_begins_like_a_byline_stays(block: str) -> None:
    assert clean("", [block, "Words."]).blocks == (block, "Words.")


@pytest.mark.parametrize("text", ["<script>" * 3000, "<!-- " * 6000, "A " * 20000, ". ____" * 9000])
def test_odd_input_of_some_length_is_cleaned_at_once(text: str) -> None:
    started = time.process_time()
    clean("", [text])
    assert time.process_time() - started < 5
