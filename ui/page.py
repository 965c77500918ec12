"""The chat page, run by Streamlit: an index in, the views over it out."""

import os
import sys
from pathlib import Path

import streamlit as st

from index.errors import PressmarkError
from index.home import Location, location_of
from index.postgres.address import is_address
from index.settings import INDEX_VARIABLE
from ui.chat.failure import show_failure
from ui.chat.style import RIGHT_TO_LEFT, STYLE
from ui.chat.views import show_view
from ui.chat.visit import Visit, visit
from ui.chat.words import ENGLISH

_ICON = Path(__file__).parent / "assets" / "icon.png"


def page(index: Location) -> None:
    """Draw the page over the index."""
    st.set_page_config(page_title="Pressmark", page_icon=str(_ICON), layout="wide")
    try:
        at = visit(index)
    except PressmarkError as error:
        show_failure(error, ENGLISH.archive_closed)
        return
    st.html(STYLE)
    if at.address.language == "ar":
        st.html(RIGHT_TO_LEFT)
    _heading(at)
    show_view(at)


def _heading(at: Visit) -> None:
    first, last = at.reader.database.days()
    said = at.words.held_dated if first else at.words.held
    articles = f"{at.reader.manifest.counts['articles']:,}"
    held = said.format(articles=articles, first=first, last=last)
    with st.container(key="heading"):
        st.title("Pressmark", anchor=False)
        st.caption(f"{held}. {at.words.checked}")


if __name__ == "__main__":
    given = sys.argv[1]
    page(location_of(os.environ.get(INDEX_VARIABLE, given) if is_address(given) else given))
