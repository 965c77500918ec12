"""What the page says, in each of its languages."""

import re
from dataclasses import asdict

import pytest

from ui.chat.arabic import ARABIC
from ui.chat.words import ENGLISH


@pytest.mark.parametrize("name", list(asdict(ENGLISH)))
def test_every_word_of_the_page_is_in_both_languages(name: str) -> None:
    english, arabic = getattr(ENGLISH, name), getattr(ARABIC, name)
    filled_in = re.compile(r"\{\w+\}")

    assert sorted(filled_in.findall(arabic)) == sorted(filled_in.findall(english))
    assert re.search("[a-z]", filled_in.sub("", english))
    assert re.search("[\u0621-\u064a]", arabic)
    assert not re.search("[a-zA-Z]", filled_in.sub("", arabic))
