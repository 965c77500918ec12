"""A file of learned numbers in; how much each sign that a paragraph answers a question weighs, out.

The numbers are learned from questions whose paragraphs are known (`python -m eval.learn_ranking`)
and are kept with each index, so that a search can be repeated.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

LEARNED = Path(__file__).parent / "ranking.json"


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic regression: the sum of the signs, each by its weight, is a logit.

    What the signs are: `rag.signs.Signs`.
    """

    intercept: float
    lexical: float
    dense: float
    coverage: float
    sentence: float
    pairs: float
    kind: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The weights where a model reads the question, and where it is searched by words alone."""

    read: Weights
    words: Weights

    def record(self) -> dict[str, dict[str, float]]:
        """Return the numbers as a file and a manifest have them."""
        return asdict(self)


def ranking_of(record: Mapping[str, Any]) -> Ranking:
    """Return the ranking of a record; KeyError or TypeError for one that is not whole."""
    return Ranking(Weights(**record["read"]), Weights(**record["words"]))


def learned_ranking() -> Ranking:
    """Return the weights that this Pressmark was taught."""
    return ranking_of(json.loads(LEARNED.read_text(encoding="utf-8")))
