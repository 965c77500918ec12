"""A question and a paragraph found for it in, the signs that it answers it out, as numbers.

The two legs of the search choose the candidates; their words are then read, which the legs do not:
how much of the question one sentence holds, which of its words stand side by side, whether there
is a number where one is asked for. Weighed by `index.ranking`.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import pairwise

from index.home import Rarities
from index.ranking import Weights
from index.sentences import sentence_spans
from index.terms import fold, stem, terms, words
from rag.asked_kind import asked_kind, holds_what_is_asked
from rag.evidence import QuestionTerms

HEADLINE = 0.5  # what a term said only in the headline counts
_UNKNOWN = 0.5  # where the question asks for no kind of thing


@dataclass(frozen=True, slots=True)
class Signs:
    """Lexical and dense are standard deviations above the other candidates, the others 0 to 1.

    `coverage` is the weight of the question's terms that the paragraph holds (its headline's by
    half), `sentence` how far its best sentence spells them, `pairs` the share of the question's
    neighbouring words that are neighbours here, `kind` whether it holds the kind of thing asked
    for.
    """

    lexical: float
    dense: float
    coverage: float
    sentence: float
    pairs: float
    kind: float


_NAMES = tuple(field.name for field in fields(Signs))


class Question:
    """A question, read once to be compared with many paragraphs."""

    def __init__(self, question: str, lexical: Rarities) -> None:
        self.terms = QuestionTerms.of(question, lexical)
        self._question = question
        self._pairs = list(pairwise(terms(question)))
        self._asks = bool(asked_kind(question))

    def signs(self, title: str, paragraph: str, *, lexical: float, dense: float) -> Signs:
        """Return the signs of a paragraph, given what the legs say of it."""
        spoken = [words(paragraph[start:end]) for start, end in sentence_spans(paragraph)]
        said = [stem(word) for sentence in spoken for word in sentence]
        likenesses = (self.terms.likeness(map(fold, sentence)) for sentence in spoken)
        return Signs(
            lexical=lexical,
            dense=dense,
            coverage=self.terms.covered(said, terms(title), HEADLINE),
            sentence=max(likenesses, default=0.0),
            pairs=self._paired(said),
            kind=float(holds_what_is_asked(self._question, paragraph)) if self._asks else _UNKNOWN,
        )

    def _paired(self, said: Sequence[str]) -> float:
        if not self._pairs:
            return 0.0
        there = set(pairwise(said))
        return sum(pair in there for pair in self._pairs) / len(self._pairs)


def probability(signs: Signs, weights: Weights) -> float:
    """Return how probable it is that a paragraph with these signs is a right one, 0 to 1."""
    logit = weights.intercept + sum(
        getattr(weights, name) * getattr(signs, name) for name in _NAMES
    )
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, logit))))
