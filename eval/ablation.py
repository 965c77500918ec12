"""Questions whose paragraphs are known in; what each part of the search is worth out.

    python -m eval.ablation INDEX=CASES...

hit@1 and hit@5 among the candidates of both legs, put in order by one leg, by both, by all signs
with the weights of the index, and by weights learned again without one of the signs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click
import numpy as np

from eval.learn_ranking import NAMES, Choice, Taught, hit_rates, learn, rates, read_choices
from index.errors import PressmarkError
from index.ranking import learned_ranking

_LEXICAL, _DENSE = NAMES.index("lexical"), NAMES.index("dense")


def ablated(taught: Taught, others: Sequence[Choice]) -> Iterator[tuple[str, float, float]]:
    """Yield a name, hit@1 and hit@5 for the search without this and that.

    What is learned again is learned from `others`, which should be all sets.
    """
    read = taught.choices[0].read
    yield "words alone", *_ordered(taught, [one.signs[:, _LEXICAL] for one in taught.choices])
    if read:
        yield "meaning alone", *_ordered(taught, [one.signs[:, _DENSE] for one in taught.choices])
        yield "both, ranks added", *_ordered(taught, [one.ranks for one in taught.choices])
        both = [one.signs[:, _LEXICAL] + one.signs[:, _DENSE] for one in taught.choices]
        yield "both, scores added", *_ordered(taught, both)
    weights = learned_ranking().read if read else learned_ranking().words
    yield "all signs", *hit_rates(weights, taught)
    for at, name in enumerate(NAMES):
        if read or name != "dense":
            blind = Taught(taught.name, tuple(_without(taught.choices, at)), taught.asked)
            yield f"without {name}", *hit_rates(learn(list(_without(others, at))), blind)


@click.command()
@click.argument("sets", nargs=-1, required=True)
def main(sets: tuple[str, ...]) -> None:
    """Print the table of each set of INDEX=CASES."""
    taught: list[Taught] = []
    for given in sets:
        index, _, cases = given.partition("=")
        try:
            taught += read_choices(Path(index), Path(cases))
        except PressmarkError as error:
            raise click.ClickException(f"{given}: {error}") from error
    for one in taught:
        alike = [each for each in taught if each.choices[0].read == one.choices[0].read]
        click.echo(f"{one.name}, {one.asked} questions")
        for name, at_1, at_5 in ablated(one, [choice for each in alike for choice in each.choices]):
            click.echo(f"  {name:20} hit@1 {at_1:.3f}  hit@5 {at_5:.3f}")


def _ordered(taught: Taught, totals: Sequence[np.ndarray]) -> tuple[float, float]:
    ranks = [one.rank(total) for one, total in zip(taught.choices, totals, strict=True)]
    return rates(ranks, taught.asked)


def _without(choices: Sequence[Choice], at: int) -> Iterator[Choice]:
    for one in choices:
        signs = one.signs.copy()
        signs[:, at] = 0.0
        yield replace(one, signs=signs)


if __name__ == "__main__":
    main()
