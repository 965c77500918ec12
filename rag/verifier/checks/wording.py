"""Where a claim is all but the evidence's own words, a word put in another's place is a change."""

from collections.abc import Iterator, Sequence

from rag.verifier.comparison import Comparison
from rag.verifier.finding import Finding
from rag.verifier.words import Word

_FEW = 3  # words


def check(compared: Comparison) -> Iterator[Finding]:
    """Yield words that stand in another's place and nowhere in the evidence.

    Only where no model reads the words, so that none can tell a synonym: in Arabic.
    """
    if compared.claim.script != "arabic" or not compared.alignment.is_close:
        return
    read = {
        *(turn for one in compared.claimed_dates for turn in range(one.first, one.last)),
        *(turn for one in compared.claimed_quantities for turn in range(one.first, one.last)),
    }  # fmt: skip
    for change in compared.alignment.changes:
        new = [
            one for one in change.claimed
            if one.is_content and one.term not in compared.evidence.terms and one.turn not in read
        ]  # fmt: skip
        old = [
            one for one in change.said if one.is_content and one.term not in compared.claim.terms
        ]
        if new and old and max(len(change.claimed), len(change.said)) <= _FEW:
            claimed, said = _written(new), _written(old)
            why = f"the paragraph says “{said}”, the sentence “{claimed}”"
            yield Finding("wording", "contradicted", claimed, why)


def _written(words: Sequence[Word]) -> str:
    return " ".join(one.written for one in words)
