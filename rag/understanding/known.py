"""An open index in, its outlets, authors and days, and how people may write them, out."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from index.language import script
from index.outlets import outlet_names
from index.reader import IndexReader
from index.terms import fold
from rag.understanding.other_names import GROUPS

Needs = Literal["", "capitals", "the"]
_MOST_JOINED = 4
_ENDING = re.compile(
    r"\.(?:com|org|net|info|co|news|tv|eu|uk|us|de|fr|ie|in|au|ca|nz|za|ae|sa|qa|eg|lb|jo|ma|io"
    r"|example|gov|edu|int)(?:\.[a-z]{2})?(?=/|$)"
)
_SITE = re.compile(r"^(?:https?://)?(?:www\.)?")
_NOT_LETTERS = re.compile(r"[\W_]+")
_SMALL = frozenset("the of and for a an al de la le el".split())
_GENERIC = frozenset(
    "news press agency service online magazine media sport sports tv radio business international"
    " network daily world".split()
)
_BYLINE = re.compile(r"^\W*(?:written |reported )?by\s+|^\W*بقلم\W+", re.IGNORECASE)
_AUTHORS = re.compile(r"\s*[,;&/|]\s*|\s+(?:and|with)\s+|\s+و(?=\S+ )")
_NO_PERSON = frozenset(
    "staff press news service agency editor editors associated team reuters correspondent desk the"
    " reporter contributor social links navigation وكالة فريق تحرير".split()
)


@dataclass(frozen=True, slots=True)
class Spelling:
    """What an outlet is filtered by, and how it must be written for this spelling to mean it."""

    source: str
    needs: Needs = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What an archive holds: how outlets and authors are written, squeezed; its first and last day.

    "" are the days of an archive without dates.
    """

    outlets: Mapping[str, Spelling] = field(default_factory=dict)
    authors: Mapping[str, str] = field(default_factory=dict)
    first: str = ""
    last: str = ""

    @classmethod
    def of(
        cls, outlets: Iterable[tuple[str, str]], bylines: Iterable[str], days: tuple[str, str]
    ) -> "Known":
        """Gather the spellings of (outlet, address of an article) and of bylines."""
        return cls(_outlets(list(outlets)), _authors(bylines), *days)


_KNOWN: "WeakKeyDictionary[IndexReader, Known]" = WeakKeyDictionary()


def known_of(reader: IndexReader) -> Known:
    """Return what the open index holds, gathered once."""
    if reader not in _KNOWN:
        rows = reader.database
        _KNOWN[reader] = Known.of(rows.outlets(), rows.bylines(), rows.days())
    return _KNOWN[reader]


def squeezed(name: str) -> str:
    """Return a name in small letters without accents, spaces, points and a leading "the"."""
    plain = _SITE.sub("", fold(name.strip()))
    letters = _NOT_LETTERS.sub("", _ENDING.sub("", plain))
    long = len(letters) > len("the") + 1
    return letters.removeprefix("the") if long else letters


def _outlets(outlets: Sequence[tuple[str, str]]) -> dict[str, Spelling]:
    filtered = _one_paper(outlets)
    meant: dict[tuple[str, Needs], set[str]] = defaultdict(set)
    for source, value in filtered.items():
        for spelling, needs in _spellings(source):
            meant[spelling, needs].add(value)
    chosen: dict[str, Spelling] = {}
    for (spelling, needs), values in sorted(meant.items()):
        value = _one_value(spelling, values, needs)
        if value and spelling not in chosen:  # "" sorts first: a whole name beats a short one
            chosen[spelling] = Spelling(value, needs)
    return chosen


def _one_paper(outlets: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return what each outlet is filtered by; two names in two scripts on one site are one."""
    sites: dict[str, list[str]] = defaultdict(list)
    for source, url in outlets:
        sites[urlsplit(url).hostname or ""].append(source)
    filtered = {source: source for source, _ in outlets}
    for site, names in sites.items():
        scripts = {script(name) for name in names}
        if site and len(names) == len(scripts) == 2:
            filtered |= dict.fromkeys(names, " / ".join(sorted(names)))
    return filtered


def _one_value(spelling: str, values: set[str], needs: Needs) -> str:
    """Return the filter for all outlets of one spelling; "" where it could be any of too many."""
    if len(values) == 1:
        return next(iter(values))
    shared = set.intersection(*({*outlet_names(value)} for value in values))
    for name in sorted(shared, key=len):
        if squeezed(name) == spelling:
            return name
    return "" if needs or len(values) > _MOST_JOINED else " / ".join(sorted(values))


def _spellings(source: str) -> Iterable[tuple[str, Needs]]:
    for name in outlet_names(source):
        yield squeezed(name), ""
        yield from _others(name)
    for part in re.split(r"\s*[/|;]\s*", source):
        words = [word for word in re.findall(r"[^\W\d_]+", part) if fold(word) not in _SMALL]
        if script(part) == "latin" and len(words) > 1:
            yield "".join(word[0] for word in words).lower(), "capitals"
            yield from _short(words)
        elif len(words) > 1 and words[1].startswith("ال") and not words[0].startswith("ال"):
            yield fold(words[0]), "the"


def _short(words: Sequence[str]) -> Iterable[tuple[str, Needs]]:
    first, last = squeezed(words[0]), squeezed(words[-1])
    if fold(words[-1]) not in _GENERIC:
        yield last, "the"
    if all(fold(word) in _GENERIC for word in words[1:]):
        yield first, ""


def _others(name: str) -> Iterable[tuple[str, Needs]]:
    wanted = squeezed(name)
    for group in GROUPS:
        spelled = [squeezed(one) for one in group]
        if wanted in spelled:
            for one, plain in zip(group, spelled, strict=True):
                yield plain, "capitals" if one.isupper() else ""


def _authors(bylines: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for byline in sorted(bylines):
        for name in _AUTHORS.split(_BYLINE.sub("", byline)):
            words = name.split()
            person = 2 <= len(words) <= 5 and not any(letter.isdigit() for letter in name)
            if person and not _NO_PERSON & {fold(word) for word in words}:
                found.setdefault(squeezed(name), " ".join(words))
    return found
