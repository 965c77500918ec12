"""The tables of an index, as a copy of it carries them from one home to another.

The words are those of both homes, see `index.sql`. Vectors go apart from them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from numpy import float16
from numpy.typing import NDArray

from index.database_writer import COLUMNS
from index.embedder import Embedder
from index.manifest import EmbedderIdentity, Manifest
from index.progress import Progress

Halves = NDArray[float16]
AT_ONCE = 8192  # passages held at once


@dataclass(frozen=True, slots=True)
class Table:
    """A table, its columns, and which of them hold keys, which may be others in a copy.

    `found` is what its rows are selected from, `order` what makes two copies alike.
    """

    name: str
    columns: tuple[str, ...]
    found: str
    order: str
    keys: tuple[str, ...] = ()

    @property
    def chosen(self) -> str:
        """The statement that finds its rows."""
        columns = ", ".join(f"t.{name}" for name in self.columns)
        return f"SELECT {columns} FROM {self.found} ORDER BY {self.order}"  # noqa: S608 - our own

    @property
    def counted(self) -> str:
        """The statement that counts them."""
        return f"SELECT count(*) FROM {self.found}"  # noqa: S608 - our own names


def _table(
    name: str, columns: str, order: str, keys: Sequence[str] = (), *, article: str = ""
) -> Table:
    beside = f" JOIN articles a ON a.key = t.{article}" if article else ""
    ordered = ", ".join(f"t.{one}" for one in order.split(", "))
    return Table(name, tuple(columns.split(", ")), f"{name} t{beside}", ordered, tuple(keys))


ARTICLES = (
    _table("articles", f"key, {COLUMNS}, copy_of", "key", ["key", "copy_of"]),
    _table(
        "paragraphs", "key, article, number, start, finish, digest", "key", ["key", "article"],
        article="article",
    ),
    _table("removed", "article, text, reason, before", "key", ["article"], article="article"),
    _table("embedded", "article", "article", ["article"], article="article"),
    _table("moved", "old, id", "old"),
    _table("withdrawn", "id, title", "id"),
)  # fmt: skip
REMEMBERED = (  # the ledger
    _table("files", "path, digest", "path"),
    _table("skipped", "path, origin, reason", "rowid"),
    _table("readings", "key, id, draft, place, digest", "key", ["key"]),
    _table("edges", "reading, sign", "reading, sign", ["reading"]),
    _table("furniture", "place, sign", "place, sign"),
    _table("samples", "id, fingerprint, hashes", "id"),
    _table("verdicts", "pair, copy", "pair"),
    _table("words", "id, fingerprint, words", "id"),
)


@dataclass(frozen=True, slots=True)
class Embedded:
    """Some passages, by the keys of their articles and paragraphs, with their vectors.

    `digests` are those of their texts.
    """

    articles: Sequence[int]
    paragraphs: Sequence[int]
    digests: Sequence[str]
    vectors: Halves
    made_by: EmbedderIdentity

    def __post_init__(self) -> None:
        if not len(self.articles) == len(self.paragraphs) == len(self.digests) == len(self.vectors):
            raise ValueError(f"{len(self.digests)} digests, {len(self.vectors)} vectors")


class Leaving(Protocol):
    """The current version of an index, while it is copied elsewhere."""

    @property
    def place(self) -> str:
        """What tells where it is from all other places."""

    @property
    def manifest(self) -> Manifest:
        """What it says of itself; `reading` is "" where the next build must read all again."""

    def count(self, table: Table) -> int:
        """Return how many rows of a table there are."""

    def rows(self, table: Table) -> Iterator[Sequence[object]]:
        """Yield them, not holding all."""

    def embedded(self) -> Iterator[Embedded]:
        """Yield all passages that have a vector."""


class Model(Protocol):
    """The embedder of the index, loaded when it is asked for."""

    def __call__(self) -> Embedder:
        """Return it; raises EmbedderError."""


class Arriving(Protocol):
    """The next version of an index, while it is made of another's rows."""

    @property
    def place(self) -> str:
        """What tells where it is from all other places."""

    def take(self, table: Table, rows: Iterator[Sequence[object]]) -> None:
        """Write the rows of a table."""

    def take_embedded(self, some: Embedded) -> None:
        """Write passages and their vectors."""

    def counts(self) -> tuple[int, int, int]:
        """Return how many articles, copies of them, and paragraphs of articles arrived."""

    def switch(self, manifest: Manifest, model: Model, progress: Progress) -> str:
        """Write what is searched and let readers open it; return the name of the version."""
