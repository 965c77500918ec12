"""terms: words made comparable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.terms import fold, key_terms, terms, word_spans, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("striking", "strikes"),
        ("Café", "cafe"),
        ("Cafe\u0301s", "cafés"),
        ("U.S.", "us"),
        ("Naïve", "naive"),
        ("mayor’s", "mayor"),
        ("mayor's", "mayor"),
        ("1,250", "1250"),
        ("١٢", "12"),
        ("١٢٫٥", "12.5"),
        ("الحكومة", "حكومة"),
        ("والحكومة", "حكومة"),
        ("مُعلِّم", "معلم"),
        ("إعلام", "اعلام"),
    ],
)
def test_forms_of_one_word_have_one_term(one: str, other: str) -> None:
    assert terms(one) == terms(other)


@pytest.mark.parametrize(
    ("one", "other"), [("12.5", "125"), ("police", "policy"), ("2023", "2024"), ("mayor", "major")]
)
def test_different_words_have_different_terms(one: str, other: str) -> None:
    assert terms(one) != terms(other)


def test_words_stand_as_they_are_written() -> None:
    assert words("It’s 1,250.5 in the U.S. (today)") == [
        "It’s",
        "1,250.5",
        "in",
        "the",
        "U.S.",
        "today",
    ]


def test_a_question_keeps_the_words_that_carry_meaning() -> None:
    assert key_terms("What did the mayor say about the ferry ferry?") == ["mayor", "ferri"]
    assert key_terms("ماذا قال الوزير عن الحكومة؟") == [
        *terms("قال"),
        *terms("الوزير"),
        *terms("حكومة"),
    ]


def test_a_question_of_common_words_keeps_them_all() -> None:
    assert key_terms("Who is who?") == terms("who is")


def test_a_name_that_looks_like_a_common_word_is_kept() -> None:
    assert key_terms("What may May do with US steel?") == ["may", "us", "steel"]


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    for word in words(text):
        assert fold(fold(word)) == fold(word)


@given(st.text())
def test_no_term_holds_white_space(text: str) -> None:
    assert all(term and not any(letter.isspace() for letter in term) for term in terms(text))


@given(st.text())
def test_key_terms_are_terms_each_once(text: str) -> None:
    found = key_terms(text)
    assert len(found) == len(set(found))
    assert set(found) <= set(terms(text))


@given(st.text())
def test_the_spans_of_words_hold_them(text: str) -> None:
    assert [text[start:end] for start, end in word_spans(text)] == words(text)
