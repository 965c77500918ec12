"""Saved answers in; what an export says of them, in order and in words, out.

The writers of Markdown, HTML and Word all write this, so that none says more than another.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, urlsplit, urlunsplit

from rag.citation import cite
from rag.lasting import Lasting
from rag.talks.talk import SavedTurn
from rag.types import Answer, Citation, Claim, Otherwise

Kind = Literal["md", "html", "docx"]
_UNSEEN = re.compile(r"[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
_SAFE = "/?#=&%:;,@!~*'()+-._"  # of what follows the host
_NEAREST = 3  # paragraphs under an abstention


@dataclass(frozen=True, slots=True)
class Note:
    """A citation, numbered from 1 in the whole export.

    `facts` are its headline, outlet, day and paragraph; `address` is what the article says of where
    it stands, be it a link or not; `state` is "" where nothing changed since.
    """

    number: int
    facts: str
    quote: str
    address: str
    state: str = ""

    @property
    def link(self) -> str:
        """The address as a browser may open it, "" for any but http and https."""
        return link_of(self.address)


@dataclass(frozen=True, slots=True)
class Contrary:
    """What another article says in a sentence's stead, and the number of the note to it."""

    text: str
    note: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer and the numbers of its notes; `caveat` says what is left open.

    `but` is what other articles say otherwise.
    """

    text: str
    notes: tuple[int, ...]
    caveat: str = ""
    but: tuple[Contrary, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A question and what was answered.

    `remarks` go before the answer, `silence` stands in its place, with the `nearest` paragraphs;
    `made` says by whom and when it was written.
    """

    question: str
    remarks: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    silence: str
    nearest: tuple[Note, ...]
    made: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A talk, or one answer, with all it cites. `title` and texts are one line each."""

    title: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]


def manuscript(
    title: str, turns: Iterable[SavedTurn], states: Iterable[Lasting] = ()
) -> Manuscript:
    """Return what to write of these turns of a talk; `states` of their citations, where known."""
    notes = _Notes({one.citation: one for one in states})
    sections = tuple(_section(turn, notes) for turn in turns)
    return Manuscript(line(title) or "Pressmark", sections, notes.all)


def line(text: str) -> str:
    """Return the text on one line, without characters that a document cannot hold."""
    return " ".join(_UNSEEN.sub("\ufffd", text).split())


def facts_of(citation: Citation) -> str:
    """Return the headline, outlet, day and paragraph of what is cited."""
    named = [citation.title or citation.article_id, citation.source, citation.published[:10]]
    return ", ".join([*filter(None, map(line, named)), f"¶{citation.paragraph}"])


def link_of(url: str) -> str:
    """Return an address of http or https in ASCII, "" for any other and for what is malformed."""
    try:
        split = urlsplit(url)
        host = (split.hostname or "").encode("idna").decode()
        known = split.scheme in {"http", "https"} and _HOST.fullmatch(host) and split.port != 0
    except ValueError:
        return ""
    if not known or _UNSEEN.search(url) or "@" in split.netloc:
        return ""
    place = f":{split.port}" if split.port else ""
    rest = urlunsplit(("", "", split.path, split.query, split.fragment))
    return f"{split.scheme}://{host}{place}{quote(rest, safe=_SAFE)}"


def caveat_of(claim: Claim) -> str:
    """Return what the cited words leave open of a claim, "" where they support all of it."""
    if claim.support == "supported":
        return ""
    return ": ".join(filter(None, ["partly supported", line(claim.why)]))


class _Notes:
    """Numbers citations as they come; the same one keeps its number."""

    def __init__(self, states: dict[Citation, Lasting]) -> None:
        self._states = states
        self._found: dict[Citation, Note] = {}

    @property
    def all(self) -> tuple[Note, ...]:
        return tuple(self._found.values())

    def number(self, citation: Citation) -> int:
        if citation not in self._found:
            state = _state(self._states.get(citation))
            self._found[citation] = _note(len(self._found) + 1, citation, state)
        return self._found[citation].number


def _note(number: int, citation: Citation, state: str = "") -> Note:
    words, address = line(citation.quote), line(citation.url)
    return Note(number, facts_of(citation), words, address, state)


def _section(turn: SavedTurn, notes: _Notes) -> Section:
    answer = turn.answer
    return Section(
        line(answer.question),
        tuple(_remarks(answer)),
        tuple(_sentence(one, notes) for one in answer.claims if one.support != "unsupported"),
        line(f"The archive does not say: {answer.abstained}.") if answer.abstained else "",
        () if answer.answered else tuple(_nearest(answer)),
        _made(turn),
    )


def _sentence(claim: Claim, notes: _Notes) -> Sentence:
    cited = tuple(map(notes.number, claim.citations))
    but = tuple(Contrary(_otherwise(one), notes.number(one.citation)) for one in claim.but)
    return Sentence(line(claim.text), cited, caveat_of(claim), but)


def _otherwise(other: Otherwise) -> str:
    cited = other.citation
    where = [cited.source or cited.title or cited.article_id, cited.published[:10]]
    said = f"“{line(other.instead)}”, not “{line(other.words)}”"
    return f"but {', '.join(filter(None, map(line, where)))}: {said}"


def _remarks(answer: Answer) -> Iterable[str]:
    if answer.stand_alone:
        yield line(f"Understood as: {answer.stand_alone}")
    if answer.understood and answer.understood.relaxed:
        yield from map(line, answer.understood.relaxed)
    if answer.notice:
        yield line(answer.notice)
    if answer.withheld:
        yield f"{answer.withheld} withheld: not supported by what they cite."


def _nearest(answer: Answer) -> list[Note]:
    found = [cite(hit, 0, len(hit.text)) for hit in answer.hits[:_NEAREST]]
    return [_note(number, one) for number, one in enumerate(found, start=1)]


def _made(turn: SavedTurn) -> str:
    moment = f"{turn.asked[:16].replace('T', ' ')} UTC"
    if not turn.answer.answered:
        return line(f"Asked {moment}.")
    if turn.model:
        return line(f"Written by the language model {turn.model}, {moment}; each sentence checked.")
    return f"Sentences of the archive, word for word, {moment}."


def _state(found: Lasting | None) -> str:
    if found is None:
        return ""
    if found.state == "withdrawn":
        return "withdrawn from the archive since"
    if found.state == "edited":
        now = f"; it says now: “{line(found.now.quote)}”" if found.now else "; the words are gone"
        return "edited since" + now
    if found.moved and found.now:
        return f"the same words stand at ¶{found.now.paragraph} now"
    return ""
