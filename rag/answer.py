"""A question and an index in; an answer whose every sentence was checked, or silence, out."""

from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import asdict
from functools import cache
from importlib.metadata import version

from index.filters import Filters
from index.reader import IndexReader
from rag.abstain import reason_for_silence, weigh
from rag.asking import Good, Reading, read, search_understood
from rag.clock import Clock
from rag.conflict import Beside, sources_differ
from rag.events import Done, Event, Outcome, Shown, Withheld
from rag.evidence import QuestionTerms
from rag.extract import READ, Sentence, choose, sentences
from rag.extractive import extractive
from rag.follow_up.retold import Retold
from rag.modelled import QUOTING, modelled
from rag.reranker import Reranker
from rag.search import POOL, WEIGHED, Found
from rag.types import Answer, Trace, Turn
from rag.understanding.understood import Understood
from rag.verifying import BY_RULES, Verifying
from rag.writer.model import LanguageModel

HITS = 10  # paragraphs found, and given with the answer
_SETTINGS: dict[str, float | int | str] = {
    "found": HITS,
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
    reading: Reading | None = None,
    model: LanguageModel | None = None,
    reranker: Reranker | None = None,
    by: Verifying = BY_RULES,
) -> Answer:
    """Answer with sentences that are each verified against what they cite; or abstain.

    A question that leans on `history`, oldest turn first, is put in words that stand alone, by the
    model where there is one. These are read for what they ask for by `reading`, which knows the
    filters, or as asked today. The sentences are the archive's own, or a model's, verified as `by`
    says. Where the model fails, or nothing it writes holds, the archive's own are given and the
    answer's `notice` says so. Raises ValueError for an empty question, EmbedderError where the
    index's model is not at hand.
    """
    events = ask_stream(
        question, reader, history=history, filters=filters, reading=reading, model=model,
        reranker=reranker, by=by,
    )  # fmt: skip
    return next(event.answer for event in events if isinstance(event, Done))


def ask_stream(
    question: str,
    reader: IndexReader,
    *,
    history: Sequence[Turn] = (),
    filters: Filters | None = None,
    reading: Reading | None = None,
    model: LanguageModel | None = None,
    reranker: Reranker | None = None,
    by: Verifying = BY_RULES,
) -> Generator[Event, None, None]:
    """Yield each claim once it is verified, each sentence that is withheld, and Done at the end.

    What was shown is never taken back. To stop, close the iterator. Raises what `ask` raises.
    """
    if not question.strip():
        raise ValueError("an empty question")
    clock = Clock()
    asked, retold = question, Retold.of(question, history, model, clock)
    question = retold.made.text
    with clock.step("search"):
        understood = reading(question) if reading else read(reader, question, filters=filters)
        as_asked = search_understood(
            reader, understood, k=HITS, good=_speaks(reader), reranker=reranker
        )
        found, understood = as_asked.found, as_asked.understood
        filters, query = understood.filters, understood.query
    with clock.step("write"):
        wanted = QuestionTerms.of(query, reader.lexical)
        ranked = sentences(reader, query, found, wanted)
        evidence = weigh(query, found, ranked)
        silent = reason_for_silence(evidence, ranked, filters)
        chosen = [] if silent else choose(query, ranked)
    told = _Told(clock, Beside(ranked), reader)
    outcome = Outcome(QUOTING)
    if model and not silent:
        outcome = yield from told.by(modelled(question, found, reader, model, clock, by))
        silent = outcome.abstained
        clock.mark("first_word", told.first)
    if not silent and not told.shown:
        yield from told.by(_quoted(chosen, reader, clock))
        silent = "" if told.shown else "no sentence found could be verified against its source"
    outcome = retold.beside(outcome)
    trace = Trace(
        index=reader.name,
        embedder=reader.manifest.embedder.digest,
        filters=filters,
        settings={
            "writer": outcome.writer,
            **_SETTINGS,
            **outcome.settings,
            **({"reranker": reranker.name, "reranked": found.reranked} if reranker else {}),
        },
        evidence=evidence.measures,
        seconds=clock.seconds,
        model=outcome.model,
        prompts=outcome.prompts,
        usage=asdict(outcome.usage) if outcome.usage else {},
        program=_program(),
        asked=understood.asked,
        weights=evidence.weights,
        withheld=tuple(told.withheld),
    )
    claims = tuple(event.claim for event in told.shown)
    yield Done(
        Answer(
            asked,
            claims,
            found.hits,
            trace,
            abstained=silent,
            withheld=len(told.withheld),
            notice="; ".join(filter(None, [outcome.notice, sources_differ(claims)])),
            stand_alone=question if question != asked else "",
            understood=understood,
        )
    )


@cache
def _program() -> str:
    return version("pressmark")


def _speaks(reader: IndexReader) -> Good:
    """Return what tells whether the paragraphs found are evidence enough to answer."""

    def good(found: Found, understood: Understood) -> bool:
        wanted = QuestionTerms.of(understood.query, reader.lexical)
        ranked = sentences(reader, understood.query, found, wanted)
        evidence = weigh(understood.query, found, ranked)
        return not reason_for_silence(evidence, ranked, understood.filters)

    return good


class _Told:
    """What was shown so far, when the first of it was, and what was withheld."""

    def __init__(self, clock: Clock, beside: Beside, reader: IndexReader) -> None:
        self.first: float | None = None
        self._clock = clock
        self._beside, self._reader = beside, reader
        self.shown: list[Shown] = []
        self.withheld: list[Withheld] = []

    def by(
        self, events: Generator[Shown | Withheld, None, Outcome]
    ) -> Generator[Shown | Withheld, None, Outcome]:
        """Pass the events on, and remember them."""
        with closing(events):
            while True:
                try:
                    event = next(events)
                except StopIteration as end:
                    outcome: Outcome = end.value
                    return outcome
                if isinstance(event, Shown):
                    with self._clock.step("compare"):
                        event = Shown(self._beside.contested(event.claim, self._reader))
                    self.first = self._clock.now() if self.first is None else self.first
                    self.shown.append(event)
                else:
                    self.withheld.append(event)
                yield event


def _quoted(
    chosen: Sequence[tuple[Sentence, ...]], reader: IndexReader, clock: Clock
) -> Generator[Shown | Withheld, None, Outcome]:
    with clock.step("verify"):
        events = list(extractive(chosen, reader))
    yield from events
    return Outcome(QUOTING)
