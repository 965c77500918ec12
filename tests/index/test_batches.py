"""Batches hold each text once, alike in length, within the budget."""

from hypothesis import given
from hypothesis import strategies as st

from index.batches import batches


@given(st.lists(st.integers(min_value=0, max_value=300)), st.integers(min_value=1, max_value=1000))
def test_each_text_is_in_one_batch_and_no_padded_batch_is_over_budget(
    lengths: list[int], budget: int
) -> None:
    made = list(batches(lengths, budget))
    assert sorted(at for batch in made for at in batch) == list(range(len(lengths)))
    for batch in made:
        assert len(batch) == 1 or len(batch) * max(lengths[at] for at in batch) <= budget


def test_the_longest_come_first_and_ties_in_order() -> None:
    assert list(batches([2, 5, 2, 4], 8)) == [[1], [3, 0], [2]]
