"""The articles of a new version in, its vectors and its lexical index out.

Vectors of texts that the version before already embedded are taken over from it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from index.database import Database
from index.dates import day_number
from index.embedder import Embedder, Vectors
from index.lexical import LexicalWriter
from index.passages import passage_digest, passage_texts
from index.progress import Progress
from index.store import Version
from index.vectors import VectorRows

_BLOCK = 8192  # texts held at once
_SLICE = 256  # texts between two signs of progress


@dataclass(frozen=True, slots=True)
class Passage:
    """A text to embed and the paragraph it comes from."""

    paragraph: int
    text: str

    @property
    def digest(self) -> str:
        """What its vector is known by."""
        return passage_digest(self.text)


def write_lexical(database: Database, folder: Path, progress: Progress) -> None:
    """Write the lexical index of every article that is not a copy."""
    writer = LexicalWriter(folder)
    total = database.counts()[0]
    for number, (article, keys) in enumerate(database.shown_articles(), start=1):
        for key, paragraph in zip(keys, article.paragraphs, strict=True):
            writer.add(
                key,
                headline=article.title,
                words=article.text[paragraph.start : paragraph.end],
                day=day_number(article.published),
                sources={article.source, *(copy.source for copy in article.also_in)},
            )
        progress("indexing words", number, total, share=number / total)
    writer.close()


def write_vectors(
    database: Database,
    path: Path,
    *,
    embedder: Embedder,
    before: Version | None,
    progress: Progress,
) -> int:
    """Write a vector for every passage the embedder reads; return how many passages that is.

    `before` must be of the same embedder.
    """
    work = _Work(database, embedder, before)
    total = work.plan()
    rows = VectorRows.empty(embedder.dimensions)
    done = share = 0
    for block in work.blocks():
        vectors = work.taken_over(block)
        wanted = sorted(
            (at for at in range(len(block)) if at not in vectors),
            key=lambda at: (-len(block[at].text), at),  # the most memory is taken once, at first
        )
        for start in range(0, len(wanted), _SLICE):
            some = wanted[start : start + _SLICE]
            vectors.update(zip(some, embedder.encode([block[at].text for at in some]), strict=True))
            done += len(some)
            share += sum(len(block[at].text) for at in some)
            progress("embedding", done, total.passages, share=share / total.letters)
        rows.add(_stacked([vectors[at] for at in range(len(block))]))
    rows.save(path)
    return len(rows)


def passages_of(database: Database, embedder: Embedder) -> Iterator[Passage]:
    """Yield what is embedded, in the order of its rows: what the embedder reads, no copies."""
    for article, keys in database.shown_articles():
        for key, paragraph in zip(keys, article.paragraphs, strict=True):
            words = article.text[paragraph.start : paragraph.end]
            if embedder.reads(words):
                for text in passage_texts(article.title, words):
                    yield Passage(key, text)


@dataclass(frozen=True, slots=True)
class _Total:
    """What is to be embedded."""

    passages: int
    letters: int


class _Work:
    def __init__(self, database: Database, embedder: Embedder, before: Version | None) -> None:
        self._database, self._embedder, self._before = database, embedder, before

    def plan(self) -> _Total:
        """Number the rows in the database; return how much of them must be embedded."""
        passages = letters = row = 0
        for block in self.blocks():
            digests = [passage.digest for passage in block]
            self._database.add_vectors(
                (row + at, passage.paragraph, digest)
                for at, (passage, digest) in enumerate(zip(block, digests, strict=True))
            )
            row += len(block)
            for passage, digest in zip(block, digests, strict=True):
                if self._row_before(digest) is None:
                    passages += 1
                    letters += len(passage.text)
        return _Total(passages, letters)

    def blocks(self) -> Iterator[list[Passage]]:
        """Yield the passages in the order of their rows, so many at a time."""
        passages = passages_of(self._database, self._embedder)
        while block := list(islice(passages, _BLOCK)):
            yield block

    def taken_over(self, block: Sequence[Passage]) -> dict[int, Vectors]:
        """Return the vectors that the version before has, by their place in the block."""
        found = {at: self._row_before(passage.digest) for at, passage in enumerate(block)}
        rows = {at: row for at, row in found.items() if row is not None}
        if self._before is None or not rows:
            return {}
        return dict(zip(rows, self._before.vectors.get(list(rows.values())), strict=True))

    def _row_before(self, digest: str) -> int | None:
        return None if self._before is None else self._before.database.row_of_digest(digest)


def _stacked(vectors: Sequence[Vectors]) -> Vectors:
    import numpy as np

    return np.stack(vectors).astype(np.float32)
