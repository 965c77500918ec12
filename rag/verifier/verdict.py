"""What is said of a claim after checking: how far it is supported, why no further, how surely."""

from dataclasses import dataclass

from rag.types import Support


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far the evidence supports a claim, and why no further.

    `score` is the higher the surer a claim is supported; None where the verdict is all there is.
    `contradicted` are the claim's words that the evidence says otherwise, "" where it is silent on
    them or supports them.
    """

    support: Support
    why: str = ""
    score: float | None = None
    contradicted: str = ""

    def __post_init__(self) -> None:
        if (self.support == "supported") == bool(self.why):
            raise ValueError("a verdict says why where the claim is not supported, and only there")
        if self.contradicted and self.support == "supported":
            raise ValueError(f"what is contradicted is not supported: {self.contradicted!r}")
