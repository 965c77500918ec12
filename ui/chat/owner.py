"""Who reads: a signed-in person, or the token that a browser keeps, in; whose talks these are out.

A token is as good as a password, so it is long, random and never shown; the two kinds of owner are
told apart by a prefix, so that no token can stand for a person.
"""

import re
import secrets

import streamlit as st

from ui.components import clicked, show_token

_COOKIE = "pressmark_reader"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_KEPT, _KEEPER = "token", "token keeper"


def owner() -> str:
    """Return whose talks this session sees."""
    address = signed_in()
    return f"person:{address}" if address else f"browser:{_token()}"


def signed_in() -> str:
    """Return the e-mail address of who is signed in, "" for nobody."""
    if not st.user.get("is_logged_in"):
        return ""
    return str(st.user.get("email") or st.user.get("sub") or "")


def can_sign_in() -> bool:
    """Whether a provider to sign in with is set up."""
    return "is_logged_in" in st.user


def keep_token() -> None:
    """Have the browser keep its token, or tell the one that it has since another tab was opened."""
    if not signed_in():
        show_token(_COOKIE, _token(), key=_KEEPER, on_found_change=_found)


def cookie(name: str) -> str:
    """Return what the browser kept under a name when it opened the page."""
    return st.context.cookies.get(name, "")


def _token() -> str:
    if _KEPT not in st.session_state:
        given = cookie(_COOKIE)
        known = bool(_TOKEN.fullmatch(given))
        st.session_state[_KEPT] = given if known else secrets.token_urlsafe(32)
    return str(st.session_state[_KEPT])


def _found() -> None:
    found = clicked(_KEEPER, "found")
    if _TOKEN.fullmatch(found):
        st.session_state[_KEPT] = found
