"""The gold of a case and the articles of an archive in; the paragraphs that are right out.

A paragraph is right when it is of the article that the gold names and contains the quote or is
contained in it. White space and invisible characters aside (Unicode NFC), whole words are compared
and no numbers, so that a set of cases outlives any index. A quote that runs over paragraphs none of
which it contains makes right the one that holds most of it.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from eval.cases import Case, Gold
from eval.fields import CaseError
from index.article import Article, Card
from index.identity import plain_url
from index.mending import mend, tidy

_SHOWN = 60  # characters of a quote in an error
_UNSEEN = re.compile(r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A paragraph of an article, numbered from 1."""

    article: str
    paragraph: int

    def __str__(self) -> str:
        return f"{self.article}:{self.paragraph}"


@dataclass(frozen=True, slots=True)
class Located:
    """A case and, for each of its gold in order, its right paragraphs (none: missing weak gold)."""

    case: Case
    places: tuple[tuple[Place, ...], ...]

    @property
    def right(self) -> frozenset[Place]:
        """All the paragraphs that are right."""
        return frozenset(place for one in self.places for place in one)

    @property
    def articles(self) -> frozenset[str]:
        """The ids of all the articles that are right."""
        return frozenset(place.article for place in self.right)


class NamedArticles:
    """The articles of an archive that the gold of some cases names, found by that name."""

    def __init__(self, cases: Iterable[Case], articles: Iterable[Article]) -> None:
        """Keep those of `articles`, which are read once, that a case names in any way."""
        names = {gold.article for case in cases for gold in case.gold}
        wanted = {key for name in names for key in _keys(name)}
        self._found: dict[tuple[str, str], list[Article]] = {}
        for article in articles:
            names_of = [*_names(article), *chain.from_iterable(map(_names, article.also_in))]
            for key in wanted.intersection(names_of):
                self._keep(key, article)

    def find(self, name: str) -> Article:
        """Return the article of this id, address or title; LookupError where it is not one."""
        for key in _keys(name):
            found = self._found.get(key, [])
            if len(found) == 1:
                return found[0]
            if found:
                ids = ", ".join(article.id for article in found)
                raise LookupError(f"{len(found)} articles are named {name!r}: {ids}")
        raise LookupError(f"no article {name!r} in the archive")

    def _keep(self, key: tuple[str, str], article: Article) -> None:
        kept = self._found.setdefault(key, [])
        if article.id not in {one.id for one in kept}:
            kept.append(article)


def locate(case: Case, articles: NamedArticles) -> Located:
    """Find the gold of a case; CaseError names the case whose article or quote is not there.

    Of weak gold it is enough that one is there.
    """
    places: list[tuple[Place, ...]] = []
    missing: list[CaseError] = []
    for number, gold in enumerate(case.gold, 1):
        try:
            places.append(_places(gold, articles, f"case {case.id}: gold {number}"))
        except CaseError as error:
            missing.append(error)
            places.append(())
    if missing and not (case.weak and any(places)):
        raise missing[0]
    return Located(case, tuple(places))


def locate_all(
    cases: Iterable[Case], articles: NamedArticles
) -> tuple[tuple[Located, ...], tuple[CaseError, ...]]:
    """Find the gold of many cases; those whose gold is not there come back as their errors."""
    found: list[Located] = []
    errors: list[CaseError] = []
    for case in cases:
        try:
            found.append(locate(case, articles))
        except CaseError as error:
            errors.append(error)
    return tuple(found), tuple(errors)


def right_paragraphs(article: Article, quote: str) -> tuple[int, ...]:
    """Return the numbers of the article's paragraphs that are right for a quote, ascending."""
    wanted = _wording(quote)
    quotes = [article.quote(one.number) for one in article.paragraphs]
    found = tuple(turn for turn, words in enumerate(quotes, 1) if _agree(words, wanted))
    return found or _holds_most(quotes, wanted)


def matches(text: str, article: Article | Card, gold: Gold) -> bool:
    """Whether a paragraph of this text, of this article, is right for the gold.

    A title is believed here, as there are no other articles to compare it with.
    """
    named = set(_keys(gold.article)) & set(_names(article))
    return bool(named) and _agree(text, _wording(gold.quote))


def _places(gold: Gold, articles: NamedArticles, where: str) -> tuple[Place, ...]:
    try:
        article = articles.find(gold.article)
    except LookupError as error:
        raise CaseError(f"{where}: {error.args[0]}", hint="name it by its id") from error
    found = right_paragraphs(article, gold.quote)
    if not found:
        quote = tidy(gold.quote)
        shown = quote if len(quote) <= _SHOWN else quote[:_SHOWN] + "…"
        raise CaseError(
            f"{where}: not in article {article.id}: {shown!r}",
            hint=f"see what it says: pressmark show {article.id}",
        )
    return tuple(Place(article.id, paragraph) for paragraph in found)


def _keys(name: str) -> tuple[tuple[str, str], ...]:
    """Return what a name may mean, the surest first."""
    return ("id", name), ("url", plain_url(name)), ("title", _folded(name))


def _names(article: Article | Card) -> tuple[tuple[str, str], ...]:
    url = (("url", plain_url(article.url)),) if article.url else ()
    title = (("title", _folded(article.title)),) if article.title else ()
    return ("id", article.id), *url, *title


def _folded(title: str) -> str:
    return unicodedata.normalize("NFC", tidy(title)).casefold()


def _wording(quote: str) -> str:
    """Return the quote as cleaning leaves words: some were taken from pages as they were."""
    return " ".join(mend(quote)) or tidy(quote)


def _agree(words: str, wanted: str) -> bool:
    return _within(wanted, words) or _within(words, wanted)


def _within(inner: str, outer: str) -> bool:
    """Whether the words of one stand together in the other, none of them cut."""
    sought, held = _packed(inner), _packed(outer)
    if sought not in held or not any(map(str.isalnum, sought)):
        return False
    edges = _edges(outer)
    at = held.find(sought)
    while at >= 0:
        if at in edges and at + len(sought) in edges:
            return True
        at = held.find(sought, at + 1)
    return False


@lru_cache(maxsize=16_384)  # an article's paragraphs are compared with one quote after another
def _packed(text: str) -> str:
    return "".join(_UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())


def _edges(text: str) -> set[int]:
    """Return where a word may begin or end, as offsets into the packed text."""
    edges, at, before = {0}, 0, ""
    for letter in _UNSEEN.sub("", unicodedata.normalize("NFC", text)):
        if letter.isspace():
            edges.add(at)
        else:
            if not (_of_word(before) and _of_word(letter)):
                edges.add(at)
            at += 1
        before = letter
    return edges | {at}


def _of_word(letter: str) -> bool:
    return letter.isalnum() or (bool(letter) and unicodedata.category(letter).startswith("M"))


def _holds_most(quotes: Sequence[str], wanted: str) -> tuple[int, ...]:
    """Return the paragraph that most of a quote stands in, where it runs over an end."""
    lengths = [len(_packed(words)) for words in quotes]
    start = "".join(map(_packed, quotes)).find(_packed(wanted))
    if start < 0 or not _within(wanted, " ".join(quotes)):
        return ()
    end, begins, held = start + len(_packed(wanted)), 0, []
    for length in lengths:
        held.append(max(0, min(end, begins + length) - max(start, begins)))
        begins += length
    return (held.index(max(held)) + 1,)
