"""Small real files of the binary formats, made here: PDF, DOCX, WARC, zip."""

import io
import zipfile
from collections.abc import Mapping, Sequence

Placed = tuple[float, float, float, str]  # left, baseline, size, words


def make_pdf(pages: Sequence[Sequence[Placed]], info: str = "", extra: str = "") -> bytes:
    """Return a PDF whose pages say the words in Helvetica where they are placed."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at, _ in enumerate(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, page in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
            b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % (5 + 2 * at)
        )
        stream = b"".join(map(_shown, page))
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects.append(f"<< {info} >>".encode("cp1252"))
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    out.write(
        b"trailer << /Size %d /Root 1 0 R /Info %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, len(objects), extra.encode(), table)
    )
    return out.getvalue()


def column(
    text: str, *, left: float = 72, top: float = 700, size: float = 11, pitch: float = 14
) -> list[Placed]:
    """Place the lines of a text one below the other; an empty line leaves a gap."""
    return [
        (left, top - pitch * at, size, line)
        for at, line in enumerate(text.split("\n"))
        if line.strip()
    ]


def make_docx(body: str, *, core: str = "") -> bytes:
    """Return a Word document with the XML given as its body and its core properties."""
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        'package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="appli'
        'cation/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
        "</Relationships>",
        "word/document.xml": f'<w:document xmlns:w="{main}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{main}">{_style("Title", "Title")}'
        f"{_style('Heading1', 'heading 1')}{_style('Heading2', 'heading 2')}</w:styles>",
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/'
        'package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.'
        'org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>',
    }
    if core:
        files["docProps/core.xml"] = (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
            'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            f'xmlns:dcterms="http://purl.org/dc/terms/">{core}</cp:coreProperties>'
        )
    return make_zip({name: content.encode() for name, content in files.items()})


def word_paragraph(text: str, style: str = "") -> str:
    """Return the XML of a paragraph of a Word document."""
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{styled}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def make_zip(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of the files; their times are fixed, so the bytes are always the same."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def warc_record(
    url: str,
    page: str | bytes,
    *,
    kind: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    type: str = "response",
    http: str = "",
) -> bytes:
    """Return one record of a WARC file."""
    body = page if isinstance(page, bytes) else page.encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{http}\r\n"
    block = head.encode() + body
    return (
        (
            f"WARC/1.0\r\nWARC-Type: {type}\r\nWARC-Target-URI: {url}\r\n"
            "WARC-Date: 2024-01-24T09:30:00Z\r\n"
            "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(block)}\r\n\r\n"
        ).encode()
        + block
        + b"\r\n\r\n"
    )


def _style(id: str, name: str) -> str:
    return f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/></w:style>'


def _shown(placed: Placed) -> bytes:
    left, baseline, size, words = placed
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    text = escaped.encode("cp1252")
    return b"BT /F1 %g Tf %g %g Td (%s) Tj ET\n" % (size, left, baseline, text)
