"""A cleaned article in, its edges and what its outlet repeats out; taken out, and put back.

A block is only taken out near the head or the foot of an article; what was taken out is kept with
its place, so that it can come back.
"""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from urllib.parse import urlsplit

from index.article import Article, Removed, digest_of
from index.paragraphs import compose
from index.terms import fold

REPEATED = "repeated across the outlet's articles"
LEAST = 5  # different articles that have the block
_SHARE = 0.3  # of the outlet's articles, for a block of any kind
_SHARE_OF_ADDRESS = 0.02  # for one that speaks to the reader, or of the outlet
_HEAD, _FOOT = 4, 6  # paragraphs
_LONGEST = 900  # characters
_SHORTEST_NAME = 4
_ENDING = re.compile(r"\.(?:com|org|net|co\.\w\w)$")
_REPORTED = re.compile(
    r"\b(?:said|says|told|according to|announced|killed|died|wounded|arrested|elected)\b"
    r"|[“”«»]|(?:^|\s)[\"]|(?<!\w)[وف]?(?:قال|قالت|أعلن|أعلنت|أكد|أكدت|أضاف|أضافت|صرح|قتل)(?!\w)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b(?:subscri\w+|newsletters?|sign up|follow|e-?mail|contact|click|app|podcasts?|donat\w+|"
    r"our (?:journalism|readers?|reporters?|coverage|website|site|privacy|terms)|your inbox|"
    r"support us|copyright|rights reserved|cookies?|advertis\w+|read more|more (?:news|stories)|"
    r"comments?|share this|puzzles|quiz|receives? support)\b|https?://|www\.|\w@\w"
    r"|اشترك|نشرتنا|تابعونا|تابعنا|للمزيد|جميع الحقوق|اقرأ|موقعنا|تطبيق",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Repeated:
    """What stands in several of the different articles of a place, and how many that has."""

    place: str
    sign: int
    text: str
    articles: int
    of: int

    @property
    def furniture(self) -> bool:
        """Whether it is the outlet's and not the news'."""
        words = self.text.split()
        if self.articles < LEAST or len(words) < 3 or _REPORTED.search(self.text):
            return False
        name = _plain(_ENDING.sub("", self.place))
        named = len(name) >= _SHORTEST_NAME and name in _plain(self.text)
        addressed = named or _ADDRESS.search(self.text)
        return self.articles >= self.of * (_SHARE_OF_ADDRESS if addressed else _SHARE)


def edges(article: Article) -> list[int]:
    """Return the signs of what stands near the head and the foot of an article, in order."""
    return sorted(_near_signs(article))


def block_at_edge(article: Article, sign: int) -> str:
    """Return the words of the block of this sign, "" where none is near an edge."""
    return _near_signs(article).get(sign, "")


def sign_of(text: str) -> int:
    """Return the same for texts that differ only in case, marks and spaces: 64 bits, signed."""
    digest = digest_of(_plain(text) or text, size=8)
    return int.from_bytes(bytes.fromhex(digest), signed=True)


def without(article: Article, signs: Container[int]) -> Article:
    """Return the article without the blocks of these signs near its edges, unless none is left."""
    near = set(_near(len(article.paragraphs)))
    numbers = range(1, len(article.paragraphs) + 1)
    gone = {n for n in near if sign_of(article.quote(n)) in signs}
    if not gone or len(gone) == len(numbers):
        return article
    pieces: list[tuple[str, str]] = []
    for number in [*numbers, len(numbers) + 1]:
        pieces += [(one.text, one.reason) for one in article.removed if one.before == number]
        if number <= len(numbers):
            pieces.append((article.quote(number), REPEATED if number in gone else ""))
    return _composed(article, pieces)


def restored(article: Article) -> Article:
    """Return the article with what `without` took out."""
    if all(one.reason != REPEATED for one in article.removed):
        return article
    pieces: list[tuple[str, str]] = []
    for number in range(1, len(article.paragraphs) + 2):
        for one in article.removed:
            if one.before == number:
                pieces.append((one.text, "" if one.reason == REPEATED else one.reason))
        if number <= len(article.paragraphs):
            pieces.append((article.quote(number), ""))
    return _composed(article, pieces)


def place_of(article: Article) -> str:
    """Return the outlet, else the host, else the file or folder that the article came in."""
    if article.source:
        return fold(article.source)
    try:
        host = urlsplit(article.url).netloc.lower().removeprefix("www.")
    except ValueError:
        host = ""
    path = article.origin.path
    return host or (path if article.origin.part else path.rpartition("/")[0])


def _near_signs(article: Article) -> dict[int, str]:
    blocks = map(article.quote, _near(len(article.paragraphs)))
    return {sign_of(text): text for text in blocks if len(text) <= _LONGEST}


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _composed(article: Article, pieces: Sequence[tuple[str, str]]) -> Article:
    """Return the article made of these (text, why it is left out or "") in order."""
    kept = [text for text, reason in pieces if not reason]
    removed: list[Removed] = []
    before = 1
    for text, reason in pieces:
        if reason:
            removed.append(Removed(text, reason, before))
        else:
            before += 1
    text, paragraphs = compose(kept)
    return replace(article, text=text, paragraphs=paragraphs, removed=tuple(removed))


def _near(count: int) -> list[int]:
    head = range(1, min(_HEAD, count) + 1)
    foot = range(max(1, count - _FOOT + 1), count + 1)
    return list(dict.fromkeys(chain(head, foot)))
