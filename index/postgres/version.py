"""A generation of the database in, open for searching, out."""

from collections.abc import Sequence

from psycopg.rows import TupleRow

from index.database import Database
from index.embedder import Vectors
from index.filters import Filters
from index.manifest import Manifest
from index.postgres.address import Address
from index.postgres.generations import Generation
from index.postgres.narrowing import Allowed
from index.postgres.nearest import cosines, nearest
from index.postgres.replicas import Readers, tried
from index.postgres.server import Connection, told
from index.postgres.sql import PostgresSql
from index.postgres.words import PostgresWords


class PostgresVersion:
    """One generation, searched from any thread; its rows do not change while it is kept."""

    def __init__(self, address: Address, generation: Generation) -> None:
        self._address, self._generation = address, generation
        self._readers = Readers(address, generation.number)
        self._sql = PostgresSql.unchanging(address, self._readers)
        self.database = Database(self._sql)
        self.lexical = PostgresWords(self._rows, generation.number, generation.words)

    def is_kept(self) -> bool:
        """Whether it is still there, now that it is held: it is then until it is closed."""
        asked = "SELECT 1 FROM generations WHERE (number, name) = (%s, %s)"
        return bool(self._rows(asked, (self._generation.number, self.name)))

    @property
    def name(self) -> str:
        """Its number, which grows with every build, and its digest."""
        return self._generation.name

    @property
    def manifest(self) -> Manifest:
        """What it says of itself."""
        return self._generation.manifest

    def nearest(self, vector: Vectors, k: int, filters: Filters) -> dict[int, float]:
        """Return up to k paragraph keys with the cosine of their best piece, best first."""
        return dict(nearest(self._rows, vector, k, self._allowed(filters)))

    def by_words(self, query: str, k: int, filters: Filters) -> dict[int, float]:
        """Return up to k paragraph keys with their BM25 scores, best first."""
        return dict(self.lexical.search(query, k, self._allowed(filters)))

    def cosines(self, vector: Vectors, keys: Sequence[int]) -> dict[int, float]:
        """Return the cosine of the best piece of each of these paragraphs that has a vector."""
        return cosines(self._rows, vector, keys)

    def close(self) -> None:
        """Let go of the connections."""
        self.database.close()

    def _allowed(self, filters: Filters) -> Allowed | None:
        if not filters:
            return None
        condition, values = self._sql.where(filters)
        return condition.replace("?", "%s"), values

    def _rows(self, statement: str, values: Sequence[object]) -> Sequence[TupleRow]:
        def rows(connection: Connection) -> Sequence[TupleRow]:
            return connection.execute(statement.encode(), values).fetchall()

        with told(self._address):
            return tried(rows, self._readers.lend, self._readers.lend_servers)
