"""difference: two sentences that are alike but for one thing part there; all others do not."""

import pytest

from rag.difference import Difference, Said, difference

DAY, NEXT = "2024-03-07", "2024-03-08"  # a Thursday and a Friday


def apart(one: str, other: str, published: str = DAY, later: str = NEXT) -> Difference | None:
    return difference(Said(one, published), Said(other, later))


@pytest.mark.parametrize(
    ("one", "other", "words", "instead"),
    [
        (
            "The fire at the Corran mill killed 12 workers on Monday.",
            "The fire at the Corran mill killed 21 workers on Monday.",
            "12", "21",
        ),
        (
            "The new Corran mill cost the town $4 million to build.",
            "The new mill at Corran cost the town $6 million to build.",
            "$4 million", "$6 million",
        ),
        (
            "The Corran mill opened to visitors on 3 May 2021.",
            "The Corran mill opened to visitors on 9 June 2021.",
            "3 May 2021", "9 June 2021",
        ),
        (
            "Inspectors closed the Corran mill on Monday.",
            "Inspectors closed the Corran mill on Wednesday.",
            "Monday", "Wednesday",
        ),
        (
            "The owner of the Corran mill had approved the repairs.",
            "The owner of the Corran mill had not approved the repairs.",
            "approved", "not",
        ),
    ],
)  # fmt: skip
def test_one_value_in_words_otherwise_alike_is_a_difference_either_way(
    one: str, other: str, words: str, instead: str
) -> None:
    found, turned = apart(one, other), apart(other, one, NEXT, DAY)

    assert found is not None
    assert turned is not None
    assert (words in found.words, instead in found.instead) == (True, True)
    assert (instead in turned.words, words in turned.instead) == (True, True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Corran mill employs 40 people today.", "The Corran mill employs 40 people today."),
        ("The Corran mill killed about 30 fish.", "The Corran mill killed 29 fish."),
        ("At least 11 people died at Corran mill.", "19 people died at Corran mill."),
        ("The mill cost 4 million crowns.", "The mill made 6 million loaves last winter alone."),
        ("The Corran mill sold 40 sacks in 2019.", "The Corran mill sold 60 sacks in 2020."),
        (
            "Wheat at the Corran exchange rose 3 percent to 40 crowns a sack.",
            "Wheat at the Corran exchange rose 5 percent to 44 crowns a sack.",
        ),
        (
            "The Corran mill employs 40 people.",
            "The Corran mill employs 40 people and 12 horses.",
        ),
        ("He was 12.", "He was 13."),
    ],
)
def test_other_times_other_things_and_what_can_both_be_true_are_no_difference(
    one: str, other: str
) -> None:
    assert apart(one, other) is None
    assert apart(other, one) is None


def test_reports_that_recur_each_tell_of_their_own_day() -> None:
    one, other = (
        "Shares in Corran closed lower on Thursday.",
        "Shares in Corran closed lower on Friday.",
    )

    assert apart(one, other) is None
