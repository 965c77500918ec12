"""The days a question asks for and those of the archive in, whether they meet out."""

from datetime import date

from rag.understanding.known import Known
from rag.understanding.windows import Window


def reaches(window: Window, known: Known) -> bool:
    """Whether the archive has articles of the days named."""
    if not known.first or not known.last:
        return False
    first, last = date.fromisoformat(known.first), date.fromisoformat(known.last)
    named_since = window.about.first if window.since else first
    named_until = window.about.last if window.until else last
    if window.relation == "before":
        named_since, named_until = first, window.until or last
    elif window.relation in ("since", "after"):
        named_since, named_until = window.since or first, last
    elif window.relation == "by":
        named_since = first
    return named_until >= first and named_since <= last and named_since <= named_until


def narrows(window: Window, known: Known) -> bool:
    """Whether the archive, which the window reaches, has articles of other days too."""
    since = window.since.isoformat() if window.since else known.first
    until = window.until.isoformat() if window.until else known.last
    return since > known.first or until < known.last


def after_all(window: Window, known: Known) -> bool:
    """Whether the asker counted back from today to days after all that the archive holds."""
    counted = window.relative and window.relation not in ("before", "until", "by")
    return bool(known.last) and counted and window.about.first.isoformat() > known.last
