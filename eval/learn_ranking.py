"""Questions whose paragraphs are known in, the weights that put hits in order out.

    python -m eval.learn_ranking INDEX=CASES... [--out index/ranking.json]

Each index is searched as `pressmark search` would; of its candidates, the signs of the right ones
are told from those of the others by a conditional logit (McFadden, 1974: of several, one is
chosen), which is then brought to probabilities (Platt, 1999). A set counts for 400 questions at
most, chosen by digest. Printed: hit@1 and hit@5 on each set, with the weights learned from the
other sets alone, and with those learned from all.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from eval.cases import read_cases
from eval.plan import plan_what_is_there
from index.errors import PressmarkError
from index.filters import Filters
from index.ranking import LEARNED, Ranking, Weights
from index.reader import IndexReader
from rag.search import WEIGHED, candidates
from rag.signs import Signs
from rag.types import Ranks

MOST = 400  # questions of a set
_RIDGE = 0.003
_STEPS = 100
_SETTLED = 1e-7
NAMES = tuple(field.name for field in fields(Signs))

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Choice:
    """A question: the signs of each candidate as a row, and which of them are right.

    `read` is whether a model read the question, `ranks` what the two legs' places alone would say.
    """

    signs: Floats
    right: NDArray[np.bool_]
    read: bool
    ranks: Floats

    def rank(self, totals: Floats) -> int:
        """Return the place of the best right candidate, from 1, behind wrong ones level with it."""
        return int((totals[~self.right] >= totals[self.right].max()).sum()) + 1


@dataclass(frozen=True, slots=True)
class Taught:
    """The questions of one set that have a right candidate, and how many it has in all."""

    name: str
    choices: tuple[Choice, ...]
    asked: int


def learn(choices: Sequence[Choice]) -> Weights:
    """Return the weights by which the right candidates are likeliest."""
    weights = _conditional_logit(choices)
    totals = np.concatenate([one.signs @ weights for one in choices])
    right = np.concatenate([one.right for one in choices])
    slope, intercept = _platt(totals, right)
    learned = {name: round(float(slope * weight), 4) for name, weight in zip(NAMES, weights)}  # noqa: B905
    return Weights(intercept=round(float(intercept), 4), **learned)


def hit_rates(weights: Weights, taught: Taught) -> tuple[float, float]:
    """Return hit@1 and hit@5 of a set; a question without a right candidate is a miss."""
    row = np.array([getattr(weights, name) for name in NAMES])
    return rates([one.rank(one.signs @ row) for one in taught.choices], taught.asked)


def rates(ranks: Sequence[int], asked: int) -> tuple[float, float]:
    """Return hit@1 and hit@5 of so many questions, of which these found theirs at these ranks."""
    at_1, at_5 = (sum(rank <= k for rank in ranks) / asked for k in (1, 5))
    return at_1, at_5


def read_choices(index: Path, cases: Path) -> list[Taught]:
    """Search for the questions of a set: those that a model reads, and those by words alone."""
    found: dict[bool, list[Choice]] = {True: [], False: []}
    asked = {True: 0, False: 0}
    with IndexReader.open(index) as reader:
        located = [
            one
            for one in plan_what_is_there(read_cases(cases).cases, reader).located
            if one.right and not one.case.history
        ]
        for one in sorted(located, key=lambda one: _digest(one.case.question))[:MOST]:
            filters = one.case.filters or Filters()
            vector, some = candidates(reader, one.case.question, WEIGHED, filters)
            read = vector is not None
            places = {(place.article, place.paragraph) for place in one.right}
            right = [(each.located.article.id, each.located.number) in places for each in some]
            asked[read] += 1
            if any(right):
                signs = np.array([astuple(each.signs) for each in some])
                ranks = np.array([_reciprocal(each.ranks) for each in some])
                found[read].append(Choice(signs, np.array(right), read, ranks))
    return [
        Taught(f"{index.name}{'' if read else ', by words'}", tuple(found[read]), asked[read])
        for read in (True, False)
        if found[read]
    ]


@click.command()
@click.argument("sets", nargs=-1, required=True)
@click.option("--out", type=click.Path(path_type=Path), default=LEARNED)
def main(sets: tuple[str, ...], out: Path) -> None:
    """Learn from sets of INDEX=CASES, print what each is worth, and write the weights."""
    taught: list[Taught] = []
    for given in sets:
        index, _, cases = given.partition("=")
        try:
            taught += read_choices(Path(index), Path(cases))
        except PressmarkError as error:
            raise click.ClickException(f"{given}: {error}") from error
        click.echo(f"{given}: read", err=True)
    learned = {}
    for read in (True, False):
        group = [one for one in taught if one.choices[0].read == read]
        if not group:
            raise click.ClickException("sets are needed that a model reads, and others it doesn't")
        learned[read] = learn([choice for one in group for choice in one.choices])
        for one in group:
            others = [choice for other in group if other is not one for choice in other.choices]
            apart = hit_rates(learn(others), one) if others else (np.nan, np.nan)
            told = hit_rates(learned[read], one)
            click.echo(
                f"{one.name:30} n {one.asked:4}   learned from the others: hit@1 {apart[0]:.3f}"
                f" hit@5 {apart[1]:.3f}   from all: hit@1 {told[0]:.3f} hit@5 {told[1]:.3f}"
            )
    record = Ranking(learned[True], learned[False]).record()
    out.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


def _conditional_logit(choices: Sequence[Choice]) -> Floats:
    """Return the weights that maximise the penalised likelihood, by Newton's method."""
    n = len(NAMES)
    weights = np.zeros(n)
    for _ in range(_STEPS):
        slope, curve = -2 * _RIDGE * weights, 2 * _RIDGE * np.eye(n)
        for one in choices:
            shares = _softmax(one.signs @ weights)
            chosen = np.where(one.right, shares, 0.0)
            chosen /= chosen.sum()
            slope += one.signs.T @ (chosen - shares) / len(choices)
            curve += _spread(one.signs, shares) / len(choices)
        step = _short(np.linalg.solve(curve, slope))
        weights = weights + step
        if np.abs(step).max() < _SETTLED:
            break
    return weights


def _spread(signs: Floats, shares: Floats) -> Floats:
    mean = shares @ signs
    return np.asarray((signs * shares[:, None]).T @ signs - np.outer(mean, mean))


def _platt(totals: Floats, right: NDArray[np.bool_]) -> tuple[float, float]:
    """Return the slope and intercept of the logistic curve through the totals."""
    inputs = np.stack([totals, np.ones_like(totals)], axis=1)
    line = np.array([1.0, -float(totals.mean())])
    for _ in range(_STEPS):
        expected = 1 / (1 + np.exp(-np.clip(inputs @ line, -50, 50)))
        slope = inputs.T @ (right - expected)
        curve = (inputs * (expected * (1 - expected))[:, None]).T @ inputs + 1e-9 * np.eye(2)
        step = _short(np.linalg.solve(curve, slope))
        line = line + step
        if np.abs(step).max() < _SETTLED:
            break
    return float(line[0]), float(line[1])


def _short(step: NDArray[np.floating]) -> Floats:
    """Return the step, shortened where the curve may turn before its end."""
    return np.asarray(step / max(1.0, float(np.abs(step).max())), dtype=np.float64)


def _softmax(totals: Floats) -> Floats:
    grown = np.exp(totals - totals.max())
    return np.asarray(grown / grown.sum())


def _reciprocal(ranks: Ranks) -> float:
    """Return the reciprocal rank fusion of two places (Cormack et al., SIGIR 2009; k = 60)."""
    return sum(1 / (60 + rank) for rank in (ranks.dense, ranks.lexical) if rank)


def _digest(question: str) -> str:
    return hashlib.blake2b(question.encode()).hexdigest()


if __name__ == "__main__":
    main()
