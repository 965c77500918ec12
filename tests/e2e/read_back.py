"""A file that a talk was exported to in; what a reader of it finds there out."""

from dataclasses import asdict, dataclass
from pathlib import Path
from zipfile import ZipFile

from lxml import etree
from playwright.sync_api import Page

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XML = etree.XMLParser(resolve_entities=False, no_network=True)


@dataclass(frozen=True, slots=True)
class Read:
    """The words of a file, its notes with them, where its links lead, and what it would load."""

    name: str
    text: str
    links: tuple[str, ...] = ()
    loads: tuple[str, ...] = ()

    @property
    def record(self) -> dict[str, object]:
        """The same as plain data."""
        return asdict(self)


def read_markdown(file: Path) -> Read:
    """Read a Markdown file: its words as a reader of Markdown shows them."""
    from markdown_it import MarkdownIt

    blocks = MarkdownIt("commonmark").parse(file.read_text(encoding="utf-8"))
    parts = [part for block in blocks for part in (block.children or [block])]
    return Read(
        file.name,
        "".join(part.content or "\n" for part in parts if part.type != "html_block"),
        tuple(str(part.attrGet("href")) for part in parts if part.type == "link_open"),
        tuple(
            part.content for part in parts if part.type in ("image", "html_block", "html_inline")
        ),
    )


def read_html(page: Page) -> Read:
    """Read an HTML file that a browser has opened."""
    links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
    loads = page.eval_on_selector_all(
        "[src], link, script, iframe, object, embed, [onerror], [onload]",
        "all => all.map(one => one.outerHTML)",
    )
    name = Path(page.url).name
    inside = [one for one in links if not one.startswith("file:")]
    return Read(name, page.inner_text("body"), tuple(inside), tuple(loads))


def read_word(file: Path) -> Read:
    """Read a Word file: its text, then its footnotes."""
    with ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    texts = [_text(parts[name]) for name in ("word/document.xml", "word/footnotes.xml")]
    outside = [
        str(one.get("Target"))
        for name, content in parts.items()
        if name.endswith(".rels")
        for one in etree.fromstring(content, _XML)
        if one.get("TargetMode") == "External"
    ]
    return Read(file.name, "\n".join(texts), tuple(outside))


def _text(part: bytes) -> str:
    paragraphs = etree.fromstring(part, _XML).iter(f"{_WORD}p")
    return "\n".join(
        "".join(str(words.text) for words in one.iter(f"{_WORD}t")) for one in paragraphs
    )
