"""A text in, the names in it out; and whether one name may stand for another.

In Latin script a name is a run of words with capital letters. Arabic has none: there a changed name
shows as a changed word (`rag.verifier.checks.wording`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from index.terms import STOPWORDS
from rag.verifier.dates import Mention
from rag.verifier.words import Text, Word

TITLES = frozenset(
    """
    president premier minister mayor governor senator representative king queen prince princess
    judge justice chief captain colonel general lieutenant sergeant officer inspector sheriff
    secretary chancellor chairman chairwoman director professor doctor mr mrs ms miss sir lord
    lady pope father bishop archbishop cardinal attorney coach councillor councilor deputy vice
    ambassador speaker foreign finance health interior defense former acting state special
    commissioner detective spokesman spokeswoman spokesperson manager rev sen rep gov gen lt col
    sgt capt dr prof vicepresident congressman congresswoman
    """.split()
)
_MOST_CAPITALS = 0.85  # a headline that capitalises every word names nobody by it
_LEAST_WORDS = 4


@dataclass(frozen=True)
class Name:
    """A run of capitalised words; titles that lead up to it are not part of it."""

    words: tuple[Word, ...]

    @property
    def written(self) -> str:
        """The name as it stands, one space between words."""
        return " ".join(word.written for word in self.words)

    @cached_property
    def terms(self) -> frozenset[str]:
        """What its words are compared by."""
        return frozenset(word.term for word in self.words)

    @property
    def is_country(self) -> bool:
        """Whether a country or its people is named."""
        return any(one.startswith("@") for one in self.terms)

    @cached_property
    def initials(self) -> str:
        """The first letters of its words, as an acronym has them."""
        return "".join(word.written[0] for word in self.words).lower()

    def may_be(self, other: "Name") -> bool:
        """Whether the two share a word or one is the other's acronym."""
        return bool(self.terms & other.terms) or stands_for(self, other)


def stands_for(one: Name, other: Name) -> bool:
    """Whether one name is the acronym of the other."""
    return _is_acronym(one, other) or _is_acronym(other, one)


def _is_acronym(short: Name, long: Name) -> bool:
    if len(short.words) != 1 or len(long.words) < 2:
        return False
    letters = short.words[0].form.replace(".", "")
    return letters == long.initials or (letters in long.initials and len(letters) >= 3)


def names(text: Text, dates: Sequence[Mention], seen: Sequence[Text]) -> tuple[Name, ...]:
    """Return the names in order, dates left out.

    The first word of a sentence is taken for one where a name follows on it, or where `seen` has
    it with a capital letter inside a sentence.
    """
    if _shouts(text):
        return ()
    dated = {turn for one in dates for turn in range(one.first, one.last)}
    inside = frozenset[str]().union(*(_capitals_inside(one) for one in (text, *seen)))
    found: list[Name] = []
    run: list[Word] = []
    words = text.words
    for turn, word in enumerate(words):
        opens = turn == 0 or words[turn - 1].sentence != word.sentence or _opens_quote(text, word)
        named = turn not in dated and _names(word, opens, inside, words[turn + 1 : turn + 2])
        apart = run and (word.clause != run[-1].clause or word.start - run[-1].end > 2)
        if run and (not named or apart or opens or run[-1].written.lower().endswith(("'s", "'"))):
            found += _name(run)
            run = []
        if named:
            run.append(word)
    return tuple(found + _name(run))


def _names(word: Word, opens: bool, inside: frozenset[str], after: Sequence[Word]) -> bool:
    if not word.is_capital or (not word.written[0].isascii() and not word.written[0].isalpha()):
        return False
    if word.term.startswith("@"):
        return True
    if word.form in STOPWORDS and not (word.written.isupper() and len(word.written) > 1):
        return False
    if not opens:
        return True
    follows = bool(after) and after[0].is_capital and after[0].start - word.end <= 2
    return (follows and after[0].form not in STOPWORDS) or word.form in inside


def _name(run: Sequence[Word]) -> list[Name]:
    kept = [word for word in run if word.form not in TITLES]
    return [Name(tuple(kept))] if kept else []


@lru_cache(maxsize=16)
def _capitals_inside(text: Text) -> frozenset[str]:
    if _shouts(text):
        return frozenset()
    words = text.words
    return frozenset(
        word.form
        for turn, word in enumerate(words)
        if word.is_capital and turn and words[turn - 1].sentence == word.sentence
        and not _opens_quote(text, word)
    )  # fmt: skip


def _opens_quote(text: Text, word: Word) -> bool:
    return text.text[max(0, word.start - 1) : word.start] in {'"', "(", "["} or text.text[
        max(0, word.start - 2) : word.start
    ].strip() in {":", "-", "—", "–", "•"}


def _shouts(text: Text) -> bool:
    """Whether so many words have capitals that they tell nothing."""
    content = [word for word in text.words if word.is_content and not word.is_figure]
    lower = sum(not word.is_capital for word in content)
    return len(content) > _LEAST_WORDS and lower < len(content) * (1 - _MOST_CAPITALS)
