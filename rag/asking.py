"""A question and an index in, what it was understood to ask and the paragraphs for that out.

Where nothing good is left among what the question narrows itself to, it is asked less strictly,
and the result says so.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from index.filters import Filters
from index.reader import IndexReader
from rag.ordering import few_of_each, newest_first, oldest_first
from rag.reranker import Reranker
from rag.search import POOL, Found, search
from rag.types import Hit
from rag.understanding.known import known_of
from rag.understanding.quoted import holds
from rag.understanding.relaxing import relaxed
from rag.understanding.understand import understand
from rag.understanding.understood import Order, Understood

IN_VAIN = "nothing better where the question is taken less strictly"
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
    reader: IndexReader,
    understood: Understood,
    *,
    k: int = 10,
    good: Good = any_found,
    per_article: int = 0,
    reranker: Reranker | None = None,
) -> AsAsked:
    """Return the k best paragraphs, less strictly until what is found is `good`.

    Where it never is, the result is what was found by asking most strictly, and says so. For
    `per_article` and `reranker` see `rag.search`.
    """
    asking = _Asking(reader, k, per_article, reranker)
    first = last = AsAsked(asking.found(understood), understood)
    for less in relaxed(understood):
        if good(last.found, last.understood):
            return last
        last = AsAsked(asking.found(less), less)
        first = first if first.found.hits else last
    if first is last or good(last.found, last.understood):
        return last
    told = (*first.understood.relaxed, IN_VAIN)
    return replace(first, understood=replace(first.understood, relaxed=told))


def in_order(hits: tuple[Hit, ...], order: Order) -> tuple[Hit, ...]:
    """Return the hits with those about as good as the best one by date; the rest as they are."""
    if not order or not hits:
        return hits
    best = max(hit.score for hit in hits)
    near = tuple(hit for hit in hits if hit.score >= best - _AS_GOOD)
    dated = newest_first(near) if order == "newest" else oldest_first(near)
    return dated + tuple(hit for hit in hits if hit not in near)


@dataclass(frozen=True, slots=True)
class _Asking:
    """An index, and how it is searched."""

    reader: IndexReader
    k: int
    per_article: int
    reranker: Reranker | None

    def found(self, understood: Understood) -> Found:
        """Return what the whole question and each of its sides find."""
        whole = self._holding(understood.quoted, understood.query, understood.filters)
        sides = [
            self._holding(understood.quoted, side.question, side.filters)
            for side in understood.sides
        ]
        merged = _merged(whole, sides, self.k) if sides else whole
        hits = few_of_each(merged.hits, self.per_article, lambda hit: hit.article.id)
        return replace(merged, hits=in_order(tuple(hits), understood.order))

    def _holding(self, quoted: tuple[str, ...], query: str, filters: Filters) -> Found:
        """Return the k best that hold the quoted phrases, found by the query or by those."""
        if not quoted:
            return self._search(query, filters, self.k, self.per_article)
        for words in (query, " ".join(quoted)):
            found = self._search(words, filters, 2 * POOL, 0)
            hits = tuple(hit for hit in found.hits if _holds(hit.article.title, hit.text, quoted))
            if hits:
                break
        located = self.reader.database.located(found.keys).items()
        keys = [key for key, one in located if _holds(one.article.title, one.text, quoted)]
        few = few_of_each(hits, self.per_article, lambda hit: hit.article.id)
        return replace(found, hits=tuple(few[: self.k]), keys=tuple(sorted(keys)))

    def _search(self, query: str, filters: Filters, k: int, per_article: int) -> Found:
        return search(
            self.reader, query, k=k, filters=filters, per_article=per_article,
            reranker=self.reranker,
        )  # fmt: skip


def _holds(title: str, text: str, quoted: tuple[str, ...]) -> bool:
    return all(holds(f"{title}\n{text}", phrase) for phrase in quoted)


def _merged(whole: Found, sides: list[Found], k: int) -> Found:
    """Return the best of every side, as many of each, filled up with the best of the whole."""
    share = -(-k // len(sides))
    chosen = {_place(hit): hit for side in sides for hit in side.hits[:share]}
    for hit in whole.hits:
        if len(chosen) < k:
            chosen.setdefault(_place(hit), hit)
    best = sorted(chosen.values(), key=lambda hit: (-hit.score, *_place(hit)))[:k]
    parts = [*sides, whole]
    return Found(
        tuple(best),
        whole.vector,
        {place: cosine for one in parts for place, cosine in one.cosines.items()},
        tuple(sorted({key for one in parts for key in one.keys})),
        sum(one.reranked for one in parts),
    )


def _place(hit: Hit) -> tuple[str, int]:
    return hit.article.id, hit.paragraph
