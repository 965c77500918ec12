"""A question, what the archive holds and the day of asking in, what the question asks for out.

Rules only, for English and Arabic; what they do and leave: docs/understanding.md.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from index.filters import Filters
from index.language import script
from rag.understanding.authors import author_condition, authored
from rag.understanding.known import Known
from rag.understanding.names import outlets_named
from rag.understanding.order import order_of
from rag.understanding.outlets import attributed, source_condition
from rag.understanding.quoted import quoted_phrases
from rag.understanding.reach import after_all, narrows, reaches
from rag.understanding.sides import halves, outlet_sides, time_sides
from rag.understanding.spelling import Spelled
from rag.understanding.understood import Side, Understood
from rag.understanding.windows import Window, condition, windows


def understand(question: str, known: Known, *, asked: date, filters: Filters) -> Understood:
    """Return what the question asks for; `filters` are the person's own, which beat its words."""
    if not question.strip():
        return Understood(question, filters, asked=asked.isoformat())
    spelled = Spelled.of(question)
    sources = attributed(spelled, known)
    writers = authored(spelled, known)
    mentions = [*(one.mention for one in sources), *(one.mention for one in writers)]
    spans = [(one.start, one.end) for one in mentions]
    dated = bool(filters.since or filters.until)
    found = [] if dated else windows(spelled, known, asked, spans)
    reached = [one for one in found if reaches(one, known)]
    sides = _sides(spelled, known, filters, reached)
    conditions = [
        condition(one, spelled)
        for one in reached
        if narrows(one, known) and not halves(spelled, one)
    ]
    if not (filters.source or any(side.filters.source for side in sides)):
        conditions += [source_condition(one, spelled) for one in sources[:1]]
    if not filters.author:
        conditions += [author_condition(one, spelled) for one in writers[:1]]
    understood = Understood(
        question,
        filters,
        tuple(sorted(conditions, key=lambda one: one.start)),
        quoted_phrases(spelled, known),
        order_of(spelled.plain),
        script=script(question),
        asked=asked.isoformat(),
        relaxed=tuple(_beyond(one, spelled, known) for one in found if after_all(one, known)),
    )
    return replace(understood, sides=tuple(_within(one, understood.filters) for one in sides))


def _sides(
    spelled: Spelled, known: Known, filters: Filters, reached: Sequence[Window]
) -> tuple[Side, ...]:
    """Return the outlets that the question compares, else the times."""
    if not filters.source:
        sides = outlet_sides(
            spelled, outlets_named(spelled.plain, known), attributed(spelled, known)
        )
        if sides:
            return sides
    return next(filter(None, (time_sides(spelled, one) for one in reached)), ())


def _within(side: Side, whole: Filters) -> Side:
    """Return the side with the filters of the whole question where it has none of its own."""
    own = side.filters
    dated = own if own.since or own.until else whole
    narrowed = replace(dated, source=own.source or whole.source, author=whole.author)
    return replace(side, filters=narrowed)


def _beyond(window: Window, spelled: Spelled, known: Known) -> str:
    start, end = spelled.span(window.start, window.end)
    return (
        f"“{spelled.text[start:end]}” is after the archive's last article ({known.last});"
        " searched without it"
    )
