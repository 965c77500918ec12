"""A block as some exporter left it in, its plain words out: entities read, markup taken off.

A rule of underscores ends a block, as a paragraph's end does.
"""

import html
import re

_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ufffe\uffff]"
)
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}[0-9]{0,2}|#[0-9]{2,6}|#[xX][0-9A-Fa-f]{2,6});")
_MOST_ESCAPED = 3  # times over
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|blockquote|tr|table|figure|figcaption)\b(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_INLINE_TAG = re.compile(
    r"</?(?:a|b|i|u|em|strong|span|font|sup|sub|small|img|td|th|tbody|center|cite|iframe|mark)"
    r"(?:\s[^<>]*)?/?>|<!--.{0,2000}?-->|\[/?(?:caption|gallery|embed|video|audio)\b[^\[\]]*\]",
    re.IGNORECASE | re.DOTALL,
)
_UNREAD = re.compile(r"<(script|style)\b[^<>]*>.{0,4000}?</\1\s*>", re.IGNORECASE | re.DOTALL)
_RULE = re.compile(r"^(?:_{2,}|—-)\s*|\s*_{2,}$|(?<=[.!?\"”’)])\s_{2,}\s")


def tidy(text: str) -> str:
    """Return the text with runs of white space made one space and invisible characters gone."""
    text = _LONE_SURROGATE.sub("\ufffd", _INVISIBLE.sub("", text))
    return " ".join(text.split())


def mend(text: str) -> list[str]:
    """Return the blocks that the text holds, tidied, none of them empty."""
    text = tidy(text)
    if "&" in text:
        text = _unescaped(text)
    if "<" not in text and "[" not in text:
        return [text] if text else []
    text = _BLOCK_TAG.sub("\n", _UNREAD.sub(" ", text))
    text = _INLINE_TAG.sub("", text)
    blocks = map(tidy, text.split("\n"))
    return [block for block in blocks if block]


def apart(block: str) -> list[str]:
    """Return the block cut at its rules of underscores, the rules as blocks of their own."""
    if "__" not in block and not block.startswith("—-"):
        return [block]
    pieces: list[str] = []
    last = 0
    for found in _RULE.finditer(block):
        pieces += [block[last : found.start()], found[0]]
        last = found.end()
    pieces.append(block[last:])
    return [piece for piece in map(tidy, pieces) if piece]


def _unescaped(text: str) -> str:
    for _ in range(_MOST_ESCAPED):
        read = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
        if read == text:
            break
        text = read
    return tidy(text)
