"""Follow-ups with a person's rewrites in; how near the rules' rewrites come to them, out.

    python -m eval.rewrites CASES [--index DIR] [--model NAME [--api-base ADDRESS]] [--json]

Content words (`index.terms.key_terms`) that a rewrite adds to the last question are compared as
sets; names are words with a capital inside the person's rewrite. A person rewords more than they
carry, so recall is told twice: of all that they add, and of what was said before in the talk. With
an index that holds the cases' gold, the same search is asked the last question alone, the rules'
rewrite and the person's. Cases are told by halves of a hash of their ids: rules may be built by
looking at the first half only. With a model its rewrites are compared instead, the rules' where it
fails or says what is none (`by_the_model` tells how often its own was taken); the search is asked
theirs all the same.
"""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from eval.cases import Case, read_cases
from eval.fields import CaseError
from eval.gold import Place
from eval.intervals import Measure, Turns, mean, share, statistic
from eval.plan import plan_what_is_there
from eval.run import talk_of
from index.errors import PressmarkError
from index.reader import IndexReader
from index.settings import Settings
from index.terms import key_terms, terms
from rag.clock import Clock
from rag.follow_up.retold import Retold
from rag.follow_up.rewrite import rewrite
from rag.follow_up.stand_alone import StandAlone
from rag.follow_up.talk import heard
from rag.search import search
from rag.writer.litellm_model import language_model
from rag.writer.model import LanguageModel

DEPTHS = (1, 5, 10)
_APART = 7  # places in the file, so that neighbours on one topic are not paired
_NAME = re.compile(r"(?<=[\w,'’] )[A-Z][\w'’-]*")
Figures = dict[str, Measure]


@dataclass(frozen=True, slots=True)
class Compared:
    """What the person and the rules add to a question, as words, and what the talk had said.

    `left` and `person_left` tell whether they changed nothing, case and punctuation aside.
    """

    id: str
    person: frozenset[str]
    rules: frozenset[str]
    names: frozenset[str]
    said: frozenset[str]
    left: bool
    person_left: bool
    by_model: bool = False

    @property
    def needs_nothing(self) -> bool:
        """Whether the person carried no word of the talk into the question."""
        return not self.person & self.said


def rewritten(case: Case) -> StandAlone:
    """Return the case's question as the rules put it."""
    return rewrite(case.question, talk_of(case))


Rewriter = Callable[[Case], StandAlone]


def by_model(model: LanguageModel) -> Rewriter:
    """Return what has the model rewrite, as asking does."""
    return lambda case: Retold.of(case.question, talk_of(case), model, Clock()).made


def compared(case: Case, rewriter: Rewriter = rewritten) -> Compared:
    """Rewrite a follow-up, knowing nothing of the person's rewrite, and compare."""
    made = rewriter(case)
    there = set(terms(case.question))
    by_person = frozenset(set(key_terms(case.rewrite)) - there)
    capitals = {term for name in _NAME.findall(case.rewrite) for term in key_terms(name)}
    return Compared(
        case.id,
        by_person,
        frozenset(set(key_terms(made.text)) - there) if made.changed else frozenset(),
        by_person & capitals,
        frozenset(
            term for turn in case.history for term in terms(f"{turn.question} {turn.answer}")
        ),
        left=not made.changed,
        person_left=terms(case.rewrite) == terms(case.question),
        by_model=made.by == "model",
    )


def figures(them: Sequence[Compared]) -> Figures:
    """Return the measures of some cases; one that nothing is counted for is left out."""
    counted: dict[str, Callable[[Compared], tuple[int, int]]] = {
        "words_added_too": lambda one: (len(one.person & one.rules), len(one.person)),
        "words_carried_too": lambda one: (
            len(one.person & one.said & one.rules),
            len(one.person & one.said),
        ),
        "names_added_too": lambda one: (len(one.names & one.rules), len(one.names)),
        "names_carried_too": lambda one: (
            len(one.names & one.said & one.rules),
            len(one.names & one.said),
        ),
        "of_ours_the_persons_too": lambda one: (len(one.person & one.rules), len(one.rules)),
        "of_ours_wrong": lambda one: (len(one.rules - one.person), len(one.rules)),
        "left_by_us_and_the_person": lambda one: (one.left and one.person_left, one.left),
        "left_by_the_person_and_us": lambda one: (one.left and one.person_left, one.person_left),
        "left_by_us_and_needing_nothing": lambda one: (one.left and one.needs_nothing, one.left),
        "needing_nothing_and_left_by_us": lambda one: (
            one.left and one.needs_nothing,
            one.needs_nothing,
        ),
        "by_the_model": lambda one: (one.by_model, 1),
    }
    pairs = {name: [count(one) for one in them] for name, count in counted.items()}
    return {
        name: share([part for part, _ in counts], [whole for _, whole in counts])
        for name, counts in pairs.items()
        if any(whole for _, whole in counts)
    }


def found(cases: Sequence[Case], reader: IndexReader) -> Figures:
    """Return hit@k of the last question, the rules' rewrite and the person's, where gold is there.

    `gap_closed@k` is (rules - last) / (person - last).
    """
    located = [one for one in plan_what_is_there(cases, reader).located if one.right]
    texts: dict[str, Callable[[Case], str]] = {
        "last": lambda case: case.question,
        "rules": lambda case: rewritten(case).text,
        "person": lambda case: case.rewrite,
    }
    ranks = {
        name: [_rank(reader, one.case, of(one.case), one.right) for one in located]
        for name, of in texts.items()
    }
    made: Figures = {}
    for k in DEPTHS:
        hits = {name: np.array([rank <= k for rank in them]) for name, them in ranks.items()}
        made |= {f"hit@{k}_{name}": mean([float(hit) for hit in hits[name]]) for name in hits}
        if hits["person"].sum() > hits["last"].sum():
            made[f"gap_closed@{k}"] = statistic(len(located), _closed(hits))
    return made


def apart(cases: Sequence[Case]) -> Measure:
    """Return the share of questions left as they are when asked after one of another topic."""
    before = [*cases[_APART:], *cases[:_APART]]
    left = [
        not rewrite(case.question, heard([(other.question, " ".join(other.answers[:1]))])).changed
        for case, other in zip(cases, before, strict=True)
    ]
    return mean([float(one) for one in left])


def half(id: str) -> int:
    """Return 1 or 2: which half of a set a case is of."""
    return 1 + hashlib.blake2b(id.encode(), digest_size=8).digest()[0] % 2


def main(arguments: Sequence[str]) -> int:
    """Print the figures by half and of all."""
    parser = argparse.ArgumentParser(prog="python -m eval.rewrites")
    parser.add_argument("cases", type=Path)
    parser.add_argument("--index", type=Path)
    parser.add_argument("--model", default="")
    parser.add_argument("--api-base", default="")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    try:
        model = language_model(Settings(model=given.model, api_base=given.api_base))
        told = report(given.cases, given.index, by_model(model) if model else rewritten)
    except PressmarkError as error:
        print(f"error: {error}\n{error.hint}", file=sys.stderr)  # noqa: T201
        return 2
    if given.json:
        plain = {name: {key: asdict(one) for key, one in them.items()} for name, them in told}
        print(json.dumps(plain, indent=2))  # noqa: T201
        return 0
    for name, them in told:
        print(name)  # noqa: T201
        for key, one in them.items():
            print(f"  {key:32} {one.value:.3f} [{one.low:.3f}, {one.high:.3f}] n={one.n}")  # noqa: T201
    return 0


def report(
    path: Path, index: Path | None, rewriter: Rewriter = rewritten
) -> list[tuple[str, Figures]]:
    """Return the figures of each half and of all; first turns are no follow-ups.

    Questions without a history stand alone: each is asked after another one.
    """
    cases = read_cases(path).cases
    followups = [case for case in cases if case.history and case.rewrite]
    if not followups:
        raise CaseError(f"{path} has no follow-up with a rewrite", hint="see eval/sample/CASES.md")
    told = list(_parts(followups, index, rewriter))
    alone = [case for case in cases if not case.history and not case.rewrite]
    if alone:
        told.append(("after another topic", {"standing_alone_left": apart(alone)}))
    return told


def _parts(
    cases: Sequence[Case], index: Path | None, rewriter: Rewriter
) -> Iterator[tuple[str, Figures]]:
    them = [compared(case, rewriter) for case in cases]
    halves = [[one for one in them if half(one.id) == part] for part in (1, 2)]
    for name, some in (("first half", halves[0]), ("second half", halves[1]), ("all", them)):
        if some:
            yield f"{name}, {len(some)} follow-ups", figures(some)
    if index:
        with IndexReader.open(index) as reader:
            yield "search", found(cases, reader)


def _rank(reader: IndexReader, case: Case, text: str, right: Collection[Place]) -> float:
    hits = search(reader, text, k=max(DEPTHS), filters=case.filters).hits
    places = [Place(hit.article.id, hit.paragraph) for hit in hits]
    return next((rank for rank, place in enumerate(places, 1) if place in right), float("inf"))


def _closed(
    hits: dict[str, "np.ndarray[tuple[int], np.dtype[np.bool_]]"],
) -> Callable[[Turns], float]:
    def measured(turns: Turns) -> float:
        last, rules, person = (hits[name][turns].sum() for name in ("last", "rules", "person"))
        return float((rules - last) / (person - last)) if person > last else float("nan")

    return measured


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
