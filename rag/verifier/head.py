"""The measures of a claim in, how surely it is supported out: two small logistic regressions.

One weighs claims whose every word stands in the evidence, where what counts is whether the words
stand together; the other weighs those that say some of it in other words. `head.json`, beside this
file, holds the weights and names the claims they were fitted on; `python -m eval.train_verifier`
writes it.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from rag.types import Support

FORMAT = 1
WHOLE = "whole"  # the measure that says which of the two weighs a claim


@dataclass(frozen=True, slots=True)
class Regression:
    """The weights of the measures, and what is added to them."""

    weights: Mapping[str, float]
    intercept: float

    def probability(self, measures: Mapping[str, float]) -> float:
        """Return the probability, 0 to 1; ValueError where a measure was not taken."""
        missing = sorted(self.weights.keys() - measures.keys())
        if missing:
            raise ValueError(f"the head weighs what was not measured: {', '.join(missing)}")
        total = sum(weight * measures[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total + self.intercept))))


@dataclass(frozen=True, slots=True)
class Head:
    """Both regressions, and how sure they must be to call a claim supported, or partly so."""

    copied: Regression
    reworded: Regression
    least_supported: float
    least_partial: float

    def __post_init__(self) -> None:
        if not 0 < self.least_partial <= self.least_supported < 1:
            raise ValueError(
                f"partial from {self.least_partial} must come before supported from"
                f" {self.least_supported}"
            )

    def surety(self, measures: Mapping[str, float]) -> float:
        """Return how surely the claim is supported, 0 to 1."""
        weighing = self.copied if measures[WHOLE] else self.reworded
        return weighing.probability(measures)

    def support(self, surety: float) -> Support:
        """Return the verdict at this surety."""
        if surety >= self.least_supported:
            return "supported"
        return "partial" if surety >= self.least_partial else "unsupported"


@lru_cache(maxsize=1)
def head() -> Head:
    """Return the head that comes with Pressmark."""
    return read_head(files("rag.verifier").joinpath("head.json").read_text(encoding="utf-8"))


def read_head(text: str) -> Head:
    """Return the head that JSON describes; ValueError where it is of another format."""
    record = json.loads(text)
    if record.get("format") != FORMAT:
        raise ValueError(f"a head of format {record.get('format')}, not {FORMAT}")
    return Head(
        Regression(record["copied"]["weights"], record["copied"]["intercept"]),
        Regression(record["reworded"]["weights"], record["reworded"]["intercept"]),
        record["least_supported"],
        record["least_partial"],
    )
