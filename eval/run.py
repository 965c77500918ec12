"""Located cases and an open index in; what became of each case out.

Cases are asked one after the other and the arithmetic runs in one thread, so that the seconds of an
answer are those of a reader who asks alone, whatever else the machine does.
"""

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache, partial

from threadpoolctl import threadpool_limits

from eval.cases import Case, written
from eval.gold import Located, Place
from eval.kept import Kept
from eval.machine import code_digest
from eval.plan import Plan
from eval.result import Result
from eval.scoring import scores
from index.article import Article
from index.errors import EmbedderError, IndexProblem, PressmarkError
from index.progress import Progress
from index.reader import IndexReader
from rag.answer import ask
from rag.answering import ALONE, Answering
from rag.asking import read, search_understood
from rag.follow_up.talk import heard
from rag.records import answer_record
from rag.search import search
from rag.types import Turn

FOUND = 50  # paragraphs whose order is judged
_ARTICLES = 512  # kept in memory for judging citations
_LONG_AFTER = timedelta(days=3650)
_STEP = "questions"


@dataclass(frozen=True, slots=True)
class RunSettings:
    """What a run was made with, besides the index and the settings that each answer tells.

    Follow-ups are asked after the turns of their `history`, rewritten by rules. `code` is the
    digest of all code and prompts that answer and score; `models` are those that write and verify.
    """

    code: str
    found: int = FOUND
    history: str = "rewritten"
    citation_judge: str = "verbatim"
    threads: int = 1
    models: Mapping[str, float | int | str] = field(default_factory=dict)

    @classmethod
    def of(cls, code: str, answering: Answering) -> "RunSettings":
        """Return those of a run in which these answer; what a model words, the verifier judges."""
        judge = "verbatim, else verifier" if answering.model else "verbatim"
        return cls(code, citation_judge=judge, models=answering.models)


def run(
    plan: Plan,
    reader: IndexReader,
    *,
    answering: Answering = ALONE,
    kept: Kept | None = None,
    progress: Progress,
) -> tuple[Result, ...]:
    """Ask every case of the plan, in its order; what `kept` holds is taken from it.

    A case that fails on its own account has an error for a result; EmbedderError and IndexProblem,
    which would befall every case, are raised.
    """
    settings = RunSettings.of(code_digest(), answering)
    results: list[Result] = []
    with threadpool_limits(settings.threads, user_api="blas"):
        search(reader, plan.located[0].case.question, k=1)  # loads the model, outside all seconds
        asked = asking(reader, settings, answering)
        for done, located in enumerate(plan.located):
            progress(_STEP, done, len(plan.located), share=done / len(plan.located))
            key = key_of(located, plan, settings)
            result = kept.find(key, located) if kept else None
            if result is None:
                result = asked(located)
                if kept and not unheard(result):
                    kept.add(key, result)
            results.append(result)
    progress(_STEP, len(results), len(results), share=1.0)
    return tuple(results)


def asking(
    reader: IndexReader, settings: RunSettings, answering: Answering = ALONE
) -> Callable[[Located], Result]:
    """Return what asks one case of the reader and scores the answer.

    A case without a day is asked years after all articles, so that "last week" is no date in it.
    """
    _, last = reader.database.days()
    long_after = date.fromisoformat(last or "2000-01-01") + _LONG_AFTER

    @lru_cache(maxsize=_ARTICLES)
    def article(id: str) -> Article:
        return reader.article(id)

    def asked(located: Located) -> Result:
        case = located.case
        day = date.fromisoformat(case.as_of[:10]) if case.as_of else long_after
        try:
            started = time.monotonic()
            reading = partial(read, reader, filters=case.filters, asked=day)
            answer = ask(
                case.question,
                reader,
                history=talk_of(case),
                reading=reading,
                model=answering.model,
                by=answering.by,
            )
            seconds = time.monotonic() - started
            understood = reading(answer.stand_alone or answer.question)
            hits = search_understood(reader, understood, k=settings.found).found.hits
        except (EmbedderError, IndexProblem):
            raise
        except PressmarkError as error:
            return Result(located, {}, {}, error=str(error))
        found = tuple(Place(hit.article.id, hit.paragraph) for hit in hits)
        measured = scores(located, answer, found, seconds=seconds, article=article)
        confidence = answer.trace.evidence.get("confidence")
        return Result(located, answer_record(answer), measured, confidence, found)

    return asked


def talk_of(case: Case) -> tuple[Turn, ...]:
    """Return the turns before a case's question."""
    return heard((turn.question, turn.answer) for turn in case.history)


def unheard(result: Result) -> bool:
    """Whether a model was asked and never said a word: it may when asked again."""
    if result.error or not result.answer["trace"]["model"]:
        return False
    begun = "model_first_word" in result.answer["trace"]["seconds"]
    return bool(result.answer["notice"]) and not begun


def key_of(located: Located, plan: Plan, settings: RunSettings) -> str:
    """Return the digest of a case, of the index it is asked of, and of how."""
    parts: list[object] = [written([located.case]), plan.contents, settings.code, settings.found]
    parts.append(dict(settings.models))
    return hashlib.blake2b(json.dumps(parts).encode(), digest_size=16).hexdigest()
