"""weigh and reason_for_silence: the evidence in, a reason for silence or "" out."""

import math
from dataclasses import astuple, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.filters import Filters
from index.reader import IndexReader
from rag.abstain import LEAST_CONFIDENCE, Evidence, reason_for_silence, weigh
from rag.evidence import QuestionTerms
from rag.extract import Sentence, sentences
from rag.search import Found, search
from tests.rag.made import hit

SHARE = st.floats(0, 1)
NONE, STRONG = Evidence(0, 0, 0, 0), Evidence(0.8, 0.8, 0.9, 0.9)
RANKED = [Sentence(hit(), 0, 5, "It is", 1.0, 0.5, 0.5, 1.0)]


def test_confidence_is_the_logistic_of_the_weighted_measures() -> None:
    # -6.90 + 5.81 * .7 + 3.70 * .6 + 1.51 * .5 + .74 * .8 = .734
    assert Evidence(0.7, 0.6, 0.5, 0.8).confidence == pytest.approx(1 / (1 + math.exp(-0.734)))


def test_by_words_alone_coverage_decides() -> None:
    # -3.22 + 7.39 * .5 = .475
    assert Evidence(None, None, 0.5, 1).confidence == pytest.approx(1 / (1 + math.exp(-0.475)))


def test_with_no_evidence_there_is_next_to_no_confidence() -> None:
    assert NONE.confidence == pytest.approx(1 / (1 + math.exp(6.90)))
    assert not NONE.enough


@given(SHARE, SHARE, SHARE, SHARE, st.integers(0, 3), st.floats(0, 0.5))
def test_more_of_any_measure_never_lowers_the_confidence(
    a: float, b: float, c: float, d: float, which: int, more: float
) -> None:
    less = Evidence(a, b, c, d)
    name = list(Evidence.__dataclass_fields__)[which]
    greater = replace(less, **{name: astuple(less)[which] + more})

    assert 0 <= less.confidence <= greater.confidence <= 1


@given(SHARE, SHARE)
def test_by_words_alone_a_sentence_must_hold_two_fifths_of_the_question(
    coverage: float, kind: float
) -> None:
    by_words = Evidence(None, None, coverage, kind)

    assert by_words.enough == (by_words.confidence >= LEAST_CONFIDENCE)
    assert by_words.enough or coverage < 0.43
    assert not by_words.enough or coverage > 0.42


def test_the_measures_of_a_question_that_no_model_read_name_no_cosine() -> None:
    assert set(Evidence(None, None, 0.5, 0.5).measures) == {
        "coverage",
        "kind",
        "confidence",
    }


def test_the_measures_hold_all_that_was_taken_and_the_confidence() -> None:
    assert STRONG.measures == {
        "paragraph_cosine": 0.8,
        "sentence_cosine": 0.8,
        "coverage": 0.9,
        "kind": 0.9,
        "introduced": 0.0,
        "confidence": round(STRONG.confidence, 4),
    }
    assert STRONG.confidence > LEAST_CONFIDENCE


def test_the_best_of_what_was_found_is_what_is_weighed(harbour: IndexReader) -> None:
    question = "Who opened the Harrow bridge?"
    found = search(harbour, question)
    wanted = QuestionTerms.of(question, harbour.lexical)
    ranked = sentences(harbour, question, found, wanted)

    evidence = weigh(question, found, ranked)

    assert evidence.paragraph_cosine == max(found.cosines.values())
    assert evidence.sentence_cosine == max(one.cosine for one in ranked)
    assert evidence.coverage == ranked[0].coverage == pytest.approx(1)
    assert evidence.kind == 1


def test_nothing_found_weighs_nothing() -> None:
    assert weigh("", Found((), None, {}), []) == Evidence(None, None, 0, 0)


def test_a_sentence_that_introduces_the_name_asked_for_is_evidence() -> None:
    found = Found((), np.zeros(3, np.float32), {})
    ranked = [Sentence(hit(), 0, 5, "Ivo Sand, a fisherman, left.", 1.0, 0.5, 1.0, 1.0)]

    assert weigh("Who is Ivo Sand?", found, ranked).introduced
    assert not weigh("Who saw Ivo Sand?", found, ranked).introduced
    assert replace(NONE, introduced=True).confidence > NONE.confidence


def test_enough_evidence_leaves_no_reason_for_silence() -> None:
    assert reason_for_silence(STRONG, RANKED, Filters()) == ""


def test_too_little_evidence_is_a_reason_for_silence() -> None:
    reason = reason_for_silence(NONE, RANKED, Filters())

    assert reason == "nothing found is close enough to the question to answer it"


def test_nothing_found_is_a_reason_for_silence() -> None:
    reason = reason_for_silence(NONE, [], Filters())

    assert reason == "nothing in it shares a word or a meaning with the question"


@pytest.mark.parametrize("ranked", [[], RANKED])
def test_the_reason_for_silence_says_what_the_search_was_narrowed_to(
    ranked: list[Sentence],
) -> None:
    filters = Filters("2024-01-01", "2024-02-01", "The Quay")

    reason = reason_for_silence(NONE, ranked, filters)

    assert "since 2024-01-01 until 2024-02-01 by The Quay" in reason
