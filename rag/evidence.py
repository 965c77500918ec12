"""A question and words found for it in, how far those words speak to the question out."""

from collections.abc import Mapping
from dataclasses import dataclass

from index.lexical import Lexical
from index.terms import key_terms, terms


@dataclass(frozen=True, slots=True)
class QuestionTerms:
    """The terms a question turns on, each with its share of the question's weight (sum 1).

    A term weighs its inverse document frequency: a name the archive has once tells more than a
    word in every article.
    """

    weights: Mapping[str, float]

    @classmethod
    def of(cls, question: str, lexical: Lexical) -> "QuestionTerms":
        """Weigh the question's key terms by the archive."""
        raw = {term: lexical.rarity(term) for term in key_terms(question)}
        total = sum(raw.values()) or 1.0
        return cls({term: weight / total for term, weight in raw.items()})

    def coverage(self, words: str, context: str = "", context_weight: float = 0.0) -> float:
        """Return the weight of the terms that stand in the words, 0 to 1.

        Terms that stand only in the context (a headline, the rest of a paragraph) count
        `context_weight` of theirs.
        """
        said = set(terms(words))
        around = set(terms(context)) if context_weight else set()
        return sum(
            weight * (1.0 if term in said else context_weight if term in around else 0.0)
            for term, weight in self.weights.items()
        )
