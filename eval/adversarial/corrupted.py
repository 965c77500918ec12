"""Articles in; true sentences of theirs, and each with one fact changed, as labelled claims, out.

A changed sentence is no sentence of the archive, and its paragraph says the other thing.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from eval.adversarial import actors, attributions, dates, names, negations, numbers
from eval.adversarial.cast import Cast, cast_of, whole_cast
from eval.adversarial.chance import drawn
from eval.adversarial.statements import Statement, every_sentence, plain, statements
from eval.claims import LabelledClaim
from index.article import Article

UNTOUCHED = "true"


@dataclass(frozen=True, slots=True)
class Corrupted:
    """A statement of the archive and the false claim that was made of it."""

    statement: Statement
    claim: str
    kind: str

    def __post_init__(self) -> None:
        if plain(self.claim) == plain(self.statement.text):
            raise ValueError(f"nothing is changed in {self.claim!r}")


@dataclass(frozen=True, slots=True)
class _Scene:
    casts: dict[str, Cast]
    everywhere: Cast
    seed: int


_Change = Callable[[Statement, _Scene], Iterator[str]]


def corrupted(articles: Sequence[Article], *, seed: int, count: int) -> list[Corrupted]:
    """Return at most `count` of each kind, in the order of the kinds and then of the archive.

    No sentence is used twice. The rarest kinds choose first.
    """
    said = every_sentence(articles)
    casts = {one.id: cast_of(one) for one in articles if one.language == "en"}
    scene = _Scene(casts, whole_cast(casts.values()), seed)
    told = list(statements(articles))
    turns = {one.text: turn for turn, one in enumerate(told)}
    used: set[str] = set()
    found: list[Corrupted] = []
    for kind, change in _CHANGES.items():
        order = sorted(told, key=lambda one: (drawn(seed, kind, one.text), one.text))
        made: list[Corrupted] = []
        for statement in order:
            if len(made) == count:
                break
            if statement.text not in used:
                made += _first(statement, change(statement, scene), kind, said)
                used |= {one.statement.text for one in made[-1:]}
        found += sorted(made, key=lambda one: turns[one.statement.text])
    return found


def claims_of(found: Sequence[Corrupted]) -> Iterator[tuple[LabelledClaim, Statement]]:
    """Yield each false claim, labelled unsupported, and after it the sentence it was made of."""
    turns: dict[str, int] = {}
    for one in found:
        turns[one.kind] = turns.get(one.kind, 0) + 1
        id, evidence = f"{one.kind}-{turns[one.kind]}", (one.statement.evidence,)
        yield LabelledClaim(id, one.claim, evidence, "unsupported", one.kind), one.statement
        kept = LabelledClaim(
            f"{id}-{UNTOUCHED}", one.statement.text, evidence, "supported", UNTOUCHED
        )
        yield kept, one.statement


def _first(
    statement: Statement, changes: Iterator[str], kind: str, said: frozenset[str]
) -> list[Corrupted]:
    there = plain(statement.evidence)
    for claim in changes:
        if plain(claim) not in said and plain(claim) not in there:
            return [Corrupted(statement, claim, kind)]
    return []


def _cast_of(statement: Statement, scene: _Scene) -> Cast:
    return scene.casts[statement.article]


_CHANGES: dict[str, _Change] = {
    "actor": lambda one, _: actors.changed(one.text),
    "attribution": lambda one, scene: attributions.changed(
        one, _cast_of(one, scene), scene.everywhere, seed=scene.seed
    ),
    "negation": lambda one, _: negations.changed(one.text),
    "date": lambda one, scene: dates.changed(one.text, evidence=one.evidence, seed=scene.seed),
    "name": lambda one, scene: names.changed(
        one, _cast_of(one, scene), scene.everywhere, seed=scene.seed
    ),
    "number": lambda one, scene: numbers.changed(one.text, evidence=one.evidence, seed=scene.seed),
}
