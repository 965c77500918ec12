"""marks: where a paragraph says a word of the question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.marking import marks


def marked(question: str, text: str) -> list[str]:
    return [text[start:end] for start, end in marks(question, text)]


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("ferries sank", "The ferry's men sank.", ["ferry's", "sank"]),
        ("Who opened the bridge?", "Who was it? He opens the Bridge.", ["opens", "Bridge"]),
        ("café in Zürich", "A Zurich cafe, a café.", ["Zurich", "cafe", "café"]),
        ("How many of the 1,200?", "Of 1200, 12 and ١٢٠٠ are left.", ["1200", "١٢٠٠"]),
        ("US ferries", "It told us of the US ferry.", ["US", "ferry"]),
        ("may", "It may come in May.", []),
        ("What was it?", "What was it?", []),
        ("مكتبة المرفأ", "في المكتبة وبمكتبتهم مَرفأٌ", ["المكتبة", "وبمكتبتهم", "مَرفأٌ"]),
        ("كم كتاباً؟", "وكتابهم كتب، كم كان الكتاب؟", ["وكتابهم", "الكتاب"]),
        ("", "Nothing is asked.", []),
    ],
)  # fmt: skip
def test_words_of_the_question_are_marked_in_whatever_form_they_stand(
    question: str, text: str, words: list[str]
) -> None:
    assert marked(question, text) == words


@given(question=st.text(max_size=30), text=st.text(max_size=60))
def test_marks_stand_in_order_apart_and_hold_no_white_space(question: str, text: str) -> None:
    edges = [edge for span in marks(question, text) for edge in span]

    assert edges == sorted(set(edges))
    assert not any(letter.isspace() for word in marked(question, text) for letter in word)


def test_a_question_marks_its_own_words() -> None:
    asked = "Where do the herring boats of Kelm land?"

    assert marked(asked, asked) == ["herring", "boats", "Kelm", "land"]
