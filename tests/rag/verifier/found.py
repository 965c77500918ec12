"""What the checks find wrong with a claim, for tests to look at."""

from rag.verifier.checking import findings
from rag.verifier.comparison import About, Comparison
from rag.verifier.finding import Finding


def found(claim: str, evidence: str, *, about: About | None = None) -> tuple[Finding, ...]:
    """Return all findings on a claim beside one paragraph."""
    return findings(Comparison.of(claim, [evidence], about or About()))


def whys(claim: str, evidence: str, *, about: About | None = None) -> list[str]:
    """Return the reasons alone."""
    return [one.why for one in found(claim, evidence, about=about)]
