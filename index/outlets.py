"""The name of an outlet as a person writes it in, what the archive may call it out.

An archive joins the names of a page and of the agency it took a text from in one field: "Daily
Post / Agency", "The Roar | Sports Blog", "Sky News - Weather". Either name is one of the outlet's,
and so is the first before a dash. A leading "the" and the case do not matter.
"""

import re

from index.terms import fold

_JOINED = re.compile(r"\s*[/|;]\s*")
_SECTION = re.compile(r"\s+[-–—]\s+")
_THE = re.compile(r"the\s+")


def outlet_names(source: str) -> tuple[str, ...]:
    """Return the names that a source field holds, folded, without a leading "the", each once."""
    names = [_without_the(name) for name in _JOINED.split(fold(source.strip()))]
    leading = [_SECTION.split(name)[0] for name in names]
    return tuple(dict.fromkeys(name for name in [*names, *leading] if name))


def outlet_pattern(source: str) -> str:
    """Return the pattern that all of a folded source field matches where it holds such a name.

    Several names, joined as an archive joins them, mean any of them. The pattern keeps to what both
    Python's `re` and the lexical index understand.
    """
    names = dict.fromkeys(_without_the(name) for name in _JOINED.split(fold(source.strip())))
    either = "|".join(_escaped(name) for name in names if name)
    return rf"(.*[/|;] *)?(the +)?({either})( *[/|;].*| +[-–—] .*)?"


def _without_the(name: str) -> str:
    return _THE.sub("", name, count=1) if _THE.match(name) else name


def _escaped(name: str) -> str:
    return "".join(rf"\{letter}" if letter in r"\.+*?()|[]{}^$#&-~" else letter for letter in name)
