"""A comparison in, everything that any check finds wrong out, what is contradicted first."""

from rag.verifier.checks import (
    actors,
    additions,
    certainty,
    days,
    direction,
    negation,
    numbers,
    people,
    quotations,
    speakers,
    wording,
)
from rag.verifier.comparison import Comparison
from rag.verifier.finding import Finding

_CHECKS = (
    quotations,
    numbers,
    days,
    people,
    negation,
    direction,
    actors,
    additions,
    speakers,
    wording,
    certainty,
)
_ORDER = ("contradicted", "absent", "weaker")


def findings(compared: Comparison) -> tuple[Finding, ...]:
    """Return the findings; of one fault in the order of the checks."""
    found = [one for module in _CHECKS for one in module.check(compared)]
    return tuple(sorted(found, key=lambda one: _ORDER.index(one.fault)))
