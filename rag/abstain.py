"""The best evidence found for a question in, a reason for silence out, or "" to answer.

Four measures of the evidence go into a logistic regression, fitted once on questions whose answers
are and are not in an archive; docs/abstention.md has the data, the fit and the operating point.
Where no model reads the question, the words alone decide.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.filters import Filters
from rag.asked_kind import introduces
from rag.extract import Sentence
from rag.search import Found

_PARAGRAPH_COSINE, _SENTENCE_COSINE, _COVERAGE, _KIND = 5.81, 3.70, 1.51, 0.74
_INTERCEPT = -6.90
_INTRODUCED = 2.0
LEAST_CONFIDENCE = 0.48
_COVERAGE_BY_WORDS, _INTERCEPT_BY_WORDS = 7.39, -3.22


@dataclass(frozen=True, slots=True)
class Evidence:
    """How near the best paragraph and sentence come to the question, each from 0 to 1.

    A cosine is None where no model reads the question. `coverage` is the best sentence's, its
    surroundings by half; `kind` says whether that holds the kind of thing asked for. `introduced`
    is whether the question asks who bears a name and that sentence says it: a name is hardly near
    to anything in meaning.
    """

    paragraph_cosine: float | None
    sentence_cosine: float | None
    coverage: float
    kind: float
    introduced: bool = False

    @property
    def confidence(self) -> float:
        """The probability, 0 to 1, that the archive answers, where it answers every other one."""
        if self.paragraph_cosine is None or self.sentence_cosine is None:
            return _logistic(_INTERCEPT_BY_WORDS + _COVERAGE_BY_WORDS * self.coverage)
        return _logistic(
            _INTERCEPT
            + _PARAGRAPH_COSINE * self.paragraph_cosine
            + _SENTENCE_COSINE * self.sentence_cosine
            + _COVERAGE * self.coverage
            + _KIND * self.kind
            + _INTRODUCED * self.introduced
        )

    @property
    def enough(self) -> bool:
        """Whether to answer."""
        return self.confidence >= LEAST_CONFIDENCE

    @property
    def measures(self) -> Mapping[str, float]:
        """The measures that were taken, and the confidence they give, for the trace."""
        taken = {
            "paragraph_cosine": self.paragraph_cosine,
            "sentence_cosine": self.sentence_cosine,
            "coverage": self.coverage,
            "kind": self.kind,
            "introduced": float(self.introduced) if self.paragraph_cosine is not None else None,
            "confidence": self.confidence,
        }
        return {name: round(value, 4) for name, value in taken.items() if value is not None}

    @property
    def weights(self) -> Mapping[str, float]:
        """What each measure counts, what is added, and from which confidence on to answer."""
        if self.paragraph_cosine is None or self.sentence_cosine is None:
            counts = {"coverage": _COVERAGE_BY_WORDS, "added": _INTERCEPT_BY_WORDS}
        else:
            counts = {
                "paragraph_cosine": _PARAGRAPH_COSINE,
                "sentence_cosine": _SENTENCE_COSINE,
                "coverage": _COVERAGE,
                "kind": _KIND,
                "introduced": _INTRODUCED,
                "added": _INTERCEPT,
            }
        return counts | {"least_confidence": LEAST_CONFIDENCE}


def weigh(question: str, found: Found, ranked: Sequence[Sentence]) -> Evidence:
    """Measure the best of what was found; all zero where nothing was."""
    read = found.vector is not None
    return Evidence(
        paragraph_cosine=max(found.cosines.values(), default=0.0) if read else None,
        sentence_cosine=max((one.cosine for one in ranked), default=0.0) if read else None,
        coverage=ranked[0].coverage if ranked else 0.0,
        kind=ranked[0].kind if ranked else 0.0,
        introduced=bool(ranked) and introduces(question, ranked[0].text),
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
        f"written by {filters.author}" if filters.author else "",
    ]
    return " ".join(filter(None, parts))


def _logistic(total: float) -> float:
    return 1 / (1 + math.exp(-total))
