"""What is put into the evidence's own words must stand somewhere in the evidence too."""

from collections.abc import Iterator

from rag.verifier.comparison import Comparison
from rag.verifier.finding import Finding

_FEWEST = 2  # words that carry meaning: one alone may be a matter of style


def check(compared: Comparison) -> Iterator[Finding]:
    """Yield words put in, in place of none, where the claim is all but the evidence's own."""
    there = compared.evidence.terms | compared.around.terms
    for change in compared.alignment.changes if compared.alignment.is_close else ():
        new = [one for one in change.claimed if one.is_content and one.term not in there]
        old = [
            one for one in change.said if one.is_content and one.term not in compared.claim.terms
        ]
        if len(new) >= _FEWEST and not old:
            added = " ".join(one.written for one in change.claimed)
            why = f"the paragraph does not say “{added}”"
            yield Finding("addition", "absent", added, why)
