"""A question and an index in; an answer whose every sentence was checked, or silence, out."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from index.filters import Filters
from index.reader import IndexReader
from rag.abstain import reason_for_silence, weigh
from rag.evidence import QuestionTerms
from rag.extract import READ, Sentence, choose, sentences
from rag.follow_up.rewrite import rewrite
from rag.search import POOL, WEIGHED, search
from rag.types import Answer, Citation, Claim, Trace, Turn
from rag.verify import verify_verbatim

HITS = 10  # paragraphs found, and given with the answer
_SETTINGS: dict[str, float | int | str] = {
    "writer": "extractive",
    "pool": POOL,
    "weighed": WEIGHED,
    "paragraphs_read": READ,
}


def ask(
    question: str,
    reader: IndexReader,
    *,
    history: Sequence[Turn] = (),
    filters: Filters | None = None,
) -> Answer:
    """Answer with sentences of the archive, each verified against what it cites; or abstain.

    A question that leans on `history`, oldest turn first, is put in words that stand alone.
    Raises ValueError for an empty question, EmbedderError where the index's model is not at hand.
    """
    if not question.strip():
        raise ValueError("an empty question")
    filters = filters or Filters()
    clock = _Clock()
    asked, question = question, rewrite(question, history).text
    with clock.step("search"):
        found = search(reader, question, k=HITS, filters=filters)
    with clock.step("write"):
        wanted = QuestionTerms.of(question, reader.lexical)
        ranked = sentences(reader, question, found, wanted)
        evidence = weigh(question, found, ranked)
        silent = reason_for_silence(evidence, ranked, filters)
        chosen = [] if silent else choose(question, ranked)
    with clock.step("verify"):
        claims, withheld = _verified(reader, chosen)
    if not claims and not silent:
        silent = "no sentence found could be verified against its source"
    trace = Trace(
        index=reader.name,
        embedder=reader.manifest.embedder.digest,
        filters=filters,
        settings=_SETTINGS,
        evidence=evidence.measures,
        seconds=clock.seconds,
    )
    return Answer(
        asked,
        claims,
        found.hits,
        trace,
        abstained=silent,
        withheld=withheld,
        stand_alone=question if question != asked else "",
    )


def _verified(
    reader: IndexReader, chosen: Sequence[tuple[Sentence, ...]]
) -> tuple[tuple[Claim, ...], int]:
    """Return the claims whose words stand where they cite, and how many have no such citation."""
    claims = []
    for same in chosen:
        words = same[0].text
        cited = [_cite(sentence) for sentence in same]
        standing = tuple(
            citation
            for citation in cited
            if verify_verbatim(words, citation, reader.article(citation.article_id)) == "supported"
        )
        if standing:
            claims.append(Claim(words, "supported", standing))
    return tuple(claims), len(chosen) - len(claims)


def _cite(sentence: Sentence) -> Citation:
    card = sentence.hit.article
    return Citation(
        card.id,
        card.title,
        card.source,
        card.url,
        card.published,
        sentence.hit.paragraph,
        sentence.start,
        sentence.end,
        sentence.text,
    )


class _Clock:
    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        started = time.monotonic()
        yield
        self.seconds[name] = round(time.monotonic() - started, 4)
