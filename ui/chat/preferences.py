"""A visit in, what its reader chose out: who writes, and which days and outlet are searched."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import streamlit as st

from index.filters import Filters
from rag.answering import ALONE, Answering
from rag.asking import Reading, read
from rag.types import Turn
from rag.understanding.understood import Understood
from ui.chat.answering import Request
from ui.chat.visit import Visit, models_of

_SINCE, _UNTIL, _OUTLET, _MODEL = "since", "until", "outlet", "model"
_CHOSEN = "chosen"  # what stays chosen while another view is looked at
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
    first, last = (_day(day) for day in visit.reader.database.days())
    outlets = [name for name, _ in visit.reader.database.sources() if name]
    kept = {_MODEL: visit.settings.model, **state.get(_CHOSEN, {})}
    if kept[_MODEL] in (visit.settings.model, ""):
        state.setdefault(_MODEL, kept[_MODEL])
    if kept.get(_OUTLET) in outlets:
        state.setdefault(_OUTLET, kept[_OUTLET])
    for key in (_SINCE, _UNTIL):
        if kept.get(key) and first and last and first <= kept[key] <= last:
            state.setdefault(key, kept[key])
    st.selectbox(
        words.model,
        list(dict.fromkeys([visit.settings.model, ""])),
        format_func=lambda name: name or words.no_model,
        key=_MODEL,
    )
    since = st.date_input(
        words.since, value=None, min_value=first, max_value=last, key=_SINCE, format=_DAYS
    )
    until = st.date_input(
        words.until, value=None, min_value=first, max_value=last, key=_UNTIL, format=_DAYS
    )
    outlet = st.selectbox(
        words.outlet,
        ["", *outlets],
        format_func=lambda name: name or words.any_outlet,
        key=_OUTLET,
    )
    state[_CHOSEN] = {key: state[key] for key in (_MODEL, _SINCE, _UNTIL, _OUTLET)}
    if since and until and since > until:
        st.warning(words.wrong_days)
        since = until = None
    filters = Filters(_written(since), _written(until), outlet or "")
    return Preferences(filters, answerers(visit))


def answerers(visit: Visit) -> Callable[[], Answering]:
    """Return who answers, as last chosen: the models of the settings, or the archive alone."""
    chosen = st.session_state.get(_CHOSEN, {}).get(_MODEL, visit.settings.model)
    return models_of(visit).answering if chosen else lambda: ALONE


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""
