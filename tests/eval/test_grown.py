"""grown: archives in, as many of their paragraphs as wanted, dealt anew, out."""

from collections import Counter

from eval.grown import dealt
from tests.rag.made import article


def test_as_many_paragraphs_as_wanted_are_dealt_and_none_is_made_up() -> None:
    source = article(*(f"Paragraph {n}." for n in range(30)), title="Title")

    made = list(dealt([source], 130))

    texts = [one["text"].split("\n\n") for one in made]
    assert sum(map(len, texts)) == 130
    assert {words for text in texts for words in text} == {f"Paragraph {n}." for n in range(30)}
    assert len({one["id"] for one in made}) == len(made)
    assert {one["title"] for one in made} == {"Title"}


def test_they_are_dealt_the_same_each_time_and_about_as_often() -> None:
    source = article(*(f"Paragraph {n}." for n in range(200)))

    first, again = (list(dealt([source], 400)) for _ in range(2))

    assert first == again
    assert set(Counter(words for one in first for words in one["text"].split("\n\n")).values()) == {
        2
    }
