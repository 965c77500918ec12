"""The Ask view: a question in; its answer as it grows, below the ones before it, out."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from rag.follow_up.talk import turns_of
from rag.talks import SavedTurn, TalkMissing
from rag.types import Answer
from ui.chat.answering import Answering, Request, SoFar
from ui.chat.article_view import show_open_article
from ui.chat.failure import show_failure
from ui.chat.narrowing import as_understood, narrowings
from ui.chat.open_talk import SHOWN, OpenTalk, judge, open_talk, states_of
from ui.chat.place import place_of
from ui.chat.preferences import Preferences
from ui.chat.sidebar import show_sidebar
from ui.chat.start_view import show_start_of
from ui.chat.turn_data import growing, settled, turn_data
from ui.chat.visit import Visit, answers_in_the_making
from ui.components import clicked, record_clicked, show_turn

_NEXT, _ALL, _FAILED = "asked next", "show all turns of", "failed"
_PULSE = 0.1  # seconds between looks at whether somebody clicked


def ask_next(request: Request) -> None:
    """Have the view ask this when it is drawn next."""
    st.session_state[_NEXT] = request


def ask_view(visit: Visit) -> None:
    """Draw the talk, the answer in the making, and what is read beside it."""
    try:
        talk = open_talk(visit)
    except TalkMissing:
        show_sidebar(visit, OpenTalk())
        st.info(visit.words.talk_missing)
        return
    answering = answers_in_the_making().get(talk.id) if talk.id else None
    seen = answering.so_far if answering else None
    if answering and seen and seen.ended:
        _settle(visit, talk, seen)
        answering = None
    preferences = show_sidebar(visit, talk)
    asked = _input(visit, answering)
    request = st.session_state.pop(_NEXT, None) or _request(visit, talk, preferences, asked)
    if request and not answering:
        _begin(visit, talk, request)
        st.rerun()
    with st.container(key="talk"):
        if not talk.all and not answering:
            show_start_of(visit, ask=lambda question: _ask_next(visit, talk, preferences, question))
        _show_turns(visit, talk, preferences)
        if answering and seen:
            _show_growing(visit, talk, answering, seen)
        _show_failed(talk)
    show_open_article(visit, talk)
    if answering and seen:
        _wait(answering, seen)


def _request(
    visit: Visit, talk: OpenTalk, preferences: Preferences, asked: str | None
) -> Request | None:
    question = (asked or "").strip()
    if not question:
        return None
    history = turns_of([turn.answer for turn in talk.all])
    return preferences.request(visit, question, history=history)


def _ask_next(visit: Visit, talk: OpenTalk, preferences: Preferences, question: str) -> None:
    st.session_state[_NEXT] = _request(visit, talk, preferences, question)


def _input(visit: Visit, answering: Answering | None) -> str | None:
    """Draw where questions are typed; while one is answered, what stops that stands there."""
    if answering:
        with st.bottom:
            st.button(visit.words.stop, key="stop", on_click=answering.stop)
    return st.chat_input(
        visit.words.ask, max_chars=1000, key="question", disabled=answering is not None
    )


def _begin(visit: Visit, talk: OpenTalk, request: Request) -> None:
    """Begin to answer; the address then carries the talk."""
    st.session_state.pop(_FAILED, None)
    talk.fresh = 0
    if not talk.id:
        begun = visit.talks.begin(visit.owner)
        talk.id, talk.updated, talk.language = begun.id, begun.updated, visit.address.language
        visit.go(replace(visit.address, talk=talk.id))
    keep = partial(visit.talks.add, visit.owner, talk.id)
    answers_in_the_making()[talk.id] = Answering(request, visit.reader, keep).begin()


def _settle(visit: Visit, talk: OpenTalk, seen: SoFar) -> None:
    """Take the answer into the talk; one that could not be kept stays as long as the page does."""
    answers_in_the_making().pop(talk.id, None)
    if seen.failure:
        st.session_state[_FAILED] = (talk.id, seen.failure)
        if seen.answer:
            talk.loose = (*talk.loose, SavedTurn(talk.next_number, seen.answer, ""))
            talk.fresh = talk.next_number - 1
        return
    talk.read_on(visit)
    talk.fresh = talk.next_number - 1


def _show_turns(visit: Visit, talk: OpenTalk, preferences: Preferences) -> None:
    turns = talk.all
    hidden = max(0, len(turns) - SHOWN)
    if talk.earlier + hidden and st.session_state.get(_ALL) != talk.id:
        label = visit.words.earlier.replace("{count}", str(talk.earlier + hidden))
        st.button(label, on_click=lambda: _show_all(visit, talk))
        turns = turns[hidden:]
    for turn in turns:
        _show_turn(visit, talk, turn, preferences)


def _show_all(visit: Visit, talk: OpenTalk) -> None:
    st.session_state[_ALL] = talk.id
    talk.read_all(visit)


def _show_turn(visit: Visit, talk: OpenTalk, turn: SavedTurn, preferences: Preferences) -> None:
    if turn.number not in talk.drawn:
        kept = bool(turn.asked)
        drawn = settled(turn.answer, states_of(visit, talk, turn))
        judged = {"judgeable": kept, "judged": turn.good, "reason": turn.reason}
        talk.drawn[turn.number] = turn_data(drawn, visit.words, visit.address.language) | judged
    key = f"turn-{turn.number}"
    show_turn(
        talk.drawn[turn.number] | {"fresh": turn.number == talk.fresh},
        key=key,
        on_open_change=lambda: visit.read(place_of(record_clicked(key, "open"), turn.number)),
        on_without_change=lambda: _ask_without(
            visit, preferences, turn.answer, clicked(key, "without")
        ),
        on_judged_change=lambda: _judge(visit, talk, turn.number, record_clicked(key, "judged")),
        on_beat_change=_nothing,
    )


def _show_growing(visit: Visit, talk: OpenTalk, answering: Answering, seen: SoFar) -> None:
    number = talk.next_number
    key = f"turn-{number}"
    show_turn(
        turn_data(growing(answering.request, seen), visit.words, visit.address.language)
        | {"judgeable": False, "judged": None, "reason": ""},
        key=key,
        on_open_change=lambda: visit.read(place_of(record_clicked(key, "open"), number)),
        on_without_change=_nothing,
        on_judged_change=_nothing,
        on_beat_change=_nothing,
    )


def _wait(answering: Answering, seen: SoFar) -> None:
    """Wait for more of the answer, and draw it."""
    pulse = st.empty()
    while not answering.changed_from(seen, _PULSE):
        pulse.empty()  # here a click draws the page anew
    st.rerun()


def _ask_without(visit: Visit, preferences: Preferences, answer: Answer, number: str) -> None:
    """Ask again without one of the things that the search was narrowed to."""
    each = {str(at): one for at, one in enumerate(narrowings(answer.understood))}
    if one := each.get(number):
        question = answer.stand_alone or answer.question
        reading = as_understood(one.without)
        st.session_state[_NEXT] = preferences.request(visit, question, reading=reading)


def _judge(visit: Visit, talk: OpenTalk, number: int, judged: Mapping[str, object]) -> None:
    good = judged.get("good")
    reason = str(judged.get("reason", ""))
    judge(visit, talk, number, good if isinstance(good, bool) else None, reason)


def _show_failed(talk: OpenTalk) -> None:
    of, failure = st.session_state.get(_FAILED, ("", None))
    if failure and of == talk.id:
        show_failure(failure)


def _nothing() -> None:
    """Let a click draw the page anew, no more."""
