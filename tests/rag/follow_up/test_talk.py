"""Answers that were given, or words about them, become the turns of a talk."""

import pytest

from rag.follow_up.talk import heard, turns_of
from rag.types import CitedArticle, Turn
from tests.rag.made import answer, citation, claim


def test_an_answer_becomes_its_sentences_and_the_articles_it_cites() -> None:
    cited = claim("It opened.", citation("It opened."), citation("It opened.", start=3))
    given = answer(cited, question="When?", stand_alone="When did it open?")

    assert turns_of([given]) == (
        Turn(
            "When?",
            "When did it open?",
            ("It opened.",),
            (CitedArticle("A bridge", "2024-03-01"),),
        ),
    )


def test_silence_becomes_a_turn_without_an_answer() -> None:
    assert turns_of([answer()]) == (Turn("Is it open?"),)


def test_an_answer_s_words_are_cut_into_sentences() -> None:
    (turn,) = heard([("Is it open?", "It opened on Friday. Nobody was hurt.")])

    assert turn.answer == ("It opened on Friday.", "Nobody was hurt.")


def test_each_question_is_understood_after_those_before_it() -> None:
    talk = heard([("Who is Ivo Sand?", ""), ("How old is he?", "")])

    assert [turn.stand_alone for turn in talk] == ["", "How old is Ivo Sand?"]


def test_a_turn_has_a_question() -> None:
    with pytest.raises(ValueError, match="has a question"):
        Turn(" ")
