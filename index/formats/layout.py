"""Pieces of text where they stand on pages in, paragraphs in reading order out.

Positions are in points, from the page's lower left corner.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_GUTTER = 0.9  # heights of a line between columns, at the least
_COLUMN_LINES = 3
_COLUMN_FILLED = 0.5  # how much of a column's width its usual line takes up; less is a table
_SAME_LINE = 0.5  # how much of its height a piece shares with the line it belongs to
_PARAGRAPH_GAP = 1.35  # usual distances of lines
_OTHER_SIZE = 1.2
_INDENT = 0.8  # heights of a line
_SHORT = 0.85  # of the usual width; a line so short that ends a sentence ends a paragraph
_ENDS = re.compile(r"[.!?؟:…][\"'”’»)\]]*$")
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:page|صفحة)\s*)?\d{1,4}(?:\s*(?:/|of|من)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE
)
_EDGE_LINES = 2  # at the top and at the foot of a page, where running heads stand
_HYPHENS = "-\u00ad\u2010\ufffe\x02"
_LETTER_FORMS = re.compile(r"[\ufb00-\ufdff\ufe70-\ufefc]")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Line:
    """Words and the box they stand in."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """The height of the box; a little, where it is flat."""
        return max(self.top - self.bottom, 0.1)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph and the height of its type."""

    text: str
    height: float


def unlettered(text: str) -> str:
    """Return the text with ligatures and Arabic letter forms made plain letters."""
    return _LETTER_FORMS.sub(lambda form: unicodedata.normalize("NFKC", form[0]), text)


def reading_order(pieces: Sequence[Line]) -> list[Line]:
    """Return the lines of a page: columns one after the other, each from top to bottom."""
    ordered: list[Line] = []
    waiting = [list(pieces)]
    while waiting:
        region = waiting.pop()
        parts = _columns(region) or _bands(region)
        if parts:
            waiting.extend(reversed(parts))
        else:
            ordered.extend(_joined_lines(region))
    return ordered


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[Block]:
    """Return the paragraphs of the pages' lines, running heads and page numbers left out."""
    lines = [line for page in _without_edges(pages) for line in page]
    if not lines:
        return []
    compounds = set(re.findall(r"\w+-\w+", " ".join(line.text for line in lines)))
    pitch = _usual_pitch(lines)
    blocks = [[lines[0]]]
    width = _usual_width(lines)
    for before, line in pairwise(lines):
        if _begins(before, line, pitch, width):
            blocks.append([])
        blocks[-1].append(line)
    return [
        Block(_words([line.text.strip() for line in block], compounds), block[0].height)
        for block in blocks
    ]


def _columns(region: list[Line]) -> list[list[Line]]:
    """Return the region's left and right part where an empty strip parts columns of text."""
    height = median(piece.height for piece in region) if region else 0
    reached = float("-inf")
    best = (_GUTTER * height, 0.0)
    for piece in sorted(region, key=lambda piece: piece.left):
        if piece.left - reached > best[0] and reached > float("-inf"):
            best = (piece.left - reached, piece.left)
        reached = max(reached, piece.right)
    parts = [
        [piece for piece in region if piece.left < best[1]],
        [piece for piece in region if piece.left >= best[1]],
    ]
    if not all(map(_is_column, parts)):
        return []
    return parts[::-1] if _is_right_to_left(region) else parts


def _is_column(part: list[Line]) -> bool:
    if len(part) < _COLUMN_LINES:
        return False
    width = max(one.right for one in part) - min(one.left for one in part)
    return median(one.right - one.left for one in part) > _COLUMN_FILLED * width


def _is_right_to_left(region: list[Line]) -> bool:
    letters = "".join(piece.text for piece in region)
    sides = Counter(unicodedata.bidirectional(one) for one in letters)
    return sides["AL"] + sides["R"] > sides["L"]


def _bands(region: list[Line]) -> list[list[Line]]:
    """Return the region's upper and lower part where its widest empty band parts them."""
    ordered = sorted(region, key=lambda piece: -piece.top)
    lowest = float("inf")
    cut, widest = 0, 0.0
    for at, piece in enumerate(ordered):
        if at and lowest - piece.top > widest:
            cut, widest = at, lowest - piece.top
        lowest = min(lowest, piece.bottom)
    return [ordered[:cut], ordered[cut:]] if cut else []


def _joined_lines(region: list[Line]) -> Iterator[Line]:
    """Yield the lines of a region whose pieces overlap in height, each from its first side."""
    rows: list[list[Line]] = []
    for piece in sorted(region, key=lambda piece: -piece.top):
        shared = (
            min(piece.top, rows[-1][0].top) - max(piece.bottom, rows[-1][0].bottom) if rows else 0
        )
        if rows and shared > _SAME_LINE * min(piece.height, rows[-1][0].height):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for row in rows:
        side = -1 if _is_right_to_left(row) else 1
        row.sort(key=lambda piece: side * piece.left)
        yield Line(
            " ".join(piece.text.strip() for piece in row),
            min(piece.left for piece in row),
            min(piece.bottom for piece in row),
            max(piece.right for piece in row),
            max(piece.top for piece in row),
        )


def _without_edges(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Drop page numbers, and what stands at the top or foot of most pages alike."""
    at_edges = Counter(shape for page in pages for shape in {_shape(one) for one in _edges(page)})
    repeated = {shape for shape, pages_with in at_edges.items() if 2 * pages_with > len(pages) > 1}
    kept: list[list[Line]] = []
    for page in pages:
        gone = {id(one) for one in _edges(page) if _shape(one) in repeated}
        ends = {id(page[0]), id(page[-1])} if page else set()
        kept.append(
            [
                line
                for line in page
                if id(line) not in gone
                and not (id(line) in ends and _PAGE_NUMBER.fullmatch(line.text))
            ]
        )
    return kept


def _edges(page: Sequence[Line]) -> list[Line]:
    by_height = sorted(page, key=lambda line: -line.top)
    return by_height[:_EDGE_LINES] + by_height[-_EDGE_LINES:]


def _shape(line: Line) -> str:
    return _DIGITS.sub("0", line.text.strip())


def _usual_pitch(lines: Sequence[Line]) -> float:
    steps = [
        before.bottom - line.bottom
        for before, line in pairwise(lines)
        if 0 < before.bottom - line.bottom < 3 * line.height
    ]
    return median(steps) if steps else lines[0].height * 1.2


def _usual_width(lines: Sequence[Line]) -> float:
    widths = sorted(line.right - line.left for line in lines)
    return widths[len(widths) * 3 // 4]


def _begins(before: Line, line: Line, pitch: float, width: float) -> bool:
    """Whether the line begins a paragraph."""
    if max(before.height, line.height) > _OTHER_SIZE * 1.15 * min(before.height, line.height):
        return True
    ended = bool(_ENDS.search(before.text.strip()))
    step = before.bottom - line.bottom
    if step <= 0 or step > 3 * pitch:  # the next column or page, unless a great gap
        return ended or step > 3 * pitch
    if step > _PARAGRAPH_GAP * pitch:
        return True
    indented = line.left - before.left > _INDENT * line.height and before.left < line.left
    return ended and (indented or before.right - before.left < _SHORT * width)


def _words(lines: Sequence[str], compounds: set[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        if text[-1:] in _HYPHENS and text[-2:-1].isalpha() and line[:1].islower():
            text = text[:-1] + _hyphen(text, line, compounds) + line
        else:
            text = f"{text} {line}"
    return text.translate(dict.fromkeys(map(ord, "\ufffe\x02"), "-"))


def _hyphen(text: str, line: str, compounds: set[str]) -> str:
    """Return the hyphen where the document writes the word with one elsewhere too."""
    first, last = re.search(r"\w+(?=.$)", text), re.match(r"\w+", line)
    written = f"{first[0] if first else ''}-{last[0] if last else ''}"
    return "-" if written in compounds else ""
