"""The best evidence found for a question in, a reason for silence out, or "" to answer.

Four measures of the evidence go into a logistic regression, fitted once on questions whose answers
are and are not in an archive; docs/abstention.md has the data, the fit and the operating point.
Where no model reads the question, the words alone decide.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.filters import Filters
from rag.evidence import QuestionTerms
from rag.extract import Sentence
from rag.search import Found

_PARAGRAPH_COSINE, _SENTENCE_COSINE = 6.07, 5.42
_SENTENCE_COVERAGE, _PARAGRAPH_COVERAGE = 1.28, 0.39
_INTERCEPT = -8.09
LEAST_CONFIDENCE = 0.43
LEAST_COVERAGE_BY_WORDS = 0.4


@dataclass(frozen=True, slots=True)
class Evidence:
    """How near the best paragraph and sentence come to the question, each from 0 to 1.

    A cosine is None where no model reads the question.
    """

    paragraph_cosine: float | None
    sentence_cosine: float | None
    paragraph_coverage: float
    sentence_coverage: float

    @property
    def confidence(self) -> float:
        """The probability, 0 to 1, that the archive answers; by words alone, the coverage."""
        if self.paragraph_cosine is None or self.sentence_cosine is None:
            return self.paragraph_coverage
        total = (
            _INTERCEPT
            + _PARAGRAPH_COSINE * self.paragraph_cosine
            + _SENTENCE_COSINE * self.sentence_cosine
            + _PARAGRAPH_COVERAGE * self.paragraph_coverage
            + _SENTENCE_COVERAGE * self.sentence_coverage
        )
        return 1 / (1 + math.exp(-total))

    @property
    def enough(self) -> bool:
        """Whether to answer."""
        by_words = self.paragraph_cosine is None
        return self.confidence >= (LEAST_COVERAGE_BY_WORDS if by_words else LEAST_CONFIDENCE)

    @property
    def measures(self) -> Mapping[str, float]:
        """The measures that were taken, and the confidence they give, for the trace."""
        taken = {
            "paragraph_cosine": self.paragraph_cosine,
            "sentence_cosine": self.sentence_cosine,
            "paragraph_coverage": self.paragraph_coverage,
            "sentence_coverage": self.sentence_coverage,
            "confidence": self.confidence,
        }
        return {name: round(value, 4) for name, value in taken.items() if value is not None}


def weigh(found: Found, ranked: Sequence[Sentence], wanted: QuestionTerms) -> Evidence:
    """Measure the best of what was found; all zero where nothing was."""
    coverages = [wanted.coverage(f"{hit.article.title} {hit.text}") for hit in found.hits]
    read = found.vector is not None
    return Evidence(
        paragraph_cosine=max(found.cosines.values(), default=0.0) if read else None,
        sentence_cosine=max((one.cosine for one in ranked), default=0.0) if read else None,
        paragraph_coverage=max(coverages, default=0.0),
        sentence_coverage=ranked[0].coverage if ranked else 0.0,
    )


def reason_for_silence(evidence: Evidence, ranked: Sequence[Sentence], filters: Filters) -> str:
    """Return why not to answer, in words for the reader, or "" where the evidence is enough."""
    if not ranked:
        if filters:
            return f"nothing was found among the articles {_narrowed(filters)}"
        return "nothing in it shares a word or a meaning with the question"
    if evidence.enough:
        return ""
    where = f" among the articles {_narrowed(filters)}" if filters else ""
    return f"nothing found{where} is close enough to the question to answer it"


def _narrowed(filters: Filters) -> str:
    parts = [
        f"since {filters.since}" if filters.since else "",
        f"until {filters.until}" if filters.until else "",
        f"by {filters.source}" if filters.source else "",
    ]
    return " ".join(filter(None, parts))
