"""The blocks of a draft in, the paragraphs of the article out, with what was left aside and why.

Only furniture goes: rules and share counts, the headline said again, a caption said again. A
block's own words are never changed, but for white space and invisible characters.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ufffe\uffff]"
)
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
_FURNITURE = re.compile(r"^(?:TT|END|###?|-30-|ENDS)$")
_COUNT = re.compile(r"^[0-9٠-٩]{1,5}$")
_LONG_ENOUGH_TO_REPEAT = 40  # characters
_HEAD = 6  # blocks among which the headline may stand again
_LABEL_WORDS = 4


@dataclass(frozen=True, slots=True)
class Removed:
    """A block that is not part of the article, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What stays, in order, and what went."""

    blocks: tuple[str, ...]
    removed: tuple[Removed, ...]


def tidy(text: str) -> str:
    """Return the text with runs of white space made one space and invisible characters gone."""
    text = _LONE_SURROGATE.sub("\ufffd", _INVISIBLE.sub("", text))
    return _SPACE.sub(" ", text).strip()


def clean(title: str, blocks: Sequence[str]) -> Cleaned:
    """Drop furniture and repetition from the blocks; `title` is the tidied headline."""
    kept: list[str] = []
    removed: list[Removed] = []
    seen: set[str] = set()
    before = ""
    tidied = [block for block in map(tidy, blocks) if block]
    headline_at = tidied.index(title) if title in tidied[:_HEAD] else 0
    for turn, block in enumerate(tidied):
        reason = _furniture(block, before) or _repetition(block, title, kept, seen)
        if turn < headline_at and _is_label(block):
            reason = "a label above the headline"
        before = block
        if reason:
            removed.append(Removed(block, reason))
            continue
        seen.add(block)
        kept.append(block)
    return Cleaned(tuple(kept), tuple(removed))


def _is_label(block: str) -> bool:
    return len(block.split()) <= _LABEL_WORDS and block[-1].isalnum()


def _furniture(block: str, before: str) -> str:
    if not any(letter.isalnum() for letter in block):
        return "a rule or ornament"
    if _FURNITURE.match(block):
        return "a mark of the page"
    if _COUNT.match(block) and before == "TT":
        return "a share count"
    return ""


def _repetition(block: str, title: str, kept: Sequence[str], seen: set[str]) -> str:
    if block == title:
        return "the headline again"
    if block in seen and (len(block) >= _LONG_ENOUGH_TO_REPEAT or kept[-1] == block):
        return "said before, word for word"
    return ""
