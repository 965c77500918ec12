"""Cases and their archive in; how well plain BM25 finds the gold out: what a search has to beat.

    python -m eval.floors CASES --archive ARCHIVE... [--out FILE]

BM25 over stemmed words, as Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and
Beyond" (2009), equation 3.15, with the idf that is never below 0 (ln(1 + …)). Three things are
searched: paragraphs by their own words, paragraphs with the headline before them, whole articles.
No filter, history or date of a case is obeyed. The measures are those of every other report.
"""

import argparse
import json
import sys
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from eval.cases import read_cases
from eval.fields import CaseError
from eval.gold import Located, NamedArticles, Place, locate_all
from eval.intervals import mean
from eval.retrieval import scores
from index.article import Article
from index.errors import PressmarkError
from index.gather import read_archives
from index.terms import key_terms, terms

_DEPTH = 1_000  # paragraphs that are ranked for a question, so that ten articles are among them


@dataclass(frozen=True, slots=True)
class Weights:
    """How soon a repeated word stops counting, and how much a long text is held back."""

    k1: float
    b: float

    def __str__(self) -> str:
        return f"k1 {self.k1:g}, b {self.b:g}"


WEIGHTS = (Weights(1.5, 0.75), Weights(1.2, 0.75))


class Bm25:
    """Texts, each searched by its words; they are numbered from 0."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Count the words of every text."""
        postings: dict[str, tuple[array[int], array[int]]] = {}
        lengths = array("l")
        for turn, text in enumerate(texts):
            counted = Counter(terms(text))
            lengths.append(counted.total())
            for term, count in counted.items():
                turns, counts = postings.setdefault(term, (array("l"), array("l")))
                turns.append(turn)
                counts.append(count)
        if not lengths:
            raise ValueError("nothing can be found among no texts")
        self._lengths = np.array(lengths, dtype=np.float64)
        self._postings = postings

    def best(self, words: Sequence[str], weights: Weights, most: int) -> list[int]:
        """Return the texts that hold any of the words, best first, ties by their numbers."""
        relevance = self._relevance(words, weights)
        order = np.argsort(-relevance, kind="stable")[:most]
        return [int(turn) for turn in order if relevance[turn] > 0]

    def _relevance(self, words: Sequence[str], weights: Weights) -> npt.NDArray[np.float64]:
        total = len(self._lengths)
        held_back = 1 - weights.b + weights.b * self._lengths / max(self._lengths.mean(), 1)
        relevance = np.zeros(total)
        for word, asked in Counter(words).items():
            if word not in self._postings:
                continue
            turns, counts = (np.array(one) for one in self._postings[word])
            rarity = np.log(1 + (total - len(turns) + 0.5) / (len(turns) + 0.5))
            gained = counts * (weights.k1 + 1) / (counts + weights.k1 * held_back[turns])
            relevance[turns] += asked * rarity * gained
        return relevance


Searched = Callable[[Article], Iterator[tuple[Place, str]]]
Asked = Callable[[str], list[str]]


def own_words(article: Article) -> Iterator[tuple[Place, str]]:
    """Yield the article's paragraphs."""
    for one in article.paragraphs:
        yield Place(article.id, one.number), article.quote(one.number)


def headline_before(article: Article) -> Iterator[tuple[Place, str]]:
    """Yield the article's paragraphs, each with the headline before it."""
    for place, words in own_words(article):
        yield place, f"{article.title}\n{words}"


def whole_articles(article: Article) -> Iterator[tuple[Place, str]]:
    """Yield the headline and the text as one, in the place of the first paragraph."""
    yield Place(article.id, 1), f"{article.title}\n{article.text}"


SEARCHED: Mapping[str, Searched] = {
    "paragraphs, own words": own_words,
    "paragraphs, headline before": headline_before,
    "whole articles": whole_articles,
}
ASKED: Mapping[str, Asked] = {"all words": terms, "without stop words": key_terms}


def floors(cases: Path, archives: Sequence[Path]) -> dict[str, Any]:
    """Return a report: each measure of each way to search, with its interval and what was left out.

    Whole articles have the measures of articles alone.
    """
    asked = read_cases(cases)
    answerable = [case for case in asked.cases if case.gold]
    articles = sorted(read_archives(archives)[0], key=lambda one: one.id)
    located, errors = locate_all(answerable, NamedArticles(answerable, articles))
    if not located:
        raise CaseError(f"{cases}: none of its gold is in the archive", hint="is it the right one?")
    return {
        "cases": str(cases),
        "archives": [str(path) for path in archives],
        "asked": len(located),
        "not_asked": {
            "unanswerable": len(asked.cases) - len(answerable),
            "unaccepted": asked.unaccepted,
            "gold missing": [str(error) for error in errors],
        },
        "articles": len(articles),
        "paragraphs": sum(len(one.paragraphs) for one in articles),
        "floors": _measured(located, articles),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the command line names; the exit status is 2 for what cannot be measured."""
    parser = argparse.ArgumentParser(prog="python -m eval.floors")
    parser.add_argument("cases", type=Path)
    parser.add_argument("--archive", dest="archives", nargs="+", required=True, type=Path)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args(arguments)
    try:
        report = floors(given.cases, given.archives)
    except PressmarkError as error:
        sys.stderr.write(f"error: {error}\nhint: {error.hint}\n")
        return 2
    text = json.dumps(report, ensure_ascii=False, indent=2) + "\n"
    if given.out:
        given.out.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0


def _measured(located: Sequence[Located], articles: Sequence[Article]) -> list[dict[str, Any]]:
    measured = []
    for searched, texts_of in SEARCHED.items():
        placed = [one for article in articles for one in texts_of(article)]
        bm25 = Bm25(text for _, text in placed)
        places = [place for place, _ in placed]
        for asked, words_of in ASKED.items():
            for weights in WEIGHTS:
                rows = [
                    _scores(one, [places[turn] for turn in bm25.best(words, weights, _DEPTH)])
                    for one in located
                    for words in [words_of(one.case.question)]
                ]
                measured.append(
                    {
                        "searched": searched,
                        "question": asked,
                        "weights": str(weights),
                        "metrics": _metrics(rows, "article" if texts_of is whole_articles else ""),
                    }
                )
    return measured


def _scores(one: Located, found: Sequence[Place]) -> dict[str, float]:
    return scores(found, one.right, weak=one.case.weak)


def _metrics(rows: Sequence[Mapping[str, float]], level: str) -> dict[str, dict[str, float]]:
    """Return the mean of each measure over the cases that have it."""
    names = dict.fromkeys(name for row in rows for name in row if name.startswith(level))
    return {name: asdict(mean([row[name] for row in rows if name in row])) for name in names}


if __name__ == "__main__":
    sys.exit(main())
