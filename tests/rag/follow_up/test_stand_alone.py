"""What was carried is told, each phrase once, with its turn."""

import pytest

from rag.follow_up.stand_alone import Phrase, added


def test_a_phrase_that_another_one_holds_is_not_said_twice() -> None:
    made = added("Why?", [Phrase("bridge", 0), Phrase("Harrow bridge", 1), Phrase("harrow", 2)])

    assert made.text == "Why? (about: Harrow bridge)"
    assert made.carried == (Phrase("Harrow bridge", 1),)


def test_with_nothing_to_add_the_question_stays() -> None:
    assert not added("Why?", []).changed


def test_an_empty_phrase_and_a_turn_before_the_first_cannot_be() -> None:
    with pytest.raises(ValueError, match="empty"):
        Phrase(" ", 0)
    with pytest.raises(ValueError, match="counted from 0, not -1"):
        Phrase("bridge", -1)
