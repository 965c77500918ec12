"""A visit in; the view that its address names, the way to the others and the language, out."""

from collections.abc import Callable, Mapping

import streamlit as st

from ui.chat.archive_view import archive_view
from ui.chat.ask_view import ask_view
from ui.chat.evaluation_view import evaluation_view
from ui.chat.language_view import show_language
from ui.chat.place import Address
from ui.chat.search_view import search_view
from ui.chat.view_words import view_names
from ui.chat.visit import Visit

_KEY = "view"
_WIDE = "<style>.stMainBlockContainer { max-width: 64rem; }</style>"
_VIEWS: Mapping[str, Callable[[Visit], None]] = {
    "": ask_view,
    "search": search_view,
    "archive": archive_view,
    "evaluation": evaluation_view,
}


def show_view(visit: Visit) -> None:
    """Draw the way to each view, and the one that the address names, else the first."""
    name = visit.address.view if visit.address.view in _VIEWS else ""
    names = view_names(visit.address.language)
    st.session_state[_KEY] = name
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.segmented_control(
            names["views"],
            list(_VIEWS),
            format_func=lambda one: names[one],
            key=_KEY,
            on_change=lambda: _go(visit),
            label_visibility="collapsed",
        )
        show_language(visit)
    if name:
        st.html(_WIDE)
    _VIEWS[name](visit)


def _go(visit: Visit) -> None:
    chosen = st.session_state[_KEY]
    if chosen is not None:  # a second click on a view lets go of it, and one stays
        visit.go(Address(language=visit.address.language, view=chosen))
