"""A visit in, the turns of its talk out: each is read from the file once, the last ones first."""

from dataclasses import dataclass, field, replace

import streamlit as st

from rag.lasting import Lasting, lasting
from rag.talks import SavedTurn
from ui.chat.turn_data import Row, cited
from ui.chat.visit import Visit

_KEPT = "open talk"
SHOWN = 20  # turns read and drawn at first; a talk of hundreds is slow to open


@dataclass(slots=True)
class OpenTalk:
    """The talk that this session shows; what is drawn of its turns is kept by their numbers.

    `id` is "" until something was asked. `turns` are the last ones, as far back as a reader went.
    `loose` are answers that the file would not take.
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
    def earlier(self) -> int:
        """How many turns there are before those that were read."""
        return self.turns[0].number - 1 if self.turns else 0

    @property
    def next_number(self) -> int:
        """The number that the next turn will have."""
        return self.earlier + len(self.turns) + len(self.loose) + 1

    def read_on(self, visit: Visit) -> None:
        """Read the turns that the file has gained: those of this page or of another."""
        found = visit.talks.talk(visit.owner, self.id)
        last = self.turns[-1].number if self.turns else _before_the_last(visit, self.id)
        self.turns += visit.talks.turns(visit.owner, self.id, after=last)
        self.updated = found.updated

    def read_all(self, visit: Visit) -> None:
        """Read the turns before those that were read."""
        if self.earlier:
            self.turns = visit.talks.turns(visit.owner, self.id)


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
        talk.read_on(visit)
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
    said = reason.strip() if good is not None else ""
    talk.turns = tuple(
        replace(one, good=good, reason=said) if one.number == number else one for one in talk.turns
    )


def _before_the_last(visit: Visit, talk: str) -> int:
    """Return the number of the turn after which to read: an open article's own is read, too."""
    before = visit.talks.count(visit.owner, talk) - SHOWN
    place = visit.address.place
    return max(0, min(before, place.turn - 1) if place and place.turn else before)
