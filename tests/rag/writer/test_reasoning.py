"""spoken: a model's words in, the same without what it thought aloud, out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.writer.reasoning import spoken


def heard(text: str, size: int = 1) -> str:
    return "".join(spoken(iter([text[at : at + size] for at in range(0, len(text), size)])))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("<think>Is it [a3f]? No.</think>It opened.", "It opened."),
        ("\n<THINK>so</think>\n\nIt opened.", "\n\nIt opened."),
        ("<reasoning>so</reasoning>It opened.", "It opened."),
        ("<think>never closed", ""),
        ("<thin air>It opened.", "<thin air>It opened."),
        ("It opened <think>there</think>.", "It opened <think>there</think>."),
        ("<th", "<th"),
        ("", ""),
    ],
)
@pytest.mark.parametrize("size", [1, 3, 100])
def test_a_thought_that_opens_the_answer_is_left_out(text: str, rest: str, size: int) -> None:
    assert heard(text, size) == rest


@given(st.text(), st.integers(1, 5))
def test_other_words_pass_as_they_are(text: str, size: int) -> None:
    if "<" not in text:
        assert heard(text, size) == text
