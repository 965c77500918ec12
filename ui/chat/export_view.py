"""A talk in, files of it or of one of its answers to take away out."""

from functools import partial

import streamlit as st

from rag.export import KINDS, Kind, exported
from rag.talks import SavedTurn
from ui.chat.open_talk import OpenTalk, states_of
from ui.chat.visit import Visit

_NAMES: dict[Kind, str] = {"md": "Markdown", "html": "HTML", "docx": "Word"}


def show_export(visit: Visit, talk: OpenTalk) -> None:
    """Draw what can be taken away: the talk, or an answer that is on the page.

    A file is made when it is asked for.
    """
    words, turns = visit.words, {turn.number: turn for turn in talk.turns}
    chosen = st.selectbox(
        words.what,
        [0, *turns],
        format_func=lambda number: (
            words.one_answer.format(number=number, question=turns[number].question)
            if number
            else words.whole_talk
        ),
        key=f"export-{talk.id}",
    )
    taken = [turns[chosen]] if chosen else []
    last = turns[chosen] if chosen else talk.turns[-1]
    for kind in KINDS:
        st.download_button(
            words.download.replace("{kind}", _NAMES[kind]),
            partial(_content, visit, talk, taken, kind),
            file_name=f"pressmark-{last.asked[:10]}.{kind}",
            key=f"download-{kind}",
            on_click="ignore",
            width="stretch",
        )


def _content(visit: Visit, talk: OpenTalk, taken: list[SavedTurn], kind: Kind) -> bytes:
    """Return the file of what is taken, the whole talk where nothing is."""
    turns = taken or visit.talks.turns(visit.owner, talk.id)
    states = [one for turn in turns for one in states_of(visit, talk, turn)]
    title = visit.talks.talk(visit.owner, talk.id).title if not taken else ""
    return exported(turns, kind, title=title, states=states).content
