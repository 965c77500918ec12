"""The Archive view: an archive in; what it holds by outlet, time and article out, and its care."""

from dataclasses import replace

import streamlit as st

from index.filters import Filters
from index.reader import IndexReader
from index.rows import Listed
from ui.chat.adding_view import show_adding
from ui.chat.archive_data import Grid, archive_data, grid
from ui.chat.archive_words import archive_words
from ui.chat.article_view import show_open_article
from ui.chat.at_home import at_home
from ui.chat.browsed import PAGE, Browsed
from ui.chat.open_talk import OpenTalk
from ui.chat.place import Place
from ui.chat.versions_view import show_versions
from ui.chat.visit import Visit
from ui.components import clicked, record_clicked, show_archive

_KEY = "archive"
_KEPT = 32  # grids and pages of lists that stay in memory


def archive_view(visit: Visit) -> None:
    """Draw what the archive holds, ways to add to it, and its versions."""
    says = archive_words(visit.address.language)
    if at_home():
        show_adding(visit, says)
        show_versions(visit, says)
    else:
        st.info(says.not_here)
    _show_held(visit)
    show_open_article(visit, OpenTalk())


def _show_held(visit: Visit) -> None:
    says, browsed = archive_words(visit.address.language), Browsed.read(visit.address.kept)
    reader = visit.reader
    counts = _grid(reader.name, browsed.period, reader)
    all, listed = _page(reader.name, browsed, reader)
    show_archive(
        archive_data(counts, listed, browsed, all, says),
        key=_KEY,
        on_open_change=lambda: visit.read(Place(clicked(_KEY, "open"), 1)),
        on_cell_change=lambda: _narrow(visit, browsed),
        on_page_change=lambda: _go(visit, browsed.turned(int(clicked(_KEY, "page")))),
    )


def _narrow(visit: Visit, browsed: Browsed) -> None:
    cell = record_clicked(_KEY, "cell")
    _go(visit, browsed.at(str(cell.get("outlet", "")), str(cell.get("period", ""))))


def _go(visit: Visit, browsed: Browsed) -> None:
    visit.go(replace(visit.address, kept=browsed.kept))


@st.cache_resource(show_spinner=False, max_entries=_KEPT)
def _grid(version: str, period: str, _reader: IndexReader) -> Grid:
    del version
    return grid(_reader.database.counted_in_all(Filters()), period)


@st.cache_resource(show_spinner=False, max_entries=_KEPT)
def _page(version: str, browsed: Browsed, _reader: IndexReader) -> tuple[int, list[Listed]]:
    """Return how many articles there are, and those of the page."""
    del version
    filters, database = browsed.filters, _reader.database
    all = sum(one.articles for one in database.counted_in_all(filters))
    return all, list(database.listed(filters, skip=(browsed.page - 1) * PAGE, most=PAGE))
