"""A manuscript in, a page out that holds all it shows: no script, nothing loaded, all escaped."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import lxml.etree
import lxml.html

from rag.export.manuscript import Manuscript, Note, Section, Sentence

_STYLE = Path(__file__).with_name("page.css")
Element = lxml.etree._Element


def html(made: Manuscript) -> str:
    """Return the whole page. Its policy lets a browser load nothing, and run nothing."""
    style = _STYLE.read_text(encoding="utf-8")
    head = _element(
        "head",
        _element("meta", charset="utf-8"),
        _element("meta", http_equiv="Content-Security-Policy", content=_policy(style)),
        _element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        _element("meta", name="color-scheme", content="light dark"),
        _element("meta", name="referrer", content="no-referrer"),
        _element("title", made.title),
        _element("style", style),
    )
    main = _element("main", _text("h1", made.title), *map(_section, made.sections))
    if made.notes:
        notes = _element("ol", *[_note(note, f"note-{note.number}") for note in made.notes])
        main.append(_element("section", _element("h2", "Sources"), notes, class_="notes"))
    page = _element("html", head, _element("body", main), lang="en")
    return f"<!doctype html>\n{lxml.html.tostring(page, encoding='unicode')}\n"


def _policy(style: str) -> str:
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _section(section: Section) -> Element:
    made = _element("section", _text("h2", section.question))
    made.extend(_text("p", remark, class_="faint") for remark in section.remarks)
    if section.sentences:
        parts = [part for sentence in section.sentences for part in _sentence(sentence)]
        made.append(_element("p", *parts, dir="auto", class_="answer"))
    if section.silence:
        made.append(_text("p", section.silence, class_="silence"))
    if section.nearest:
        made.append(_element("p", "Nearest paragraphs:"))
        made.append(_element("ol", *[_note(near) for near in section.nearest], class_="nearest"))
    made.append(_text("p", section.made, class_="faint"))
    return made


def _sentence(sentence: Sentence) -> list[Element | str]:
    parts: list[Element | str] = [_text("span", sentence.text)]
    parts += map(_mark, sentence.notes)
    if sentence.caveat:
        parts += [" ", _text("em", f"({sentence.caveat})", class_="caveat")]
    for one in sentence.but:
        parts += [" ", _text("em", f"({one.text})", class_="caveat"), _mark(one.note)]
    return [*parts, " "]


def _mark(number: int) -> Element:
    return _element("sup", _element("a", f"[{number}]", href=f"#note-{number}"))


def _note(note: Note, id: str | None = None) -> Element:
    made = _element("li", _text("p", note.facts), _text("blockquote", note.quote), id=id)
    if note.link:
        made.append(_element("a", note.link, href=note.link, rel="noopener noreferrer nofollow"))
    elif note.address:
        made.append(_text("p", note.address))
    if note.state:
        made.append(_text("p", note.state, class_="state"))
    return made


def _text(name: str, words: str, **attributes: str | None) -> Element:
    """Return an element of words in any language, which take their own direction."""
    return _element(name, words, dir="auto", **attributes)


def _element(name: str, /, *children: Element | str, **attributes: str | None) -> Element:
    """Return an element; `class_` is class, an underscore within is a hyphen, None is left out."""
    made = lxml.etree.Element(name)
    for key, value in attributes.items():
        if value is not None:
            made.set(key.rstrip("_").replace("_", "-"), value)
    for child in children:
        if not isinstance(child, str):
            made.append(child)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + child
        else:
            made.text = (made.text or "") + child
    return made
