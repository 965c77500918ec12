"""The generation before in, with what changed; the next one, in one transaction, out.

Whoever holds the index's lock leads the build; the others do what it offers them meanwhile.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext

from index.embedder import Embedder
from index.errors import IndexMissing
from index.following import Following, is_read_alike
from index.home import Read
from index.ledger import Ledger
from index.manifest import Manifest
from index.postgres.address import Address
from index.postgres.embedding import EMBED, SharedEmbedding
from index.postgres.generations import (
    begin,
    current,
    forget_contents,
    is_remembered,
    sweep,
    switch,
    views_of,
)
from index.postgres.health import is_ill
from index.postgres.lock import try_lock
from index.postgres.reading import READ, SharedReading, may_read, read
from index.postgres.schema import migrate
from index.postgres.server import Connection, connect, told
from index.postgres.sql import PostgresSql
from index.postgres.standing import Standing
from index.postgres.word_writer import statistics
from index.postgres.wording import make_searchable
from index.postgres.work import Task, Work
from index.postgres.work_off import work_off
from index.postgres.writer import PostgresWriter
from index.progress import Progress
from index.reading import ArchiveFile
from index.settling import settle_copies

_LEDGER = "files, skipped, readings, edges, furniture, samples, verdicts, words"
_WAIT = 0.5  # seconds between two looks whether the lock is free


class PostgresFollowing(Following):
    """The next generation while it is written; nobody else sees it before the switch."""

    def __init__(
        self,
        address: Address,
        connection: Connection,
        before: Standing | None,
        embedder: Embedder,
        *,
        known: bool,
    ) -> None:
        """Begin inside a transaction; `known` is whether the ledger is of the generation before."""
        self._address, self._connection, self._embedder = address, connection, embedder
        self.number = begin(address, connection)
        found_in = f"{views_of(address, self.number)},{address.schema},public"
        connection.execute("SELECT set_config('search_path', %s, true)", (found_in,))
        sql = PostgresSql.of(connection, address)
        read_alike = known and is_read_alike(before.manifest if before else None, embedder)
        database = PostgresWriter(sql, self.number)
        if not read_alike:
            database.end_all()
            connection.execute(f"TRUNCATE {_LEDGER}".encode())
        self._writer = database
        super().__init__(before, database, Ledger(sql), read_alike=read_alike)

    def write(self, embedding: SharedEmbedding, progress: Progress) -> None:
        """Write what is searched: find the copies, then the vectors and words of the others."""
        settle_copies(self.database, self.ledger)
        embedding.settle(self._writer, self._connection, progress)
        make_searchable(self._connection, self.number, self.database, self.ledger, progress)

    def finish(self, archives: Iterable[str]) -> Manifest:
        """Switch to it, once the transaction is committed; return what it says of itself."""
        row = self._connection.execute(
            "SELECT count(DISTINCT digest) FROM passages p JOIN articles a ON a.key = p.article"
        ).fetchone()
        manifest = self.described(
            self._embedder,
            archives,
            vectors=int(row[0]) if row else 0,
            precision=self._embedder.precision,
            lists=None,
            files={},
        )
        self._connection.execute("DELETE FROM computed")
        switch(self._connection, self.number, manifest, statistics(self._connection, self.number))
        return manifest


class PostgresWriting:
    """The next generation of an index in a database, being written."""

    def __init__(
        self,
        before: Standing | None,
        following: PostgresFollowing,
        embedding: SharedEmbedding,
        work: Work,
    ) -> None:
        self.before, self.following = before, following
        self._embedding, self._work = embedding, work
        self.switched = False

    def read(self, files: Sequence[ArchiveFile], progress: Progress) -> Read:
        """Have the files read, by all builders; return what tells of each what was found."""
        reading = SharedReading(self._work)
        reading.prepare(files, progress)
        return reading

    def switch(self, archives: Iterable[str], progress: Progress) -> Manifest:
        """Write what is searched, and let readers open it when the transaction ends."""
        self.following.write(self._embedding, progress)
        manifest = self.following.finish(archives)
        self.switched = True
        return manifest


@contextmanager
def writing(
    address: Address,
    embedder: Embedder,
    *,
    keep: int,
    helping: Callable[[], None],
    replace: bool = False,
) -> Iterator[PostgresWriting]:
    """Lead the build of the next generation; until the lock is free, help who leads now.

    `helping` is called once where another leads. With `replace`, what is there may be ill: then
    nothing of it is taken over but what was taken out by hand, and no earlier generation stays.
    """
    migrate(address)
    with told(address), closing(connect(address)) as connection, Work(address) as work:
        embedding = SharedEmbedding(address, embedder, work)
        _lock(address, connection, embedding, work, helping)
        anew = replace and is_ill(address, embedder)
        with connection.transaction() as transaction:
            if anew:
                forget_contents(connection)
            before, known = (None, False) if anew else _before(address, connection)
            with closing(before.database) if before else nullcontext():
                following = PostgresFollowing(address, connection, before, embedder, known=known)
                writing = PostgresWriting(before, following, embedding, work)
                yield writing
                if writing.switched:
                    work.clear(READ, EMBED, inside=connection)
                else:
                    transaction.force_rollback = True
        if writing.switched:
            sweep(address, connection, keep=0 if anew else keep)
        else:  # all is as it is in the archives: nothing that was left of a build is of use
            work.clear(READ, EMBED)
            connection.execute("DELETE FROM computed")


def _before(address: Address, connection: Connection) -> tuple[Standing | None, bool]:
    """Return the current generation, and whether what is remembered is of it."""
    try:
        generation = current(address, connection)
    except IndexMissing:
        return None, True
    return Standing(address, generation), is_remembered(connection, generation.number)


def _lock(
    address: Address,
    connection: Connection,
    embedding: SharedEmbedding,
    work: Work,
    helping: Callable[[], None],
) -> None:
    """Take the lock, which is the server's own: free again when its holder is gone."""
    if try_lock(address, connection):
        return
    helping()

    def may(task: Task) -> bool:
        return may_read(task) if task.kind == READ else embedding.may(task)

    def until() -> bool:
        return try_lock(address, connection)

    work_off(work, {READ: read, EMBED: embedding.embed}, until=until, may=may, pause=_WAIT)
