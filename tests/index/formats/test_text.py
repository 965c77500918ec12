"""read_text: one article, or several pasted after each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, Draft
from index.cleaning import tidy
from index.formats.text import blocks_of, read_text
from index.gather import clean_article

BRIDGE = "Harbour bridge opens to walkers after nine years"
BRIDGE_CAPTION = "The bridge at Saltmouth at dawn on Friday (Photo: Mara Lind)"
BRIDGE_BODY = (
    "The harbour bridge at Saltmouth opened to walkers on Friday, nine years after it was planned.",
    "The mayor, Ode Farrant, was the first to cross it.",
)
BAKERY = "Bakery on Quay Street to close in spring"
BAKERY_CAPTION = "Loaves in the window (Photo: Ivo Reth)"
BAKERY_BODY = (
    "The oldest bakery in Saltmouth will close in spring.",
    "Its owner said that flour had become too dear.",
    "20",
    "That is how many people work there.",
)


def pasted(headline: str, caption: str, body: tuple[str, ...]) -> str:
    """A page as it is pasted: headline, captions and share count, headline, captions, words."""
    top = f"{headline}\n\n{caption}\n{caption}\nTT\n20\n\n{headline}\n\n{caption}\n{caption}\n\n"
    return top + "\n\n".join(body) + "\n"


TWO_PAGES = (
    pasted(BRIDGE, BRIDGE_CAPTION, BRIDGE_BODY)
    + "\n\n\n"
    + pasted(BAKERY, BAKERY_CAPTION, BAKERY_BODY)
)


def cleaned(text: str) -> list[Article]:
    found = [clean_article(draft, f"a{n}") for n, draft in enumerate(read_text(text, "paste.txt"))]
    return [one for one in found if isinstance(one, Article)]


def paragraphs_of(article: Article) -> tuple[str, ...]:
    return tuple(article.quote(one.number) for one in article.paragraphs)


def only(text: str) -> Draft:
    (draft,) = read_text(text, "one.txt")
    return draft


def test_a_paste_of_two_pages_is_two_articles() -> None:
    assert [article.title for article in cleaned(TWO_PAGES)] == [BRIDGE, BAKERY]


def test_a_pasted_page_keeps_its_words_and_its_caption_once_and_nothing_else() -> None:
    bridge, bakery = cleaned(TWO_PAGES)
    assert paragraphs_of(bridge) == (BRIDGE_CAPTION, *BRIDGE_BODY)
    assert paragraphs_of(bakery) == (BAKERY_CAPTION, *BAKERY_BODY)


def test_a_paste_with_windows_line_ends_is_the_same_paste() -> None:
    windows = [paragraphs_of(article) for article in cleaned(TWO_PAGES.replace("\n", "\r\n"))]
    assert windows == [paragraphs_of(article) for article in cleaned(TWO_PAGES)]


def test_a_paste_of_one_page_is_one_article() -> None:
    (article,) = cleaned("\n\n" + pasted(BRIDGE, BRIDGE_CAPTION, BRIDGE_BODY))
    assert article.title == BRIDGE
    assert paragraphs_of(article) == (BRIDGE_CAPTION, *BRIDGE_BODY)


def test_pages_of_a_paste_stand_at_their_turn_in_the_file() -> None:
    assert [str(draft.origin) for draft in read_text(TWO_PAGES, "paste.txt")] == [
        "paste.txt#1",
        "paste.txt#2",
    ]


def test_an_article_with_headings_is_one_article() -> None:
    text = "Ferry sails\n\nIt left at nine.\n\n\nWhat comes next\n\nNobody knows.\n"
    assert len(list(read_text(text, "one.txt"))) == 1


def test_the_first_line_is_the_headline() -> None:
    draft = only("Ferry sails\n\nIt left at nine.\n\nIt was full.\n")
    assert draft.title == "Ferry sails"
    assert draft.blocks == ("It left at nine.", "It was full.")


def test_a_single_line_is_words_without_a_headline() -> None:
    draft = only("The ferry left at nine.")
    assert (draft.title, draft.blocks) == ("", ("The ferry left at nine.",))


@pytest.mark.parametrize(
    "order", [("By Ada Lind", "24 January 2024"), ("24 January 2024", "By Ada Lind")]
)
def test_a_byline_and_a_date_under_the_headline_are_read(order: tuple[str, str]) -> None:
    draft = only("\n".join(["Ferry sails", *order, "", "It left at nine."]))
    assert draft.authors == ("Ada Lind",)
    assert draft.published == "2024-01-24"
    assert draft.blocks == ("It left at nine.",)


def test_an_arabic_byline_and_date_are_read() -> None:
    draft = only(
        "العبارة تغادر الميناء\n\nبقلم: ليلى حداد\n٢٤ يناير ٢٠٢٤\n\nغادرت العبارة في التاسعة."
    )
    assert (draft.authors, draft.published) == (("ليلى حداد",), "2024-01-24")
    assert draft.blocks == ("غادرت العبارة في التاسعة.",)


def test_a_sentence_under_the_headline_is_never_taken_for_a_date() -> None:
    entry = "5 May 2024 10:30 the fire at the mill was out"
    assert entry in only(f"The night of the fire\n\n{entry}\n\nNobody was hurt.").blocks


def test_a_file_of_a_headline_and_a_date_keeps_its_words() -> None:
    assert only("Ferry sails\n\n24 January 2024").blocks


def test_hard_wrapped_lines_are_joined_into_their_paragraph() -> None:
    words = (
        "The harbour bridge at Saltmouth opened to walkers on Friday, nine years\n"
        "after it was planned, and the mayor, Ode Farrant, was the first to cross\n"
        "it with her dog.\n"
    )
    assert only(f"{BRIDGE}\n\n{words}\nIt rained.").blocks == (
        " ".join(words.split("\n")).strip(),
        "It rained.",
    )


def test_lines_that_had_room_for_more_are_paragraphs_of_their_own() -> None:
    lines = [
        "The harbour bridge at Saltmouth opened on Friday.",
        "It rained.",
        "Nobody came to see it.",
    ]
    assert blocks_of(lines) == lines


def test_two_sentences_on_two_lines_are_two_paragraphs() -> None:
    lines = [
        "The harbour bridge at Saltmouth opened to walkers on Friday.",
        "Extraordinarily, it rained.",
    ]
    assert blocks_of(lines) == lines


def test_a_line_said_twice_is_no_wrapped_paragraph() -> None:
    assert blocks_of([BRIDGE_CAPTION, BRIDGE_CAPTION]) == [BRIDGE_CAPTION, BRIDGE_CAPTION]


@given(st.lists(st.text(st.characters(exclude_characters="\n"))))
def test_blocks_lose_no_word_of_the_lines(lines: list[str]) -> None:
    assert " ".join(blocks_of(lines)).split() == " ".join(lines).split()


@given(st.lists(st.sampled_from([BRIDGE, BRIDGE_CAPTION, BAKERY, "TT", "20", "", "", "Words."])))
def test_no_words_of_a_paste_are_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    said = {tidy(line) for draft in read_text(text, "p") for line in (draft.title, *draft.blocks)}
    assert set(" ".join(lines).split()) == set(" ".join(said).split())
