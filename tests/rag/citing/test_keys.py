"""hand_out: a seed and texts to avoid in, keys that nothing else looks like out."""

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.citing.keys import DIGITS, LETTERS, MOST_KEYS, even, hand_out


@settings(max_examples=20)
@given(st.text(), st.integers(0, MOST_KEYS))
def test_keys_are_short_unlike_words_numbers_and_each_other(seed: str, count: int) -> None:
    keys = hand_out(count, seed=seed)

    assert len(set(keys)) == count
    assert all(re.fullmatch(rf"[{LETTERS}][{DIGITS}][{LETTERS}]", key) for key in keys)
    for one, other in itertools.combinations(keys, 2):
        assert sum(a != b for a, b in zip(one, other, strict=True)) > 1


def test_no_two_characters_of_keys_look_alike() -> None:
    assert not set("0o1liq2z4s8g") & set(LETTERS + DIGITS)


def test_the_same_seed_hands_out_the_same_keys_and_another_one_others() -> None:
    assert hand_out(10, seed="Who?") == hand_out(10, seed="Who?") != hand_out(10, seed="When?")


def test_more_keys_begin_with_the_fewer() -> None:
    assert hand_out(20, seed="Who?")[:5] == hand_out(5, seed="Who?")


def test_a_key_never_stands_in_the_texts_in_any_spelling() -> None:
    first, second = hand_out(2, seed="Who?")
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in second)

    keys = hand_out(12, seed="Who?", avoid=[f"flight {first.upper()}-9", f"https://x/{wide}"])

    assert not {first, second} & set(keys)


def test_more_keys_than_can_be_told_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="41 keys"):
        hand_out(41, seed="")
    every = " ".join(a + d + b for a in LETTERS for d in DIGITS for b in LETTERS)
    with pytest.raises(ValueError, match="leave 0 keys of the 1"):
        hand_out(1, seed="", avoid=[every])


def test_spellings_of_a_key_are_made_one() -> None:
    assert even("Ａ٣F") == even("a\u200f3\u200bf") == even("A۳f") == "a3f"
