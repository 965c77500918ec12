"""Plain text in, drafts out: one article, or several as pasted from a news site's pages.

A pasted page says its headline, then captions and share counts, then the headline again; the next
one follows after two empty lines or more. That second headline is what tells a paste from an
article with headings.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from index.article import Draft, Origin
from index.cleaning import tidy
from index.dates import iso_date

_HEADLINE_AGAIN_WITHIN = 12  # lines
_HEADLINE_LENGTH = range(8, 300)
_EMPTY_BEFORE_NEXT = 2
_BYLINE = re.compile(r"^(?:By|بقلم)\s*:?\s+([^\n\W\d_][^\n.]{2,80})$")
_ENDINGS = (".", "!", "?", ")", "”", '"', "؟", "»")
_WRAP_WIDTHS = range(40, 121)


def read_text(text: str, path: str) -> Iterator[Draft]:
    """Yield the articles of a plain text file."""
    lines = [line.rstrip() for line in text.splitlines()]
    starts = _article_starts(lines)
    if len(starts) < 2:
        yield _draft(lines, Origin(path))
        return
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True), 1):
        yield _draft(lines[start:end], Origin(path, f"#{number}"))


def blocks_of(lines: Sequence[str]) -> list[str]:
    """Return paragraphs: runs of lines joined where they were wrapped, else a block a line."""
    blocks: list[str] = []
    run: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            run.append(line.strip())
        elif run:
            blocks.extend([" ".join(run)] if _wrapped(run) else run)
            run = []
    return blocks


def byline_and_date(blocks: Sequence[str]) -> tuple[tuple[str, ...], str, list[str]]:
    """Return the author and the date that stand above an article's text, and the text."""
    rest = list(blocks)
    authors, published = "", ""
    while rest and not (authors and published):
        byline = _BYLINE.match(rest[0])
        day = iso_date(rest[0])
        if not authors and byline:
            authors = byline[1].strip()
        elif not published and day:
            published = day
        else:
            break
        rest = rest[1:]
    return (authors,) if authors else (), published, rest


def _article_starts(lines: Sequence[str]) -> list[int]:
    starts: list[int] = []
    at = 0
    while at < len(lines):
        again = _headline_again(lines, at) if _may_begin(lines, at, first=not starts) else 0
        if again:
            starts.append(0 if not starts else at)
        at = again + 1 if again else at + 1
    return starts


def _may_begin(lines: Sequence[str], at: int, *, first: bool) -> bool:
    if len(lines[at].strip()) not in _HEADLINE_LENGTH:
        return False
    before = lines[max(0, at - _EMPTY_BEFORE_NEXT) : at]
    return not any(lines[:at]) if first else len(before) == _EMPTY_BEFORE_NEXT and not any(before)


def _headline_again(lines: Sequence[str], at: int) -> int:
    headline = tidy(lines[at])
    for later in range(at + 2, min(at + _HEADLINE_AGAIN_WITHIN, len(lines))):
        if tidy(lines[later]) == headline:
            return later
    return 0


def _draft(lines: Sequence[str], origin: Origin) -> Draft:
    blocks = blocks_of(lines)
    if not blocks:
        return Draft(origin, "", ())
    title, rest = (blocks[0], blocks[1:]) if len(blocks) > 1 else ("", blocks)
    authors, published, rest = byline_and_date(rest)
    return Draft(origin, title, tuple(rest) or tuple(blocks), published=published, authors=authors)


def _wrapped(run: Sequence[str]) -> bool:
    """Whether each line broke only because the next word did not fit on it."""
    width = max(map(len, run))
    if width not in _WRAP_WIDTHS or len(set(run)) < len(run):
        return False
    if len(run) == 2 and run[0].endswith(_ENDINGS):
        return False
    return all(
        len(line) + 1 + len(after.split()[0]) > width for line, after in itertools.pairwise(run)
    )
