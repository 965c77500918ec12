"""Names, texts and attributes in; HTML out in which every text is escaped."""

import re
from html import escape

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # controls, half characters
_VOID = frozenset({"meta", "br"})


class Markup(str):
    """HTML made here, which goes into a page as it is; any other string is escaped."""

    __slots__ = ()


def element(name: str, /, *children: str, **attributes: str | float | None) -> Markup:
    """Return an element.

    Attributes: `class_` is class, an underscore within is a hyphen, None leaves one out.
    """
    named = [(key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items()]
    given = "".join(f' {key}="{_value(value)}"' for key, value in named if value is not None)
    if name in _VOID:
        return Markup(f"<{name}{given}>")
    return Markup(f"<{name}{given}>{joined(*children)}</{name}>")


def joined(*children: str) -> Markup:
    """Return the children one after the other, each escaped unless it is Markup."""
    return Markup("".join(one if isinstance(one, Markup) else escaped(one) for one in children))


def escaped(text: str) -> Markup:
    """Return text as HTML, without the characters that a page cannot hold."""
    return Markup(escape(_UNSEEN.sub("\ufffd", text)))


def text(name: str, words: str, /, **attributes: str | float | None) -> Markup:
    """Return an element of words in any language, which take their own direction."""
    return element(name, words, dir="auto", **attributes)


def _value(value: str | float) -> str:
    return escaped(value) if isinstance(value, str) else f"{value:g}"
