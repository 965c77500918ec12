"""Everything that could be asked in; a few questions spread over the archive out."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from eval.drafts.names import names_in
from eval.drafts.proposal import Proposal
from index.article import Article

_MOST_OF_ONE = 2  # questions of an article
_EASY_LENGTH = 20  # words of a question that is read at once


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposal, and the article that its sentence stands in."""

    article: Article
    proposal: Proposal


def chosen(candidates: Sequence[Candidate], count: int, chance: random.Random) -> list[Candidate]:
    """Return so many, or all there are: rules, articles, outlets and months take turns.

    No more than two are of an article; no question and no sentence comes twice.
    """
    pools: dict[str, list[Candidate]] = {}
    for one in chance.sample(candidates, len(candidates)):
        pools.setdefault(one.proposal.rule, []).append(one)
    taken: list[Candidate] = []
    uses: Counter[tuple[str, str]] = Counter()
    while len(taken) < count and pools:
        rule = min(pools, key=lambda name: (uses["rule", name], name))
        free = [one for one in pools[rule] if _is_free(one, uses)]
        if not free:
            del pools[rule]
            continue
        best = min(free, key=lambda one: _strain(one, uses))
        pools[rule] = [one for one in free if one is not best]
        taken.append(best)
        uses.update([("rule", rule), *_marks(best)])
    return taken


def _is_free(one: Candidate, uses: Counter[tuple[str, str]]) -> bool:
    article, question, quote = _marks(one)[:3]
    return uses[article] < _MOST_OF_ONE and not uses[question] and not uses[quote]


def _strain(one: Candidate, uses: Counter[tuple[str, str]]) -> tuple[int, ...]:
    article, _, _, outlet, month = _marks(one)
    asked = one.proposal.question
    hard = int(len(asked.split()) > _EASY_LENGTH) + int(len(names_in(asked)) < _MOST_OF_ONE)
    return uses[article], hard, uses[outlet], uses[month]


def _marks(one: Candidate) -> list[tuple[str, str]]:
    article = one.article
    return [
        ("article", article.id),
        ("question", one.proposal.question.casefold()),
        ("quote", one.proposal.quote),
        ("outlet", article.source),
        ("month", article.published[:7]),
    ]
