"""A question, the paragraphs found and a language model in; what of its answer holds, out.

Every sentence is judged as soon as it is complete. Where the model fails or nothing it wrote holds,
the caller is told, so that the reader still gets an answer.
"""

from collections.abc import Generator
from contextlib import closing

from index.errors import ModelFailed
from index.reader import IndexReader
from rag.claiming import claimed
from rag.clock import Clock
from rag.events import Outcome, Shown, Withheld
from rag.search import Found
from rag.second_opinion import SecondOpinion
from rag.verifying import Verifying
from rag.writer.material import BUDGET, Material, material
from rag.writer.model import LanguageModel, Usage
from rag.writer.write import Written, write

WRITER, QUOTING = "model", "extractive"
_QUOTED = "the answer is quoted from the archive instead"
_BEGUN = "what it had written by then is shown"


def modelled(
    question: str,
    found: Found,
    reader: IndexReader,
    model: LanguageModel,
    clock: Clock,
    by: Verifying,
) -> Generator[Shown | Withheld, None, Outcome]:
    """Yield what is shown and withheld; return how it ended.

    The outcome abstains where the model says that nothing it was given answers. It has a notice
    where the model failed, or where nothing of what it wrote was shown.
    """
    given = material(question, found.hits)
    second = SecondOpinion(by.second) if by.second else None
    shown, end, notice = 0, None, ""
    try:
        for event in _judged(given, reader, model, clock, by, second):
            if isinstance(event, Written):
                end = event
                continue
            shown += isinstance(event, Shown)
            yield event
    except ModelFailed as error:
        notice = f"{error}; {_BEGUN if shown else _QUOTED}"
    if not notice and end and not shown and not end.silent:
        what = "could be verified" if end.cited else "cited a paragraph or was found in one"
        notice = f"nothing that {model.name} wrote {what}; {_QUOTED}"
    clock.mark("model_first_word", end.first_word if end else None)
    silent = bool(end and end.silent and not shown)
    return Outcome(
        WRITER if shown or silent else QUOTING,
        model.name,
        abstained=_silence(model, given) if silent else "",
        notice="; ".join(filter(None, [notice, second.notice if second else ""])),
        prompts={**given.prompts, **(second.prompts if second else {})},
        usage=_taken(end, second),
        settings={
            **model.settings,
            **by.names,
            "budget": BUDGET,
            "paragraphs_dropped": given.dropped,
        },
    )


def _judged(
    given: Material,
    reader: IndexReader,
    model: LanguageModel,
    clock: Clock,
    by: Verifying,
    second: SecondOpinion | None,
) -> Generator[Shown | Withheld | Written, None, None]:
    with closing(write(given, model)) as sentences:
        while True:
            with clock.step("write"):
                sentence = next(sentences, None)
            if sentence is None:
                return
            if isinstance(sentence, Written):
                yield sentence
                continue
            with clock.step("verify"):
                event = claimed(sentence, given.paragraphs, reader, by)
            if second and isinstance(event, Shown):
                with clock.step("second_opinion"):
                    event = second.on(event)
            yield event


def _silence(model: LanguageModel, given: Material) -> str:
    count = len(given.paragraphs)
    return f"{model.name} found no answer in the {count} nearest paragraphs"


def _taken(end: Written | None, second: SecondOpinion | None) -> Usage | None:
    """Return what all models took together, None where none was heard to its end."""
    usage = (end.usage if end else Usage()) + (second.usage if second else Usage())
    return usage if end or usage.tokens else None
