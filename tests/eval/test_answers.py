"""Answers against right ones: as SQuAD compares words, and in Arabic too."""

import pytest

from eval.answers import exact_match, in_top_sentences, normalised, token_f1


def test_case_punctuation_and_articles_do_not_matter() -> None:
    assert exact_match("The Mayor, Ida Holm.", ["nobody", "mayor ida holm"]) == 1
    assert exact_match("“Ida’s $4–5”", ["idas 45"]) == 1
    assert exact_match("Ida", ["Ida Holm"]) == 0


def test_words_of_other_scripts_keep_their_accents() -> None:
    assert normalised("Élan, the U.S. 4.5%!") == ("élan", "us", "45")


def test_f1_is_of_the_nearest_right_answer() -> None:
    assert token_f1("on Friday 1 March", ["Friday", "Friday 1 March"]) == pytest.approx(6 / 7)
    assert token_f1("a dog", ["the cat"]) == 0
    assert token_f1("red red red", ["red"]) == pytest.approx(2 / 4)


def test_no_words_agree_with_no_words_alone() -> None:
    assert token_f1("the", ["a"]) == 1
    assert token_f1("", ["Friday"]) == 0
    assert token_f1("Friday", ["—"]) == 0


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("المدينة المنوّرة", "مدينه منورة"),
        ("في القاهرة؟", "في القاهره"),
        ("أحمد", "احمـد"),
        ("١٩٥٨", "1958"),
    ],
)
def test_arabic_is_compared_without_marks_forms_and_article(answer: str, right: str) -> None:
    assert exact_match(answer, [right]) == 1


def test_an_article_comes_off_the_front_of_a_long_enough_word_alone() -> None:
    assert normalised("الم البرشلونال") == ("الم", "برشلونال")
    assert normalised("ألمانيا") == normalised("المانيا")  # cut alike, though it has no article


def test_an_answer_is_looked_for_in_the_first_sentences() -> None:
    sentences = ["It rained.", "The bridge opened on Friday, 1 March.", "It cost 14 million."]
    assert in_top_sentences(sentences, ["Friday 1 March"], 1) == 0
    assert in_top_sentences(sentences, ["Monday", "friday 1 march"], 2) == 1
    assert in_top_sentences(sentences, ["4 million"], 3) == 0
    assert in_top_sentences(sentences, ["the", "March it"], 3) == 0
    assert in_top_sentences([], ["Friday"], 3) == 0


def test_without_a_right_answer_nothing_is_compared() -> None:
    with pytest.raises(ValueError, match="no right answer"):
        token_f1("Friday", [])
    with pytest.raises(ValueError, match="first 0 sentences"):
        in_top_sentences(["Friday"], ["Friday"], 0)
