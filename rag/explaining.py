"""A question and why a hit was found for it in, a line that says so to a person out."""

from rag.asked_kind import asked_kind
from rag.types import Leg, Why

_THINGS = {
    "percent": "a share",
    "money": "a sum of money",
    "year": "a year",
    "date": "a date",
    "number": "a number",
    "person": "a name",
    "place": "a name",
}


def explained(question: str, why: Why) -> str:
    """Return the line, in words: by what the hit was found, and what of the question it says."""
    parts = [
        _by("by meaning", why.dense, "cosine"),
        _by("by words", why.lexical, "BM25"),
        f"says {why.coverage:.0%} of the question",
        f"its best sentence {why.sentence:.0%}",
        f"{why.pairs:.0%} of its neighbouring words together" if why.pairs else "",
        _kind(question, why.kind),
        _again(why.reranked),
    ]
    return "; ".join(filter(None, parts))


def _by(name: str, leg: Leg, measure: str) -> str:
    score = "" if leg.score is None else f" ({measure} {leg.score:.2f})"
    if leg.rank is None:
        return f"not found {name}{score}"
    return f"{_place(leg.rank)} {name}{score}"


def _kind(question: str, held: float) -> str:
    thing = _THINGS.get(asked_kind(question), "")
    return f"{'has' if held else 'lacks'} {thing}, which is asked for" if thing else ""


def _again(leg: Leg | None) -> str:
    if leg is None:
        return ""
    if leg.rank is None or leg.score is None:
        return "the reranker had no time for it"
    return f"{_place(leg.rank)} by the reranker (score {leg.score:.2f})"


def _place(rank: int) -> str:
    ending = "th" if 10 < rank % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{ending}"
