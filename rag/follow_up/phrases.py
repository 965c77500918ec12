"""An English text in, the phrases it turns on out: names, noun phrases and days, in their order.

Nothing here knows grammar: a phrase is what stands between words that are on the lists of
`rag.follow_up.lexicon`, and a name is told by its capitals.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rag.follow_up.lexicon import (
    ASKING,
    AUXILIARIES,
    BOUNDARIES,
    NOUNS_TOO,
    ORGANISATIONS,
    PLACE_BEFORE,
    PLACES,
    SMALL,
    THINGS,
    TITLES,
    VERBS,
)

Kind = Literal["person", "organisation", "place", "thing", "date", ""]

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DAY = r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?"
DATE = re.compile(
    rf"\b(?:(?:{_DAY} )?{_MONTH}(?:,? (?:19|20)\d\d\b| {_DAY}(?:,? (?:19|20)\d\d)?\b)?"
    r"|(?:19|20)\d\d(?:-\d\d-\d\d)?)(?!\w)"
)
_TOKEN = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Capt|Lt|Sgt|Sen|Rep|Gov|St)\.(?= [A-Z])"
    r"|(?:[A-Za-z]\.){2,}|[^\W_]+(?:[-'’.,/][^\W_]+)*['’]?|[^\w\s]"
)
_JOINING = frozenset({"of", "and", "&", "for", "de", "la", "al", "el", "the", "bin", "von", "van"})
_DETERMINING = frozenset("the a an this that his her its their".split())
_CALLING = frozenset("do does did will would can could should has have had".split())
_BEFORE_ADJECTIVE = _DETERMINING | PLACE_BEFORE | {"of", "and", "or", "with", "by", "for", "many"}
_POST = re.compile(r"C[A-Z]O|MP|PM|VP")  # what one is, not what one is called
_SPEAKS_AFTER = re.compile(r"(?:['’]s)?,? (?:(?:aged )?\d\d\b|said\b|says\b|told\b|who\b)")
_HEADS: tuple[tuple[Kind, frozenset[str]], ...] = (
    ("organisation", ORGANISATIONS),
    ("thing", THINGS),
    ("place", PLACES),
)
_HEAD_WORDS = ORGANISATIONS | THINGS | PLACES
_MOST_WORDS = 6  # of a phrase: a longer one was not taken apart


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase and where it stands: `text[start:end]`; `named` where capitals make it a name."""

    text: str
    start: int
    end: int
    kind: Kind
    named: bool


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    named: bool

    @property
    def word(self) -> str:
        return self.text.lower().replace("’", "'").removesuffix(".") or self.text


def phrases(text: str) -> list[Found]:
    """Return names and noun phrases in their order, without days."""
    tokens = _tokens(DATE.sub(lambda found: "\0" * len(found[0]), text))
    found = [_found(text, run) for run in _runs(tokens)]
    return [one for one in found if one]


def dates(text: str) -> list[Found]:
    """Return the days, months and years that are named."""
    return [
        Found(found[0], found.start(), found.end(), "date", named=False)
        for found in DATE.finditer(text)
        if found[0] not in ("May", "March") or re.search(r"\bin\s+$", text[: found.start()])
    ]


def names(text: str) -> list[Found]:
    """Return the names alone."""
    return [one for one in phrases(text) if one.named]


def _tokens(text: str) -> list[_Token]:
    capitals = not _titled(text)
    return [
        _Token(found[0], found.start(), found.end(), capitals and _capital(text, found))
        for found in _TOKEN.finditer(text)
    ]


def _titled(text: str) -> bool:
    """Whether small words have capitals too, as in a headline, so that capitals tell nothing."""
    small = [one for one in re.findall(r"[A-Za-z]+", text)[1:] if one.lower() in BOUNDARIES]
    return len([one for one in small if one[0].isupper()]) * 2 > len(small) > 1


def _capital(text: str, found: "re.Match[str]") -> bool:
    word = found[0]
    if not word[0].isupper():
        return bool(re.fullmatch(r"[a-z]+[A-Z]\w*", word))  # iPhone
    if word.lower().replace("’", "'") in ASKING | AUXILIARIES or _POST.fullmatch(word):
        return False
    begins = re.search(r"(?:^|[.!?:;\"“‘(])\s*$", text[: found.start()]) is not None
    if not begins:
        return word.lower() not in SMALL or (word.isupper() and len(word) > 1)
    if len(word) > 1 and word.isupper():
        return True
    after = text[found.end() :]
    return word.lower() not in BOUNDARIES and (
        re.match(r"(?:['’]s)? [A-Z]", after) is not None or _SPEAKS_AFTER.match(after) is not None
    )


def _runs(tokens: Sequence[_Token]) -> list[list[_Token]]:
    """Return the stretches of tokens that no boundary cuts; a name may hold "of" and the like."""
    runs: list[list[_Token]] = [[]]
    for turn, token in enumerate(tokens):
        inside = any(one.named for one in runs[-1][-2:]) and _goes_on(runs[-1], tokens, turn)
        if token.named or inside or _counts(tokens, turn, runs[-1]):
            runs[-1].append(token)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _goes_on(run: Sequence[_Token], tokens: Sequence[_Token], turn: int) -> bool:
    """Whether a small word joins two names: Bank of England, Harbour and Quay Workers' Union."""
    if tokens[turn].word not in _JOINING:
        return False
    rest = tokens[turn + 1 : turn + 3]
    if rest and rest[0].word in _JOINING:
        rest = rest[1:]
    if not rest or not rest[0].named:
        return False
    if run[-1].word in _JOINING:
        return True
    if not run[-1].named:
        return False
    if tokens[turn].word == "of":
        return run[0].word not in TITLES and (len(run) == 1 or run[-1].word in _HEAD_WORDS)
    if tokens[turn].word not in ("and", "&", "for", "the"):
        return True
    after = [token.word for token in tokens[turn + 1 : turn + 6] if token.named]
    return tokens[turn].word != "the" and any(word in ORGANISATIONS for word in after)


def _counts(tokens: Sequence[_Token], turn: int, run: Sequence[_Token]) -> bool:
    """Whether a small word is one of the topic: neither on a list nor, by its end, a verb."""
    word, rest = tokens[turn].word, tokens[turn + 1 :]
    begun = turn - len(run) - 1
    if word in NOUNS_TOO:
        determined = begun >= 0 and tokens[begun].word in _DETERMINING
        ends = not _content(rest) and not _lacks_verb(tokens, begun, turn)
        return determined and (not run or ends)
    if not word[0].isalnum() or word in BOUNDARIES or word.endswith("ly"):
        return False
    if re.fullmatch(r"[a-z]{2,}ed", word):  # an adjective: the covered market
        return not run and (begun < 0 or tokens[begun].word in _BEFORE_ADJECTIVE)
    return not (run and re.fullmatch(r"[a-z]{2,}ing", word) and not _content(rest))


def _lacks_verb(tokens: Sequence[_Token], begun: int, turn: int) -> bool:
    """Whether "did" or the like still waits for its verb where this word stands."""
    calling = [at for at in range(begun) if tokens[at].word in _CALLING]
    others = [*tokens[calling[-1] + 1 : begun], *tokens[turn + 1 :]] if calling else []
    return bool(calling) and not any(token.word in VERBS for token in others)


def _content(rest: Sequence[_Token]) -> bool:
    return bool(rest) and rest[0].word[0].isalnum() and rest[0].word not in BOUNDARIES


def _found(text: str, run: list[_Token]) -> Found | None:
    while run and (run[-1].word in _JOINING or run[-1].text.isdigit()):
        run = run[:-1]
    if not run or len(run) > _MOST_WORDS + 2 * sum(token.named for token in run):
        return None
    start, end = run[0].start, run[-1].end
    words = text[start:end]
    bare = re.sub(r"['’]s?$", "", words) if not words.endswith(("s'", "s’")) else words[:-1]
    named = any(token.named for token in run)
    if len(bare) < 2 or not re.search(r"[^\W\d_]", bare):
        return None
    return Found(bare, start, start + len(bare), _kind(text, run) if named else "", named)


def _kind(text: str, run: Sequence[_Token]) -> Kind:
    words = [token.word.removesuffix("'s").rstrip("'.") for token in run]
    if words[0] in TITLES:
        return "person"
    for head in (words[-1], words[0]):  # Ostrel Harbour Union, River Morrin
        for kind, heads in _HEADS:
            if head in heads:
                return kind
    if _SPEAKS_AFTER.match(text[run[-1].end :]):
        return "person"
    before = re.findall(r"[\w']+", text[: run[0].start].lower())[-2:]
    if before and before[-1] == "the":
        return "thing"
    if before and before[-1] in PLACE_BEFORE:
        return "place"
    if len(run) == 1 and run[0].text.isupper():
        return "organisation"
    return ""
