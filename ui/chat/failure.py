"""A PressmarkError in; what went wrong and what to do, on the page as text, out."""

import streamlit as st

from index.errors import PressmarkError


def show_failure(error: PressmarkError, title: str = "") -> None:
    """Show the error and its hint as text: a path is no Markdown."""
    if title:
        st.error(title)
    st.text(f"{error}\n{error.hint}".strip())
