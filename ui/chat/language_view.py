"""A visit in; the choice of the page's language, in every view of it, out."""

from dataclasses import replace

import streamlit as st

from ui.chat.visit import LANGUAGES, Visit

_KEY = "language"
_NARROW = 130  # pixels


def show_language(visit: Visit) -> None:
    """Draw the choice; the address then says the language, and nothing else in it changes."""
    state = st.session_state
    given = visit.address.language
    state[_KEY] = given if given in LANGUAGES else "en"
    st.selectbox(
        visit.words.language,
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        key=_KEY,
        on_change=lambda: visit.go(replace(visit.address, language=state[_KEY])),
        label_visibility="collapsed",
        width=_NARROW,
    )
