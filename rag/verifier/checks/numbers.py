"""Each quantity of a claim must be one the evidence gives, of the same thing."""

from collections.abc import Iterator

from rag.verifier.comparison import Comparison
from rag.verifier.finding import Finding
from rag.verifier.quantities import Quantity

_LOOSE = frozenset({"one", "first", "half", "second"})  # pronouns and adverbs as often as numbers


def check(compared: Comparison) -> Iterator[Finding]:
    """Yield quantities that the evidence lacks, and those it gives of something else."""
    for quantity in compared.claimed_quantities:
        loose = quantity.written.lower() in _LOOSE
        other = _in_its_place(quantity, compared)
        if not other and (loose or _stands(quantity, compared)):
            other = _of_another_thing(quantity, compared)
        elif not other:
            other = _of_the_same(quantity, compared)
            if not other:
                why = f"no {quantity.written} in the paragraph"
                yield Finding("number", "absent", quantity.written, why)
        if other:
            why = f"the paragraph says {other}, the sentence {quantity.written}"
            yield Finding("number", "contradicted", quantity.written, why)


def _stands(quantity: Quantity, compared: Comparison) -> bool:
    if any(quantity.agrees(one) for one in compared.inner_quantities + compared.outer_quantities):
        return True
    words = compared.claim.words[quantity.first : quantity.last]
    return len(words) == 1 and not words[0].is_figure and words[0].term in compared.evidence.terms


def _in_its_place(quantity: Quantity, compared: Comparison) -> str:
    """Return the quantity that stands where this does in the evidence, if they disagree."""
    if not compared.alignment.is_close:
        return ""
    said = compared.alignment.in_place_of(compared.claim.words[quantity.first : quantity.last])
    places = {word.turn for word in said}
    there = [one for one in compared.inner_quantities if one.first in places]
    if any(quantity.agrees(one) for one in there) or not there:
        return ""
    return next((one.written for one in there if one.kind == quantity.kind), "")


def _of_the_same(quantity: Quantity, compared: Comparison) -> str:
    """Return how many of the same thing the evidence counts."""
    for one in compared.inner_quantities:
        if quantity.unit and (one.unit, one.kind) == (quantity.unit, quantity.kind):
            return one.written
    return ""


def _of_another_thing(quantity: Quantity, compared: Comparison) -> str:
    """Return another quantity of this thing, where the evidence has this one of other things."""
    inside = [one for one in compared.inner_quantities if one.unit == quantity.unit]
    same = [one for one in compared.inner_quantities if quantity.agrees(one)]
    if not quantity.unit or not inside or not same or quantity.kind != "count":
        return ""
    if any(quantity.agrees(one) for one in inside):
        return ""
    counted = {one.unit for one in compared.claimed_quantities}
    if any(not one.unit or one.unit not in counted for one in same):
        return ""
    return f"{inside[0].written} {inside[0].counted}"
