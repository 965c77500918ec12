"""An English sentence in; the sentence denied, or its denial taken away, out.

Left alone: questions, conditions, what may be so or not, and sentences that deny twice.
"""

import re
from collections.abc import Iterator

_UNSURE = re.compile(
    r"\?|\b(?:if|whether|unless|may|might|perhaps|than|until|neither|nor|without|hardly|barely"
    r"|nobody|none|nothing|some|all|both|every\w*|no|cannot|never|doubt\w*|den(?:y|ied|ies)|only)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|\w+n[’']t)\b", re.IGNORECASE)
_DONE = r"paid|made|taken|given|seen|won|lost|held|said|found|become|gone|come|led|begun|kept|left"
_BE = r"is|are|was|were|will|would|can|could|should|did|does"
_AUXILIARY = re.compile(
    rf"(?<=[a-z] )({_BE})(?= (?!not\b|all\b|every|both\b|many\b|some\b|any\b|either|as\b|also\b"
    r"|to\b|more\b|most\b|little\b|few\b|still\b|there\b|it\b|he\b|she\b|they\b|we\b|you\b"
    r"|I\b|the case)[a-z])"
    rf"|(?<=[a-z] )(has|have|had)(?= (?:been|[a-z]{(3,)}ed|{_DONE})\b)"
)
_SAID_BEFORE = re.compile(
    r"\b(?:what|who|which|where|when|why|how|there|as|because)$", re.IGNORECASE
)
_LESS = (
    (
        re.compile(
            r"\b(is|are|was|were|will|would|could|should|did|does|has|have|had)n[’']t (?=[a-z])"
        ),
        r"\1 ",
    ),
    (re.compile(r"\bwon[’']t (?=[a-z])"), "will "),
    (re.compile(r"\b(?:can[’']t|cannot) (?=[a-z])"), "can "),
    (
        re.compile(
            r"\b(is|are|was|were|will|would|could|should|did|does|has|have|had) not (?=[a-z])"
        ),
        r"\1 ",
    ),
)
_KEPT = re.compile(
    r"(?:not|n[’']t|cannot) (?:only|just|all|every\w*|yet|even|always|necessarily|so|because|until"
    r"|as|to|be able|immediately|a|an|the|one|much|many|simply|clear)\b",
    re.IGNORECASE,
)
_GOES_WITH_NOT = re.compile(
    r"\b(?:any\w*|ever|yet|either|at all|but|until|nor|immediately|responded?|need)\b",
    re.IGNORECASE,
)


def changed(text: str) -> Iterator[str]:
    """Yield the sentence with "not" put in, or with its one "not" taken out."""
    if _NOT.search(text) or re.search(r"\bcannot\b", text):
        yield from _affirmed(text)
    elif not _UNSURE.search(text):
        yield from _denied(text)


def _denied(text: str) -> Iterator[str]:
    for found in _AUXILIARY.finditer(text):
        before = text[: found.start()].rstrip()
        if _SAID_BEFORE.search(before):
            continue
        denial = "cannot" if found[0] == "can" else f"{found[0]} not"
        yield text[: found.start()] + denial + text[found.end() :]


def _affirmed(text: str) -> Iterator[str]:
    denials = len(_NOT.findall(text)) + len(re.findall(r"\bcannot\b", text))
    rest = re.sub(r"\bcannot\b", "", text)
    if denials != 1 or _KEPT.search(text) or _GOES_WITH_NOT.search(text) or _UNSURE.search(rest):
        return
    for pattern, instead in _LESS:
        affirmed = pattern.sub(instead, text)
        if affirmed != text:
            yield affirmed
            return
