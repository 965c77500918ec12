"""A question in, the kind of thing it asks for out; and whether words hold one.

English and Arabic. A number that the question names itself does not answer it, nor does a name.
"""

import re
from functools import lru_cache
from typing import Literal

Kind = Literal["", "percent", "money", "year", "date", "number", "person", "place"]

_MONTHS = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|April|May|June|July|Aug(?:ust|\.)?"
    r"|Sept(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_COUNTED = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?"
    r"|millions?|billions?|half|twice|third|quarter|none|once)"
)
_ASKED: tuple[tuple[Kind, str], ...] = (
    (
        "percent",
        r"\bpercent(?:age)?\b|\bper cent\b|\bwhat (?:share|proportion)\b|%"
        r"|نسبة|بالمئة|بالمائة",
    ),
    (
        "money",
        r"\bhow much (?:money|(?:did|does|do|will|would|has|have)\b.*\b(?:pay|paid|cost|spend|spent"
        r"|raise|earn|make))|\b(?:price|cost|salary|fine|fee|budget)\b|سعر|تكلف|ثمن",
    ),
    ("year", r"\b(?:what|which) year\b|[أا]ي (?:عام|سنة)"),
    ("date", r"\bwhen\b|\b(?:what|which) (?:date|day|month|time)\b|(?:^|\s)متى\b|تاريخ"),
    (
        "number",
        r"\bhow (?:many|much|old|long|far|big|large|high|tall|often|fast)\b"
        r"|\bwhat (?:is |was )?(?:the )?(?:total|number|score)\b|(?:^|\s)كم\b",
    ),
    ("person", r"\bwho(?:m|se)?\b|(?:^|\s)من (?:هو|هي|الذي|التي|قال|كان)\b"),
    (
        "place",
        r"\bwhere\b|(?:^|\s)[أا]ين\b"
        r"|\b(?:what|which) (?:city|country|state|town|place|county|island|province|region)\b",
    ),
)
_QUESTIONS = tuple((kind, re.compile(asked, re.IGNORECASE)) for kind, asked in _ASKED)
_HELD = {
    "percent": r"[0-9٠-٩]\s?(?:[%٪]|per ?cent|percentage)|\bper ?cent\b|ب?ال(?:مئة|مائة)",
    "money": r"[$€£¥₹₽₪]\s?[0-9]|[0-9][\d.,]*\s?(?:(?:m|b|tr)illion\s)?(?:dollar|euro|pound|yen"
    r"|yuan|riyal|dirham|dinar|cent|crown|kron|franc|peso|rupee|rupiah|shekel|lira|rand|won|ro?uble|baht"
    r"|real|zloty|forint|naira|USD|EUR|GBP|pence)|دولار|يورو|ريال|جنيه|درهم|دينار|ليرة",
    "year": r"\b(?:1[5-9]|20)\d\d\b|[١٢][٠-٩]{3}",
    "date": rf"(?-i:{_MONTHS})\s\d|\d\s(?-i:{_MONTHS})|\b(?:1[5-9]|20)\d\d\b|[١٢][٠-٩]{{3}}"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:yesterday|today|tomorrow|ago)\b"
    r"|\blast (?:week|month|year|night)\b|\bcentur(?:y|ies)\b|أمس|\bيوم"
    r"|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    "number": rf"[0-9٠-٩]|\b{_COUNTED}\b",
}
_HOLDS = {kind: re.compile(held, re.IGNORECASE) for kind, held in _HELD.items()}
_NUMBER = re.compile(r"[0-9٠-٩][0-9٠-٩.,]*")
_NAME = re.compile(r"(?<=\S\s)[A-Z][\w’'-]+")  # not where a sentence may begin
_WHO_IS = re.compile(
    r"^\W*(?i:(?:who|what)(?:['’]s|\s+(?:is|are|was|were)))\s+(?:the\s+)?"
    r"((?:[A-Z][\w’'-]*)(?:\s+(?:(?:al|bin|de|von|van|of|el|the)[\s-])*[A-Z][\w’'-]*)*)\s*\??\s*$"
)
_OWNED = re.compile(r"['’]s?$")
_LATIN = re.compile(r"[A-Za-z]")


@lru_cache(maxsize=256)
def asked_kind(question: str) -> Kind:
    """Return the kind of thing asked for, "" where none plainly is."""
    return next((kind for kind, asked in _QUESTIONS if asked.search(question)), "")


@lru_cache(maxsize=256)
def asked_name(question: str) -> str:
    """Return the name whose bearer is asked for ("Who is Alma Reed?"), "" for other questions."""
    found = _WHO_IS.match(question)
    return found[1] if found else ""


@lru_cache(maxsize=256)
def _introduces(name: str) -> re.Pattern[str]:
    """Match a name with what its bearer is: "Alma Reed, the mayor", "is a", "Mayor Alma Reed"."""
    whole = re.escape(name)
    return re.compile(
        rf"\b{whole}(?:\s*\([^)]*\))?(?:,\s+(?:an?|the|who|whose|\d+|[a-z])|\s+(?:is|was|were|are)\s+\w)"
        rf"|\b[A-Z]?[a-z]+(?:\s+[a-z]+)?\s+{whole}\b"
    )


def introduces(question: str, words: str) -> bool:
    """Whether the question asks who or what bears a name, and the words say it."""
    name = asked_name(question)
    return bool(name and _introduces(name).search(words))


def holds_what_is_asked(question: str, words: str) -> bool:
    """Whether the words hold the kind of thing asked for; True where none plainly is.

    Arabic has no capitals to tell a name by, so any words may hold one.
    """
    kind = asked_kind(question)
    if asked_name(question):
        return introduces(question, words)
    if not kind:
        return True
    if kind in _HOLDS:
        known = set(_NUMBER.findall(question))
        new = _NUMBER.sub(lambda found: "" if found[0] in known else found[0], words)
        return bool(_HOLDS[kind].search(new))
    if not _LATIN.search(words):
        return True
    said = question.casefold()
    names = (_OWNED.sub("", found) for found in _NAME.findall(words))
    return any(name.casefold() not in said for name in names)
