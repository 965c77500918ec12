"""A paragraph in, the texts that are embedded for it out.

A passage is one paragraph. The default embedder reads 256 tokens and drops the rest unseen, so a
longer paragraph is embedded in pieces, of whole sentences where they fit; its score is that of its
best piece.
"""

import textwrap

from index.article import digest_of
from index.sentences import sentence_spans

PASSAGES = "paragraph-1"  # how passages are made; an index records it, and a change re-embeds
_LONGEST_PIECE = 900  # characters: under 256 tokens of English news in all but a few cases


def passage_texts(title: str, paragraph: str) -> list[str]:
    """Return what is embedded for the paragraph: one text, or more for a long one."""
    if len(paragraph) <= _LONGEST_PIECE:
        return [headed(title, paragraph)]
    sentences = [paragraph[start:end] for start, end in sentence_spans(paragraph)]
    pieces: list[str] = []
    for sentence in (part for one in sentences for part in _cut(one)):
        if pieces and len(pieces[-1]) + len(sentence) < _LONGEST_PIECE:
            pieces[-1] += " " + sentence
        else:
            pieces.append(sentence)
    return [headed(title, piece) for piece in pieces]


def headed(title: str, words: str) -> str:
    """Return words of an article as a model reads them: with the headline before them."""
    return f"{title}\n{words}" if title else words


def passage_digest(text: str) -> str:
    """Return what a vector is known by, so that an unchanged text is never embedded again."""
    return digest_of(text, size=12)


def _cut(sentence: str) -> list[str]:
    """Return the sentence, in parts between words where it is too long to be read whole."""
    return textwrap.wrap(sentence, _LONGEST_PIECE, break_on_hyphens=False)
