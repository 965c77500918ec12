"""A question and what tells its answer, event by event, in; the answer as it grows out.

It is made on a thread of its own, so that a page may go away and come back, and so that who stops
it need not wait for the next word.
"""

import threading
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from index.errors import PressmarkError
from index.filters import Filters
from index.reader import IndexReader
from rag.answer import ask_stream
from rag.answering import ALONE
from rag.answering import Answering as Answerers
from rag.asking import Reading
from rag.events import Done, Event, Shown, Withheld
from rag.reranker import Reranker
from rag.types import Answer, Claim, Trace, Turn
from rag.understanding.understood import Understood
from rag.writer.model import Finish, LanguageModel, Message

STOPPED = "stopped before it was finished"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked, after which turns, how it is read, and by whom it is answered.

    `answerers` are called for once, where waiting for them keeps nobody: one may have to be loaded.
    """

    question: str
    reading: Reading
    history: tuple[Turn, ...] = ()
    answerers: Callable[[], Answerers] = lambda: ALONE
    reranker: Reranker | None = None


@dataclass(frozen=True, slots=True)
class SoFar:
    """What there is of an answer: its verified claims, then the whole or why there is none."""

    claims: tuple[Claim, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    answer: Answer | None = None
    failure: PressmarkError | None = None

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self.answer is not None or self.failure is not None


class Answering:
    """An answer in the making; `keep` is called once with the answer, on whichever thread ends it.

    A PressmarkError from asking or keeping is the failure. Stopping keeps what was shown.
    """

    def __init__(
        self, request: Request, reader: IndexReader, keep: Callable[[Answer], object]
    ) -> None:
        self.request = request
        self._reader = reader
        self._keep = keep
        self._changed = threading.Condition()
        self._so_far = SoFar()
        self._understood: Understood | None = None
        self._model = ""
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._work, name="answering", daemon=True)

    def begin(self) -> "Answering":
        """Begin to answer, and return at once."""
        self._thread.start()
        return self

    @property
    def so_far(self) -> SoFar:
        """What there is now."""
        with self._changed:
            return self._so_far

    def changed_from(self, seen: SoFar, seconds: float) -> bool:
        """Wait so long for more than what was seen; return whether there is more."""
        with self._changed:
            return self._changed.wait_for(lambda: self._so_far is not seen, seconds)

    def stop(self) -> None:
        """End it with what was shown; the model writes no further than its next word."""
        self._stopped.set()
        self._end(None)

    def _work(self) -> None:
        try:
            with closing(self._events()) as events:
                for event in events:
                    if self._stopped.is_set():
                        return
                    self._take(event)
        except PressmarkError as error:
            self._set(SoFar(failure=error))
        finally:  # what nobody expected is told where such things are, and the page goes on
            failure = PressmarkError("no answer could be made", hint="ask again")
            self._set(SoFar(failure=failure))

    def _events(self) -> Generator[Event, None, None]:
        request = self.request
        by = request.answerers()
        self._model = by.model.name if by.model else ""
        model = _Stoppable(by.model, self._stopped) if by.model else None
        return ask_stream(
            request.question,
            self._reader,
            history=request.history,
            reading=self._read,
            model=model,
            reranker=request.reranker,
            by=by.by,
        )

    def _read(self, question: str) -> Understood:
        self._understood = self.request.reading(question)
        return self._understood

    def _take(self, event: Event) -> None:
        if isinstance(event, Shown):
            so_far = self._so_far
            self._set(replace(so_far, claims=(*so_far.claims, event.claim)))
        elif isinstance(event, Withheld):
            self._set(replace(self._so_far, withheld=(*self._so_far.withheld, event)))
        else:
            self._end(event)

    def _end(self, done: Done | None) -> None:
        """Keep the answer, or what there is of it, unless it has ended."""
        with self._changed:
            if self._so_far.ended:
                return
            answer = done.answer if done else self._cut_short()
            try:
                self._keep(answer)
            except PressmarkError as error:
                self._so_far = replace(self._so_far, failure=error)
            self._so_far = replace(self._so_far, answer=answer)
            self._changed.notify_all()

    def _set(self, so_far: SoFar) -> None:
        with self._changed:
            if not self._so_far.ended:
                self._so_far = so_far
                self._changed.notify_all()

    def _cut_short(self) -> Answer:
        so_far, understood = self._so_far, self._understood
        asked, told = self.request.question, understood.question if understood else ""
        trace = Trace(
            index=self._reader.name,
            embedder=self._reader.manifest.embedder.digest,
            filters=understood.filters if understood else Filters(),
            settings={},
            evidence={},
            seconds={},
            model=self._model,
            withheld=so_far.withheld,
        )
        return Answer(
            asked,
            so_far.claims,
            (),
            trace,
            abstained="" if so_far.claims else STOPPED,
            withheld=len(so_far.withheld),
            stand_alone=told if told != asked else "",
            notice=STOPPED,
            understood=understood,
        )


@dataclass(frozen=True, slots=True)
class _Stoppable:
    """A model whose words end once the answer is stopped."""

    model: LanguageModel
    stopped: threading.Event

    @property
    def name(self) -> str:
        return self.model.name

    @property
    def settings(self) -> Mapping[str, float | int | str]:
        return self.model.settings

    def stream(self, messages: Sequence[Message]) -> Iterator[str | Finish]:
        pieces = self.model.stream(messages)
        try:
            for piece in pieces:
                if self.stopped.is_set():
                    return
                yield piece
        finally:
            close = getattr(pieces, "close", None)  # only a generator has one
            if close:
                close()
