"""The version before in, with what changed; the files of the next version out."""

from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import islice
from pathlib import Path

from index.article import Article
from index.computed import Computed
from index.database_writer import DatabaseWriter
from index.embedder import Embedder
from index.embedding import PassageRows
from index.ledger import Ledger, rows_of
from index.lexical import LexicalWriter, words_of
from index.lists import Lists, lists_are_stale, write_lists
from index.manifest import FORMAT, EmbedderIdentity, Manifest
from index.passages import PASSAGES
from index.progress import Progress
from index.provenance import reading_digest
from index.ranking import learned_ranking
from index.repeats import restored
from index.settling import settle_copies, settle_repeats
from index.vectors import VectorWriter
from index.verification import describe_files
from index.version import DATABASE, LEDGER, LEXICAL, VECTORS, Holdings

_QUERIES = 400  # headlines, to measure by how much of the vectors a search must look at
_BLOCK = 8192  # vectors held at once
_HOLES = 0.25  # of the rows may be erased ones, before they are written anew


class NextVersion:
    """The next version of an index while it is written: begun as a copy of the one before."""

    def __init__(self, folder: Path, before: Holdings | None, embedder: Embedder) -> None:
        self._folder, self._before, self._embedder = folder, before, embedder
        made = before.manifest if before else None
        self._same_vectors = bool(made and made.embedder == identity_of(embedder))
        self.read_alike = bool(
            made
            and self._same_vectors
            and (made.reading, made.passages) == (reading_digest(), PASSAGES)
        )
        if before and self.read_alike:
            self.database = DatabaseWriter.extend(folder / DATABASE, before.folder / DATABASE)
            self.ledger = Ledger.extend(folder / LEDGER, before.folder / LEDGER)
        else:
            self.database = DatabaseWriter.create(folder / DATABASE)
            self.ledger = Ledger.create(folder / LEDGER)
            if before:
                self.database.take_over(before.folder / DATABASE)
            if before and self._same_vectors:
                self.ledger.add_rows(rows_of(before.folder / LEDGER))
        self._changes_at_first = self._changes
        self._lists_before: Lists | None = None
        self._rows = 0

    def keep(self, article: Article) -> None:
        """Take in an article that is new or changed, as it was read."""
        self.database.add(article)

    def keep_as_before(self, ids: Iterable[str]) -> None:
        """Take in articles of the version before that were not read now."""
        if self._before and not self.read_alike:
            self.keep_unread(self._before.database.articles_of(ids))

    def keep_unread(self, articles: Iterable[Article]) -> None:
        """Take in articles as an earlier version has them, until a build reads them again."""
        for article in articles:
            whole = restored(article)
            self.ledger.add_reading(whole, draft="")
            self.keep(whole)

    def remove(self, ids: Iterable[str]) -> None:
        """Take articles out, with all that is known of them."""
        gone = sorted(ids)
        self.database.remove(gone)
        self.ledger.remove_readings(gone)

    def settle_texts(self) -> None:
        """Decide what outlets repeat; the articles are then as they will be read."""
        settle_repeats(self.database, self.ledger)

    @property
    def changed(self) -> bool:
        """Whether anything differs from the version before."""
        return not self.read_alike or self._changes != self._changes_at_first

    def write(self, computed: Computed, progress: Progress) -> None:
        """Write what is searched: find the copies, then the vectors and words of the others."""
        settle_copies(self.database, self.ledger)
        writer = self._vector_writer()
        PassageRows(self.database, self.ledger, writer).settle(self._embedder, computed, progress)
        self._rows = len(writer)
        writer.close()
        self._write_words(progress)

    def finish(self, archives: Iterable[str]) -> Manifest:
        """Write out what is pending and close the files; return the manifest of what they are."""
        counts = self._counts()
        lists = self._lists()
        self.database.commit()
        self.ledger.commit()
        self.close()
        before = self._before.manifest.precision if self._before and self._same_vectors else None
        tried = self._embedder.precision
        return Manifest(
            format=FORMAT,
            pressmark=version("pressmark"),
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            reading=reading_digest(),
            archives=tuple(sorted(archives)),
            embedder=identity_of(self._embedder),
            precision=tried if tried.speedup or before is None else before,
            passages=PASSAGES,
            lists=lists,
            ranking=learned_ranking(),
            counts=counts,
            files=describe_files(self._folder),
        )

    def close(self) -> None:
        """Let go of the files; what is pending is lost."""
        self.database.close()
        self.ledger.close()

    @property
    def _changes(self) -> int:
        return self.database.changes + self.ledger.changes

    def _vector_writer(self) -> VectorWriter:
        folder = self._folder / VECTORS
        if self._before is None or not self._same_vectors:
            return VectorWriter.create(folder, self._embedder.dimensions)
        rows = self._before.vectors
        if len(rows) - self.ledger.rows_held() <= _HOLES * len(rows):
            self._lists_before = self._before.manifest.lists
            return VectorWriter.extend(folder, self._before.folder / VECTORS)
        writer = VectorWriter.create(folder, self._embedder.dimensions)
        now: dict[int, int] = {}
        held = iter([row for row, _ in self.ledger.rows()])
        while block := list(islice(held, _BLOCK)):
            now |= zip(block, writer.append(rows.get(block)), strict=True)
        self.ledger.renumber_rows(now)
        self.database.renumber_rows(now)
        return writer

    def _lists(self) -> Lists | None:
        """Return how the vectors are searched, measured by the archive's own headlines."""
        folder = self._folder / VECTORS
        if not lists_are_stale(self._lists_before, self._rows):
            return self._lists_before
        titles = [one for one in self.database.titles() if self._embedder.reads(one)]
        return write_lists(
            folder, self._embedder.encode_questions(titles[:: len(titles) // _QUERIES + 1])
        )

    def _counts(self) -> dict[str, int]:
        articles, duplicates, paragraphs = self.database.counts()
        return {
            "articles": articles,
            "duplicates": duplicates,
            "paragraphs": paragraphs,
            "passages": paragraphs,
            "vectors": self.ledger.rows_held(),
        }

    def _write_words(self, progress: Progress) -> None:
        writer = LexicalWriter(self._folder / LEXICAL)
        shown, sources = self.database.shown(), self.database.sources_by_article()
        days = self.database.days_by_article()
        for number, (id, fingerprint) in enumerate(shown.items(), start=1):
            words = self.ledger.words(id, fingerprint)
            if words is None:
                (article,) = self.database.articles_of([id])
                words = words_of(article)
                self.ledger.add_words(id, fingerprint, words)
            keys = self.database.paragraph_keys(id)
            for key, said in zip(keys, words.paragraphs, strict=True):
                writer.add(
                    key, headline=words.headline, said=said, day=days[id], sources=sources[id]
                )
            progress("indexing words", number, len(shown), share=number / len(shown))
        writer.close()


def identity_of(embedder: Embedder) -> EmbedderIdentity:
    """Return what tells the embedder's vectors from those of others."""
    before = embedder.prefixes
    return EmbedderIdentity(
        embedder.name, embedder.digest, embedder.dimensions, before.question, before.passage
    )
