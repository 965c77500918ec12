"""QuestionTerms: how far words speak to a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reader import IndexReader
from rag.evidence import QuestionTerms
from tests.sample import HARBOUR

WORDS = sorted({word for one in HARBOUR for word in one["text"].split()})
TALK = st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=8).map(" ".join)


def test_the_weights_of_a_question_sum_to_one(harbour: IndexReader) -> None:
    wanted = QuestionTerms.of("Who opened the Harrow bridge?", harbour.lexical)

    assert set(wanted.weights) == {"open", "harrow", "bridg"}
    assert sum(wanted.weights.values()) == pytest.approx(1)


def test_a_term_the_archive_has_once_weighs_more_than_one_it_has_often(
    harbour: IndexReader,
) -> None:
    wanted = QuestionTerms.of("the herring or the bridge", harbour.lexical)

    assert wanted.weights["herring"] > wanted.weights["bridg"]


def test_coverage_is_the_weight_of_the_terms_said() -> None:
    wanted = QuestionTerms({"bridg": 0.75, "open": 0.25})

    assert wanted.coverage("Two bridges were closed") == 0.75
    assert wanted.coverage("It opened") == 0.25
    assert wanted.coverage("The bridge opens") == 1
    assert wanted.coverage("The ferry sails") == 0


def test_a_term_said_only_in_the_context_counts_the_weight_of_the_context() -> None:
    wanted = QuestionTerms({"bridg": 0.75, "open": 0.25})

    assert wanted.coverage("It opened", "The bridge", 0.5) == 0.25 + 0.75 * 0.5
    assert wanted.coverage("It opened", "The bridge") == 0.25


def test_a_question_without_words_is_covered_by_nothing(harbour: IndexReader) -> None:
    assert QuestionTerms.of("?!", harbour.lexical).coverage("anything at all") == 0


@given(question=TALK, words=TALK, context=TALK)
def test_coverage_lies_between_0_and_1_and_is_whole_for_the_question_itself(
    harbour: IndexReader, question: str, words: str, context: str
) -> None:
    wanted = QuestionTerms.of(question, harbour.lexical)

    assert 0 <= wanted.coverage(words, context, 0.5) <= 1 + 1e-9
    assert wanted.coverage(question) == pytest.approx(1 if wanted.weights else 0)
    assert wanted.coverage(words) <= wanted.coverage(words, context, 0.5) + 1e-9
