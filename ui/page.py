"""The chat page, run by Streamlit: a question in, the checked answer and its sources out."""

import sys
import threading
from contextlib import suppress
from itertools import islice
from pathlib import Path

import streamlit as st

from index.errors import ArticleMissing, PressmarkError
from index.filters import Filters
from index.reader import IndexReader
from index.store import current_folder
from rag.answer import ask
from rag.follow_up.talk import turns_of
from rag.types import Answer
from ui.components import Place, show_article, show_newest, show_turn

_ICON = Path(__file__).parent / "assets" / "icon.png"
_TURNS, _READER = "turns", "reader"
_MOST_DIGITS = 9  # of a number in the address
_NEWEST = 6  # articles named on an empty page
_STYLE = f"""<style>
.stMainBlockContainer {{ padding-top: 2.5rem; }}
.stColumn:has(.st-key-{_READER}) > div {{ height: 100%; }}
[data-testid="stLayoutWrapper"]:has(> .st-key-{_READER}) {{ position: sticky; top: 2.5rem; }}
</style>"""


def page(index: Path) -> None:
    """Draw the page over the index folder."""
    st.set_page_config(page_title="Pressmark", page_icon=str(_ICON), layout="wide")
    try:
        reader = _reader(str(index), current_folder(index).name)
    except PressmarkError as error:
        _show_error(error)
        return
    st.html(_STYLE)
    asked = (st.chat_input("Ask the archive", max_chars=1000) or "").strip()
    reading = "article" in st.query_params
    talk, side = st.columns([3, 2], gap="large") if reading else (st.container(), None)
    with talk:
        _heading(reader)
        _talk(reader, asked)
    if side:
        with side:
            _open_article(reader)


@st.cache_resource(show_spinner="Opening the archive", max_entries=2)
def _reader(index: str, version: str) -> IndexReader:
    """Open a version once for all who read it, and load its model while they type."""
    del version  # a new version is a new entry
    reader = IndexReader.open(Path(index))
    threading.Thread(target=_warm, args=(reader,), daemon=True).start()
    return reader


def _warm(reader: IndexReader) -> None:
    with suppress(PressmarkError):  # asking raises it again, where it can be shown
        reader.embed(["ready"])


def _show_error(error: PressmarkError) -> None:
    st.error("The archive cannot be asked.")
    st.text(f"{error}\n{error.hint}")  # as text: a path is no Markdown


def _heading(reader: IndexReader) -> None:
    st.title("Pressmark", anchor=False)
    first, last = reader.database.days()
    held = f"{reader.manifest.counts['articles']:,} articles"
    dated = f", {first} to {last}" if first else ""
    st.caption(f"{held}{dated}. Every sentence of an answer is checked against its source.")


def _talk(reader: IndexReader, asked: str) -> None:
    turns: list[Answer] = st.session_state.setdefault(_TURNS, [])
    if not turns and not asked:
        newest = islice(reader.database.listed(Filters()), _NEWEST)
        show_newest([one.card for one in newest], key="newest", on_open=lambda: _open("newest"))
    for number, answer in enumerate(turns):
        _turn(number, answer)
    if asked:
        try:
            with st.spinner("Reading the archive"):
                answer = ask(asked, reader, history=turns_of(turns))
        except PressmarkError as error:
            _show_error(error)
            return
        turns.append(answer)
        _turn(len(turns) - 1, answer)


def _turn(number: int, answer: Answer) -> None:
    key = f"turn-{number}"
    show_turn(answer, key=key, on_open=lambda: _open(key))


def _open(key: str) -> None:
    st.query_params.from_dict(
        {name: str(part) for name, part in st.session_state[key].open.items()}
    )


def _close() -> None:
    st.query_params.clear()


def _open_article(reader: IndexReader) -> None:
    try:
        article = reader.article(st.query_params["article"])
    except ArticleMissing:
        st.warning("This article is not in the archive, or no longer.")
        st.button("Close", on_click=_close)
        return
    cited = Place(article.id, *(_number(name) for name in ("paragraph", "start", "end")))
    with st.container(key=_READER):
        show_article(article, cited, key="article", on_close=_close)


def _number(name: str) -> int:
    """Return a number that the address carries, 0 where it carries none."""
    given = st.query_params.get(name, "")
    plain = given.isascii() and given.isdigit() and len(given) <= _MOST_DIGITS
    return int(given) if plain else 0


if __name__ == "__main__":
    page(Path(sys.argv[1]))
