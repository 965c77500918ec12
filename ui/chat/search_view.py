"""The Search view: words in; the paragraphs that hold them, counted and to be narrowed, out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import streamlit as st

from index.errors import PressmarkError
from index.filters import Filters
from index.reader import IndexReader
from rag.asking import read
from rag.reranker import Reranker
from rag.results import Results, results
from ui.chat.answering import Request
from ui.chat.article_view import show_open_article
from ui.chat.ask_view import ask_next
from ui.chat.failure import show_failure
from ui.chat.narrowing import narrowings
from ui.chat.open_talk import OpenTalk
from ui.chat.place import Address, place_of
from ui.chat.preferences import answerers
from ui.chat.search_data import results_data
from ui.chat.search_words import SearchWords, search_words
from ui.chat.sought import Sought
from ui.chat.visit import Visit, models_of
from ui.components import clicked, record_clicked, show_results

_KEY = "results"
_WORDS, _SINCE, _UNTIL, _OUTLET, _SORT = (
    f"sought-{name}" for name in ("words", "since", "until", "outlet", "sort")
)
_DAYS = "YYYY-MM-DD"
_NARROW = 150  # pixels of a filter; two stand beside each other on a phone
_PER_ARTICLE = 3  # paragraphs of one article, so that a long one leaves room for others
_KEPT = 64  # searches whose results stay in memory


def search_view(visit: Visit) -> None:
    """Draw the box, what it found, and what is read beside it."""
    says = search_words(visit.address.language)
    sought = Sought.read(visit.address.kept)
    _show_box(visit, sought, says)
    if sought.words:
        try:
            with st.spinner(says.searching, show_time=False):
                day = date.today().isoformat()
                again = models_of(visit).reranker
                found = _found(visit.reader.name, sought, day, visit.reader, again)
        except PressmarkError as error:
            show_failure(error, says.failed)
            return
        _show_found(visit, sought, found, says)
    show_open_article(visit, OpenTalk())


def _show_box(visit: Visit, sought: Sought, says: SearchWords) -> None:
    state, go = st.session_state, _Chosen(visit, sought)
    state[_WORDS], state[_SORT] = sought.words, sought.sort
    st.text_input(
        says.search, key=_WORDS, placeholder=says.hint, on_change=go.words, max_chars=1000
    )
    since, until = state[_SINCE], state[_UNTIL] = _day(sought.since), _day(sought.until)
    first, last = visit.reader.database.days()
    low, high = (_day(one) for one in (first, last))
    outlets = [name for name, _ in _sources(visit.reader.name, visit.reader) if name]
    known = sought.outlet in ("", *outlets)
    state[_OUTLET] = sought.outlet
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            says.sort,
            ["relevance", "newest", "oldest"],
            format_func=lambda name: getattr(says, name),
            key=_SORT,
            on_change=go.sort,
            width=_NARROW,
        )
        st.selectbox(
            says.outlet,
            ["", *outlets, *([] if known else [sought.outlet])],
            format_func=lambda name: name or says.any_outlet,
            key=_OUTLET,
            on_change=go.outlet,
            width=_NARROW,
        )
        for label, key, at in ((says.since, _SINCE, since), (says.until, _UNTIL, until)):
            st.date_input(
                label,
                key=key,
                min_value=min(filter(None, [low, at]), default=None),
                max_value=max(filter(None, [high, at]), default=None),
                format=_DAYS,
                on_change=go.days,
                width=_NARROW,
            )


class _Chosen:
    """What a reader does with the box, each put into the address."""

    def __init__(self, visit: Visit, sought: Sought) -> None:
        self._visit, self._sought = visit, sought

    def words(self) -> None:
        """Search for other words, of which nothing was taken away."""
        given = str(st.session_state[_WORDS]).strip()
        self.go(replace(self._sought, words=given, without=(), count=Sought().count))

    def sort(self) -> None:
        """Put what is found in another order."""
        self.go(replace(self._sought, sort=st.session_state[_SORT]))

    def outlet(self) -> None:
        """Search one outlet, or any."""
        self.go(replace(self._sought, outlet=st.session_state[_OUTLET] or "", count=10))

    def days(self) -> None:
        """Search the days between two, or from or to one."""
        since, until = (_written(st.session_state[key]) for key in (_SINCE, _UNTIL))
        self.go(replace(self._sought, since=since, until=until, count=10))

    def go(self, sought: Sought) -> None:
        """Let the address say so."""
        self._visit.go(replace(self._visit.address, kept=sought.kept, place=None))


def _show_found(visit: Visit, sought: Sought, found: Results, says: SearchWords) -> None:
    go = _Chosen(visit, sought).go
    show_results(
        results_data(found, sought, visit.words, says, visit.address.language),
        key=_KEY,
        on_open_change=lambda: visit.read(place_of(record_clicked(_KEY, "open"))),
        on_without_change=lambda: _without(visit, sought, found, clicked(_KEY, "without")),
        on_source_change=lambda: go(sought.in_outlet(clicked(_KEY, "source"))),
        on_month_change=lambda: go(sought.in_month(clicked(_KEY, "month"))),
        on_more_change=lambda: visit.go(replace(visit.address, kept=sought.with_more().kept)),
        on_asked_change=lambda: _ask(visit, found, record_clicked(_KEY, "asked")),
    )


def _without(visit: Visit, sought: Sought, found: Results, number: str) -> None:
    each = {str(at): one for at, one in enumerate(narrowings(found.understood))}
    if one := each.get(number):
        _Chosen(visit, sought).go(sought.less(one))


def _ask(visit: Visit, found: Results, asked: Mapping[str, object]) -> None:
    """Ask a question about one of the articles found, and go to where it is answered."""
    question = str(asked.get("question", "")).strip()
    cards = {hit.article.id: hit.article for hit in found.hits}
    card = cards.get(str(asked.get("article")))
    if not question or not card:
        return
    day = card.published[:10]
    filters = Filters() if asked.get("whole") else Filters(day, day, card.source)
    ask_next(
        Request(
            question,
            lambda one: read(visit.reader, one, filters=filters),
            answerers=answerers(visit),
            reranker=models_of(visit).reranker,
        )
    )
    visit.go(Address(language=visit.address.language))


@st.cache_resource(show_spinner=False, max_entries=_KEPT)
def _found(
    version: str, sought: Sought, day: str, _reader: IndexReader, _again: Reranker | None
) -> Results:
    """Search a version once for all who search it alike on the same day."""
    del version
    return results(
        _reader,
        sought.understood(_reader, date.fromisoformat(day)),
        k=sought.count,
        sort=sought.sort,
        per_article=_PER_ARTICLE,
        reranker=_again,
    )


@st.cache_resource(show_spinner=False, max_entries=2)
def _sources(version: str, _reader: IndexReader) -> list[tuple[str, int]]:
    del version
    return _reader.database.sources()


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""
