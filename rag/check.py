"""A draft and an index in; each sentence of the draft, judged against the archive, out.

Each sentence is searched for, and judged by each of the nearest paragraphs as a model's sentence
would be. Of a sentence that none supports, the paragraph that contradicts it is cited, if one does.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from index.filters import Filters
from index.reader import IndexReader
from index.sentences import sentence_spans
from rag.citation import standing
from rag.claiming import judged, narrowed
from rag.evidence import QuestionTerms
from rag.search import search
from rag.types import Citation, Hit, Support
from rag.verifier.verdict import Verdict
from rag.verifying import BY_RULES, Verifying

READ = 8  # paragraphs that a sentence is judged by
_SAME_MATTER = 0.5  # of the sentence's weight that a paragraph holds
_HEADLINE = 0.5  # a term said only in the headline
_NOTHING = Verdict("unsupported", "nothing in it comes near")
_UNSAID = "none of the paragraphs nearest to it says so"
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w")
_ORDER: dict[Support, int] = {"supported": 2, "partial": 1, "unsupported": 0}

Finding = Literal["supported", "partial", "contradicted", "not in the archive"]


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence of a draft: `draft[start:end]`, and what the archive says to it.

    `why` says what is missing or wrong, "" where it is supported; `contradicted` are the words of
    the sentence that the cited words say otherwise.
    """

    text: str
    start: int
    end: int
    support: Support
    citations: tuple[Citation, ...] = ()
    why: str = ""
    contradicted: str = ""

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.text):
            raise ValueError(
                f"a span of {self.end - self.start} characters cannot hold {len(self.text)}"
            )
        if self.support != "unsupported" and not self.citations:
            raise ValueError(f"what is supported cites a paragraph: {self.text!r}")

    @property
    def finding(self) -> Finding:
        """What a fact-checker would call it."""
        if self.contradicted:
            return "contradicted"
        return "not in the archive" if self.support == "unsupported" else self.support


def check(
    draft: str,
    reader: IndexReader,
    *,
    filters: Filters | None = None,
    by: Verifying = BY_RULES,
) -> Iterator[Checked]:
    """Yield each sentence of the draft, judged, in order; lines end sentences."""
    for line in _LINE.finditer(draft):
        for start, end in sentence_spans(line[0]):
            if _WORD.search(line[0][start:end]):
                span = (line.start() + start, line.start() + end)
                hits = search(reader, draft[slice(*span)], k=READ, filters=filters).hits
                yield _checked(draft, span, hits, reader, by)


def _checked(
    draft: str, span: tuple[int, int], hits: Sequence[Hit], reader: IndexReader, by: Verifying
) -> Checked:
    start, end = span
    sentence = draft[start:end]
    terms = QuestionTerms.of(sentence, reader.lexical)
    judgements = [(hit, _judged(sentence, hit, terms, by)) for hit in hits]
    verdict = max((one for _, one in judgements), key=_strength, default=_NOTHING)
    cited = _cited(sentence, verdict, judgements, reader, by)
    if not cited:
        near = bool(judgements)
        return Checked(sentence, start, end, "unsupported", why=_UNSAID if near else _NOTHING.why)
    return Checked(sentence, start, end, verdict.support, cited, verdict.why, verdict.contradicted)


def _judged(sentence: str, hit: Hit, terms: QuestionTerms, by: Verifying) -> Verdict:
    """Judge the sentence; a paragraph on another matter contradicts nothing."""
    verdict = judged(sentence, [hit], by)
    if terms.coverage(hit.text, hit.article.title, _HEADLINE) >= _SAME_MATTER:
        return verdict
    return replace(verdict, contradicted="")


def _strength(verdict: Verdict) -> tuple[int, bool, float]:
    """Order verdicts: the more support the better, then what contradicts before what is silent."""
    return _ORDER[verdict.support], bool(verdict.contradicted), verdict.score or 0.0


def _cited(
    sentence: str,
    best: Verdict,
    judgements: Sequence[tuple[Hit, Verdict]],
    reader: IndexReader,
    by: Verifying,
) -> tuple[Citation, ...]:
    """Cite every paragraph that supports the sentence, or the first that the verdict is from."""
    if best.support == "supported":
        hits = [hit for hit, verdict in judgements if verdict.support == "supported"]
    elif best.support == "partial" or best.contradicted:
        hits = [next(hit for hit, verdict in judgements if verdict == best)]
    else:
        hits = []
    return standing([narrowed(sentence, best, hit, by) for hit in hits], reader)
