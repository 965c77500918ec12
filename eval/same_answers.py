"""Two places of one index and a set of questions in, how alike they answer out, as JSON.

    python -m eval.same_answers A B CASES [--first N] [--k 10]

Each question is searched at both, as it is asked, with its filters; what is compared is the k best
paragraphs. For each question whose paragraphs differ, what the legs of the search found is compared
too, so that a difference can be told from a cause: other candidates, or the same by other scores.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean

from eval.cases import Case, read_cases
from index.errors import PressmarkError
from index.filters import Filters
from index.home import location_of
from index.reader import IndexReader
from rag.search import POOL, search
from rag.types import Hit

Paragraph = tuple[str, int]
Scores = dict[Paragraph, float]


@dataclass(frozen=True, slots=True)
class Legs:
    """How candidates differ: those that one place alone has, and by how much the scores do.

    A candidate that one place alone has is tied where its score is that of the other's last, either
    of which might have been the last. Others were missed.
    """

    nearest_apart: int
    nearest_tied: int
    cosines_differ_by: float
    words_apart: int
    words_tied: int
    bm25_differs_by: float


@dataclass(frozen=True, slots=True)
class Difference:
    """A question whose best paragraphs differ.

    `first` is the first rank that does, `margin` by how much the scores of paragraphs that changed
    places differ at most at the first place; 0 is a tie. `only_a` and `only_b` are paragraphs.
    """

    id: str
    question: str
    first: int
    only_a: tuple[Paragraph, ...]
    only_b: tuple[Paragraph, ...]
    margin: float
    scores_differ_by: float
    legs: Legs


@dataclass(frozen=True, slots=True)
class Alike:
    """How alike two places answer; the first three are shares of the questions."""

    questions: int
    same_order: float
    same_set: float
    mean_overlap: float
    differences: tuple[Difference, ...]


def same_answers(a: IndexReader, b: IndexReader, cases: Sequence[Case], *, k: int = 10) -> Alike:
    """Search for each question at both places and compare the k best paragraphs."""
    if not cases:
        raise ValueError("nothing is asked")
    overlaps, differences, orders, sets = list[float](), list[Difference](), 0, 0
    for case in cases:
        here, there = _scores(a, case, k), _scores(b, case, k)
        orders += list(here) == list(there)
        sets += here.keys() == there.keys()
        most = max(len(here), len(there))
        overlaps.append(len(here.keys() & there.keys()) / most if most else 1.0)
        if list(here) != list(there):
            differences.append(_difference(case, here, there, _legs(a, b, case)))
    return Alike(
        len(cases),
        orders / len(cases),
        sets / len(cases),
        fmean(overlaps),
        tuple(differences),
    )


def _scores(reader: IndexReader, case: Case, k: int) -> Scores:
    hits = search(reader, case.question, k=k, filters=case.filters).hits
    return {_paragraph(hit): hit.score for hit in hits}


def _paragraph(hit: Hit) -> Paragraph:
    return hit.article.id, hit.paragraph


def _difference(case: Case, here: Scores, there: Scores, legs: Legs) -> Difference:
    one, other = list(here), list(there)
    pairs = zip(one, other, strict=False)
    first = next((at for at, (x, y) in enumerate(pairs) if x != y), min(len(one), len(other)))
    shared = [paragraph for paragraph in one if paragraph in there]
    moved = [
        here[x] - here[y]
        for at, x in enumerate(shared)
        for y in shared[at + 1 :]
        if other.index(x) > other.index(y)
    ]
    return Difference(
        case.id,
        case.question,
        first + 1,
        tuple(x for x in one if x not in there),
        tuple(x for x in other if x not in here),
        max(map(abs, moved), default=0.0),
        _apart(here, there),
        legs,
    )


def _legs(a: IndexReader, b: IndexReader, case: Case) -> Legs:
    nearest = [_nearest(reader, case.question, case.filters) for reader in (a, b)]
    words = [
        _named(reader, reader.by_words(case.question, POOL, case.filters)) for reader in (a, b)
    ]
    nearest_by, words_by = _apart(*nearest), _apart(*words)
    return Legs(
        *_alone(*nearest, within=nearest_by), nearest_by, *_alone(*words, within=words_by), words_by
    )


def _nearest(reader: IndexReader, question: str, filters: Filters) -> Scores:
    if not reader.embedder.reads(question):
        return {}
    return _named(reader, reader.nearest(reader.embed_question(question), POOL, filters))


def _named(reader: IndexReader, found: Mapping[int, float]) -> Scores:
    located = reader.database.located(list(found))
    return {(located[key].article.id, located[key].number): one for key, one in found.items()}


def _apart(here: Scores, there: Scores) -> float:
    """Return by how much the scores of what both have differ at most."""
    return max((abs(here[one] - there[one]) for one in here.keys() & there.keys()), default=0.0)


def _alone(here: Scores, there: Scores, *, within: float) -> tuple[int, int]:
    """Return how many one place alone has, and how many of these score as the other's last."""
    alone = [(here[one], there) for one in here.keys() - there.keys()]
    alone += [(there[one], here) for one in there.keys() - here.keys()]
    tied = [one for one, other in alone if other and abs(one - min(other.values())) <= within]
    return len(alone), len(tied)


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare as the arguments say; what was found goes to stdout as JSON."""
    parser = argparse.ArgumentParser(prog="python -m eval.same_answers")
    parser.add_argument("a", help="an index: a folder, or postgresql://…")
    parser.add_argument("b", help="a copy of it")
    parser.add_argument("cases", type=Path)
    parser.add_argument("--first", type=int, default=None, metavar="N", help="so many questions")
    parser.add_argument("--k", type=int, default=10, help="paragraphs compared")
    given = parser.parse_args(arguments)
    try:
        one, other = location_of(given.a), location_of(given.b)
        cases = read_cases(given.cases).cases[: given.first]
        with (
            closing(IndexReader.open(one)) as a,
            closing(IndexReader.open(other, embedder=a.embedder)) as b,
        ):
            found = same_answers(a, b, cases, k=given.k)
    except PressmarkError as error:
        sys.stderr.write(f"error: {error}\nhint: {error.hint}\n")
        return 2
    record = {"a": str(one), "b": str(other), "k": given.k, **asdict(found)}
    sys.stdout.write(json.dumps(record, ensure_ascii=False, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
