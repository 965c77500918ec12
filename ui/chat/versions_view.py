"""The versions kept of an index in; a list of them with a way back to each out."""

from pathlib import Path

import streamlit as st

from index.errors import IndexOutdated, IndexProblem, PressmarkError
from index.manifest import read_manifest
from index.rollback import Rollback, roll_back
from index.store import number_of, versions
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
        for folder in reversed(versions(visit.index)):
            _show_version(visit, folder, says)


def _show_version(visit: Visit, folder: Path, says: ArchiveWords) -> None:
    number, current = number_of(folder), folder.name == visit.reader.name
    told, usable = _told(folder, says)
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


def _told(folder: Path, says: ArchiveWords) -> tuple[str, bool]:
    """Return what a version says of itself, and whether one can go to it."""
    try:
        made = read_manifest(folder)
    except IndexOutdated:
        return says.older_format, False
    except IndexProblem:
        return says.damaged, False
    when, articles = made.created[:16].replace("T", " "), f"{made.counts['articles']:,}"
    return says.made.format(when=when, articles=articles), True


def _go_back(index: Path, number: int) -> None:
    st.session_state.pop(_CHOSEN, None)
    forget(build_name(index))  # what it did is no longer what is shown
    try:
        st.session_state[_DONE] = roll_back(index, number), number
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
