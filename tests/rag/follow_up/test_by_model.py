"""A model may rewrite a follow-up; what it returns is checked, and the rules stand behind it."""

import pytest

from index.errors import PressmarkError
from rag.follow_up.by_model import prompt, rewrite_by_model
from rag.follow_up.stand_alone import Phrase
from rag.follow_up.talk import heard

TALK = heard([("Who opened the Harrow bridge?", "Mayor Alma Reed opened it on Friday.")])
BY_RULES = "How old is Mayor Alma Reed?"


class Scripted:
    """A model that says what it was told to, and keeps what it was asked."""

    def __init__(self, *says: str) -> None:
        self.says = list(says)
        self.asked: list[str] = []

    def __call__(self, prompt: str) -> str:
        self.asked.append(prompt)
        return self.says.pop(0)


def test_the_model_s_words_are_taken_and_what_was_carried_is_told() -> None:
    made = rewrite_by_model("How old is she?", TALK, Scripted("How old is Alma Reed?"))

    assert (made.text, made.by, made.notice) == ("How old is Alma Reed?", "model", "")
    assert made.carried == (Phrase("Alma", 0), Phrase("Reed", 0))


def test_the_model_reads_the_talk_and_the_question() -> None:
    model = Scripted("How old is Alma Reed?")
    rewrite_by_model("How old\nis she?", TALK, model)

    assert "Q: Who opened the Harrow bridge?\nA: Mayor Alma Reed opened it" in model.asked[0]
    assert "The question:\nHow old is she?\n" in model.asked[0]
    assert "$" not in prompt("What did $question cost?", TALK).replace("$question cost", "")


def test_an_answer_that_is_not_known_is_told_as_such() -> None:
    assert "A: (not known)" in prompt("Why?", heard([("Is it open?", "")]))


def test_quotes_and_lines_that_follow_are_left_out() -> None:
    model = Scripted('\n"How old is Alma Reed?"\nShe is the mayor.')

    assert rewrite_by_model("How old is she?", TALK, model).text == "How old is Alma Reed?"


def test_a_question_repeated_stands_alone() -> None:
    made = rewrite_by_model("Who is Nell Tarn?", TALK, Scripted("who is Nell Tarn"))

    assert (made.text, made.changed, made.by) == ("Who is Nell Tarn?", False, "model")


@pytest.mark.parametrize(
    "says",
    [
        "",
        " \n ",
        "How old is " + "very " * 100 + "Alma Reed?",
        "Who opened the Harrow bridge?",
        "How old is Alma Reed, born in 1950 in the old town of Tarn on the coast?",
        "How old is Alma Reed in 2030?",
        "I cannot help with old questions about private people, sorry.",
    ],
)
def test_what_is_no_rewrite_of_the_question_is_left_to_the_rules(says: str) -> None:
    made = rewrite_by_model("How old is she?", TALK, Scripted(says))

    assert (made.text, made.by) == (BY_RULES, "rules")
    assert "no rewrite of it" in made.notice


def test_a_model_that_fails_leaves_it_to_the_rules() -> None:
    def fails(prompt: str) -> str:
        del prompt
        raise PressmarkError("no answer", hint="is it running?")

    made = rewrite_by_model("How old is she?", TALK, fails)

    assert (made.text, made.by) == (BY_RULES, "rules")
    assert made.notice.startswith("no answer; ")


def test_without_a_talk_the_model_is_not_asked() -> None:
    model = Scripted()

    assert not rewrite_by_model("How old is she?", (), model).changed
    assert model.asked == []
