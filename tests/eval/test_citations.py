"""Citation recall and precision: ALCE's cases, each worked by hand with a judge made for it."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from eval.citations import Citations, exact_quotes, judged
from index.errors import ArticleMissing
from rag.types import Claim
from tests.rag.made import answer, citation
from tests.rag.made import claim as made_claim


def claim(text: str, *quotes: str) -> Claim:
    return made_claim(text, *(citation(quote) for quote in quotes))


def holds_every_word(text: str, quotes: Sequence[str]) -> bool:
    """A judge: the quotes have all the claim's words between them."""
    return set(text.split()) <= set(" ".join(quotes).split())


def test_a_claim_borne_out_by_its_one_citation_needs_it() -> None:
    found = judged(answer(claim("a b", "a b c")), holds_every_word)
    assert (found.recall, found.precision) == (1, 1)


def test_two_halves_are_both_needed() -> None:
    found = judged(answer(claim("a b", "a", "b")), holds_every_word)
    assert (found.recall, found.needed, found.citations) == (1, 2, 2)


def test_a_citation_the_rest_do_without_is_irrelevant() -> None:
    found = judged(answer(claim("a b", "a", "b", "z")), holds_every_word)
    assert (found.recall, found.needed, found.citations) == (1, 2, 3)


def test_a_citation_that_supports_alone_is_never_irrelevant() -> None:
    found = judged(answer(claim("a b", "a b", "b a", "z")), holds_every_word)
    assert found.precision == pytest.approx(2 / 3)


def test_no_citation_of_a_claim_that_is_not_borne_out_is_needed() -> None:
    found = judged(answer(claim("a b", "a", "a z"), claim("c", "c")), holds_every_word)
    assert found.recall == 1 / 2
    assert found.precision == 1 / 3


def test_what_the_answer_says_of_itself_is_counted_apart() -> None:
    partly = replace(claim("a b", "a"), support="partial")
    found = judged(answer(claim("c", "z"), partly, withheld=2), holds_every_word)
    assert found == Citations(
        claims=2, borne_out=0, called_supported=1, citations=2, needed=0, withheld=2
    )
    assert (found.support_rate, found.withheld_rate) == (1 / 2, 1 / 2)


def test_an_abstention_has_nothing_to_share() -> None:
    found = judged(answer(withheld=1), holds_every_word)
    assert found.withheld_rate == 1
    with pytest.raises(ValueError, match="share of nothing"):
        _ = found.recall


def test_a_quote_is_exact_where_its_very_words_stand() -> None:
    texts = {"quay-1": "It rained. It poured."}

    def text_of(id: str) -> str:
        if id not in texts:
            raise ArticleMissing(id)
        return texts[id]

    cited = [
        citation("It rained."),
        citation("It poured.", start=11),
        citation("It poured.", start=10),
        citation("It rained.", article_id="quay-2"),
    ]
    assert exact_quotes(answer(made_claim("a", *cited)), text_of) == (2, 4)
    assert exact_quotes(answer(), text_of) == (0, 0)


def test_more_cannot_be_right_than_there_are() -> None:
    with pytest.raises(ValueError, match="more are supported than the 1"):
        Citations(1, 2, 0, 2, 2, 0)
    with pytest.raises(ValueError, match="3 of 2"):
        Citations(1, 1, 1, 2, 3, 0)
