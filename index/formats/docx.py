"""A Word document in, one draft out; its headline is its title or first heading."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers.expat import ExpatError

import lxml.etree

from index.article import Draft, Origin
from index.cleaning import tidy
from index.errors import ArchiveError
from index.formats.markup import fragment_blocks
from index.formats.properties import (
    believable_authors,
    believable_date,
    believable_title,
    looks_like_headline,
)
from index.formats.text import byline_and_date

_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh"
_HEADING = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)
_NOTES = re.compile(r'<sup><a href="#(?:foot|end)note-\d+".*?</sup>|<a href="#\w+-ref-\d+">↑</a>')
_CORE = "docProps/core.xml"
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_MOST_UNPACKED = 256 * 1024 * 1024  # bytes
_WRONG = (
    zipfile.BadZipFile, zlib.error, ExpatError, NotImplementedError, RuntimeError, EOFError,
    ValueError, LookupError, TypeError, AttributeError, OSError,
)  # fmt: skip  # what zipfile and mammoth raise for a damaged document


def read_docx(data: bytes, path: str) -> Iterator[Draft]:
    """Yield the article of a document; ArchiveError where it is none, or encrypted."""
    if data.startswith(_OLD_WORD):
        raise ArchiveError(
            "an encrypted or an old Word document; save it as .docx without password"
        )
    try:
        html = _NOTES.sub("", _html(data))
        said = _properties(data)
    except _WRONG as error:
        raise ArchiveError("not a Word document, or a damaged one") from error
    heading = _HEADING.search(html)
    headline = tidy(" ".join(fragment_blocks(heading[1]))) if heading else ""
    blocks = [tidy(block) for block in fragment_blocks(html)]
    title = headline or believable_title(said.get("title", ""))
    if not title and len(blocks) > 1 and looks_like_headline(blocks[0]):
        title = blocks[0]
    if blocks and blocks[0] == title:
        blocks = blocks[1:]
    authors, published, rest = byline_and_date(blocks)
    if not blocks:
        raise ArchiveError("no text in it")
    yield Draft(
        Origin(path),
        title,
        tuple(rest or blocks),
        published=published or believable_date(said.get("created", "")),
        authors=authors or believable_authors(said.get("creator", "")),
    )


def _html(data: bytes) -> str:
    import mammoth

    with zipfile.ZipFile(io.BytesIO(data)) as document:
        # zipfile hands out no more of a member than its header admits to
        unpacked = sum(member.file_size for member in document.infolist())
    if unpacked > _MOST_UNPACKED:
        raise ArchiveError(f"more than {_MOST_UNPACKED / 1e6:.0f} MB when unpacked; not read")
    return str(
        mammoth.convert_to_html(
            io.BytesIO(data), style_map=_STYLES, convert_image=lambda _: []
        ).value
    )


def _properties(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as document:
        if _CORE not in document.namelist():
            return {}
        parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
        root = lxml.etree.fromstring(document.read(_CORE), parser=parser)
    if root is None:
        return {}
    return {
        lxml.etree.QName(one).localname: one.text or "" for one in root if isinstance(one.tag, str)
    }
