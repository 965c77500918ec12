"""The blocks of a draft in, the paragraphs of the article out, with what was left aside and why.

Only furniture goes: marks and notices of the page, the headline said again, a caption said again,
a dateline and a byline, which are kept as what they say. Words are never changed, but for white
space, invisible characters, and entities and markup that an exporter left as text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.article import Removed
from index.credits import byline, dateline, plain_dateline
from index.furniture import cut_note, furniture, looks_like_headline, opens_list
from index.mending import apart, mend
from index.mending import tidy as tidy  # the formats tidy their fields as blocks are tidied

_LONG_ENOUGH_TO_REPEAT = 40  # characters
_MARKS = 8  # characters that quotation marks and stops may add to a headline
_CAPTION_LENGTH = 20  # characters
_HEAD = 6  # blocks among which the headline may stand again
_LABEL_WORDS = 4
_DATELINE_WITHIN = 3  # paragraphs
_RELATED_WORDS = 6  # in the middle of an article a shorter line may be its own heading
_PHOTO_CREDIT = re.compile(r"\s*[(\[][^()\[\]]{2,60}[)\]]\.?$")
_SITE = re.compile(r"\s+[|–—-]\s+[^|–—]{2,40}$")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What stays, in order; what went; and what the article says of itself at its head."""

    blocks: tuple[str, ...]
    removed: tuple[Removed, ...]
    dateline: str = ""
    authors: tuple[str, ...] = ()


def clean(title: str, blocks: Sequence[str]) -> Cleaned:
    """Drop furniture and repetition from the blocks; `title` is the tidied headline."""
    pieces = pieces_of(blocks)
    reasons = _reasons(pieces, title)
    sorted_out = _Sorted(title)
    for piece, reason in zip(pieces, reasons, strict=True):
        sorted_out.take(piece, reason)
    return Cleaned(
        tuple(sorted_out.kept),
        tuple(sorted_out.removed),
        sorted_out.dateline,
        sorted_out.authors,
    )


def pieces_of(blocks: Sequence[str]) -> list[str]:
    """Return the blocks mended, and cut where a rule or a funding note parts them."""
    ruled = (piece for block in blocks for whole in mend(block) for piece in apart(whole))
    return [piece for whole in ruled for piece in cut_note(whole)]


@dataclass
class _Sorted:
    """The blocks taken so far, in order, those that stay and those that went."""

    title: str
    kept: list[str] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    dateline: str = ""
    authors: tuple[str, ...] = ()
    _seen: set[str] = field(default_factory=set)

    def take(self, block: str, reason: str) -> None:
        reason = reason or self._repetition(block)
        at_head = len(self.kept) < _DATELINE_WITHIN
        names = byline(block) if at_head and not reason else ()
        if names:
            self.authors, reason = self.authors or names, "the byline"
        if not reason and at_head and not self.dateline:
            written = dateline(block)
            if written:
                self.dateline = plain_dateline(written)
                self._drop(written, "the dateline")
                block = block[len(written) :].lstrip()
        if reason:
            self._drop(block, reason)
        elif block:
            self._seen.add(block)
            self.kept.append(block)

    def _drop(self, block: str, reason: str) -> None:
        self.removed.append(Removed(block, reason, len(self.kept) + 1))

    def _is_headline(self, block: str) -> bool:
        """Whether it is the headline, but for case, quotation marks and the site's name."""
        if block == self.title or len(block) > len(self.title) + _MARKS:
            return block == self.title
        return _plain(block) in {_plain(self.title), _plain(_SITE.sub("", self.title))} - {""}

    def _repetition(self, block: str) -> str:
        if self.title and self._is_headline(block):
            return "the headline again"
        after_itself = bool(self.kept) and self.kept[-1] == block
        if block in self._seen and (len(block) >= _LONG_ENOUGH_TO_REPEAT or after_itself):
            return "said before, word for word"
        if self.kept and _same_caption(self.kept[-1], block):
            return "the caption again"
        return ""


def _reasons(pieces: Sequence[str], title: str) -> list[str]:
    """Return why each piece goes, by itself or by its neighbours; "" where it may stay."""
    before = ["", *pieces]
    reasons = [furniture(piece, above) for piece, above in zip(pieces, before, strict=False)]
    headline_at = pieces.index(title) if title in pieces[:_HEAD] else 0
    for turn in range(headline_at):
        if not reasons[turn] and _is_label(pieces[turn]):
            reasons[turn] = "a label above the headline"
    for turn, reason in enumerate(reasons):
        if opens_list(reason):
            _mark_related(pieces, reasons, turn)
    return reasons


def _mark_related(pieces: Sequence[str], reasons: list[str], opened: int) -> None:
    """Give the headlines of other stories after "Read more" the reason they were listed for."""
    end = opened + 1
    while end < len(pieces) and not reasons[end] and looks_like_headline(pieces[end]):
        end += 1
    at_foot = all(reasons[end:])
    for turn in range(opened + 1, end):
        if at_foot or len(pieces[turn].split()) >= _RELATED_WORDS:
            reasons[turn] = reasons[opened]


def _is_label(block: str) -> bool:
    return len(block.split()) <= _LABEL_WORDS and block[-1].isalnum()


def _same_caption(one: str, other: str) -> bool:
    """Whether two blocks are the same words, one of them with a photographer's credit."""
    if abs(len(one) - len(other)) > 64 or one[:12] != other[:12]:
        return False
    short, long = sorted((_PHOTO_CREDIT.sub("", one), _PHOTO_CREDIT.sub("", other)), key=len)
    return len(short) >= _CAPTION_LENGTH and _plain(short) == _plain(long)


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
