"""What the program tells in English, in the other language of the page."""

import re
from dataclasses import replace

import pytest

from index.filters import Filters
from rag.abstain import Evidence, reason_for_silence
from rag.asking import IN_VAIN
from rag.explaining import explained
from rag.types import Leg
from rag.understanding.relaxing import relaxed
from rag.understanding.understood import Condition, Understood
from tests.rag.made import WHY
from ui.chat.told import Told, told
from ui.chat.why import why

QUESTION = "What did Nell Tarn of the Quay write in May 2024?"
TARN = Condition("author", Filters(author="Nell Tarn"), "Nell Tarn", 9, 18)
QUAY = Condition("source", Filters(source="The Quay"), "the Quay", 22, 30)
MAY = Condition("date", Filters("2024-05-01", "2024-05-31"), "in May 2024", 37, 48)
ASKED = Understood(QUESTION, Filters(), (TARN, QUAY, MAY), ("a bridge",))
NEAR = Evidence(0.0, 0.0, 0.0, 0.0)
OF_THE_ARCHIVE = re.compile("\u2068[^\u2069]*\u2069")


def reasons() -> list[str]:
    """Every line that understanding and weighing a question can give."""
    *_, given_up = relaxed(ASKED)
    *_, less = relaxed(replace(ASKED, conditions=()))
    narrow = Filters("2024-05-01", "2024-05-31", "The Quay", "Nell Tarn")
    silences = [reason_for_silence(NEAR, (), one) for one in (Filters(), narrow)]
    return [*given_up.relaxed, *less.relaxed, *silences, IN_VAIN]


@pytest.mark.parametrize("line", reasons())
def test_reasons_are_told_in_arabic_and_names_keep_their_own_direction(line: str) -> None:
    said = told(line, "ar")

    assert said.language == "ar"
    assert re.search("[\u0621-\u064a]", said.text)
    assert not re.search("[a-zA-Z]", OF_THE_ARCHIVE.sub("", said.text))
    for name in ("Nell Tarn", "The Quay", "2024-05-01", "a bridge"):
        assert (name in line) == (name in said.text)
    assert told(line, "en") == Told(line, "en")


def test_what_is_not_known_stays_english_and_is_marked() -> None:
    assert told("the model x was slow", "ar") == Told("the model x was slow", "en")


def test_why_a_paragraph_was_found_is_told_in_the_language_of_the_page() -> None:
    again = replace(WHY, reranked=Leg(3, 0.5))

    assert why("How many sank?", again, "en") == Told(explained("How many sank?", again), "en")
    arabic = why("How many sank?", again, "ar")
    assert arabic.language == "ar"
    assert not re.search("[a-zA-Z]", arabic.text)
    for figure in ("90%", "75%", "50%", "0.80", "0.50"):
        assert figure in arabic.text
