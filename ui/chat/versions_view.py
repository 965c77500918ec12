"""The versions kept of an index in; a list of them with a way back to each out."""

import streamlit as st

from index.errors import PressmarkError
from index.home import Kept, Location, home_of
from index.rollback import Rollback
from ui.chat.adding_view import build_name
from ui.chat.archive_words import ArchiveWords
from ui.chat.failure import show_failure
from ui.chat.job import forget
from ui.chat.visit import Visit

_CHOSEN, _DONE = "version to go to", "went to version"


def show_versions(visit: Visit, says: ArchiveWords) -> None:
    """Draw the versions, newest first; going back to one is asked for twice."""
    state = st.session_state
    with st.expander(says.versions, expanded=bool(state.get(_CHOSEN) or state.get(_DONE))):
        _show_done(says)
        for kept in reversed(home_of(visit.index).kept()):
            _show_version(visit, kept, says)


def _show_version(visit: Visit, kept: Kept, says: ArchiveWords) -> None:
    number, current = kept.number, kept.name == visit.reader.name
    told, usable = _told(kept, says)
    with st.container(horizontal=True, vertical_alignment="center"):
        mark = f" ({says.current})" if current else ""
        st.text(f"{says.version.format(number=number)}{mark}: {told}", width="stretch")
        if not current and usable:
            st.button(
                says.go_back.format(number=number),
                key=f"go {number}",
                on_click=lambda: st.session_state.update({_CHOSEN: number, _DONE: None}),
            )
    if st.session_state.get(_CHOSEN) == number and not current:
        with st.container(border=True):
            st.warning(says.sure.format(number=number))
            with st.container(horizontal=True):
                st.button(says.yes, type="primary", on_click=lambda: _go_back(visit.index, number))
                st.button(says.cancel, on_click=lambda: st.session_state.pop(_CHOSEN, None))


def _told(kept: Kept, says: ArchiveWords) -> tuple[str, bool]:
    """Return what a version says of itself, and whether one can go to it."""
    if kept.outdated:
        return says.older_format, False
    if not kept.created:
        return says.damaged, False
    when, articles = kept.created[:16].replace("T", " "), f"{kept.articles:,}"
    return says.made.format(when=when, articles=articles), True


def _go_back(index: Location, number: int) -> None:
    st.session_state.pop(_CHOSEN, None)
    forget(build_name(index))  # what it did is no longer what is shown
    try:
        st.session_state[_DONE] = home_of(index).roll_back(number), number
    except PressmarkError as error:
        st.session_state[_DONE] = error, number


def _show_done(says: ArchiveWords) -> None:
    done, number = st.session_state.get(_DONE) or (None, 0)
    if isinstance(done, PressmarkError):
        show_failure(done, says.failed)
    elif isinstance(done, Rollback):
        st.success(says.went.format(number=number))
        if done.returned:
            st.warning(says.returned)
            st.text("\n".join(done.returned))
