"""The outlets a question names in, those whose words it asks about out: "according to The Quay".

An outlet that the question is about ("Why was The Quay sued?") is no reason to search its articles
alone.
"""

import re
from dataclasses import dataclass

from index.filters import Filters
from rag.understanding.known import Known
from rag.understanding.names import Mention, outlets_named
from rag.understanding.spelling import Spelled
from rag.understanding.understood import Condition

_PIECE = (
    r"(?:articles?|reports?|stor(?:y|ies)|coverage|account|columns?|pieces?|editorials?|editions?"
    r"|issue|reporting|headlines?|obituar(?:y|ies)|dispatch(?:es)?)"
)
_HIS = (
    rf"(?:{_PIECE}|columnists?|reporters?|correspondents?|journalists?|interview|review|note|count"
    r"|estimate|figures?|tally|version|analysis|poll|investigation|newsletter|podcast|opinion"
    r"|pages?|timeline|live blog)"
)
_SAY = (
    r"(?:report|say|write|publish|claim|describe|cover|quote|mention|suggest|state|note|argue"
    r"|reveal|print|estimate|imply|indicate|discuss|cite|detail|highlight|explain|tell (?:us|its)"
    r"|put|count|attribute|recommend|predict|rank|praise)"
)
_SAYS = (
    r"(?:report(?:s|ed|ing)?|says?|said|writes?|wrote|written|publish(?:es|ed)|claim(?:s|ed)?"
    r"|describ(?:es|ed)|cover(?:s|ed)|quot(?:es|ed)|mention(?:s|ed)?|suggest(?:s|ed)?|stat(?:es|ed)"
    r"|not(?:es|ed)|argu(?:es|ed)|reveal(?:s|ed)|print(?:s|ed)|puts?)"
)
_DONE = (
    r"(?:reported|covered|published|described|told|quoted|stated|noted|seen|written|mentioned"
    r"|claimed|discussed|featured|carried|printed|posted|said|revealed|detailed|highlighted"
    r"|outlined|read|appeared|cited|suggested|recognized)"
)
_FROM = re.compile(  # what stands before an outlet whose words are asked about
    rf"(?:\baccording to|\bas {_DONE}(?: (?:by|in|on))?|\b{_DONE} (?:by|in|on)(?: both)?"
    r"|\b(?:as )?per"
    rf"|\b{_PIECE}(?: \w+){{0,3}} (?:from|by|in)|\b{_PIECE} (?:from|by|in)|\bnews (?:from|by|in)"
    r"|\b(?:opinion|view|words|pages|columns|version|editions?|issues?) of"
    r"|\b(?:told|tells?|interview (?:to|in)|reporters? (?:for|from|at)|columnists? (?:for|of))"
    r"|\b(?:بحسب|حسب|وفق|وفقا|طبقا|نقلا عن|نقلت|ذكرت|قالت|نشرت|نشرته|اوردت|اوردته"
    r"|كتبت|كتبته|افادت|تقول|جاء في|ورد في|مقالات|تقرير|تقارير|اخبار|عن)"
    r"(?: (?:ما ذكرته?|ل?ما نشرته?|ل?(?:صحيفه|جريده|وكاله|قناه|موقع|شبكه|مجله)))*)(?: both)? ?$",
    re.IGNORECASE,
)
_OFTEN = r"(?:(?:ever|also|first|already|then|actually|really|originally) )?"
_ASKED = re.compile(r"\b(?:did|does|do|has|had|have)(?:n't)? $", re.IGNORECASE)
_TELLS = re.compile(
    rf"['\"]? {_OFTEN}{_SAY}\b"
    r"(?! (?:a |an |its |their |any |record |higher |lower )*(?:loss(?:es)?|profits?|earnings"
    r"|revenue|results|deficit|income|sales|itself))",
    re.IGNORECASE,
)
_VERB = re.compile(rf"['\"]? {_OFTEN}{_SAY}\b(?! by\b)", re.IGNORECASE)
_TOLD = re.compile(
    rf"['\"]? (?:(?:has|had|have|also|first|once) ){{0,2}}{_SAYS}\b"
    r"(?! (?:that )?(?:it|its|they)\b)",
    re.IGNORECASE,
)
_ITS_OWN = re.compile(
    rf"['\"]?(?:'s?)['\"]? (?:own )?(?:[\w-]+ ){{0,2}}?{_HIS}\b|['\"]? (?:[\w-]+ )?{_PIECE}\b"
    r"(?! (?:into|about the (?:paper|broadcaster)))",
    re.IGNORECASE,
)
_ITS = re.compile(r"['\"]?'s?\b(?=\s)|'(?=\s)")
_PIECE_AFTER = re.compile(rf" {_PIECE}\b", re.IGNORECASE)
_ROLE = re.compile(
    r"['\"]?'s? (?:\w+ ){0,2}?(?:chief|director|boss|owners?|editor|ceo|chair\w*|president"
    r"|spokes\w+|lawyers?|staff|founder|executives?|union|board|presenters?|hosts?|shareholders?)\b",
    re.IGNORECASE,
)
_APART = re.compile(r"\s*(?:according|as|per|بحسب|حسب|وفق|وفقا|طبقا|نقلا)\b", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:not|never|no|except|other than|apart from|besides|excluding|unlike|without|nor|outside"
    r"|غير|باستثناء|عدا|سوي|ليس|ليست)\b[^,;?]{0,30}$|n't [^,;?]{0,20}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Attributed:
    """An outlet whose words are asked about, and the whole phrase that says so."""

    mention: Mention
    start: int
    end: int
    apart: bool


def attributed(spelled: Spelled, known: Known) -> list[Attributed]:
    """Return the outlets whose words the question asks about, in order."""
    plain = spelled.plain
    found = (_attributed(plain, one) for one in outlets_named(plain, known))
    return [one for one in found if one]


def source_condition(one: Attributed, spelled: Spelled) -> Condition:
    """Return the outlet as a condition, with the words of the question it came from."""
    start, end = spelled.span(one.start, one.end)
    return Condition(
        "source", Filters(source=one.mention.value), spelled.text[start:end], start, end,
        apart=one.apart,
    )  # fmt: skip


def _attributed(plain: str, one: Mention) -> Attributed | None:
    before, after = plain[: one.start], plain[one.end :]
    if _NOT.search(before) or _ROLE.match(after):
        return None
    led = _FROM.search(before)
    if led:
        more = _ITS.match(after) or _PIECE_AFTER.match(after)
        end = one.end + (more.end() if more else 0)
        apart = bool(_APART.match(led[0]))
        return Attributed(one, led.start() + _space(led[0]), end, apart)
    asked = _ASKED.search(before)
    if asked and _VERB.match(after):
        told = _TELLS.match(after)
        return Attributed(one, one.start, one.end, apart=False) if told else None
    own = _ITS_OWN.match(after)
    if own:
        return Attributed(one, one.start, one.end + own.end(), apart=False)
    if (not asked or asked[0].lower().startswith("ha")) and _TOLD.match(after):
        return Attributed(one, one.start, one.end, apart=False)
    return None


def _space(words: str) -> int:
    return len(words) - len(words.lstrip())
