"""Two texts in; how much of one stands in the other, and where they contradict, out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from index.sentences import sentence_spans
from index.shingles import Hashes, shingles, spoken
from index.terms import fold

_OPENING = 3  # sentences
_SAME_SENTENCE = 0.5  # of the words of both, so that one says what the other says
_A_FEW = 3  # words; where only they differ and one is "not", the sentences deny each other
_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen twenty""".split()
_NUMBERS = {word: str(number) for number, word in enumerate(_UNITS)} | {
    word: str(10 * number)
    for number, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), start=3)
}
_WHOLE = "hundred thousand million billion trillion dozen".split()
_DAYS = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday Today Tomorrow Yesterday January
    February March April May June July August September October November December Jan Feb Mar Apr
    Jun Jul Aug Sept Sep Oct Nov Dec""".split()
)
_ARABIC_DAYS = frozenset(map(fold, "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split()))
_WHOLE += [
    fold(word)
    for word in """واحد واحدة اثنان اثنين ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية
    ثماني تسعة تسع عشرة عشر عشرون عشرين ثلاثون ثلاثين أربعون أربعين خمسون خمسين مئة مائة ألف مليون
    مليار""".split()
]
_NUMBERS |= {word: word for word in _WHOLE}
_STAMP = frozenset(
    """updated published posted modified last first at on a p m am pm et est edt ct pt pst pdt gmt
    utc bst cet cest""".split()
)
_DENIALS = frozenset("not no never nor without t cannot لم لن ليس ليست".split())


@dataclass(frozen=True)
class Wording:
    """A text, taken apart to be compared."""

    text: str

    @cached_property
    def shingles(self) -> Hashes:
        """The hashes of its runs of words."""
        return shingles(self.text)

    @cached_property
    def sentences(self) -> tuple["Sentence", ...]:
        """Its sentences, in order."""
        paragraphs = self.text.split("\n\n")
        return tuple(
            Sentence(paragraph[start:end])
            for paragraph in paragraphs
            for start, end in sentence_spans(paragraph)
        )


@dataclass(frozen=True)
class Sentence:
    """A sentence; two that have the same words are the same."""

    text: str

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words, folded."""
        return frozenset(fold(word) for word in spoken(self.text))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Its numbers, whether in digits or in words."""
        return frozenset(filter(None, map(_number, self.words)))

    @cached_property
    def days(self) -> frozenset[str]:
        """The days of the week and the months it names."""
        named = {fold(word)[:3] for word in spoken(self.text) if word in _DAYS}
        return frozenset(named | (self.words & _ARABIC_DAYS))

    @cached_property
    def names(self) -> frozenset[str]:
        """Its words with a capital, but for the first, and its numbers: what it tells of."""
        capitals = {fold(word) for word in spoken(self.text)[1:] if word[:1].isupper()}
        return frozenset(capitals | self.numbers)

    @cached_property
    def is_stamp(self) -> bool:
        """Whether it only says when the page was made."""
        return all(_number(word) or word in _STAMP or word[:3] in self.days for word in self.words)

    def contradicts(self, other: "Sentence") -> bool:
        """Whether each gives a number that the other does not, or one denies the other."""
        if self.numbers - other.numbers and other.numbers - self.numbers:
            return True
        if bool(self.words & _DENIALS) == bool(other.words & _DENIALS):
            return False
        return len(self.words ^ other.words) <= _A_FEW

    def of_another_day(self, other: "Sentence") -> bool:
        """Whether each names a day or a month that the other does not."""
        return bool(self.days - other.days and other.days - self.days)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two texts compare: containment of the shorter, likeness (Jaccard), relative length."""

    containment: float
    likeness: float
    ratio: float


@dataclass(frozen=True, slots=True)
class Differences:
    """The sentences that only one text has; pairs that contradict, or are of different days.

    `own` is the share of the names and numbers of the shorter text that the longer does not have.
    """

    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    contradicting: tuple[tuple[str, str], ...]
    other_days: tuple[tuple[str, str], ...]
    own: float
    same_opening: bool


def compare(first: Wording, second: Wording) -> Comparison:
    """Return how much the texts share, in runs of words; nothing where one has hardly any words."""
    sizes = len(first.shingles), len(second.shingles)
    if not min(sizes):
        return Comparison(0.0, 0.0, 0.0)
    both = len(np.intersect1d(first.shingles, second.shingles, assume_unique=True))
    return Comparison(both / min(sizes), both / (sum(sizes) - both), min(sizes) / max(sizes))


def differences(first: Wording, second: Wording) -> Differences:
    """Return where the texts differ, sentence by sentence, in the order of the first."""
    ours = {one.words for one in first.sentences}
    theirs = {one.words for one in second.sentences}
    only_first = [one for one in first.sentences if one.words not in theirs and not one.is_stamp]
    only_second = [one for one in second.sentences if one.words not in ours and not one.is_stamp]
    near = [(one, _nearest(one, only_second)) for one in only_first]
    pairs = [(one, other) for one, (other, alike) in near if other and alike >= _SAME_SENTENCE]
    return Differences(
        tuple(one.text for one in only_first),
        tuple(one.text for one in only_second),
        tuple((one.text, other.text) for one, other in pairs if one.contradicts(other)),
        tuple((one.text, other.text) for one, other in pairs if one.of_another_day(other)),
        _own(*sorted((first, second), key=lambda one: len(one.text))),
        _same_opening(first, second),
    )


def _nearest(sentence: Sentence, others: Sequence[Sentence]) -> tuple[Sentence | None, float]:
    best: Sentence | None = None
    most = 0.0
    for other in others:
        total = len(sentence.words) + len(other.words)
        alike = 2 * len(sentence.words & other.words) / total if total else 0.0
        if alike > most:
            best, most = other, alike
    return best, most


def _same_opening(first: Wording, second: Wording) -> bool:
    """Whether one of the first sentences of each says the same as one of the other's."""
    openings = second.sentences[:_OPENING]
    return any(_nearest(one, openings)[1] >= _SAME_SENTENCE for one in first.sentences[:_OPENING])


def _own(shorter: Wording, longer: Wording) -> float:
    named = [name for one in shorter.sentences if not one.is_stamp for name in one.names]
    told = {fold(word) for word in spoken(longer.text)}
    told |= {_number(word) for word in told}
    return len({name for name in named if name not in told}) / max(1, len(set(named)))


def _number(word: str) -> str:
    """Return the number that a folded word is, in digits, or ""."""
    if word[:1].isdigit():
        return word.replace(",", "").replace("٬", "")
    return _NUMBERS.get(word, "")
