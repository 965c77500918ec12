"""An archive in; what to ask it first, and what is new in it, out."""

from collections.abc import Callable
from itertools import islice

import streamlit as st

from index.filters import Filters
from ui.chat.place import place_of
from ui.chat.suggestions import COUNT, Suggestions
from ui.chat.turn_data import start_data
from ui.chat.visit import Visit, suggestions_of
from ui.components import clicked, record_clicked, show_start

_KEY = "start"
_NEWEST = 6  # articles named on an empty page


def show_start_of(visit: Visit, *, ask: Callable[[str], None]) -> None:
    """Draw what to begin with; a click on a question calls `ask`."""
    newest = [one.card for one in islice(visit.reader.database.listed(Filters()), _NEWEST)]
    suggestions = suggestions_of(visit)
    pending = 0 if suggestions.ended else COUNT - len(suggestions.questions)
    show_start(
        start_data(newest, suggestions.questions, visit.words) | {"pending": pending},
        key=_KEY,
        on_open_change=lambda: visit.read(place_of(record_clicked(_KEY, "open"))),
        on_asked_change=lambda: ask(clicked(_KEY, "asked")),
    )
    if pending:
        _watch(suggestions)


@st.fragment(run_every=1)
def _watch(suggestions: Suggestions) -> None:
    """Draw the page anew once the questions are found."""
    if suggestions.ended:
        st.rerun()
