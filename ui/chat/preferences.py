"""A visit in, what its reader chose out: who writes, which days and outlet, the page's language."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from index.filters import Filters
from rag.answering import ALONE, Answering
from rag.asking import Reading, read
from rag.types import Turn
from rag.understanding.understood import Understood
from ui.chat.answering import Request
from ui.chat.visit import LANGUAGES, Visit, models_of

_SINCE, _UNTIL, _OUTLET, _MODEL, _LANGUAGE = "since", "until", "outlet", "model", "language"
_DAYS = "YYYY-MM-DD"


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the reader chose."""

    filters: Filters
    answerers: Callable[[], Answering]

    def request(
        self,
        visit: Visit,
        question: str,
        *,
        history: tuple[Turn, ...] = (),
        reading: Reading | None = None,
    ) -> Request:
        """Return the question as it is asked today, within the chosen days and outlet."""

        def as_chosen(words: str) -> Understood:
            return read(visit.reader, words, filters=self.filters)

        again = models_of(visit).reranker
        return Request(question, reading or as_chosen, history, self.answerers, again)


def show_preferences(visit: Visit) -> Preferences:
    """Draw the choices and return what was chosen."""
    words, state = visit.words, st.session_state
    state.setdefault(_MODEL, visit.settings.model)
    chosen = st.selectbox(
        words.model,
        list(dict.fromkeys([visit.settings.model, ""])),
        format_func=lambda name: name or words.no_model,
        key=_MODEL,
    )
    first, last = (_day(day) for day in visit.reader.database.days())
    since = st.date_input(
        words.since, value=None, min_value=first, max_value=last, key=_SINCE, format=_DAYS
    )
    until = st.date_input(
        words.until, value=None, min_value=first, max_value=last, key=_UNTIL, format=_DAYS
    )
    outlets = [name for name, _ in visit.reader.database.sources() if name]
    outlet = st.selectbox(
        words.outlet,
        ["", *outlets],
        format_func=lambda name: name or words.any_outlet,
        key=_OUTLET,
    )
    state[_LANGUAGE] = visit.address.language or "en"
    st.selectbox(
        words.language,
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        key=_LANGUAGE,
        on_change=lambda: visit.go(replace(visit.address, language=state[_LANGUAGE])),
    )
    if since and until and since > until:
        st.warning(words.wrong_days)
        since = until = None
    filters = Filters(_written(since), _written(until), outlet or "")
    return Preferences(filters, models_of(visit).answering if chosen else lambda: ALONE)


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""
