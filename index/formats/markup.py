"""The elements of an HTML body in, its blocks of words out."""

from collections.abc import Iterator

import lxml.html

from index.cleaning import tidy

_BREAKS = frozenset(
    """
    address article aside blockquote body br center dd details div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary
    table tbody td tfoot th thead tr ul caption
    """.split()
)
_UNREAD = frozenset(
    """
    script style noscript template iframe object embed svg math button input select textarea
    nav head title video audio canvas
    """.split()
)
_CELLS = frozenset({"td", "th"})


def fragment_blocks(html: str) -> list[str]:
    """Return the words of an HTML fragment or page, a block an element that begins a new line.

    The cells of a table row stay together, parted by " | ".
    """
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    page = lxml.html.document_fromstring(
        f"<div>{html}</div>".encode("utf-8", "replace"), parser=parser
    )
    blocks: list[list[str]] = [[]]
    for piece in _pieces(page):
        if piece is None:
            blocks.append([])
        else:
            blocks[-1].append(piece)
    joined = ("".join(block).strip() for block in blocks)
    return [block.strip(" |") for block in joined if tidy(block).strip(" |")]


def _pieces(element: lxml.html.HtmlElement) -> Iterator[str | None]:
    """Yield words as they stand and None where a block ends; no recursion, whatever the depth."""
    stack: list[tuple[lxml.html.HtmlElement, bool]] = [(element, False)]
    row_open = 0
    while stack:
        node, leaving = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        in_row = row_open and tag != "tr"
        if leaving:
            row_open -= tag == "tr"
            if tag in _CELLS:
                yield " | "
            elif tag in _BREAKS:
                yield " " if in_row else None
            yield node.tail or ""
            continue
        if not tag or tag in _UNREAD or (tag == "form" and node.find(".//p") is None):
            yield node.tail or ""
            continue
        row_open += tag == "tr"
        if tag in _BREAKS and tag not in _CELLS:
            yield " " if in_row else None
        yield node.text or ""
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))
