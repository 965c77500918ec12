"""A manuscript in, Markdown with footnotes out, in which no word of the archive is markup."""

import re
from collections.abc import Iterator

from rag.export.manuscript import Manuscript, Note, Section, Sentence

_LIVE = re.compile(r"[\\`*_{}\[\]<>&$#|~!^@=]")
_ADDRESS = re.compile(r"(?<=\w)(?::(?=//)|\.(?=[A-Za-z]{2}))")  # some link bare ones
_ITEM = re.compile(r"\A(\d+)([.)])|\A([-+:])")  # what makes a line a list


def markdown(made: Manuscript) -> str:
    """Return the whole text."""
    blocks = [f"# {_escaped(made.title)}"]
    for section in made.sections:
        blocks += _section(section)
    if made.notes:
        blocks.append("---")
        blocks += [f"[^{note.number}]: {_note(note)}" for note in made.notes]
    return "\n\n".join(blocks) + "\n"


def _section(section: Section) -> Iterator[str]:
    yield f"## {_escaped(section.question)}"
    for remark in section.remarks:
        yield f"*{_escaped(remark)}*"
    if section.sentences:
        yield " ".join(map(_sentence, section.sentences))
    if section.silence:
        yield f"**{_escaped(section.silence)}**"
    if section.nearest:
        yield "Nearest paragraphs:"
        yield "\n".join(f"{near.number}. {_note(near)}" for near in section.nearest)
    yield f"*{_escaped(section.made)}*"


def _sentence(sentence: Sentence) -> str:
    marks = "".join(f"[^{number}]" for number in sentence.notes)
    caveat = f" *({_escaped(sentence.caveat)})*" if sentence.caveat else ""
    but = "".join(f" *({_escaped(one.text)})*[^{one.note}]" for one in sentence.but)
    return f"{_escaped(sentence.text)}{marks}{caveat}{but}"


def _note(note: Note) -> str:
    link = note.link.replace("$", "%24").replace("*", "%2A").replace("_", "%5F")
    address = f"<{link}>" if link else _escaped(note.address)
    state = f"**{_escaped(note.state)}**" if note.state else ""
    said = [_escaped(note.facts), address, f"“{_escaped(note.quote)}”", state]
    return " · ".join(filter(None, said))


def _escaped(text: str) -> str:
    """Return text of one line that reads as it is in whatever Markdown."""
    text = _LIVE.sub(lambda found: f"\\{found[0]}", text)
    text = _ADDRESS.sub(lambda found: f"\\{found[0]}", text)
    return _ITEM.sub(lambda found: f"{found[1] or ''}\\{found[2] or found[3]}", text)
