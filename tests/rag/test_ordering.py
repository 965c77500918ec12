"""Ordering: hits by date, those that matter, and few of each article."""

from rag.ordering import LEAST_SHARE, few_of_each, newest_first, oldest_first, relevant
from rag.types import Hit
from tests.rag.made import card, hit

DAYS = {"old": "2023-01-01", "none": "", "b": "2024-05-05T23:00:00+00:00", "a": "2024-05-05"}
HITS = tuple(hit(article=card(id=id, published=day)) for id, day in DAYS.items())


def ids(hits: tuple[Hit, ...]) -> list[str]:
    return [one.article.id for one in hits]


def test_newest_first_puts_the_undated_last_and_the_better_before_within_a_day() -> None:
    assert ids(newest_first(HITS)) == ["b", "a", "old", "none"]


def test_oldest_first_puts_the_undated_last_and_the_better_before_within_a_day() -> None:
    assert ids(oldest_first(HITS)) == ["old", "b", "a", "none"]


def test_what_is_far_behind_the_best_is_not_relevant() -> None:
    scores = (0.8, 0.8 * LEAST_SHARE, 0.79 * LEAST_SHARE)

    kept = relevant([hit(score=score) for score in scores])

    assert [one.score for one in kept] == [0.8, 0.8 * LEAST_SHARE]
    assert relevant([]) == ()


def test_of_hits_that_are_all_weak_the_best_are_relevant() -> None:
    assert len(relevant([hit(score=0.0001), hit(score=0.00008)])) == 2


def test_few_of_each_are_kept_in_their_order() -> None:
    assert few_of_each("abaacb", 1, str) == ["a", "b", "c"]
    assert few_of_each("abaacb", 2, str) == ["a", "b", "a", "c", "b"]
    assert few_of_each("abaacb", 0, str) == list("abaacb")
