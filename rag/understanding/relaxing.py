"""What a question was understood to ask in, the same asked less strictly, step by step, out."""

from collections.abc import Iterator
from dataclasses import replace

from rag.understanding.understood import Condition, Understood

_FIRST_TO_GO = ("author", "source", "date")


def relaxed(understood: Understood) -> Iterator[Understood]:
    """Yield it with one thing less each time: a quoted phrase, the author, the outlet, the dates.

    What the person set stays. `relaxed` of each tells all that was given up, in words. The author
    goes before the outlet, since an outlet's articles are likely to be what was looked for.
    """
    while understood.narrowed:
        understood = _without_one(understood)
        yield understood


def _without_one(understood: Understood) -> Understood:
    if understood.quoted:
        *kept, phrase = understood.quoted
        reason = f"no paragraph holds “{phrase}”{_among(understood)}; searched without it"
        return replace(understood, quoted=tuple(kept), relaxed=(*understood.relaxed, reason))
    dropped = min(understood.conditions, key=lambda one: _FIRST_TO_GO.index(one.kind))
    less = understood.without(dropped)
    if dropped.kind == "date":
        rest = less.without(dropped)
        less = replace(rest, sides=())
    searched = _in_words(less) or "the whole archive"
    nothing = _in_words(understood) or dropped.label
    reason = f"nothing good {nothing}; searched {searched}"
    return replace(less, sides=(), relaxed=(*understood.relaxed, reason))


def _among(understood: Understood) -> str:
    words = _in_words(understood)
    return f" {words}" if words else ""


def _in_words(understood: Understood) -> str:
    """Return the filters as words: "by The Quay, 2024-01-01 to 2024-01-31 (“in January 2024”)"."""
    return ", ".join(in_words(one) for one in understood.conditions)


def in_words(condition: Condition) -> str:
    """Return a condition with the words it came from."""
    return f"{condition.label} (“{condition.phrase}”)"
