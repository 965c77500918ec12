"""Two reports in; how each metric changed, in all and by kind, and what else differs out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import mean

from eval.direction import direction
from eval.paired_metrics import Change, Pair, change, is_mean
from eval.report import Report, ReportedCase, ReportError
from eval.units import unit

_FLIP = 0.5  # of a score from 0 to 1
_CLOSE = 1e-6
_NAMED = 5  # cases in a warning
FEWEST = 5  # cases of a kind, for a difference to be told of it


@dataclass(frozen=True, slots=True)
class Flip:
    """A case whose score changed by half or more; `is_worse` and `is_better` may both be false."""

    metric: str
    id: str
    question: str
    first: float
    second: float
    answerable: bool

    @property
    def is_worse(self) -> bool:
        """Whether the second run did worse."""
        return self._gain < 0

    @property
    def is_better(self) -> bool:
        """Whether the second run did better."""
        return self._gain > 0

    @property
    def _gain(self) -> float:
        towards = direction(self.metric, answerable=self.answerable)
        return towards * (self.second - self.first)


@dataclass(frozen=True, slots=True)
class KindChanges:
    """What became of the figures of one kind of case, over the cases that both runs asked.

    There are no `changes` of a kind that has too few cases to tell.
    """

    kind: str
    cases: int
    changes: tuple[Change, ...]

    @property
    def is_told(self) -> bool:
        """Whether it has cases enough for a difference to say something."""
        return self.cases >= FEWEST


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of the first run's figures in the second, over the cases of both.

    `flips` are by metric, the worse ones first; `untold` are metrics whose cases do not tell how
    they changed; `lost` are cases that only the first run could ask; `warnings` say why the two
    may not be comparable.
    """

    cases: int
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    changes: tuple[Change, ...]
    kinds: tuple[KindChanges, ...]
    flips: tuple[Flip, ...]
    untold: tuple[str, ...]
    lost: tuple[str, ...]
    warnings: tuple[str, ...]


def compare(first: Report, second: Report) -> Comparison:
    """Compare two runs, paired by case id; ReportError where they share no case."""
    others = {one.id: one for one in second.results}
    pairs = [(one, others[one.id]) for one in first.results if one.id in others]
    if not pairs:
        raise ReportError(
            f"{first.path} and {second.path} have no case in common",
            hint="compare two runs of the same cases",
        )
    known = {one.id for one in first.results}
    metrics = list(dict.fromkeys([*first.metrics, *second.metrics]))
    found = {metric: change(metric, pairs) for metric in metrics}
    return Comparison(
        cases=len(pairs),
        only_first=tuple(one.id for one in first.results if one.id not in others),
        only_second=tuple(one.id for one in second.results if one.id not in known),
        changes=tuple(one for one in found.values() if one),
        kinds=tuple(_by_kind(metrics, pairs)),
        flips=tuple(flip for metric in _flipping(metrics) for flip in _flips(metric, pairs)),
        untold=tuple(metric for metric, one in found.items() if one is None),
        lost=tuple(one.id for one, two in pairs if two.error and not one.error),
        warnings=tuple(_warnings(first, second, pairs)),
    )


def fallen(comparison: Comparison, metrics: Sequence[str]) -> tuple[str, ...]:
    """Return which of the metrics fell beyond their interval, or are not told."""
    changes = {one.metric: one for one in comparison.changes}
    return tuple(one for one in metrics if one not in changes or changes[one].is_worse)


def _by_kind(metrics: Sequence[str], pairs: Sequence[Pair]) -> Iterator[KindChanges]:
    """Yield the kinds in the order in which they first come, as the second run names them."""
    asked = [(one, two) for one, two in pairs if not (one.error or two.error)]
    for kind in dict.fromkeys(two.kind for _, two in asked):
        of_kind = [pair for pair in asked if pair[1].kind == kind]
        told = metrics if len(of_kind) >= FEWEST else ()
        changes = (change(metric, of_kind) for metric in told)
        yield KindChanges(kind, len(of_kind), tuple(one for one in changes if one))


def _flipping(metrics: Sequence[str]) -> list[str]:
    """Return the scores that cases flip in: the metrics' own, and those others are made of."""
    return [*(one for one in metrics if not unit(one)), "answer_on_gold", "abstained"]


def _flips(metric: str, pairs: Sequence[Pair]) -> list[Flip]:
    flips = [
        Flip(
            metric, one.id, two.question, one.scores[metric], two.scores[metric], two.answerable
        )
        for one, two in pairs
        if metric in one.scores and metric in two.scores
        and abs(two.scores[metric] - one.scores[metric]) >= _FLIP - _CLOSE
    ]  # fmt: skip
    return sorted(flips, key=lambda flip: (not flip.is_worse, flip.is_better, flip.id))


def _warnings(first: Report, second: Report, pairs: Sequence[Pair]) -> Iterator[str]:
    yield from _case_warnings(first, second, pairs)
    for group in ("program", "settings", "prompts", "index"):
        yield from _differing(group, first, second)
    if first.made_with("machine") != second.made_with("machine"):
        yield "the machines differ: latency cannot be compared"
    for report in (first, second):
        yield from _other_means(report)


def _case_warnings(first: Report, second: Report, pairs: Sequence[Pair]) -> Iterator[str]:
    only = len(first.results) - len(pairs), len(second.results) - len(pairs)
    if any(only):
        yield (
            f"the case sets differ: {only[0]} only in the first report,"
            f" {only[1]} only in the second"
        )
    changed = [one.id for one, two in pairs if not _same_case(one, two)]
    digests = [one.made_with("case_set").get("digest") for one in (first, second)]
    if changed:
        more = f" and {len(changed) - _NAMED} more" if len(changed) > _NAMED else ""
        named = ", ".join(changed[:_NAMED])
        yield f"cases changed between the runs: {named}{more}"
    elif digests[0] != digests[1] and not any(only):
        yield "the files of cases differ, though their questions and gold are the same"
    if first.errors or second.errors:
        yield (
            f"cases that could not be asked: {first.errors} in the first report,"
            f" {second.errors} in the second; they are in no figure here"
        )


def _same_case(one: ReportedCase, two: ReportedCase) -> bool:
    asked = one.question == two.question and one.answerable == two.answerable
    return asked and (one.answers, one.gold) == (two.answers, two.gold)


def _differing(group: str, first: Report, second: Report) -> Iterator[str]:
    one, two = first.made_with(group), second.made_with(group)
    for name in dict.fromkeys([*one, *two]):
        if one.get(name) != two.get(name):
            yield f"{group} {name}: {one.get(name) or 'nothing'} → {two.get(name) or 'nothing'}"


def _other_means(report: Report) -> Iterator[str]:
    """Yield the metrics that are not the mean of what is compared."""
    for metric, measure in report.metrics.items():
        scores = [one.scores[metric] for one in report.results if metric in one.scores]
        if scores and is_mean(metric) and abs(mean(scores) - measure.value) > _CLOSE:
            yield (
                f"{report.path}: {metric} is {measure.value:.3f}, the mean of its cases"
                f" {mean(scores):.3f}; the cases are compared"
            )
