"""A question in one spelling in, whether it asks for the newest or the oldest out."""

import re

from rag.understanding.understood import Order

_NEWEST = re.compile(
    r"\b(?:latest|most recent(?:ly)?|newest|currently|right now|at the moment|at present|up to date"
    r"|today|now(?! that\b))\b|\b(?:احدث|حاليا|الان|اليوم)\b|\b(?:اخر) (?:ال|اخبار|تطور|مستجد|ما)",
    re.IGNORECASE,
)
_NOT_NEWEST = re.compile(r"\b(?:by|until|till|before|apocalypse|just|every|ago) $", re.IGNORECASE)
_OLDEST = re.compile(
    r"\bfirst (?:reported|published|mentioned|announced|told|written|covered|appear\w*)\b"
    r"|\b(?:earliest|oldest) (?:reports?|articles?|stor(?:y|ies)|mentions?|coverage|news)\b"
    r"|\b(?:اول|اقدم) (?:تقرير|خبر|مقال|ذكر)",
    re.IGNORECASE,
)


def order_of(plain: str) -> Order:
    """Return what the words hint at; nothing is left out for it."""
    if _OLDEST.search(plain):
        return "oldest"
    for match in _NEWEST.finditer(plain):
        if not _NOT_NEWEST.search(plain[: match.start()]):
            return "newest"
    return ""
