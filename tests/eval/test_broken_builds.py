"""Builds broken on purpose: the gate stops each, and the metrics that ought to say so do.

All of the sample is asked, as `pressmark eval run` asks it, of the product as it is and of the
product with one thing broken, and each report is held against the thresholds that come with it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from eval.cases import read_cases
from eval.gate import GATES, check, read_gates
from eval.plan import plan
from eval.report import Report, read_report
from eval.report_writer import Asked, report_record, write_report
from eval.run import RunSettings, run
from index.article import Article, Paragraph
from index.build import build
from index.embedder import SentenceTransformerEmbedder, Vectors
from index.lexical import Words, words_of
from index.passages import passage_texts
from index.precision import Precision
from index.prefixes import Prefixes
from index.progress import unseen
from index.reader import IndexReader
from rag.abstain import Evidence
from rag.answer import ask
from rag.types import Answer, Citation
from tests.sample import ARCHIVE

pytestmark = pytest.mark.gate

CASES = ARCHIVE.with_name("cases.jsonl")
SEARCH = {"paragraph_hit@5", "article_hit@1"}
CITATIONS = {"citation_recall", "citation_precision", "quote_exactness"}
SILENCE = {"abstention_precision", "abstention_recall", "abstention_AUROC"}


class Remembering:
    """The default embedder, which here reads no text twice: many runs cost little more than one."""

    def __init__(self) -> None:
        self._embedder = SentenceTransformerEmbedder()
        self._known: dict[str, Vectors] = {}

    @property
    def name(self) -> str:
        return self._embedder.name

    @property
    def digest(self) -> str:
        return self._embedder.digest

    @property
    def dimensions(self) -> int:
        return self._embedder.dimensions

    @property
    def precision(self) -> Precision:
        return self._embedder.precision

    def prepare(self, sample: Sequence[str]) -> Precision:
        return self._embedder.prepare(sample)

    def reads(self, text: str) -> bool:
        return self._embedder.reads(text)

    @property
    def prefixes(self) -> Prefixes:
        return self._embedder.prefixes

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return self._embedder.encode_questions(texts)

    def encode(self, texts: Sequence[str]) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known |= zip(new, self._embedder.encode(new), strict=True)
        if not texts:
            return self._embedder.encode([])
        return np.stack([self._known[text] for text in texts])


@dataclass(frozen=True, slots=True)
class Judged:
    """A report of the sample, and which thresholds it does not reach."""

    report: Report
    failed: frozenset[str]

    def __getitem__(self, metric: str) -> float:
        return self.report.metrics[metric].value


@pytest.fixture(scope="module")
def embedder() -> Remembering:
    return Remembering()


@pytest.fixture(scope="module")
def built(embedder: Remembering, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the sample as it is."""
    return indexed(embedder, tmp_path_factory.mktemp("built"))


@pytest.fixture(scope="module")
def intact(built: Path, embedder: Remembering, tmp_path_factory: pytest.TempPathFactory) -> Judged:
    """The product as it is."""
    return judged(built, embedder, tmp_path_factory.mktemp("intact"))


def indexed(embedder: Remembering, folder: Path) -> Path:
    build([ARCHIVE], index=folder / "index", embedder=embedder, progress=unseen)
    return folder / "index"


def judged(index: Path, embedder: Remembering, folder: Path) -> Judged:
    """Ask all cases of an index and hold the report against the thresholds."""
    asked, out = Asked(CASES, read_cases(CASES)), folder / "report.json"
    with IndexReader.open(index, embedder=embedder) as reader:
        planned = plan(asked.cases.cases, reader)
        record = report_record(
            run(planned, reader, progress=unseen),
            asked=asked,
            plan=planned,
            reader=reader,
            settings=RunSettings("code"),
            started=datetime(2026, 11, 22, tzinfo=UTC),
            seconds=1.0,
        )
    write_report(record, out)
    report = read_report(out)
    checked = check(report, read_gates(GATES))
    return Judged(report, frozenset(one.threshold.metric for one in checked if not one.passed))


def test_the_product_as_it_is_passes(intact: Judged) -> None:
    assert not intact.failed


def without_headline(article: Article) -> Words:
    return replace(words_of(article), headline="")


def test_headlines_that_are_not_indexed_are_caught_by_search(
    intact: Judged, embedder: Remembering, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.searched.words_of", without_headline)
    monkeypatch.setattr("index.embedding.passage_texts", lambda _, words: passage_texts("", words))
    broken = judged(indexed(embedder, tmp_path), embedder, tmp_path)

    assert broken.failed & SEARCH, "raise the thresholds: search does better than they ask"
    assert all(broken[metric] < intact[metric] for metric in SEARCH)
    assert not broken.failed & CITATIONS


Shift = Callable[[Citation, Paragraph, str], Citation]


def by_number(citation: Citation, other: Paragraph, words: str) -> Citation:
    """The right words, under the number of the paragraph beside theirs."""
    del words
    return replace(citation, paragraph=other.number)


def in_words(citation: Citation, other: Paragraph, words: str) -> Citation:
    """The paragraph beside the right one, with its number, its words and its place."""
    return replace(
        citation, paragraph=other.number, start=other.start, end=other.end, quote=words
    )  # fmt: skip


def by_place(citation: Citation, other: Paragraph, words: str) -> Citation:
    """The right words, said to stand where the paragraph beside theirs begins."""
    del words
    end = other.start + len(citation.quote)
    return replace(citation, paragraph=other.number, start=other.start, end=end)


def shifting(shift: Shift) -> Callable[..., Answer]:
    """Return what asks as ever and then moves every citation to the paragraph beside its own."""

    def moved(citation: Citation, reader: IndexReader) -> Citation:
        article = reader.article(citation.article_id)
        last = len(article.paragraphs)
        beside = citation.paragraph + (1 if citation.paragraph < last else -1)
        if not beside:
            return citation
        return shift(citation, article.paragraphs[beside - 1], article.quote(beside))

    def asked(question: str, reader: IndexReader, **named: Any) -> Answer:
        answer = ask(question, reader, **named)
        claims = [
            replace(claim, citations=tuple(moved(one, reader) for one in claim.citations))
            for claim in answer.claims
        ]
        return replace(answer, claims=tuple(claims))

    return asked


@pytest.mark.parametrize(
    ("shift", "caught_by"),
    [
        (by_number, {"citation_recall", "citation_precision"}),
        (in_words, {"citation_recall", "citation_precision"}),
        (by_place, CITATIONS),
    ],
)
def test_citations_shifted_by_a_paragraph_are_caught_by_the_figures_of_citations(
    shift: Shift,
    caught_by: set[str],
    intact: Judged,
    built: Path,
    embedder: Remembering,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("eval.run.ask", shifting(shift))
    broken = judged(built, embedder, tmp_path)

    assert broken.failed & CITATIONS == caught_by
    assert not broken.failed & (SEARCH | SILENCE)
    assert all(broken[metric] == intact[metric] for metric in SEARCH | SILENCE)


def test_answers_without_abstention_are_caught_by_the_figures_of_silence(
    intact: Judged,
    built: Path,
    embedder: Remembering,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Evidence, "enough", True)
    broken = judged(built, embedder, tmp_path)

    assert "abstention_recall" in broken.failed
    assert not broken.failed & (SEARCH | CITATIONS)
    assert all(broken[metric] == intact[metric] for metric in CITATIONS)
