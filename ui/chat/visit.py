"""An index in; what a run of the page works with out: archive, talks, reader, address."""

import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from index.errors import PressmarkError
from index.home import Location, home_of
from index.reader import IndexReader
from index.settings import Settings, read_settings
from rag.talks import Talks, talks_place
from ui.chat.answering import Answering
from ui.chat.arabic import ARABIC
from ui.chat.owner import owner
from ui.chat.place import Address, Place
from ui.chat.suggestions import Suggestions
from ui.chat.words import ENGLISH, Words
from ui.models import Models

LANGUAGES = {"en": "English", "ar": "العربية"}


@dataclass(frozen=True, slots=True)
class Visit:
    """Who reads what, in which language, at which address; `index` is where that is."""

    reader: IndexReader
    talks: Talks
    settings: Settings
    owner: str
    address: Address
    index: Location = Path()

    @property
    def words(self) -> Words:
        """What the page says, in the reader's language."""
        return ARABIC if self.address.language == "ar" else ENGLISH

    def go(self, address: Address) -> None:
        """Make this the address of the page."""
        st.query_params.from_dict(address.parameters())

    def read(self, place: Place | None) -> None:
        """Open a place beside the talk, or close what is open."""
        self.go(self.address.at(place))


def visit(index: Location) -> Visit:
    """Return what this run works with; raises PressmarkError where there is no index to ask."""
    settings = read_settings(Path.cwd())
    reader = _reader(str(index), home_of(index).current(), index)
    talks = _talks(talks_place(index, settings))
    return Visit(reader, talks, settings, owner(), Address.read(st.query_params.to_dict()), index)


@st.cache_resource(show_spinner=False)
def answers_in_the_making() -> dict[str, Answering]:
    """Return what is being answered now, by the id of its talk, for all who read."""
    return {}


def models_of(at: Visit) -> Models:
    """Return the models that the settings name, the same for all who ask by these settings."""
    return _models(at.settings)


@st.cache_resource(show_spinner=False, max_entries=2)
def _models(settings: Settings) -> Models:
    return Models(settings)


def suggestions_of(at: Visit) -> Suggestions:
    """Return the questions that this version of the index answers, as far as they are found."""
    return _suggestions(at.reader, at.reader.name)


@st.cache_resource(show_spinner=False, max_entries=2)
def _suggestions(_reader: IndexReader, version: str) -> Suggestions:
    del version  # each has its own
    return Suggestions(_reader).begin()


@st.cache_resource(show_spinner=False, max_entries=2)
def _reader(index: str, version: str, _location: Location) -> IndexReader:
    """Open a version once for all who read it, and load its model while they type."""
    del index, version  # a new version is a new entry
    reader = IndexReader.open(_location)
    threading.Thread(target=_warm, args=(reader,), daemon=True).start()
    return reader


@st.cache_resource(show_spinner=False)
def _talks(place: Location) -> Talks:
    return Talks.open(place)


def _warm(reader: IndexReader) -> None:
    with suppress(PressmarkError):  # asking raises it again, where it can be shown
        reader.embed(["ready"])
