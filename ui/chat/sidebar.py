"""A visit and its talk in; the reader's other talks, settings and sign-in beside it out."""

from collections.abc import Mapping

import streamlit as st

from ui.chat.export_view import show_export
from ui.chat.open_talk import OpenTalk
from ui.chat.owner import can_sign_in, keep_token, signed_in
from ui.chat.place import Address
from ui.chat.preferences import Preferences, show_preferences
from ui.chat.turn_data import said
from ui.chat.visit import Visit
from ui.components import clicked, record_clicked, show_talks

_LIST = "talks"
_MOST = 50  # talks listed at once
_SAYS = "rename title save delete delete_sure cancel".split()


def show_sidebar(visit: Visit, talk: OpenTalk) -> Preferences:
    """Draw what stands beside the talk; return what the reader chose there."""
    words = visit.words
    with st.sidebar:
        keep_token()
        st.button(words.new_talk, width="stretch", on_click=lambda: _go_to(visit, ""))
        _show_talks(visit, talk)
        if talk.turns:
            with st.expander(words.export):
                show_export(visit, talk)
        with st.expander(words.settings):
            preferences = show_preferences(visit)
        _show_sign_in(visit)
    return preferences


def _show_talks(visit: Visit, talk: OpenTalk) -> None:
    words = visit.words
    sought = st.text_input(
        words.find_talk, key="sought", placeholder=words.find_talk, label_visibility="collapsed"
    )
    cards = visit.talks.listed(visit.owner, sought or "")[:_MOST]
    rows = [
        {"id": one.id, "title": one.title, "when": one.updated[:10], "current": one.id == talk.id}
        for one in cards
    ]
    none = words.no_talk_found if sought else ""
    show_talks(
        {"talks": rows, "none": none, "words": said(words, _SAYS)},
        key=_LIST,
        on_open_change=lambda: _go_to(visit, clicked(_LIST, "open")),
        on_renamed_change=lambda: _rename(visit, record_clicked(_LIST, "renamed")),
        on_deleted_change=lambda: _delete(visit, clicked(_LIST, "deleted")),
    )


def _go_to(visit: Visit, id: str) -> None:
    visit.go(Address(id, language=visit.address.language))


def _rename(visit: Visit, given: Mapping[str, object]) -> None:
    visit.talks.rename(visit.owner, str(given.get("id")), str(given.get("title")))


def _delete(visit: Visit, id: str) -> None:
    visit.talks.delete(visit.owner, id)
    if visit.address.talk == id:
        _go_to(visit, "")


def _show_sign_in(visit: Visit) -> None:
    if signed_in():
        st.text(signed_in())
        st.button(visit.words.sign_out, on_click=st.logout)
    elif can_sign_in():
        st.button(visit.words.sign_in, on_click=st.login)
