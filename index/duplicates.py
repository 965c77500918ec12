"""Articles in, which of them are copies of which out.

Candidates share sampled shingles (see shingles.py); each is then verified on its whole text. A
copy is the same report: trimmed, with a paragraph added, under another headline or outlet, or an
earlier version. Texts whose shared sentences give other figures or days, or deny each other, are
not copies, so that routine reports and rising tolls stay apart; only a version of the very same
article may differ in them, and the newer one is shown.

One pass takes the hashes of every text and keeps about a byte a word; time grows with the words of
the archive. Whole texts are read again only for candidates.
"""

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache

from index.article import digest_of
from index.comparison import Comparison, Sentence, Wording, compare, differences
from index.dates import day_number
from index.identity import plain_url
from index.shingles import Sample, paired, sample, shared
from index.terms import fold, words

_APART = 7  # days between copies, at most
_SHARED = 0.4  # of the smaller sample, for a pair to be verified
_SHORTEST = 25  # shingles; shorter texts are copies only when they are identical
_BOILERPLATE = 50  # shingles; what is no longer may be what a page says in place of its article
_SMALLEST_PART = 0.3  # of the longer text, for a shorter one to be a trimmed copy of it
_WHOLE = 0.6  # of the longer text, for a copy of some days later, or that opens with other words
_CONTAINED = 0.7  # of the shorter text's shingles, on the same day or the next
_CONTAINED_WHOLE = 0.8  # the next day under another headline, or with another opening
_HARDLY_CUT = 0.75  # of the longer text
_CONTAINED_LATER = 0.9  # later, or where a date is missing
_OWN = 0.1  # of the names and numbers of the shorter text that the longer lacks, at most
_SAME_HEADLINE = 0.95  # of the words: a long headline may lose or win one
_ROUTINE = 3  # days on which an outlet has the same headline, and it is a routine report's
_CORRECTIONS = frozenset(map(fold, "correction corrections corrected تصحيح تصويب".split()))


@dataclass(frozen=True, slots=True)
class Edition:
    """An article as far as it matters to its copies."""

    id: str
    title: str
    text: str
    url: str = ""
    source: str = ""
    published: str = ""
    fingerprint: str = ""

    @property
    def day(self) -> int:
        """The day of publication, 0 where there is none."""
        return day_number(self.published)


@dataclass(frozen=True, slots=True)
class Headline:
    """The words of an outlet's headline."""

    outlet: str
    words: tuple[str, ...]


def sample_of(edition: Edition) -> Sample:
    """Return the sample of the edition's text."""
    return sample(edition.text)


def judge_anew(pair: str, judge: Callable[[], bool]) -> bool:
    """Return the verdict on a pair of which nothing is remembered."""
    del pair
    return judge()


def copies(
    editions: Iterable[Edition],
    find: Callable[[str], Edition],
    *,
    sampled: Callable[[Edition], Sample] = sample_of,
    judged: Callable[[str, Callable[[], bool]], bool] = judge_anew,
) -> dict[str, str]:
    """Return the id of the article shown for each copy, by the copy's id.

    Shown is the newest by day, then the longest, the latest, the lowest id; every copy is verified
    against it. The order of the editions does not matter; `find` returns one again, by its id.
    `sampled` may remember the sample of a text, `judged` the verdict on a pair, by what is handed
    to it: whoever remembers does the work once.
    """
    shelf = Shelf(editions, sampled)
    recent = lru_cache(maxsize=256)(lambda one: Opened(find(one)))
    found: dict[str, str] = {}
    for first, second in shelf.candidates():
        shown, other = first.id, second.id
        if shown in found or other in found:
            continue
        if judged(
            shelf.pair(first, second),
            lambda: is_copy(recent(shown), recent(other), shelf.routine),  # noqa: B023 - called now
        ):
            found[other] = shown
    return found


@dataclass(frozen=True)
class Opened:
    """An edition with its text taken apart."""

    edition: Edition

    @cached_property
    def wording(self) -> Wording:
        """Its text, to be compared."""
        return Wording(self.edition.text)


def is_copy(shown: Opened, other: Opened, routine: Container[Headline] = ()) -> bool:
    """Whether the other says what the article shown says, or is an earlier version of it."""
    newer, older = shown.edition, other.edition
    apart = _days_apart(newer, older)
    length = min(len(one.wording.shingles) for one in (shown, other))
    if newer.text == older.text:
        near = apart is None or apart <= (_APART if length >= _BOILERPLATE else 1)
        return near or _headline(newer).words == _headline(older).words
    if length < _SHORTEST or _is_correction(newer) != _is_correction(older):
        return False
    found = compare(shown.wording, other.wording)
    if not _may_be_copy(found, apart):
        return False
    parts = differences(shown.wording, other.wording)
    if _same_address(newer, older) and apart in (0, 1):
        return not _is_earlier(newer, older)
    same_headline = _same_headline(newer, older, routine)
    if parts.other_days:
        return False
    if parts.contradicting:
        return same_headline and apart in (0, 1) and not _is_earlier(newer, older)
    if apart and not same_headline and not _repeats(newer, older, found):
        return False
    nearly_whole = found.containment >= _CONTAINED_WHOLE and found.ratio >= _WHOLE
    if not (parts.same_opening or same_headline or nearly_whole):
        return False
    return same_headline or parts.own <= _OWN


def _may_be_copy(found: Comparison, apart: int | None) -> bool:
    if found.ratio < _SMALLEST_PART:
        return False
    if apart in (0, 1):
        return found.containment >= _CONTAINED
    return found.containment >= _CONTAINED_LATER and found.ratio >= _WHOLE


def _repeats(newer: Edition, older: Edition, found: Comparison) -> bool:
    """Whether the newer, of a later day, is no new piece of an outlet that told it before.

    An outlet does not trim its own report a day later; another outlet does.
    """
    its_own = fold(newer.source) == fold(older.source)
    cut = len(newer.text) < len(older.text) and found.ratio < _HARDLY_CUT
    return found.containment >= _CONTAINED_WHOLE and not (its_own and cut)


def _same_address(first: Edition, second: Edition) -> bool:
    """Whether both are plainly one article: they share their URL, or the id they were given."""
    if first.url and plain_url(first.url) == plain_url(second.url):
        return True
    return first.id.split("~")[0] == second.id.split("~")[0]


def _same_headline(first: Edition, second: Edition, routine: Container[Headline]) -> bool:
    """Whether one outlet gave both the same headline, save a word, and not day after day."""
    ours, theirs = _headline(first), _headline(second)
    if not ours.outlet or ours.outlet != theirs.outlet or ours in routine or theirs in routine:
        return False
    if Sentence(first.title).numbers != Sentence(second.title).numbers:
        return False
    words_of = set(ours.words), set(theirs.words)
    both = sum(map(len, words_of))
    return bool(both) and 2 * len(words_of[0] & words_of[1]) / both >= _SAME_HEADLINE


class Shelf:
    """Editions in the order in which they would be shown; of their texts, only sampled hashes."""

    def __init__(
        self, editions: Iterable[Edition], sampled: Callable[[Edition], Sample] = sample_of
    ) -> None:
        kept = [(_turn(one), _spine(one), sampled(one)) for one in editions]
        kept.sort(key=lambda one: one[0])
        self._spines = [spine for _, spine, _ in kept]
        self._samples = [sampled for _, _, sampled in kept]
        self.routine = _routine(self._spines)

    def candidates(self) -> list[tuple["Spine", "Spine"]]:
        """Return the pairs that may be copies, the one to be shown first, in order."""
        days = [spine.day for spine in self._spines]
        alike: dict[str, list[int]] = {}
        for number, spine in enumerate(self._spines):
            alike.setdefault(spine.digest, []).append(number)
        found = {pair for run in alike.values() for pair in paired(run, days, apart=None)}
        for pair, count in shared(self._samples, days, apart=_APART).items():
            first, second = divmod(pair, len(days))
            if count >= _SHARED * min(len(self._samples[first]), len(self._samples[second])):
                found.add((first, second))
        return [(self._spines[first], self._spines[second]) for first, second in sorted(found)]

    def pair(self, first: "Spine", second: "Spine") -> str:
        """Return what the verdict on a pair depends on, as a digest."""
        known = [(one.id, one.fingerprint, one.headline in self.routine) for one in (first, second)]
        return digest_of(repr(known))


@dataclass(frozen=True, slots=True)
class Spine:
    """What is kept of an edition while others are read."""

    id: str
    fingerprint: str
    day: int
    digest: str
    headline: Headline


def _spine(edition: Edition) -> Spine:
    return Spine(
        edition.id,
        edition.fingerprint,
        edition.day,
        digest_of(edition.text),
        _headline(edition),
    )


def _turn(edition: Edition) -> tuple[int, int, list[int], str]:
    """Return what sorts by day, length and moment, each descending, then id."""
    latest = [-ord(letter) for letter in edition.published]
    return -edition.day, -len(edition.text), latest, edition.id


def _routine(spines: Iterable[Spine]) -> frozenset[Headline]:
    """Return the headlines that return day after day."""
    days: dict[Headline, set[int]] = {}
    for spine in spines:
        days.setdefault(spine.headline, set()).add(spine.day)
    return frozenset(headline for headline, on in days.items() if len(on) >= _ROUTINE)


def _headline(edition: Edition) -> Headline:
    return Headline(fold(edition.source), tuple(map(fold, words(edition.title))))


def _is_correction(edition: Edition) -> bool:
    return any(fold(word) in _CORRECTIONS for word in words(edition.title)[:2])


def _days_apart(first: Edition, second: Edition) -> int | None:
    """Return how many days lie between the editions, None where one has no date."""
    return abs(first.day - second.day) if first.day and second.day else None


def _is_earlier(first: Edition, second: Edition) -> bool:
    """Whether the first was plainly published before the second."""
    if first.day != second.day:
        return first.day < second.day
    moments = [datetime.fromisoformat(one.published) for one in (first, second)]
    if any(len(one.published) <= len("2024-01-24") for one in (first, second)):
        return False
    if (moments[0].tzinfo is None) != (moments[1].tzinfo is None):
        return False
    return moments[0] < moments[1]
