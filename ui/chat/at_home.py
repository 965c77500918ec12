"""A server's settings and a request's headers in; whether this machine alone is served, out."""

from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st

_OURS = frozenset({"127.0.0.1", "localhost", "::1"})
_PASSED_ON = ("X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Real-Ip")


def at_home() -> bool:
    """Whether the server listens to this machine alone, and this request came from it straight."""
    return is_at_home(str(st.get_option("server.address") or ""), st.context.headers.to_dict())


def is_at_home(listens: str, headers: Mapping[str, str | list[str]]) -> bool:
    """Whether it does: a name of another host, or a proxy's header, tells that others come in."""
    if listens not in _OURS or any(name in headers for name in _PASSED_ON):
        return False
    host = headers.get("Host", "")
    return isinstance(host, str) and urlsplit(f"//{host}").hostname in _OURS
