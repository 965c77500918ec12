"""A sentence as a model wrote it, with the places of its markers, in; its words and keys out.

What carried a marker goes with it: emptied brackets, "according to [a3f]," and Markdown's signs.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from rag.citing.marker import Marker, mentions, only_labels

PLACE = "\ue000"  # of a marker; a private character, kept out of what a model says
_LABEL = r"(?:see|sources?|refs?\.?|references?|cf\.?|المصدر|المصادر|المرجع|انظر)"
_WRAPPED = re.compile(
    rf"[(\[（［【〔]\s*(?:{_LABEL}\W{{0,3}})?{PLACE}\s*[)\]）］】〕]", re.IGNORECASE
)
_OPENED = re.compile(rf"[(\[（［【〔]\s*(?={PLACE})")
_RUN = re.compile(rf"{PLACE}(?:\s*(?:[,;،&]|and\b|و)?\s*{PLACE})+")
_LEAD = (
    r"(?:according to|as (?:reported|stated|noted|mentioned|described) (?:in|by)|as per|based on|"
    r"وفق(?:اً|ًا|ا)?(?: ل)?|بحسب|حسب|استناد(?:اً|ًا|ا)(?: إلى)?)"
)
_LEAD_IN = re.compile(rf"^(?:{_LEAD}|in|from|per)\s*{PLACE}\s*[,،:]?\s*", re.IGNORECASE)
_TAIL = re.compile(rf"\s*[,،]?\s*\b{_LEAD}\s*{PLACE}", re.IGNORECASE)
_SAYS = re.compile(
    rf"^{PLACE}\s*(?:says|states|reports|notes|mentions|confirms)\s+that\s+", re.IGNORECASE
)
_MARKS = re.compile(r"\*+|`+|(?<!\w)_+|_+(?!\w)|~~")
_BEFORE_STOP = re.compile(rf"[\s:,;،؛]*{PLACE}\s*(?=[.!?؟]|$)|\s*{PLACE}\s*(?=[,;:،؛)\]])")
_TWO_STOPS = re.compile(r"([.!?؟])\s*[.]$")
_EDGES = " \t:;,،؛–—|"


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence of a model's answer without its markers.

    `keys` are those it cites that were handed out, in its order; `unknown` those that never were.
    """

    text: str
    keys: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def cited_sentence(
    text: str, markers: Sequence[tuple[int, Marker]], known: Set[str]
) -> CitedSentence:
    """Return the sentence; a marker stands before the character of its number.

    Its text is "" where it held nothing but markers and what goes with them.
    """
    placed = _with_places(text, markers)
    named = mentions(placed, known)
    for mention in reversed(named):
        placed = placed[: mention.start] + PLACE + placed[mention.end :]
    said = [marker for _, marker in markers] + [mention.marker for mention in named]
    words = _without_places(placed)
    return CitedSentence(
        "" if only_labels(words) else words,
        tuple(dict.fromkeys(key for marker in said for key in marker.keys)),
        tuple(dict.fromkeys(key for marker in said for key in marker.unknown)),
    )


def _with_places(text: str, markers: Sequence[tuple[int, Marker]]) -> str:
    parts, last = [], 0
    for at, _ in markers:
        parts += [text[last:at], PLACE]
        last = max(at, last)
    return "".join([*parts, text[last:]])


def _without_places(placed: str) -> str:
    text = _MARKS.sub("", placed)
    for _ in range(2):  # ([a3f], [b7c]) is a run in brackets
        text = _RUN.sub(PLACE, _WRAPPED.sub(PLACE, text))
    text = _OPENED.sub("", text)
    shorter = _SAYS.sub("", _LEAD_IN.sub("", text.lstrip(_EDGES)))
    if shorter != text.lstrip(_EDGES):
        shorter = shorter[:1].upper() + shorter[1:]
    text = _BEFORE_STOP.sub("", _TAIL.sub("", shorter))
    text = " ".join(text.replace(PLACE, " ").split())
    return _TWO_STOPS.sub(r"\1", text).strip(_EDGES)
