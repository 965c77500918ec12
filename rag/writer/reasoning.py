"""A model's words as they stream in, the same without what it thought aloud before them, out."""

from collections.abc import Iterator

_TAGS = ("think", "thinking", "reasoning")


def spoken(pieces: Iterator[str]) -> Iterator[str]:
    """Yield the pieces from where the answer begins: after `<think>…</think>` if one opens it.

    Where the thought is never closed, there is no answer, and nothing is yielded.
    """
    head = ""
    for piece in pieces:
        head += piece
        start = head.lstrip()
        if _may_open(start):
            continue
        if tag := _opened(start):
            head = _after(f"</{tag}>", start, pieces)
        yield head
        yield from pieces
        return
    yield head


def _may_open(start: str) -> bool:
    """Whether more must come before it is known if a thought opens."""
    return any(f"<{tag}>".startswith(start.lower()) and len(start) < len(tag) + 2 for tag in _TAGS)


def _opened(start: str) -> str:
    """Return the tag of the thought that opens here, "" where none does."""
    return next((tag for tag in _TAGS if start.lower().startswith(f"<{tag}>")), "")


def _after(closing: str, start: str, pieces: Iterator[str]) -> str:
    """Return what follows the closing tag, "" where it never comes."""
    tail = start
    while closing not in tail.lower():
        piece = next(pieces, None)
        if piece is None:
            return ""
        tail = tail[-len(closing) :] + piece
    at = tail.lower().index(closing)
    return tail[at + len(closing) :]
