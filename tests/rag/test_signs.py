"""Signs: what a paragraph says to a question, as numbers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ranking import Weights, learned_ranking
from index.reader import IndexReader
from rag.signs import Question, Signs, probability

NONE = Weights(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


def signs(reader: IndexReader, question: str, paragraph: str, title: str = "") -> Signs:
    return Question(question, reader.lexical).signs(title, paragraph, lexical=1.5, dense=-0.5)


def test_what_the_legs_say_is_passed_on(harbour: IndexReader) -> None:
    found = signs(harbour, "the bridge", "A ferry.")

    assert (found.lexical, found.dense) == (1.5, -0.5)


def test_a_paragraph_that_says_all_of_the_question_has_every_sign(harbour: IndexReader) -> None:
    found = signs(harbour, "Who opened the bridge?", "Yesterday Alma Reed opened the bridge.")

    assert found.coverage == found.sentence == found.kind == pytest.approx(1)
    assert found.pairs == pytest.approx(2 / 3)  # who opened, opened the, the bridge


def test_the_sentence_that_says_most_counts(harbour: IndexReader) -> None:
    parted = signs(harbour, "herring bridge", "The herring came. The bridge opened.")
    whole = signs(harbour, "herring bridge", "The herring came to the bridge.")

    assert parted.coverage == whole.coverage
    assert parted.sentence < whole.sentence


def test_a_word_spelled_nearly_the_same_counts_in_part(harbour: IndexReader) -> None:
    found = signs(harbour, "flooding", "Two floods came.")

    assert 0 < found.sentence < 1


def test_the_headline_counts_half(harbour: IndexReader) -> None:
    assert signs(harbour, "bridge", "It opened.", title="A bridge").coverage == 0.5


def test_a_kind_of_thing_that_is_asked_for_and_not_there_counts_against(
    harbour: IndexReader,
) -> None:
    assert signs(harbour, "How many sank?", "Many sank.").kind == 0
    assert signs(harbour, "Why did they sink?", "Many sank.").kind == 0.5


@given(question=st.text(max_size=40), paragraph=st.text(max_size=80))
def test_every_sign_but_the_legs_is_from_0_to_1(
    harbour: IndexReader, question: str, paragraph: str
) -> None:
    found = signs(harbour, question, paragraph)

    for share in (found.coverage, found.sentence, found.pairs, found.kind):
        assert 0 <= share <= 1 + 1e-9


def test_a_probability_is_the_logistic_sum_of_the_weighed_signs() -> None:
    some = Signs(lexical=1.0, dense=2.0, coverage=0.5, sentence=0.25, pairs=0.0, kind=1.0)
    weights = Weights(-3.0, 1.0, 0.5, 2.0, 4.0, 9.0, -1.0)

    # -3 + 1 + 1 + 1 + 1 + 0 - 1
    assert probability(some, weights) == pytest.approx(0.5)
    assert probability(some, NONE) == 0.5
    assert probability(some, Weights(1000, 0, 0, 0, 0, 0, 0)) <= 1.0
    assert math.isfinite(probability(some, Weights(-1000, 0, 0, 0, 0, 0, 0)))


def test_what_was_learned_speaks_for_paragraphs_that_say_more_of_the_question() -> None:
    for weights in (learned_ranking().read, learned_ranking().words):
        assert weights.coverage + weights.sentence > 0
        assert weights.pairs > 0
    assert learned_ranking().read.dense > 0
    assert learned_ranking().words.lexical > 0
