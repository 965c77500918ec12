"""Results of cases in; each figure over all of them, and over those of each kind, out."""

from collections.abc import Mapping, Sequence

from eval import abstention, expense
from eval.abstention import Outcome
from eval.intervals import Measure, mean
from eval.result import Result

_OF_CONFIDENCE = ("abstention_AUROC", "AURC")
_OF_GOLD = ("AURC", "answered_right")
_NOT_AVERAGED = (  # these have measures of their own
    "abstained", "answer_on_gold", "seconds", "tokens", "cost",
)  # fmt: skip


def metrics(results: Sequence[Result]) -> dict[str, Measure]:
    """Return the measures by name; those that these cases do not allow are left out.

    A measure that is a mean of the cases' scores has their name. What failed is not measured.
    """
    asked = [one for one in results if not one.error]
    if not asked:
        return {}
    return {
        **_means(asked),
        **_abstention(asked),
        **expense.measures([one.scores for one in asked]),
    }


def by_kind(results: Sequence[Result]) -> dict[str, dict[str, Measure]]:
    """Return the measures of each kind, in the order in which the kinds first come."""
    kinds = dict.fromkeys(one.located.case.kind for one in results)
    return {
        kind: metrics([one for one in results if one.located.case.kind == kind]) for kind in kinds
    }


def _means(results: Sequence[Result]) -> Mapping[str, Measure]:
    names = dict.fromkeys(name for one in results for name in one.scores)
    return {
        name: mean([one.scores[name] for one in results if name in one.scores])
        for name in names
        if not name.startswith(_NOT_AVERAGED)
    }


def _abstention(results: Sequence[Result]) -> Mapping[str, Measure]:
    measures = abstention.scores([_outcome(one) for one in results])
    unknown: set[str] = set()
    if any(one.confidence is None for one in results):
        unknown.update(_OF_CONFIDENCE)
    if any(one.located.case.answerable and not one.located.right for one in results):
        unknown.update(_OF_GOLD)
    return {name: measure for name, measure in measures.items() if name not in unknown}


def _outcome(result: Result) -> Outcome:
    answerable = result.located.case.answerable
    return Outcome(
        answerable=answerable,
        abstained=bool(result.scores["abstained"]),
        confidence=result.confidence or 0.0,
        right=answerable and bool(result.scores["answer_on_gold"]),
    )
