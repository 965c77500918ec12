"""compose: blocks in, a text and its paragraphs out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, Origin, Paragraph, digest_of
from index.paragraphs import compose

BLOCKS = st.lists(st.text(min_size=1), min_size=1)


@given(BLOCKS)
def test_paragraphs_rebuild_the_text(blocks: list[str]) -> None:
    text, paragraphs = compose(blocks)
    assert "\n\n".join(text[one.start : one.end] for one in paragraphs) == text


@given(BLOCKS)
def test_each_paragraph_is_the_exact_words_of_its_block(blocks: list[str]) -> None:
    text, paragraphs = compose(blocks)
    assert [text[one.start : one.end] for one in paragraphs] == blocks
    assert [one.digest for one in paragraphs] == [digest_of(block, size=8) for block in blocks]


@given(BLOCKS)
def test_a_quote_is_the_exact_words_of_its_span(blocks: list[str]) -> None:
    text, paragraphs = compose(blocks)
    article = Article("a", "", text, paragraphs, Origin("a.txt"))
    assert [article.quote(one.number) for one in paragraphs] == blocks


def test_paragraphs_are_numbered_from_one() -> None:
    _, paragraphs = compose(["One.", "Two."])
    assert [one.number for one in paragraphs] == [1, 2]


def test_an_empty_block_is_no_paragraph() -> None:
    with pytest.raises(ValueError, match="cannot run from 6 to 6"):
        compose(["One.", ""])


def test_no_paragraph_has_the_number_zero() -> None:
    with pytest.raises(ValueError, match="numbered from 1, not 0"):
        Paragraph(0, 0, 4, "")


@pytest.mark.parametrize("number", [0, 3, -1])
def test_a_quote_of_no_paragraph_is_refused(number: int) -> None:
    text, paragraphs = compose(["One.", "Two."])
    article = Article("a", "", text, paragraphs, Origin("a.txt"))
    with pytest.raises(IndexError, match=f"has 2 paragraphs, no {number}"):
        article.quote(number)


def test_an_article_needs_an_id_and_paragraphs_that_reach_its_end() -> None:
    text, paragraphs = compose(["One."])
    with pytest.raises(ValueError, match="needs an id"):
        Article("", "", text, paragraphs, Origin("a.txt"))
    with pytest.raises(ValueError, match="has no paragraph"):
        Article("a", "", "", (), Origin("a.txt"))
    with pytest.raises(ValueError, match="end at 4, its text at 9"):
        Article("a", "", text + " More", paragraphs, Origin("a.txt"))


def test_a_changed_byline_changes_the_fingerprint_but_not_the_digest() -> None:
    text, paragraphs = compose(["One."])
    before = Article("a", "", text, paragraphs, Origin("a.txt"), authors=("Ada Lind",))
    after = Article("a", "", text, paragraphs, Origin("a.txt"), authors=("Ada Lund",))
    assert before.digest == after.digest
    assert before.fingerprint != after.fingerprint
