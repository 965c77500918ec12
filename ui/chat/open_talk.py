"""A visit in, the turns of its talk out: read from the file once, then only when it has changed."""

from dataclasses import dataclass, field

import streamlit as st

from rag.lasting import Lasting, lasting
from rag.talks import SavedTurn
from ui.chat.turn_data import Row, cited
from ui.chat.visit import Visit

_KEPT = "open talk"


@dataclass(slots=True)
class OpenTalk:
    """The talk that this session shows; what is drawn of its turns is kept by their numbers.

    `id` is "" until something was asked. `loose` are answers that the file would not take.
    `states` are those of the citations in this version of the index, `fresh` is the number of the
    answer that has just been made.
    """

    id: str = ""
    updated: str = ""
    language: str = ""
    turns: tuple[SavedTurn, ...] = ()
    loose: tuple[SavedTurn, ...] = ()
    states: dict[int, tuple[Lasting, ...]] = field(default_factory=dict)
    version: str = ""
    fresh: int = 0
    drawn: dict[int, Row] = field(default_factory=dict)

    @property
    def all(self) -> tuple[SavedTurn, ...]:
        """All turns, in order."""
        return self.turns + self.loose

    @property
    def next_number(self) -> int:
        """The number that the next turn will have."""
        return len(self.turns) + len(self.loose) + 1


def open_talk(visit: Visit) -> OpenTalk:
    """Return the talk of the address; TalkMissing where this reader has none of its id."""
    talk: OpenTalk = st.session_state.setdefault(_KEPT, OpenTalk())
    address = visit.address
    if not address.talk:
        if talk.id:
            talk = st.session_state[_KEPT] = OpenTalk()
        return talk
    found = visit.talks.talk(visit.owner, address.talk)
    if (talk.id, talk.language) != (found.id, address.language):
        talk = st.session_state[_KEPT] = OpenTalk(found.id, language=address.language)
    if talk.updated != found.updated:
        talk.turns = visit.talks.turns(visit.owner, found.id)
        talk.updated = found.updated
    if talk.version != visit.reader.name:
        talk.version, talk.states, talk.drawn = visit.reader.name, {}, {}
    return talk


def states_of(visit: Visit, talk: OpenTalk, turn: SavedTurn) -> tuple[Lasting, ...]:
    """Return how the citations of an answer stand in the archive now; looked up once a version."""
    if turn.number not in talk.states:
        talk.states[turn.number] = lasting(cited(turn.answer.claims), visit.reader)
    return talk.states[turn.number]


def judge(visit: Visit, talk: OpenTalk, number: int, good: bool | None, reason: str) -> None:
    """Keep what the reader thinks of an answer."""
    visit.talks.judge(visit.owner, talk.id, number, good, reason)
    talk.drawn.pop(number, None)
    talk.updated = ""
