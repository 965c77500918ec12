"""Articles that changed in; the vectors of their paragraphs, embedded by all builders, out.

The leader offers the texts that have no vector yet; whoever has the same model takes some, embeds
them and puts the vectors into `computed`, from where the leader copies them to the paragraphs. A
vector is known by its text and its model, so what one build leaves the next one takes.
"""

import json
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

from pgvector import HalfVector
from pgvector.psycopg import register_vector

from index.article import digest_of
from index.embedder import Embedder
from index.embedding import SAMPLED, WORTH_PREPARING, Passage, passages
from index.errors import EmbedderError
from index.following import identity_of
from index.manifest import EmbedderIdentity
from index.postgres.address import Address
from index.postgres.server import Connection, connect, told
from index.postgres.watched import Watched
from index.postgres.work import Task, Work
from index.postgres.work_off import work_off
from index.postgres.writer import PostgresWriter
from index.progress import Progress

EMBED = "embed"
_BLOCK = 8192  # passages held at once
_SLICE = 64  # texts of a task
_WANTED = 'CREATE TEMP TABLE wanted (paragraph BIGINT, digest TEXT COLLATE "C") ON COMMIT DROP'
_KNOWN = """
SELECT digest FROM computed WHERE digest = ANY(%s)
UNION SELECT digest FROM passages WHERE digest = ANY(%s)
"""
_TAKE_OVER = """
INSERT INTO passages (article, paragraph, digest, embedding)
SELECT p.article, w.paragraph, w.digest, coalesce(
  (SELECT c.embedding FROM computed c WHERE c.digest = w.digest),
  (SELECT o.embedding FROM passages o WHERE o.digest = w.digest LIMIT 1))
FROM (SELECT DISTINCT paragraph, digest FROM wanted) w JOIN paragraphs p ON p.key = w.paragraph
ORDER BY w.paragraph, w.digest
"""
_EMBEDDED = """
INSERT INTO embedded SELECT key FROM articles WHERE id = ANY(%s) ON CONFLICT DO NOTHING
"""


def mark_of(made: EmbedderIdentity) -> str:
    """Return what ends the digest that a vector of this model is known by."""
    known = [made.name, made.digest, made.dimensions, made.question_prefix, made.passage_prefix]
    return digest_of(repr(known), size=6)


class SharedEmbedding:
    """A model, and the texts that wait for it in a database."""

    def __init__(self, address: Address, embedder: Embedder, work: Work) -> None:
        self._address, self._embedder, self._work = address, embedder, work
        self._prepared = False
        self._mark = mark_of(identity_of(embedder))

    def may(self, task: Task) -> bool:
        """Whether this model is the one that the texts wait for."""
        return task.name.startswith(self._mark)

    def embed(self, content: bytes) -> bytes:
        """Embed the texts of a task, and keep their vectors."""
        texts: dict[str, str] = json.loads(content)
        if not self._prepared and self._work.left(EMBED) * _SLICE >= WORTH_PREPARING:
            self._embedder.prepare(list(texts.values())[:SAMPLED])
            self._prepared = True
        vectors = self._embedder.encode(list(texts.values()))
        with told(self._address), connect(self._address) as connection:
            register_vector(connection)
            with connection.transaction(), connection.cursor() as cursor:
                cursor.executemany(
                    "INSERT INTO computed VALUES (%s, %s) ON CONFLICT DO NOTHING",
                    [(one, HalfVector(row)) for one, row in zip(texts, vectors, strict=True)],
                )
        return b""

    def settle(self, database: PostgresWriter, connection: Connection, progress: Progress) -> None:
        """Give every passage of the articles shown its vector, inside the leader's transaction."""
        embedded = database.embedded()
        new = [id for id in database.shown() if id not in embedded]
        if not new:
            return
        connection.execute(_WANTED)
        found = passages(database, self._embedder, new)
        self._work.clear(EMBED)  # what a leader that is gone had offered
        if self._work.offer(EMBED, self._tasks(found, connection)):
            self._work_off(progress)
        connection.execute("ANALYZE wanted")
        connection.execute(_TAKE_OVER)
        connection.execute(_EMBEDDED, (new,))

    def _tasks(
        self, found: Iterator[Passage], connection: Connection
    ) -> Iterator[tuple[str, bytes]]:
        """Note what is wanted; yield what has no vector, in tasks of texts of like length."""
        while block := list(islice(found, _BLOCK)):
            texts = {self._known_by(one): one.text for one in block}
            pairs = [(one.paragraph, self._known_by(one)) for one in block]
            with connection.cursor() as cursor, cursor.copy("COPY wanted FROM STDIN") as copy:
                for pair in pairs:
                    copy.write_row(pair)
            known = {digest for (digest,) in connection.execute(_KNOWN, (list(texts), list(texts)))}
            new = sorted(texts.keys() - known, key=lambda one: (-len(texts[one]), one))
            for start in range(0, len(new), _SLICE):
                yield self._task(new[start : start + _SLICE], texts)

    def _task(self, digests: Sequence[str], texts: dict[str, str]) -> tuple[str, bytes]:
        name = f"{self._mark}-{digest_of(' '.join(digests), size=12)}"
        return name, json.dumps({one: texts[one] for one in digests}).encode()

    def _work_off(self, progress: Progress) -> None:
        """Embed with the others until nothing is left; raises EmbedderError for what failed."""
        work = self._work
        over = Watched(work, EMBED, partial(progress, "embedding"), of_each=_SLICE)
        work_off(work, {EMBED: self.embed}, until=over, may=self.may)
        failed = work.aside(EMBED)
        if failed:
            work.clear(EMBED)
            raise EmbedderError(
                f"{len(failed)} portions of text could not be embedded: {failed[0][1]}",
                hint="the vectors of the others are kept; build again once that is mended",
            )

    def _known_by(self, passage: Passage) -> str:
        return known_by(passage.digest, self._mark)


def known_by(digest: str, mark: str) -> str:
    """Return what the vector of a text of this digest is known by, if its model has this mark."""
    return f"{digest}-{mark}"
