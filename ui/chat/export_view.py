"""A talk in, files of it or of one of its answers to take away out."""

from functools import partial

import streamlit as st

from rag.export import KINDS, Kind, exported
from rag.talks import SavedTurn
from ui.chat.open_talk import OpenTalk, states_of
from ui.chat.visit import Visit

_NAMES: dict[Kind, str] = {"md": "Markdown", "html": "HTML", "docx": "Word"}


def show_export(visit: Visit, talk: OpenTalk) -> None:
    """Draw what can be taken away; a file is made when it is asked for."""
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
    taken = [turns[chosen]] if chosen else list(talk.turns)
    for kind in KINDS:
        st.download_button(
            words.download.replace("{kind}", _NAMES[kind]),
            partial(_content, visit, talk, taken, kind),
            file_name=f"pressmark-{max(turn.asked for turn in taken)[:10]}.{kind}",
            key=f"download-{kind}",
            on_click="ignore",
            width="stretch",
        )


def _content(visit: Visit, talk: OpenTalk, turns: list[SavedTurn], kind: Kind) -> bytes:
    states = [one for turn in turns for one in states_of(visit, talk, turn)]
    title = visit.talks.talk(visit.owner, talk.id).title if len(turns) > 1 else ""
    return exported(turns, kind, title=title, states=states).content
