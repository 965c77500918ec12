"""A seed and words in, the same order or choice every time out, whatever else is drawn."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from index.article import digest_of

Item = TypeVar("Item")


def drawn(seed: int, *what: object) -> int:
    """Return a number below 2**64 that the seed and the words alone decide."""
    return int(digest_of(repr((seed, *map(str, what))), size=8), 16)


def shuffled(
    items: Iterable[Item], seed: int, *what: object, key: Callable[[Item], object] = str
) -> list[Item]:
    """Return the items in an order of their own; one more item leaves the others in theirs."""
    return sorted(items, key=lambda one: (drawn(seed, *what, key(one)), str(key(one))))
