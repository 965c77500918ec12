"""The sentences that answer in, each shown as a claim where its words stand as cited, or withheld.

The claim is the cited words themselves, so it is verified by comparing characters.
"""

from collections.abc import Iterator, Sequence

from index.reader import IndexReader
from rag.citation import cite, standing
from rag.events import Shown, Withheld
from rag.extract import Sentence
from rag.types import Claim


def extractive(
    chosen: Sequence[tuple[Sentence, ...]], reader: IndexReader
) -> Iterator[Shown | Withheld]:
    """Yield a claim for each sentence; those that say the same are its citations."""
    for same in chosen:
        words = same[0].text
        cited = [cite(one.hit, one.start - one.hit.start, one.end - one.hit.start) for one in same]
        citations = tuple(one for one in standing(cited, reader) if one.quote == words)
        if citations:
            yield Shown(Claim(words, "supported", citations))
        else:
            yield Withheld(words, "its words do not stand where it cites")
