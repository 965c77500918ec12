"""A word of the claim may not be the opposite of the one in its place: rose and fell."""

from collections.abc import Iterator

from rag.verifier.comparison import Comparison
from rag.verifier.finding import Finding
from rag.verifier.forms import term
from rag.verifier.opposites import opposed

_EITHER_WAY = frozenset(  # both can be true at once: who buys, another sells
    term(one)
    for one in """first last left right day night buy sell lend borrow win lose loss victory defeat
    husband wife father mother son daughter older younger enter leave friend enemy""".split()
)


def check(compared: Comparison) -> Iterator[Finding]:
    """Yield words that are not there while their opposite is, and the claim lacks the opposite."""
    claimed = compared.claim.terms
    here = {word.term for word in compared.alignment.said}
    in_place = {
        word: [one for one in change.said if one.term not in claimed]
        for change in compared.alignment.changes for word in change.claimed
    }  # fmt: skip
    for word in compared.claim.words:
        if word.term in here or (word.term in compared.evidence.terms and word not in in_place):
            continue
        near = in_place.get(word, [])
        if word.is_content and word.term not in compared.evidence.terms | _EITHER_WAY:
            near = [*near, *(one for one in compared.alignment.said if one.term not in claimed)]
        other = next((one for one in near if opposed(word.term, one.term)), None)
        if other is not None:
            why = f"the paragraph says “{other.written}”, the sentence “{word.written}”"
            yield Finding("direction", "contradicted", word.written, why)
