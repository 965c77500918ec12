"""What a document's properties say in, what of it can be believed out.

Programs fill them in by themselves: a template's name, a login, the file's own name. What looks
like that is left out rather than shown as a headline or an author.
"""

import re

from index.cleaning import tidy
from index.dates import iso_date

_FILE_NAME = re.compile(r"\.\w{2,5}$|[\\/_]|^Microsoft|^Layout \d|^Slide \d", re.IGNORECASE)
_NO_TITLE = re.compile(r"^(?:untitled|document|new document|title)\b", re.IGNORECASE)
_NO_PERSON = re.compile(
    r"[\d@_\\/]|\b(?:user|admin|owner|desktop|author|office|microsoft|adobe)\b", re.IGNORECASE
)
_TITLE_LENGTH = range(8, 250)
_HEADLINE_LENGTH = range(8, 200)
_NAME_LENGTH = range(4, 80)
_ENDS = (".", ",", ";", ":", "،", "؛", "-")
_STAMP = re.compile(r"(?:D:)?(\d{4})-?(\d{2})-?(\d{2})")
_FIRST_YEAR = "1985"  # neither format is older; what says so has a clock that was never set


def believable_title(title: str) -> str:
    """Return the title tidied, "" where it is a file's name or a program's filling."""
    title = tidy(title)
    poor = _FILE_NAME.search(title) or _NO_TITLE.match(title)
    return "" if poor or len(title) not in _TITLE_LENGTH or " " not in title else title


def believable_authors(author: str) -> tuple[str, ...]:
    """Return the people named; a login or the name of a program is nobody."""
    names = (tidy(name).removeprefix("By ") for name in re.split(r"[;،]", author))
    return tuple(name for name in names if _is_name(name))


def believable_date(stamp: str) -> str:
    """Return the day of `D:20240124093000+02'00'` or of an ISO date, "" where there is none."""
    found = _STAMP.match(stamp.strip())
    day = iso_date("-".join(found.groups())) if found else ""
    return day if day >= _FIRST_YEAR else ""


def looks_like_headline(line: str) -> bool:
    """Whether a document's first line may be its headline: short, some words, no full stop."""
    return len(line) in _HEADLINE_LENGTH and " " in line and not line.endswith(_ENDS)


def _is_name(name: str) -> bool:
    return len(name) in _NAME_LENGTH and " " in name and not _NO_PERSON.search(name)
