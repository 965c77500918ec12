"""The parts of a Word document in; the file out, the same bytes for the same parts.

Office Open XML, ECMA-376 part 1: the least that Word asks for, with footnotes of its own.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence

import lxml.etree

Element = lxml.etree._Element
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_TERMS = "http://purl.org/dc/elements/1.1/"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WHEN = (1980, 1, 1, 0, 0, 0)  # what a zip says where it says nothing
_NAMES = {"w": WORD, "r": RELATIONS}
_PARTS = ("document", "footnotes", "styles", "settings")
_STYLES = (
    # id, name, kind, based on, paragraph, run
    ("Normal", "Normal", "paragraph", "",
     '<w:spacing w:after="120" w:line="276" w:lineRule="auto"/>',
     '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Times New Roman"/>'
     '<w:sz w:val="22"/><w:szCs w:val="22"/>'),
    ("Title", "Title", "paragraph", "Normal", '<w:spacing w:after="240"/>',
     '<w:b/><w:bCs/><w:sz w:val="36"/><w:szCs w:val="36"/>'),
    ("Heading1", "heading 1", "paragraph", "Normal",
     '<w:keepNext/><w:spacing w:before="360" w:after="120"/><w:outlineLvl w:val="0"/>',
     '<w:b/><w:bCs/><w:sz w:val="26"/><w:szCs w:val="26"/>'),
    ("Remark", "Remark", "paragraph", "Normal", "", '<w:i/><w:iCs/><w:color w:val="5A5F66"/>'),
    ("Quote", "Quote", "paragraph", "Normal", '<w:ind w:left="360" w:right="360"/>', ""),
    ("FootnoteText", "footnote text", "paragraph", "Normal", '<w:spacing w:after="40"/>',
     '<w:sz w:val="18"/><w:szCs w:val="18"/>'),
    ("FootnoteReference", "footnote reference", "character", "",  "",
     '<w:vertAlign w:val="superscript"/>'),
    ("Hyperlink", "Hyperlink", "character", "", "",
     '<w:color w:val="0B5394"/><w:u w:val="single"/>'),
)  # fmt: skip


def word(name: str, /, *children: Element, **attributes: str) -> Element:
    """Return an element of WordprocessingML; an attribute is w:attribute."""
    made = lxml.etree.Element(f"{{{WORD}}}{name}", nsmap=_NAMES)
    for key, value in attributes.items():
        made.set(f"{{{WORD}}}{key}", value)
    made.extend(children)
    return made


def package(
    title: str, document: Element, footnotes: Element, links: Mapping[str, Sequence[str]]
) -> bytes:
    """Return the file; `links` are the addresses a part names, the first by "link1" and so on."""
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            [
                ("rId1", f"{RELATIONS}/officeDocument", "word/document.xml", False),
                ("rId2", f"{_PACKAGE}/metadata/core-properties", "docProps/core.xml", False),
            ]
        ),
        "docProps/core.xml": _core(title),
        "word/document.xml": _written(document),
        "word/footnotes.xml": _written(footnotes),
        "word/styles.xml": _styles(),
        "word/settings.xml": _settings(),
    }
    for part in ("document", "footnotes"):
        inner = [
            (f"rId{number}", f"{RELATIONS}/{name}", f"{name}.xml", False)
            for number, name in enumerate(_PARTS[1:], 1)
        ]
        outer = [
            (f"link{number}", f"{RELATIONS}/hyperlink", link, True)
            for number, link in enumerate(links.get(part, ()), 1)
        ]
        parts[f"word/_rels/{part}.xml.rels"] = _relations(
            [*(inner if part == "document" else []), *outer]
        )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for path, content in parts.items():
            file.writestr(zipfile.ZipInfo(path, _WHEN), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _types() -> str:
    root = lxml.etree.Element(f"{{{_TYPES}}}Types", nsmap=_unnamed(_TYPES))
    for extension, kind in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ):
        _child(root, "Default", Extension=extension, ContentType=kind)
    main = {"document": "document.main"}
    for part in _PARTS:
        kind = f"{_KIND}.{main.get(part, part)}+xml"
        _child(root, "Override", PartName=f"/word/{part}.xml", ContentType=kind)
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    _child(root, "Override", PartName="/docProps/core.xml", ContentType=core)
    return _written(root)


def _relations(relations: Sequence[tuple[str, str, str, bool]]) -> str:
    root = lxml.etree.Element(f"{{{_PACKAGE}}}Relationships", nsmap=_unnamed(_PACKAGE))
    for id, kind, target, outside in relations:
        made = _child(root, "Relationship", Id=id, Type=kind, Target=target)
        if outside:
            made.set("TargetMode", "External")
    return _written(root)


def _unnamed(space: str) -> Mapping[str, str]:
    """Return the space as the one of names without a prefix."""
    return {None: space}  # type: ignore[dict-item] # the stubs know of prefixes only


def _child(root: Element, name: str, **attributes: str) -> Element:
    space = lxml.etree.QName(root).namespace
    made = lxml.etree.SubElement(root, f"{{{space}}}{name}")
    for key, value in attributes.items():
        made.set(key, value)
    return made


def _core(title: str) -> str:
    root = lxml.etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _TERMS})
    lxml.etree.SubElement(root, f"{{{_TERMS}}}title").text = title
    lxml.etree.SubElement(root, f"{{{_TERMS}}}creator").text = "Pressmark"
    return _written(root)


def _styles() -> str:
    made = "".join(
        f'<w:style w:type="{kind}" w:styleId="{id}"{_default(id)}><w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
        for id, name, kind, based, paragraph, run in _STYLES
    )
    return f'{_XML}<w:styles xmlns:w="{WORD}">{made}</w:styles>'


def _default(id: str) -> str:
    return ' w:default="1"' if id == "Normal" else ""


def _settings() -> str:
    separators = '<w:footnote w:id="-1"/><w:footnote w:id="0"/>'
    return (
        f'{_XML}<w:settings xmlns:w="{WORD}"><w:footnotePr>{separators}</w:footnotePr></w:settings>'
    )


def _written(root: Element) -> str:
    return _XML + lxml.etree.tostring(root, encoding="unicode")
