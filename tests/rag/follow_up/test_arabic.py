"""An Arabic follow-up is put in words that stand alone."""

import pytest

from rag.follow_up.arabic import leans
from rag.follow_up.rewrite import rewrite
from rag.follow_up.talk import heard

BRIDGE = ("من افتتح جسر هارو في مارس ٢٠٢٤؟", "ألما ريد، عمدة المدينة.")


def after(question: str, *talk: tuple[str, str]) -> str:
    return rewrite(question, heard(talk)).text


def test_a_suffix_carries_who_was_named_and_what_it_was_about() -> None:
    assert after("كم عمرها؟", BRIDGE) == "كم عمرها؟ (عن: ألما ريد، جسر هارو في مارس ٢٠٢٤)"


@pytest.mark.parametrize(
    "question",
    ["وماذا عن غزة؟", "وفي غزة؟", "لماذا؟", "ومتى؟", "من هو؟", "كم كلّف ذلك؟", "ما سبب تأخيره؟",
     "كم شخصاً يعمل هناك؟", "ومن مديرتها؟", "كم كلّف بناؤه؟", "ماذا قيل عنه؟",
     "وعدد الزوار؟", "والزوار؟"],
)  # fmt: skip
def test_what_leans_gets_what_the_last_question_was_about(question: str) -> None:
    assert after(question, ("متى افتُتح جسر هارو؟", "")) == f"{question} (عن: جسر هارو)"


@pytest.mark.parametrize(
    "question",
    ["متى افتُتحت مدرسة البلدة القديمة؟", "من هي ألما ريد؟", "ما هي عاصمة تونس؟",
     "كم بلغت مياه السد في تموز؟", "لماذا أغلقت المدرسة أبوابها أمام طلاب القرية والبلدة؟"],
)  # fmt: skip
def test_what_stands_alone_is_left_as_it_is(question: str) -> None:
    assert after(question, BRIDGE) == question


@pytest.mark.parametrize("word", ["سفينة", "مدرسة", "وجوه", "مياه", "المنتزه"])
def test_an_ending_of_the_word_itself_is_no_pronoun(word: str) -> None:
    assert not leans(f"كم {word} غرقت قبالة تونس؟")


def test_a_chain_keeps_its_topic() -> None:
    talk = [("متى افتُتح جسر هارو؟", "أمس."), ("لماذا؟", "لأسباب كثيرة.")]

    assert after("كم كلّف؟", *talk) == "كم كلّف؟ (عن: جسر هارو)"


def test_a_long_answer_to_who_names_nobody() -> None:
    talk = (BRIDGE[0], "لم يذكر أحد من سكان المدينة الاسم")

    assert after("كم عمرها؟", talk) == "كم عمرها؟ (عن: جسر هارو في مارس ٢٠٢٤)"


def test_an_arabic_follow_up_of_an_english_question_gets_its_words() -> None:
    assert after("متى؟", ("Who opened the Harrow bridge?", "")).endswith("Harrow bridge)")
