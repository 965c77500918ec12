"""A question in one spelling in, the phrases between quotation marks out, as they were typed."""

import re

from index.terms import fold, words
from rag.understanding.known import Known, squeezed
from rag.understanding.spelling import Spelled

_MARKED = re.compile(
    r"\"([^\"]+)\"|«([^»]+)»|(?<![\w'])'(?=\w)([^'\"]*?(?:\w'\w[^'\"]*?)*)(?<=\S)'(?!\w)"
)
_FEWEST = 2  # words: one in quotation marks is a title or irony


def quoted_phrases(spelled: Spelled, known: Known) -> tuple[str, ...]:
    """Return the quoted phrases of two words or more that are no outlet's name, in order."""
    found = []
    for match in _MARKED.finditer(spelled.plain):
        start, end = spelled.span(*match.span(match.lastindex or 1))
        phrase = spelled.text[start:end].strip(" .,;:?!،؟")
        if len(words(phrase)) >= _FEWEST and squeezed(phrase) not in known.outlets:
            found.append(phrase)
    return tuple(dict.fromkeys(found))


def holds(text: str, phrase: str) -> bool:
    """Whether the words of the phrase stand in the text one after the other, in any case."""
    wanted, said = ([fold(word) for word in words(one)] for one in (phrase, text))
    return any(
        said[at : at + len(wanted)] == wanted
        for at, word in enumerate(said)
        if wanted and word == wanted[0]
    )
