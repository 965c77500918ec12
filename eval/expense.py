"""The scores of cases in; what their answers took, in seconds, tokens and money, out.

Where a language model writes, an answer's trace has `seconds["first_word"]`, from the question to
the first word shown, and `usage` with its tokens and, where a price is known, their cost. Figures
of these are told where a trace of the set has them. An answer that comes whole has its first word
when it is done; one for which no model was asked took no token.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from eval.intervals import Floats, Measure, quantile, statistic_by_row
from rag.records import Record

Scores = Mapping[str, float]

_SECONDS, _FIRST_WORD = "seconds", "seconds_first_word"
_PROMPT, _COMPLETION, _COST = "tokens_prompt", "tokens_completion", "cost"
_QUANTILES = {
    "latency_p50": 0.5,
    "latency_p95": 0.95,
    "first_word_p50": 0.5,
    "first_word_p95": 0.95,
}
EXPENSES = (*_QUANTILES, "tokens_per_answer", "cost_per_answer", "cost_total")


def scores(trace: Record) -> dict[str, float]:
    """Return the tokens and the cost that a trace tells of; none where no model was asked."""
    usage = trace.get("usage") or {}
    if not usage:
        return {}
    cost = usage.get("cost")
    return {
        _PROMPT: float(usage["prompt_tokens"]),
        _COMPLETION: float(usage["completion_tokens"]),
    } | ({} if cost is None else {_COST: float(cost)})


def measures(cases: Sequence[Scores]) -> dict[str, Measure]:
    """Return the figures that the cases' scores tell of; every case asked counts as an answer."""
    found = {metric: taken(metric, cases) for metric in EXPENSES if is_told(metric, cases)}
    return {metric: _measure(metric, values) for metric, values in found.items()}


def is_told(metric: str, cases: Sequence[Scores]) -> bool:
    """Whether the cases tell of it: the cost, only where that of every answer written is known."""
    if metric.startswith("latency"):
        return any(_SECONDS in one for one in cases)
    if metric.startswith("first_word"):
        return any(_FIRST_WORD in one for one in cases)
    written = [one for one in cases if _COMPLETION in one]
    return bool(written) and (metric.startswith("tokens") or all(_COST in one for one in written))


def taken(metric: str, cases: Sequence[Scores]) -> list[float]:
    """Return what the answer of each case took."""
    if metric.startswith("latency"):
        return [one[_SECONDS] for one in cases]
    if metric.startswith("first_word"):
        return [one.get(_FIRST_WORD, one[_SECONDS]) for one in cases]
    if metric.startswith("tokens"):
        return [one.get(_PROMPT, 0.0) + one.get(_COMPLETION, 0.0) for one in cases]
    return [one.get(_COST, 0.0) for one in cases]


def figure_of(metric: str) -> Callable[[Floats], Floats]:
    """Return what makes one figure of what many answers took, along the last axis."""
    if metric in _QUANTILES:
        return lambda values: np.asarray(np.quantile(values, _QUANTILES[metric], axis=-1))
    if metric == "cost_total":
        return lambda values: np.asarray(values.sum(axis=-1))
    return lambda values: np.asarray(values.mean(axis=-1))


def _measure(metric: str, values: Sequence[float]) -> Measure:
    if metric in _QUANTILES:
        return quantile(values, _QUANTILES[metric])
    known, figure = np.array(values, dtype=np.float64), figure_of(metric)
    return statistic_by_row(len(known), lambda turns: figure(known[turns]))
