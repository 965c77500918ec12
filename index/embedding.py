"""Articles that changed in; the rows of their passages, embedded only where they are new, out.

A text is embedded once: its vector is found again by the digest of the text, whichever articles
and paragraphs have it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from index.article import Article
from index.computed import Computed
from index.database import Database
from index.database_writer import DatabaseWriter
from index.embedder import Embedder
from index.ledger import Ledger
from index.passages import passage_digest, passage_texts
from index.progress import Progress
from index.vectors import VectorWriter

_BLOCK = 8192  # texts held at once
_SLICE = 512  # texts between two signs of progress
WORTH_PREPARING = 3000  # texts
SAMPLED = 96  # of them, to try the model on


@dataclass(frozen=True, slots=True)
class Passage:
    """A text to embed and the paragraph it comes from."""

    paragraph: int
    text: str

    @property
    def digest(self) -> str:
        """What its vector is known by."""
        return passage_digest(self.text)


def passages(database: Database, embedder: Embedder, ids: Iterable[str]) -> Iterator[Passage]:
    """Yield what is embedded of these articles: what the embedder reads, in their order."""
    for id in ids:
        for article in database.articles_of([id]):
            yield from _passages_of(article, database.paragraph_keys(id), embedder)


class PassageRows:
    """Gives every passage of the articles shown a row, and takes the rows of the others."""

    def __init__(self, database: DatabaseWriter, ledger: Ledger, writer: VectorWriter) -> None:
        self._database, self._ledger, self._writer = database, ledger, writer

    def settle(self, embedder: Embedder, computed: Computed, progress: Progress) -> None:
        """Bring the rows in line with the articles shown; embed what has no vector yet."""
        shown, embedded = self._database.shown(), self._database.embedded()
        for id in sorted(embedded - shown.keys()):
            self._database.remove_passages(id)
        new = [id for id in shown if id not in embedded]
        if new:
            self._resume(computed)
            self._embed(new, embedder, computed, progress)
        for id in new:
            self._database.add_embedded(id)
        self._erase_unused()

    def _resume(self, computed: Computed) -> None:
        """Take in what an interrupted build computed; what is of no use is erased later."""
        computed.forget_others()
        for digests, vectors in computed.read():
            new = [at for at, one in enumerate(digests) if self._ledger.row(one) is None]
            new = list({digests[at]: at for at in new}.values())
            if new:
                rows = self._writer.append(vectors[new])
                self._ledger.add_rows(zip(rows, (digests[at] for at in new), strict=True))

    def _embed(
        self, ids: Sequence[str], embedder: Embedder, computed: Computed, progress: Progress
    ) -> None:
        total = self._plan(ids, embedder)
        if total.texts >= WORTH_PREPARING:
            embedder.prepare(total.sample)
        done = letters = 0
        found = passages(self._database, embedder, ids)
        while block := list(islice(found, _BLOCK)):
            texts = {one.digest: one.text for one in block}
            new = [one for one in texts if self._ledger.row(one) is None]
            new.sort(key=lambda one: (-len(texts[one]), one))  # the most memory is taken at first
            for start in range(0, len(new), _SLICE):
                some = new[start : start + _SLICE]
                vectors = embedder.encode([texts[one] for one in some])
                computed.add(some, vectors)
                rows = self._writer.append(vectors)
                self._ledger.add_rows(zip(rows, some, strict=True))
                done += len(some)
                letters += sum(len(texts[one]) for one in some)
                progress("embedding", done, total.texts, share=letters / total.letters)
            rows_of = {digest: self._ledger.row(digest) for digest in texts}
            pairs = ((one.paragraph, rows_of[one.digest]) for one in block)
            self._database.add_passages((key, row) for key, row in pairs if row is not None)

    def _plan(self, ids: Sequence[str], embedder: Embedder) -> "_Total":
        """Return how much of these articles must be embedded."""
        seen: set[str] = set()
        letters = 0
        sample: list[str] = []
        every = max(1, WORTH_PREPARING // SAMPLED)
        for passage in passages(self._database, embedder, ids):
            digest = passage.digest
            if digest not in seen and self._ledger.row(digest) is None:
                seen.add(digest)
                letters += len(passage.text)
                if (len(seen) - 1) % every == 0 and len(sample) < SAMPLED:
                    sample.append(passage.text)
        return _Total(len(seen), letters, tuple(sample))

    def _erase_unused(self) -> None:
        used = self._database.rows_used()
        unused = [row for row, _ in self._ledger.rows() if row not in used]
        if unused:
            self._writer.erase(unused)
            self._ledger.remove_rows(unused)


@dataclass(frozen=True, slots=True)
class _Total:
    """What is to be embedded, and some of it to try a model on."""

    texts: int
    letters: int
    sample: tuple[str, ...]


def _passages_of(article: Article, keys: Sequence[int], embedder: Embedder) -> Iterator[Passage]:
    for key, paragraph in zip(keys, article.paragraphs, strict=True):
        words = article.text[paragraph.start : paragraph.end]
        if embedder.reads(words):
            for text in passage_texts(article.title, words):
                yield Passage(key, text)
