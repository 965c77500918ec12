"""verify_verbatim: whether cited words stand where a citation says."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from index.article import Article
from rag.types import Citation
from rag.verify import verify_verbatim
from tests.rag.made import article, citation

FIRST, SECOND = "It opened on Friday. Nobody was hurt.", "It cost 12 crowns."
ARTICLE = article(FIRST, SECOND)
BLOCKS = st.lists(st.text(min_size=1), min_size=1, max_size=4)


def cited(of: Article, number: int, quote: str) -> Citation:
    paragraph = of.paragraphs[number - 1]
    start = paragraph.start + of.quote(number).index(quote)
    return citation(quote, start=start, paragraph=number)


def test_exact_words_of_the_paragraph_cited_are_supported() -> None:
    quote = "Nobody was hurt."

    assert verify_verbatim(quote, cited(ARTICLE, 1, quote), ARTICLE) == "supported"


def test_a_claim_that_is_not_the_quote_is_unsupported() -> None:
    quote = "Nobody was hurt."

    assert verify_verbatim("Somebody was hurt.", cited(ARTICLE, 1, quote), ARTICLE) == "unsupported"


def test_words_that_the_article_no_longer_says_are_unsupported() -> None:
    quote = "It cost 12 crowns."
    edited = article(FIRST, "It cost 13 crowns.")

    assert verify_verbatim(quote, cited(ARTICLE, 2, quote), edited) == "unsupported"


def test_words_of_another_paragraph_than_the_one_cited_are_unsupported() -> None:
    moved = replace(cited(ARTICLE, 2, SECOND), paragraph=1)

    assert verify_verbatim(SECOND, moved, ARTICLE) == "unsupported"


def test_words_that_run_over_a_paragraph_are_unsupported() -> None:
    across = ARTICLE.text[10:50]

    assert verify_verbatim(across, citation(across, start=10), ARTICLE) == "unsupported"


@pytest.mark.parametrize("number", [3, 99])
def test_a_paragraph_that_the_article_lacks_supports_nothing(number: int) -> None:
    beyond = replace(cited(ARTICLE, 1, FIRST), paragraph=number)

    assert verify_verbatim(FIRST, beyond, ARTICLE) == "unsupported"


@given(BLOCKS, st.data())
def test_any_words_within_a_paragraph_are_supported_and_none_a_character_away(
    blocks: list[str], data: st.DataObject
) -> None:
    whole = article(*blocks)
    one = data.draw(st.sampled_from(whole.paragraphs))
    start = data.draw(st.integers(one.start, one.end - 1))
    end = data.draw(st.integers(start + 1, one.end))
    quote = whole.text[start:end]
    made = citation(quote, start=start, paragraph=one.number)

    assert verify_verbatim(quote, made, whole) == "supported"

    shifted = replace(made, start=start + 1, end=end + 1)
    assume(whole.text[start + 1 : end + 1] != quote)
    assert verify_verbatim(quote, shifted, whole) == "unsupported"
