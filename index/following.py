"""The version before in, with what changed; the articles of the next one out, in whichever home."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

from index.article import Article
from index.database_writer import DatabaseWriter
from index.embedder import Embedder
from index.ledger import Ledger
from index.lists import Lists
from index.manifest import FORMAT, EmbedderIdentity, Manifest, StoredFile
from index.passages import PASSAGES
from index.precision import Precision
from index.provenance import reading_digest
from index.ranking import learned_ranking
from index.repeats import restored
from index.settling import settle_repeats

if TYPE_CHECKING:
    from index.home import Before


class Following:
    """The next version of an index while it is written: begun as the one before.

    `read_alike` is whether that was read and embedded as it would be today.
    """

    def __init__(
        self,
        before: "Before | None",
        database: DatabaseWriter,
        ledger: Ledger,
        *,
        read_alike: bool,
    ) -> None:
        self._before = before
        self.database, self.ledger, self.read_alike = database, ledger, read_alike
        self._changes_at_first = self._changes

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

    def described(
        self,
        embedder: Embedder,
        archives: Iterable[str],
        *,
        vectors: int,
        precision: Precision,
        lists: Lists | None,
        files: Mapping[str, StoredFile],
    ) -> Manifest:
        """Return what this version says of itself; its database must still be open."""
        articles, duplicates, paragraphs = self.database.counts()
        return Manifest(
            format=FORMAT,
            pressmark=version("pressmark"),
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            reading=reading_digest(),
            archives=tuple(sorted(archives)),
            embedder=identity_of(embedder),
            precision=precision,
            passages=PASSAGES,
            lists=lists,
            ranking=learned_ranking(),
            counts={
                "articles": articles,
                "duplicates": duplicates,
                "paragraphs": paragraphs,
                "passages": paragraphs,
                "vectors": vectors,
            },
            files=files,
        )

    def close(self) -> None:
        """Let go of the database; what is pending is lost."""
        self.database.close()
        self.ledger.close()

    @property
    def _changes(self) -> int:
        return self.database.changes + self.ledger.changes


def identity_of(embedder: Embedder) -> EmbedderIdentity:
    """Return what tells the embedder's vectors from those of others."""
    before = embedder.prefixes
    return EmbedderIdentity(
        embedder.name, embedder.digest, embedder.dimensions, before.question, before.passage
    )


def is_read_alike(made: Manifest | None, embedder: Embedder) -> bool:
    """Whether a version was read and embedded as one would be now."""
    return bool(
        made
        and made.embedder == identity_of(embedder)
        and (made.reading, made.passages) == (reading_digest(), PASSAGES)
    )
