"""A fact that an article tells, and what makes another of it wherever the article tells it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """What a sentence says of something, the question that asks for it, and another answer.

    `change` returns a text with the fact changed wherever it stands.
    """

    kind: str
    question: str
    statement: str
    old: str
    new: str
    change: Callable[[str], str]
