"""A question and the paragraphs found for it in, the sentences that answer it out, word for word.

A sentence is scored by its nearness to the question in meaning, by the question's terms that it and
its surroundings hold, by its paragraph's score, and by holding the kind of thing asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from index.reader import IndexReader
from index.sentences import sentence_spans
from rag.asked_kind import holds_what_is_asked
from rag.evidence import QuestionTerms
from rag.search import Found
from rag.types import Hit

READ = 10  # paragraphs whose sentences are weighed
COSINE, COVERED, PARAGRAPH, KIND = 1.0, 1.0, 0.6, 0.25  # what each counts
MOST_CLAIMS = 3
_FALL = 0.3  # a sentence this much below the best one does not answer beside it
_CONTEXT = 0.5  # a term said only around the sentence


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph found: `article.text[start:end]`; a higher score answers better."""

    hit: Hit
    start: int
    end: int
    text: str
    score: float
    cosine: float
    coverage: float


def sentences(
    reader: IndexReader, question: str, found: Found, wanted: QuestionTerms
) -> list[Sentence]:
    """Return the sentences of the best paragraphs, best first, ties by where they stand."""
    placed = [
        (hit, start, end) for hit in found.hits[:READ] for start, end in sentence_spans(hit.text)
    ]
    texts = [hit.text[start:end] for hit, start, end in placed]
    cosines = _cosines(reader, found, texts)
    scored = [
        _scored(question, hit, start, end, cosine, wanted)
        for (hit, start, end), cosine in zip(placed, cosines, strict=True)
    ]
    return sorted(scored, key=lambda one: (-one.score, one.hit.article.id, one.start))


def choose(ranked: Sequence[Sentence]) -> list[tuple[Sentence, ...]]:
    """Return the few sentences that answer, in reading order, each with those that say the same.

    The article of the best sentence comes first. The same words in another article make a second
    citation, not a second claim.
    """
    said: dict[str, list[Sentence]] = {}
    for sentence in ranked:
        near = sentence.score >= ranked[0].score - _FALL
        if sentence.text in said:
            said[sentence.text].append(sentence)
        elif near and len(said) < MOST_CLAIMS:
            said[sentence.text] = [sentence]
    articles = list(dict.fromkeys(same[0].hit.article.id for same in said.values()))
    in_order = sorted(
        said.values(), key=lambda same: (articles.index(same[0].hit.article.id), same[0].start)
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
    coverage = wanted.coverage(words, f"{hit.article.title} {hit.text}", _CONTEXT)
    score = COSINE * cosine + COVERED * coverage + PARAGRAPH * hit.score
    score += KIND * holds_what_is_asked(question, words)
    return Sentence(
        hit, hit.start + start, hit.start + end, words, round(score, 6), cosine, coverage
    )
