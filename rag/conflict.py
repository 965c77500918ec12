"""A claim that is shown and the sentences found beside it in; it and what says otherwise, out.

Nothing is averaged and no side is taken: each keeps its words, its outlet and its day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.reader import IndexReader
from rag.citation import cite, standing
from rag.difference import Difference, Said, difference
from rag.extract import Sentence
from rag.types import Citation, Claim, Otherwise

MOST = 2  # that say otherwise, beside one claim
_NEAR = 3.2  # of a sentence's score: further below the best, it is about something else


@dataclass(frozen=True, slots=True)
class Beside:
    """The sentences found for a question, best first."""

    ranked: Sequence[Sentence]

    def contested(self, claim: Claim, reader: IndexReader) -> Claim:
        """Return the claim with what other articles say in its stead."""
        found: dict[str, Otherwise] = {}
        cited = {one.article_id for one in claim.citations}
        for sentence, apart in self._apart(claim, cited):
            if len(found) == MOST:
                break
            start = sentence.start - sentence.hit.start
            place = cite(sentence.hit, start, start + len(sentence.text))
            if apart.instead.casefold() not in found and standing([place], reader):
                found[apart.instead.casefold()] = Otherwise(apart.words, apart.instead, place)
        return replace(claim, but=tuple(found.values())) if found else claim

    def _apart(self, claim: Claim, cited: set[str]) -> Iterator[tuple[Sentence, Difference]]:
        for sentence in self.ranked:
            if sentence.score < self.ranked[0].score - _NEAR:
                return
            if sentence.hit.article.id in cited:
                continue
            there = Said(sentence.text, sentence.hit.article.published)
            for one in claim.citations:
                apart = difference(Said(one.quote, one.published), there)
                if apart and all(part in claim.text for part in apart.words.split(" … ")):
                    yield sentence, apart
                    break


def sources_differ(claims: Sequence[Claim]) -> str:
    """Return what to tell the reader of the claims that others contest, "" where none is."""
    told: dict[frozenset[str], str] = {}
    for claim in claims:
        for other in claim.but:
            mine = _side(claim.citations[0], other.words)
            theirs = _side(other.citation, other.instead)
            told.setdefault(frozenset((mine, theirs)), f"{mine}; {theirs}")
    return f"the archive's sources differ: {' | '.join(told.values())}" if told else ""


def _side(cited: Citation, words: str) -> str:
    where = ", ".join(filter(None, [cited.source or cited.title, cited.published[:10]]))
    return f"{where or cited.article_id}: {words}"
