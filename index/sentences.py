"""A paragraph's text in, the character spans of its sentences out."""

import itertools
import re

import nupunkt

_CLOSED_BY_TITLE = re.compile(
    r"(?:^|\W)(?:Lt|Gen|Col|Maj|Sgt|Capt|Cpl|Adm|Cmdr|Brig|Rep|Sen|Gov|Rev|Hon|Pvt|Supt|Insp|Det|Mr|Mrs|Ms|Dr|Prof|Reps|Sens|Gens|Govs)\.$|\sق\.$"
)
_LONGEST_BRACKET = 120  # characters: beyond that, a bracket was opened and forgotten
_ARABIC_END = re.compile(
    r"[؟۔]\s+|(?<=[\u0620-\u064a]{2})[.!]\s+(?=[\u0620-\u064a«])"
    r"|(?<=[\u0620-\u064a]{3})\s?[.](?=[\u0620-\u064a]{3})"  # typed without a space
)
_MARK = re.compile(r"[.!?؟۔]")  # every end has one, and something after it
_PLAIN_END = re.compile(  # after a whole word in small letters, a full stop is no abbreviation's
    r"(?<![\w.’'-])(?!(?:etc|approx|dept|est|vol|vs|inc|ltd|cf|min|max|hrs|sec|fig|ed)\.)[a-z]{3,}"
    r"[.!?][\"”’]{0,2}\s+(?=[“‘\"]?[A-Z][\w’']*\s)|(?<=[A-Za-z]{4})[.!?]\s+(?=“[A-Z])"
)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of each sentence, without the white space around it, in order.

    Splits with nupunkt (Kiss and Strunk, "Unsupervised Multilingual Sentence Boundary Detection",
    2006), joins what it cuts after a rank ("Lt. | Gen.") or inside a bracket, and cuts where it
    misses an end after a common word, or an Arabic one. How it was chosen: docs/sentences.md.
    """
    spans: list[tuple[int, int]] = []
    for start, end in nupunkt.sent_spans(text):
        if spans and _goes_on(text[spans[-1][0] : spans[-1][1]].rstrip()):
            start = spans.pop()[0]
        spans.append((start, end))
    pieces = [piece for start, end in spans for piece in _cut(text, start, end)]
    return [span for span in (_trim(text, *piece) for piece in pieces) if span[0] < span[1]]


def _goes_on(sentence: str) -> bool:
    """Whether what was taken for a sentence ends in a rank, or inside a bracket."""
    open_bracket = sentence.rfind("(") > sentence.rfind(")")
    return bool(_CLOSED_BY_TITLE.search(sentence)) or (
        open_bracket and len(sentence) - sentence.rfind("(") < _LONGEST_BRACKET
    )


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    if not _MARK.search(text, start, _trim(text, start, end)[1] - 1):
        return [(start, end)]
    cuts = {found.end() for found in _ARABIC_END.finditer(text, start, end)}
    for found in _PLAIN_END.finditer(text, start, end):
        if not _goes_on(text[start : found.end()].rstrip()):
            cuts.add(found.end())
    edges = [start, *sorted(cut for cut in cuts if cut < end), end]
    return list(itertools.pairwise(edges))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
