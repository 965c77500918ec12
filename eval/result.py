"""What became of one case: its answer, its scores and what was right."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

from eval.gold import Located, Place
from rag.records import Record


@dataclass(frozen=True, slots=True)
class Result:
    """A case that was asked, the record of its answer, and its scores by name.

    `confidence` is what the rule of abstaining goes by, None where the answer does not tell it.
    `found` are the paragraphs whose order was judged, best first.
    Where asking failed, `error` says why, and there is neither answer nor score.
    """

    located: Located
    answer: Record
    scores: Mapping[str, float]
    confidence: float | None = None
    found: tuple[Place, ...] = ()
    error: str = ""

    def __post_init__(self) -> None:
        if bool(self.error) == bool(self.answer):
            raise ValueError("a result has either an answer or an error")
        if self.error and self.scores:
            raise ValueError("what failed has no scores")
        figures = [*self.scores.values(), self.confidence or 0.0]
        if not all(isfinite(one) for one in figures):
            raise ValueError(f"case {self.located.case.id}: a score is no figure: {figures}")

    @property
    def record(self) -> Record:
        """What the report says of the case."""
        case = self.located.case
        return {
            "id": case.id,
            "kind": case.kind,
            "question": case.question,
            "answerable": case.answerable,
            "answers": list(case.answers),
            "gold": [{"article": one.article, "quote": one.quote} for one in case.gold],
            "scores": dict(self.scores),
            "confidence": self.confidence,
            "answer": self.answer,
            "right": [
                {"article": place.article, "paragraph": place.paragraph}
                for place in sorted(self.located.right)
            ],
            "error": self.error,
        }
