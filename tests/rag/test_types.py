"""Hits, citations, claims and answers: wrong ones cannot be made."""

from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rag.made import answer, citation, claim, hit

SPANS = st.tuples(st.integers(0, 400), st.integers(0, 400), st.text(max_size=40))


@given(SPANS)
def test_a_hit_is_made_only_of_a_span_as_long_as_its_words(span: tuple[int, int, str]) -> None:
    start, end, words = span
    if end - start == len(words):
        assert hit(words, start=start).end == end
    else:
        with pytest.raises(ValueError, match=f"{end - start} characters cannot hold {len(words)}"):
            replace(hit(), text=words, start=start, end=end)


@given(SPANS)
def test_a_citation_is_made_only_of_a_span_as_long_as_its_quote(span: tuple[int, int, str]) -> None:
    start, end, words = span
    if end - start == len(words):
        assert citation(words, start=start).end == end
    else:
        with pytest.raises(ValueError, match=f"{end - start} characters cannot hold {len(words)}"):
            replace(citation(), quote=words, start=start, end=end)


@pytest.mark.parametrize("make", [hit, citation])
def test_no_span_begins_before_the_article_does(make: Any) -> None:
    with pytest.raises(ValueError, match="-4"):
        make("four", start=-4)


@pytest.mark.parametrize("make", [hit, citation])
def test_paragraphs_are_numbered_from_one(make: Any) -> None:
    with pytest.raises(ValueError, match="0"):
        make(paragraph=0)


def test_a_claim_cites_at_least_one_paragraph() -> None:
    with pytest.raises(ValueError, match="cites at least one"):
        replace(claim(), citations=())


def test_an_answer_has_claims_or_a_reason_and_never_both() -> None:
    with pytest.raises(ValueError, match="either claims or a reason"):
        answer(claim(), abstained="nothing found")


def test_an_answer_has_claims_or_a_reason_and_never_neither() -> None:
    with pytest.raises(ValueError, match="either claims or a reason"):
        answer(abstained="")


def test_an_unsupported_claim_is_no_part_of_an_answer() -> None:
    with pytest.raises(ValueError, match="withheld, not answered"):
        answer(claim(), replace(claim(), support="unsupported"))


def test_fewer_than_none_cannot_be_withheld() -> None:
    with pytest.raises(ValueError, match="-1"):
        answer(claim(), withheld=-1)


def test_an_answer_with_claims_is_answered_and_one_without_is_not() -> None:
    assert answer(claim()).answered
    assert not answer().answered


@pytest.mark.parametrize("value", [hit(), citation(), claim(), answer()])
def test_a_value_cannot_be_changed_once_it_is_made(value: Any) -> None:
    name = next(iter(value.__dataclass_fields__))
    with pytest.raises(FrozenInstanceError):
        setattr(value, name, "other")
