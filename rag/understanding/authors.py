"""The authors a question names in, those whose articles it asks for out: "Jane Doe's column"."""

import re
from dataclasses import dataclass

from index.filters import Filters
from rag.understanding.known import Known
from rag.understanding.names import Mention, authors_named
from rag.understanding.spelling import Spelled
from rag.understanding.understood import Condition

_PIECES = (
    r"(?:articles?|stor(?:y|ies)|columns?|pieces?|reports?|reporting|editorials?|essays?|reviews?"
    r"|coverage|opinion|analysis|interviews?|obituar(?:y|ies)|dispatch(?:es)?|byline|work)"
)
_BY = re.compile(
    rf"\b(?:{_PIECES}(?: \w+){{0,4}}?|written|reported|published|filed|signed|anything|something"
    r"|everything|there) (?:that (?:was|were) )?by $"
    r"|^by $|(?:مقالات?|تقرير|تقارير|مقال|كتبه|كتبته|كتبها) (?:الكاتب |الكاتبه |الصحفي |الصحافي )?$"
    r"|بقلم $",
    re.IGNORECASE,
)
_ITS_OWN = re.compile(rf"'s? (?:[\w-]+ ){{0,2}}?{_PIECES}\b", re.IGNORECASE)
_ASKED = re.compile(r"\b(?:did|does|has|had) $", re.IGNORECASE)
_WRITES = re.compile(r" (?:ever |also |first )?(?:write|written|report|argue|cover|publish)\b")
_WROTE = re.compile(r" (?:writes|wrote|reported|covered)\b")
_WROTE_ARABIC = re.compile(r"\b(?:كتب|كتبت|يكتب|تكتب) $")
_NOT = re.compile(r"\b(?:not|no|except|other than|apart from|besides|without|n't)\b[^,;?]{0,20}$")


@dataclass(frozen=True, slots=True)
class Authored:
    """An author whose articles are asked for, and the whole phrase that says so."""

    mention: Mention
    start: int
    end: int


def authored(spelled: Spelled, known: Known) -> list[Authored]:
    """Return the authors whose articles the question asks for, in order."""
    named = authors_named(spelled.plain, known)
    places = ((one, _place(spelled.plain, one)) for one in named)
    return [Authored(one, *place) for one, place in places if place]


def author_condition(one: Authored, spelled: Spelled) -> Condition:
    """Return the author as a condition, with the words of the question it came from."""
    start, end = spelled.span(one.start, one.end)
    narrowed = Filters(author=one.mention.value)
    apart = one.start < one.mention.start
    return Condition("author", narrowed, spelled.text[start:end], start, end, apart=apart)


def _place(plain: str, one: Mention) -> tuple[int, int] | None:
    before, after = plain[: one.start], plain[one.end :]
    if _NOT.search(before):
        return None
    led = _BY.search(before)
    if led:
        return max(before.rfind("by "), led.start()), one.end
    own = _ITS_OWN.match(after)
    if own:
        return one.start, one.end + own.end()
    if (_ASKED.search(before) and _WRITES.match(after)) or _WROTE.match(after):
        return one.start, one.end
    return (one.start, one.end) if _WROTE_ARABIC.search(before) else None
