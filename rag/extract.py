"""A question and the paragraphs found for it in, the sentences that answer it out, word for word.

A sentence is scored by its nearness to the question in meaning, by the question's terms that it and
its headline hold, by the probability of its paragraph, by holding the kind of thing asked for, and
by being one: a heading or a caption ends without a full stop. The weights are a conditional logit
(McFadden, 1974) of sentences that answer questions of SQuAD2, CLAPNQ and the sample against their
neighbours (docs/abstention.md).
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.reader import IndexReader
from index.sentences import sentence_spans
from rag.addressed import is_addressed
from rag.asked_kind import asked_kind, holds_what_is_asked
from rag.evidence import QuestionTerms
from rag.search import Found
from rag.types import Hit

READ = 8  # paragraphs whose sentences are weighed
COSINE, COVERED, PARAGRAPH, KIND, WHOLE = 4.5, 4.15, 0.74, 1.1, 1.25  # what each counts
MOST_CLAIMS, MOST_LISTED = 3, 6
_FALL = 1.6  # a sentence this much below the best one does not answer beside it
_HEADLINE = 0.5  # a term said only in the headline
_CERTAIN = 1e-6  # a probability is no nearer to 0 or 1
_CONTEXT = 0.5  # a term said only around the sentence, as coverage tells it
_UNASKED = 0.5  # where the question asks for no kind of thing
_WHOLE = re.compile(r"[.!?؟…]['\"”’»)\]]*$")
_LISTED = re.compile(
    r"\b(?:list|timeline|chronology|over time|name all|what (?:are|were) the"
    r"|which (?:\w+ ){0,3}(?:were|are|have)|how (?:has|have|did) .*\b(?:chang|evolv|grew|grow))"
    r"|(?:^|\s)(?:اذكر|عدد|ما هي|تسلسل|قائمة)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph found: `article.text[start:end]`; a higher score answers better.

    `kind` is 1 where it holds the kind of thing asked for, 0 where not, .5 where none is.
    """

    hit: Hit
    start: int
    end: int
    text: str
    score: float
    cosine: float
    coverage: float
    kind: float


def sentences(
    reader: IndexReader, question: str, found: Found, wanted: QuestionTerms
) -> list[Sentence]:
    """Return the sentences of the best paragraphs, best first, ties by where they stand.

    What speaks to whoever answers, rather than reports, is left out.
    """
    placed = [
        (hit, start, end)
        for hit in found.hits[:READ]
        for start, end in sentence_spans(hit.text)
        if not is_addressed(hit.text[start:end])
    ]
    texts = [hit.text[start:end] for hit, start, end in placed]
    cosines = _cosines(reader, found, texts)
    scored = [
        _scored(question, hit, start, end, cosine, wanted)
        for (hit, start, end), cosine in zip(placed, cosines, strict=True)
    ]
    return sorted(scored, key=lambda one: (-one.score, one.hit.article.id, one.start))


def choose(question: str, ranked: Sequence[Sentence]) -> list[tuple[Sentence, ...]]:
    """Return the few sentences that answer, in reading order, each with those that say the same.

    The article of the best sentence comes first. The same words in another article make a second
    citation, not a second claim. A question that asks for a list gets more of them, by date.
    """
    listed = bool(_LISTED.search(question))
    most, fall = (MOST_LISTED, 2 * _FALL) if listed else (MOST_CLAIMS, _FALL)
    said: dict[str, list[Sentence]] = {}
    for sentence in ranked:
        near = sentence.score >= ranked[0].score - fall
        if sentence.text in said:
            said[sentence.text].append(sentence)
        elif near and len(said) < most:
            said[sentence.text] = [sentence]
    articles = list(dict.fromkeys(same[0].hit.article.id for same in said.values()))
    in_order = sorted(
        said.values(),
        key=lambda same: (
            same[0].hit.article.published[:10] if listed else "",
            articles.index(same[0].hit.article.id),
            same[0].start,
        ),
    )
    return [tuple(same) for same in in_order]


def _cosines(reader: IndexReader, found: Found, texts: Sequence[str]) -> list[float]:
    if found.vector is None or not texts:
        return [0.0] * len(texts)
    return [float(cosine) for cosine in reader.embed(texts) @ found.vector]


def _scored(
    question: str, hit: Hit, start: int, end: int, cosine: float, wanted: QuestionTerms
) -> Sentence:
    words = hit.text[start:end]
    coverage = wanted.coverage(words, hit.article.title, _HEADLINE)
    kind = float(holds_what_is_asked(question, words)) if asked_kind(question) else _UNASKED
    probable = min(max(hit.score, _CERTAIN), 1 - _CERTAIN)
    score = COSINE * cosine + COVERED * coverage + KIND * kind
    score += PARAGRAPH * math.log(probable / (1 - probable))
    score += WHOLE * bool(_WHOLE.search(words))
    return Sentence(
        hit,
        hit.start + start,
        hit.start + end,
        words,
        score=round(score, 6),
        cosine=cosine,
        coverage=wanted.coverage(words, f"{hit.article.title} {hit.text}", _CONTEXT),
        kind=kind,
    )
