"""Plain data in; the parts of the page that Streamlit has no widget for, drawn by scripts, out.

The scripts put every word of the archive into the page as text, never as HTML, and load nothing.
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import streamlit as st

_ASSETS = Path(__file__).parent / "assets"
Heard = Callable[[], None]


def show_turn(data: Mapping[str, object], *, key: str, **heard: Heard) -> None:
    """Show a question and its answer, and tell `on_<what>_change` of each click.

    What was clicked is then in `st.session_state[key]`: `open`, a place; `without`, the number of
    what the search was narrowed to; `judged`; `beat`, where an answer may have grown.
    """
    _component("turn")(data=data, key=key, **heard)


def show_start(data: Mapping[str, object], *, key: str, **heard: Heard) -> None:
    """Show what to begin with; `asked` is then a question, `open` a place."""
    _component("start")(data=data, key=key, **heard)


def show_article(data: Mapping[str, object], *, key: str, **heard: Heard) -> None:
    """Show a whole article with the cited words marked; `open` is another place, `closed` true."""
    _component("article")(data=data, key=key, **heard)


def show_talks(data: Mapping[str, object], *, key: str, **heard: Heard) -> None:
    """Show a list of talks; `open` and `deleted` are an id, `renamed` an id with its title."""
    _component("talks")(data=data, key=key, **heard)


def show_results(data: Mapping[str, object], *, key: str, **heard: Heard) -> None:
    """Show what a search found; `open` is a place, `asked` a question about an article.

    `source` and `month` are what to narrow it to, `without` the number of what its words narrowed.
    """
    _component("results")(data=data, key=key, **heard)


def show_archive(data: Mapping[str, object], *, key: str, **heard: Heard) -> None:
    """Show an archive's counts and a page of its articles; `open` is the id of one of them.

    `cell` is an outlet and a period to narrow the list to, `page` the number of another page.
    """
    _component("archive")(data=data, key=key, **heard)


def show_report(data: Mapping[str, object], *, key: str, **heard: Heard) -> None:
    """Show an evaluation; `case` is the id of one to open, `verdict` and `page` say which."""
    _component("report")(data=data, key=key, **heard)


def show_comparison(data: Mapping[str, object], *, key: str, **heard: Heard) -> None:
    """Show what became of a run's figures in another."""
    _component("comparison")(data=data, key=key, **heard)


def show_token(name: str, token: str, *, key: str, **heard: Heard) -> None:
    """Keep a token in a cookie of this name; `found` is the one that was there before it."""
    _component("token")(data={"name": name, "token": token}, key=key, **heard)


def clicked(key: str, what: str) -> str:
    """Return what was clicked in a part of the page: an id, a number, a question."""
    return str(getattr(st.session_state[key], what))


def record_clicked(key: str, what: str) -> Mapping[str, object]:
    """Return the fields of what was clicked; none where a browser sent something else."""
    found = getattr(st.session_state[key], what)
    return found if isinstance(found, Mapping) else {}


@cache
def _component(name: str) -> Callable[..., object]:
    script, style = (
        "\n".join(
            (_ASSETS / f"{part}.{kind}").read_text(encoding="utf-8") for part in ("page", name)
        )
        for kind in ("js", "css")
    )
    return st.components.v2.component(f"pressmark_{name}", js=script, css=style)
