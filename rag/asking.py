"""A question and an index in, what it was understood to ask and the paragraphs for that out.

Where nothing good is left among what the question narrows itself to, it is asked less strictly,
and the result says so.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from index.filters import Filters
from index.reader import IndexReader
from rag.search import POOL, Found, newest_first, search
from rag.types import Hit
from rag.understanding.known import known_of
from rag.understanding.quoted import holds
from rag.understanding.relaxing import relaxed
from rag.understanding.understand import understand
from rag.understanding.understood import Order, Side, Understood

_IN_VAIN = "nothing better where the question is taken less strictly"
_AS_GOOD = 0.1  # of the score: within this much of the best one, the date decides


@dataclass(frozen=True, slots=True)
class AsAsked:
    """What was found, and the question as it was asked in the end."""

    found: Found
    understood: Understood


Good = Callable[[Found, Understood], bool]
Reading = Callable[[str], Understood]


def search_as_asked(
    reader: IndexReader,
    question: str,
    *,
    k: int = 10,
    filters: Filters | None = None,
    asked: date | None = None,
) -> AsAsked:
    """Understand the question, asked today or as of `asked`, and return the k best paragraphs."""
    return search_understood(reader, read(reader, question, filters=filters, asked=asked), k=k)


def read(
    reader: IndexReader, question: str, *, filters: Filters | None = None, asked: date | None = None
) -> Understood:
    """Return what the question asks of this index, by the person's filters and its own words."""
    today = asked or date.today()
    return understand(question, known_of(reader), asked=today, filters=filters or Filters())


def any_found(found: Found, understood: Understood) -> bool:
    """Whether there is anything: what a search asks of its conditions."""
    del understood
    return bool(found.hits)


def search_understood(
    reader: IndexReader, understood: Understood, *, k: int = 10, good: Good = any_found
) -> AsAsked:
    """Return the k best paragraphs, less strictly until what is found is `good`.

    Where it never is, the result is what was found by asking most strictly, and says so.
    """
    first = last = AsAsked(_found(reader, understood, k), understood)
    for less in relaxed(understood):
        if good(last.found, last.understood):
            return last
        last = AsAsked(_found(reader, less, k), less)
        first = first if first.found.hits else last
    if first is last or good(last.found, last.understood):
        return last
    told = (*first.understood.relaxed, _IN_VAIN)
    return replace(first, understood=replace(first.understood, relaxed=told))


def in_order(hits: tuple[Hit, ...], order: Order) -> tuple[Hit, ...]:
    """Return the hits with those about as good as the best one by date; the rest as they are."""
    if not order or not hits:
        return hits
    best = max(hit.score for hit in hits)
    near = tuple(hit for hit in hits if hit.score >= best - _AS_GOOD)
    dated = newest_first(near)
    if order == "oldest":
        dated = tuple(sorted(near, key=lambda hit: hit.article.published[:10] or "9999"))
    return dated + tuple(hit for hit in hits if hit not in near)


def _found(reader: IndexReader, understood: Understood, k: int) -> Found:
    whole = _holding(reader, understood, understood.query, understood.filters, k)
    sides = [_side(reader, understood, side, k) for side in understood.sides]
    merged = _merged(whole, sides, k) if sides else whole
    return replace(merged, hits=in_order(merged.hits, understood.order))


def _side(reader: IndexReader, understood: Understood, side: Side, k: int) -> Found:
    return _holding(reader, understood, side.question, side.filters, k)


def _holding(
    reader: IndexReader, understood: Understood, query: str, filters: Filters, k: int
) -> Found:
    """Return the k best that hold the quoted phrases, found by the question or by those."""
    quoted = understood.quoted
    if not quoted:
        return search(reader, query, k=k, filters=filters)
    for words in (query, " ".join(quoted)):
        found = search(reader, words, k=2 * POOL, filters=filters)
        hits = tuple(hit for hit in found.hits if _holds(hit, quoted))[:k]
        if hits:
            break
    return replace(found, hits=hits)


def _holds(hit: Hit, quoted: tuple[str, ...]) -> bool:
    return all(holds(f"{hit.article.title}\n{hit.text}", phrase) for phrase in quoted)


def _merged(whole: Found, sides: list[Found], k: int) -> Found:
    """Return the best of every side, as many of each, filled up with the best of the whole."""
    share = -(-k // len(sides))
    chosen = {_place(hit): hit for side in sides for hit in side.hits[:share]}
    for hit in whole.hits:
        if len(chosen) < k:
            chosen.setdefault(_place(hit), hit)
    best = sorted(chosen.values(), key=lambda hit: (-hit.score, *_place(hit)))[:k]
    cosines = {place: cosine for side in sides for place, cosine in side.cosines.items()}
    return Found(tuple(best), whole.vector, {**cosines, **whole.cosines})


def _place(hit: Hit) -> tuple[str, int]:
    return hit.article.id, hit.paragraph
