"""A question and words found for it in, how far those words speak to the question out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from index.home import Rarities
from index.terms import fold, key_words, pieces_of, stem, terms


@dataclass(frozen=True, slots=True)
class QuestionTerms:
    """The terms a question turns on, each with its share of the question's weight (sum 1).

    A term weighs its inverse document frequency: a name the archive has once tells more than a
    word in every article. `spelled` has the pieces that each is spelled with in the question.
    """

    weights: Mapping[str, float]
    spelled: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, question: str, lexical: Rarities) -> "QuestionTerms":
        """Weigh the question's key terms by the archive."""
        spoken = {stem(word): word for word in reversed(key_words(question))}
        raw = {term: lexical.rarity(term) for term in sorted(spoken)}
        total = sum(raw.values()) or 1.0
        weights = {term: weight / total for term, weight in raw.items()}
        return cls(
            weights, {term: frozenset(pieces_of(fold(word))) for term, word in spoken.items()}
        )

    def coverage(self, words: str, context: str = "", context_weight: float = 0.0) -> float:
        """Return the weight of the terms that stand in the words, 0 to 1.

        Terms that stand only in the context (a headline, the rest of a paragraph) count
        `context_weight` of theirs.
        """
        around = terms(context) if context_weight else ()
        return self.covered(terms(words), around, context_weight)

    def covered(
        self, said: Iterable[str], around: Iterable[str] = (), around_weight: float = 0.0
    ) -> float:
        """Return the same of terms."""
        said, around = set(said), set(around)
        return sum(
            weight * (1.0 if term in said else around_weight if term in around else 0.0)
            for term, weight in self.weights.items()
        )

    def likeness(self, folded: Iterable[str]) -> float:
        """Return how far folded words spell the question's terms, 0 to 1.

        Each term counts by the share of its runs of letters that stand in any of the words, so
        that "flooding" and "floods" are half the same.
        """
        there = set().union(*map(pieces_of, folded))
        return sum(
            self.weights[term] * len(spelled & there) / len(spelled)
            for term, spelled in self.spelled.items()
        )
