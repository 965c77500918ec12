"""Each date of a claim must be one the evidence gives, or one that follows from it."""

from collections.abc import Iterator

from rag.verifier.comparison import Comparison
from rag.verifier.dates import Mention
from rag.verifier.finding import Finding


def check(compared: Comparison) -> Iterator[Finding]:
    """Yield the dates that the evidence lacks or contradicts."""
    for claimed in compared.claimed_dates:
        other = _in_its_place(claimed, compared)
        if other is None and _stands(claimed, compared):
            continue
        other = other or next((one for one in compared.inner_dates if claimed.is_like(one)), None)
        if other is None or other.agrees(claimed):
            why = f"no {claimed.written} in the paragraph"
            yield Finding("date", "absent", claimed.written, why)
        else:
            why = f"the paragraph says {other.written}, the sentence {claimed.written}"
            yield Finding("date", "contradicted", claimed.written, why)


def _stands(claimed: Mention, compared: Comparison) -> bool:
    if any(claimed.agrees(one) for one in compared.inner_dates + compared.outer_dates):
        return True
    if claimed.year is None:
        return False
    if str(claimed.year) not in compared.evidence.terms | compared.around.terms:
        return False
    bare = claimed.without_year()
    told = [one for one in compared.inner_dates + compared.outer_dates if one.year is None]
    return claimed.month is None or any(bare.agrees(one.without_year()) for one in told)


def _in_its_place(claimed: Mention, compared: Comparison) -> Mention | None:
    """Return the date that stands where this one does in the evidence, if they disagree."""
    if not compared.alignment.is_close:
        return None
    said = compared.alignment.in_place_of(compared.claim.words[claimed.first : claimed.last])
    places = {word.turn for word in said}
    there = [one for one in compared.inner_dates if places & {*range(one.first, one.last)}]
    if any(claimed.agrees(one) for one in there):
        return None
    return next((one for one in there if claimed.is_like(one)), None)
