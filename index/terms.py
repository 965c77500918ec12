"""Text in, the normalised words that the lexical index holds and a question is compared by out.

English words are folded to ASCII and stemmed (Snowball). Arabic words lose diacritics and tatweel,
their alef, ya and ta marbuta forms are made one, and the common prefixes and suffixes come off
("light stemming": Larkey, Ballesteros and Connell, SIGIR 2002); they are also searched by their
runs of four letters (McNamee and Mayfield, "Character N-Gram Tokenization", 2004).
"""

import re
import unicodedata
from functools import lru_cache

import Stemmer

_MARKS = r"\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
_LETTERS = rf"[^\W_](?:[^\W_]|[{_MARKS}])*"
_WORD = re.compile(rf"(?:[A-Za-z]\.){{2,}}|{_LETTERS}(?:['’]{_LETTERS})*(?:[.,٫٬][0-9٠-٩]+)*")
_ARABIC_MARKS = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_TANWIN = re.compile(r"\u0627\u064b|\u064b\u0627")  # كتاباً is كتاب
_ARABIC_FORMS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه"}
)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫", "01234567890123456789.")
_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال")
_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_SHORTEST_STEM = 3
_PIECE = 4  # letters

STOPWORDS = frozenset(
    # what a question is asked with, and words that stand in every paragraph
    """
    a about after all also an and any are as at be been before being both but by can could
    did do does doing during each for from had has have he her hers him his how i if in into
    is it its just many may me might more most much must my no nor not of off on once only
    or other our out over own say said says she should so some such than that the their
    theirs them then there these they this those through to too under until up us very was
    we were what when where which while who whom whose why will with would you your tell
    give describe explain ما ماذا من متي اين كيف كم لماذا هل اي في علي الي عن مع هذا هذه ذلك
    تلك التي الذي الذين كان كانت يكون هو هي هم ان انه انها لا لم لن قد ثم او و بعد قبل بين
    كل عند حتي منذ خلال
    """.split()
)

_NAMES = frozenset({"May", "US", "IT", "WHO"})  # stopwords but for their capitals


def terms(text: str) -> list[str]:
    """Return the text's normalised words in order, stopwords included."""
    return [stem(word) for word in words(text)]


def key_terms(text: str) -> list[str]:
    """Return the terms that carry meaning, in order, each once; all terms where none does."""
    return list(dict.fromkeys(stem(word) for word in key_words(text)))


def key_words(text: str) -> list[str]:
    """Return the words that carry meaning as they stand, in order; all words where none does."""
    spoken = words(text)
    return [word for word in spoken if carries_meaning(word)] or spoken


def carries_meaning(word: str) -> bool:
    """Whether a word is no stopword; "May" and "US" are none, "may" and "us" are."""
    return word in _NAMES or fold(word) not in STOPWORDS


def words(text: str) -> list[str]:
    """Return the words as they stand; a number keeps its decimals and separators."""
    return _WORD.findall(text)


def word_spans(text: str) -> list[tuple[int, int]]:
    """Return where those words stand."""
    return [found.span() for found in _WORD.finditer(text)]


def pieces(text: str) -> list[str]:
    """Return the pieces of four letters of the text's Arabic words, a short word whole, in order.

    Arabic words grow at both ends (وبكتابهم holds كتاب); pieces find what light stemming misses.
    """
    folded = [fold(word) for word in words(text)]
    return [piece for word in folded if _is_arabic(word) for piece in pieces_of(word)]


def key_pieces(text: str) -> list[str]:
    """Return the pieces of the text's Arabic words that carry meaning, in order, each once."""
    return list(dict.fromkeys(pieces(" ".join(key_words(text)))))


@lru_cache(maxsize=100_000)
def pieces_of(folded: str) -> tuple[str, ...]:
    """Return the runs of four letters of a folded word, or the word where it is no longer."""
    last = max(1, len(folded) - _PIECE + 1)
    return tuple(folded[start : start + _PIECE] for start in range(last))


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Return the word in lower case with accents, marks and digit shapes made one."""
    word = unicodedata.normalize("NFKC", word).lower().translate(_DIGITS)
    if word.endswith("."):  # U.S.
        return word.replace(".", "")
    if _ARABIC_MARKS.search(word) or any("\u0620" <= letter <= "\u064a" for letter in word):
        return _ARABIC_MARKS.sub("", _TANWIN.sub("", word)).translate(_ARABIC_FORMS)
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word).replace("’", "'")
        word = "".join(letter for letter in word if not unicodedata.combining(letter))
    return word


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the term of a word."""
    folded = fold(word)
    if folded[:1].isdigit():
        return folded.replace(",", "").replace("٬", "")
    if _is_arabic(folded):
        return _light_stem(folded)
    return str(_english().stemWord(folded.removesuffix("'s")))


def _is_arabic(folded: str) -> bool:
    return "\u0620" <= folded[:1] <= "\u064a"


def _light_stem(word: str) -> str:
    if word.startswith("و") and len(word) > _SHORTEST_STEM + 1:
        word = word[1:]
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST_STEM - 1:
            word = word[len(prefix) :]
            break
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            return word[: -len(suffix)]
    return word


@lru_cache(maxsize=1)
def _english() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")
