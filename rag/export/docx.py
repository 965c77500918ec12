"""A manuscript in, a Word document out whose notes are footnotes, each in its own direction."""

from index.language import right_to_left
from rag.export.manuscript import Manuscript, Note, Section
from rag.export.word_package import RELATIONS, Element, package, word

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FIRST = 1  # of the footnotes; those below are the lines above them


def docx(made: Manuscript) -> bytes:
    """Return the file. A citation that is cited again is told again, as Word numbers by place."""
    written = _Written({note.number: note for note in made.notes})
    body = word("body", _paragraph("Title", _run(made.title), reads=made.title))
    for section in made.sections:
        body.extend(written.section(section))
    body.append(word("sectPr", word("pgSz", w="11906", h="16838"), _margins()))
    links = {"document": written.links, "footnotes": written.note_links}
    return package(made.title, word("document", body), written.footnotes, links)


class _Written:
    """Collects the footnotes and links while the text is written."""

    def __init__(self, notes: dict[int, Note]) -> None:
        self._notes = notes
        self.links: list[str] = []
        self.note_links: list[str] = []
        self.footnotes = word(
            "footnotes", _line(-1, "separator"), _line(0, "continuationSeparator")
        )
        self._next = _FIRST

    def section(self, section: Section) -> list[Element]:
        asked = section.question
        made = [_paragraph("Heading1", _run(asked), reads=asked)]
        made += [_paragraph("Remark", _run(one), reads=one) for one in section.remarks]
        if section.sentences:
            said = " ".join(one.text for one in section.sentences)
            made.append(_paragraph("Normal", *self._sentences(section), reads=said))
        if section.silence:
            made.append(
                _paragraph("Normal", _run(section.silence, "b", "bCs"), reads=section.silence)
            )
        if section.nearest:
            made.append(_paragraph("Normal", _run("Nearest paragraphs:"), reads=""))
        for near in section.nearest:
            runs = _told(near, self.links)
            made.append(_paragraph("Quote", _run(f"{near.number}. "), *runs, reads=near.quote))
        made.append(_paragraph("Remark", _run(section.made), reads=section.made))
        return made

    def _sentences(self, section: Section) -> list[Element]:
        runs: list[Element] = []
        for sentence in section.sentences:
            runs.append(_run(sentence.text))
            runs += [self._reference(self._notes[number]) for number in sentence.notes]
            if sentence.caveat:
                runs.append(_run(f" ({sentence.caveat})", "i", "iCs"))
            for one in sentence.but:
                runs.append(_run(f" ({one.text})", "i", "iCs"))
                runs.append(self._reference(self._notes[one.note]))
            runs.append(_run(" "))
        return runs

    def _reference(self, note: Note) -> Element:
        id, self._next = str(self._next), self._next + 1
        mark = _marked(word("footnoteRef"))
        runs = [mark, _run(" "), *_told(note, self.note_links)]
        text = _paragraph("FootnoteText", *runs, reads=note.quote)
        self.footnotes.append(word("footnote", text, id=id))
        return _marked(word("footnoteReference", id=id))


def _told(note: Note, links: list[str]) -> list[Element]:
    """Return what a note says; its link is added to those of the part it stands in."""
    runs = [_run(f"{note.facts}. “{note.quote}”")]
    if note.link:
        links.append(note.link)
        shown = _run(note.link)
        shown[0].insert(0, word("rStyle", val="Hyperlink"))
        linked = word("hyperlink", shown, history="1")
        linked.set(f"{{{RELATIONS}}}id", f"link{len(links)}")
        runs += [_run(" "), linked]
    elif note.address:
        runs.append(_run(f" {note.address}"))
    if note.state:
        runs.append(_run(f" [{note.state}]", "b", "bCs"))
    return runs


def _paragraph(style: str, *runs: Element, reads: str) -> Element:
    """Return a paragraph that runs in the direction in which `reads` does."""
    facts = word("pPr", word("pStyle", val=style))
    if right_to_left(reads):
        facts.append(word("bidi"))
    return word("p", facts, *runs)


def _run(text: str, *looks: str) -> Element:
    facts = word("rPr", *[word(look) for look in looks])
    if right_to_left(text):
        facts.append(word("rtl"))
    words = word("t")
    words.text = text
    words.set(_SPACE, "preserve")
    return word("r", facts, words)


def _marked(mark: Element) -> Element:
    return word("r", word("rPr", word("rStyle", val="FootnoteReference")), mark)


def _line(id: int, kind: str) -> Element:
    facts = word("pPr", word("pStyle", val="Normal"))
    return word("footnote", word("p", facts, word("r", word(kind))), id=str(id), type=kind)


def _margins() -> Element:
    sides = dict.fromkeys(("top", "right", "bottom", "left"), "1440")
    return word("pgMar", **sides, header="720", footer="720", gutter="0")
