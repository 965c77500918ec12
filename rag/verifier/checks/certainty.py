"""What the evidence says may be so, a claim may not say is so."""

from collections.abc import Iterator

from rag.verifier.comparison import Comparison
from rag.verifier.finding import Finding
from rag.verifier.polarity import reaches, under, unsure

_NEAR = (
    0.5  # of the claim's words in the order of the evidence, for a hedge to be of the same thing
)


def check(compared: Comparison) -> Iterator[Finding]:
    """Yield what the claim says flatly and the evidence unsurely."""
    claimed, said = compared.alignment.claimed, compared.alignment.said
    claimant = compared.alignment.claimant
    if compared.alignment.closeness < _NEAR:
        return
    for turn, head in reaches(said, unsure):
        if turn in claimant or head is None or head not in claimant:
            continue
        here = claimant[head]
        if here and not under(claimed, here, unsure):
            hedged = f"{said[turn].written} … {said[head].written}"
            why = f"the paragraph says “{hedged}”, the sentence says it flatly"
            yield Finding("certainty", "weaker", claimed[here].written, why)
            return
