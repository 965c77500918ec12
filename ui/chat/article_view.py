"""A visit whose address names a place in an article in, that article beside the talk out."""

import streamlit as st

from index.errors import ArticleMissing
from ui.chat.article_data import article_data
from ui.chat.open_talk import OpenTalk
from ui.chat.place import Place, place_of
from ui.chat.turn_data import places
from ui.chat.visit import Visit
from ui.components import record_clicked, show_article

_KEY = "article"


def show_open_article(visit: Visit, talk: OpenTalk) -> None:
    """Draw the article of the address, if it names one."""
    at = visit.address.place
    if not at:
        return
    with st.container(key="reader"):
        try:
            article = visit.reader.article(at.article)
        except ArticleMissing:
            st.warning(visit.words.article_missing)
            st.button(visit.words.close, on_click=lambda: visit.read(None))
            return
        show_article(
            article_data(article, at, _cited_with(talk, at), visit.words),
            key=_KEY,
            on_closed_change=lambda: visit.read(None),
            on_open_change=lambda: visit.read(place_of(record_clicked(_KEY, "open"), at.turn)),
        )


def _cited_with(talk: OpenTalk, at: Place) -> tuple[Place, ...]:
    """Return what the answer cites that the place was opened from."""
    for turn in talk.all:
        if turn.number == at.turn:
            return places(turn.answer, turn.number)
    return ()
