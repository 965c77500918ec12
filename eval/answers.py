"""An answer's words and the wordings that are right in; how well they agree, from 0 to 1, out.

Words are compared as SQuAD compares them (Rajpurkar et al., "SQuAD: 100,000+ Questions for Machine
Comprehension of Text", EMNLP 2016, its evaluation script): in lower case, without punctuation and
without a, an, the. Punctuation is Unicode's, not ASCII's alone. Arabic words, for which that script
does nothing, also lose vowel signs and tatweel, their alef, ya and ta marbuta forms are made one,
and the article ال comes off the front of a word, as MLQA's script does for ARCD and XQuAD (Lewis et
al., ACL 2020; theirs takes it out of the middle of words too). Figures on Arabic sets are therefore
a little above those of SQuAD's own script.
"""

import unicodedata
from collections import Counter
from collections.abc import Sequence

from index.terms import fold

_ARTICLES = frozenset({"a", "an", "the"})
_SYMBOLS = frozenset("$+<=>^`|~")  # punctuation to SQuAD, not to Unicode
_SHORTEST_WORD = 3  # letters of an Arabic word that its article may come off


def exact_match(answer: str, right: Sequence[str]) -> float:
    """Return 1 where the answer is one of the right ones, else 0."""
    _check(right)
    return float(normalised(answer) in [normalised(one) for one in right])


def token_f1(answer: str, right: Sequence[str]) -> float:
    """Return the harmonic mean of the words' precision and recall, against the nearest right one.

    As in SQuAD 2.0, where either has no word the two agree only if neither has one.
    """
    _check(right)
    return max(_f1(normalised(answer), normalised(one)) for one in right)


def in_top_sentences(sentences: Sequence[str], right: Sequence[str], k: int) -> float:
    """Return 1 where one of the first k sentences holds a right answer in whole words, else 0.

    hit@k of open-domain question answering, by string match: Chen et al., "Reading Wikipedia to
    Answer Open-Domain Questions", ACL 2017.
    """
    _check(right)
    if k < 1:
        raise ValueError(f"the first {k} sentences hold nothing")
    wanted = [normalised(one) for one in right]
    held = [normalised(sentence) for sentence in sentences[:k]]
    return float(any(_holds(words, sought) for words in held for sought in wanted))


def normalised(text: str) -> tuple[str, ...]:
    """Return the words that are compared."""
    lowered = unicodedata.normalize("NFC", text).lower()
    plain = "".join(letter for letter in lowered if not _is_mark(letter))
    return tuple(_word(word) for word in plain.split() if word not in _ARTICLES)


def _word(word: str) -> str:
    if not any("\u0600" <= letter <= "\u06ff" for letter in word):
        return word
    bare = fold(word)
    return bare[2:] if bare.startswith("ال") and len(bare) >= _SHORTEST_WORD + 2 else bare


def _is_mark(letter: str) -> bool:
    return letter in _SYMBOLS or unicodedata.category(letter)[0] == "P"


def _f1(words: tuple[str, ...], right: tuple[str, ...]) -> float:
    if not words or not right:
        return float(words == right)
    shared = sum((Counter(words) & Counter(right)).values())
    return 2 * shared / (len(words) + len(right))


def _holds(words: tuple[str, ...], sought: tuple[str, ...]) -> bool:
    if not sought:
        return False
    ends = range(len(sought), len(words) + 1)
    return any(words[end - len(sought) : end] == sought for end in ends)


def _check(right: Sequence[str]) -> None:
    if not right:
        raise ValueError("there is no right answer to compare with")
