"""Turns of a talk in, a file to hand out: its name, its media type and its bytes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from rag.export.docx import docx
from rag.export.html import html
from rag.export.manuscript import Kind, Manuscript, manuscript
from rag.export.markdown import markdown
from rag.lasting import Lasting
from rag.talks.talk import SavedTurn

KINDS: tuple[Kind, ...] = get_args(Kind)
_MEDIA: Mapping[Kind, str] = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_WRITERS: Mapping[Kind, Callable[[Manuscript], bytes]] = {
    "md": lambda made: markdown(made).encode(),
    "html": lambda made: html(made).encode(),
    "docx": docx,
}


@dataclass(frozen=True, slots=True)
class Exported:
    """A file; its name is made of the day of the last answer, and of nothing that was said."""

    name: str
    media_type: str
    content: bytes


def exported(
    turns: Sequence[SavedTurn], kind: Kind, *, title: str = "", states: Iterable[Lasting] = ()
) -> Exported:
    """Write these turns: all of a talk, or one answer, whose question is the title unless given.

    `states` are those of the citations now (`rag.lasting`), where they are known.
    """
    if not turns:
        raise ValueError("there is nothing to export")
    made = manuscript(title or turns[0].question, turns, states)
    day = max(turn.asked for turn in turns)[:10]
    content = _WRITERS[kind](made)
    return Exported(f"pressmark-{day}.{kind}", _MEDIA[kind], content)
