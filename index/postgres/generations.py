"""The generations of an index: begun from the current one, switched to, gone back from, dropped."""

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import LiteralString
from zlib import crc32

from psycopg import sql

from index.errors import IndexDamaged, IndexMissing
from index.manifest import Manifest, manifest_of
from index.postgres.address import Address
from index.postgres.schema import check_schema
from index.postgres.server import Connection
from index.postgres.word_writer import drop_words
from index.postgres.words import WordStatistics

_VIEWED: tuple[tuple[str, str, LiteralString], ...] = (
    (
        "articles",
        "article_rows",
        "key, id, title, text, url, source, outlet, published, day, authors, language, path, part,"
        " dateline, fingerprint, copy_of",
    ),
    ("moved", "moved_rows", "old, id"),
    ("withdrawn", "withdrawn_rows", "id, title"),
)
_CREATE_VIEW = sql.SQL(
    "CREATE OR REPLACE VIEW {schema}.{view} AS SELECT {columns} FROM {table}"
    " WHERE born <= {number} AND died > {number}"
)
_WITHOUT_VIEWS = """
SELECT DISTINCT number FROM generations, unnest(%(views)s::text[]) AS wanted
WHERE NOT EXISTS (
  SELECT 1 FROM pg_views v
  WHERE v.schemaname = %(schema)s || '_v' || number AND v.viewname = wanted
) ORDER BY number
"""
_DELETE = sql.SQL("DELETE FROM {table} WHERE {column} IN ({chosen})")
_REMEMBER = """
INSERT INTO remembered (generation) VALUES (%s)
ON CONFLICT (one) DO UPDATE SET generation = excluded.generation
"""
_ROWS = ("article_rows", "key")
_BELONGING: tuple[LiteralString, ...] = ("paragraphs", "removed", "passages", "embedded")
VERSIONED: tuple[LiteralString, ...] = ("article_rows", "moved_rows", "withdrawn_rows")
FOREVER = 9223372036854775807


@dataclass(frozen=True, slots=True)
class Generation:
    """A generation that was switched to once, with what opening it needs."""

    number: int
    name: str
    manifest: Manifest
    words: WordStatistics


def views_of(address: Address, number: int) -> str:
    """Return the schema in which `articles`, `moved` and `withdrawn` are those of a generation."""
    return f"{address.schema}_v{number}"


def current(address: Address, connection: Connection) -> Generation:
    """Return the generation that readers open; raises IndexMissing, Outdated or Damaged."""
    check_schema(connection, address)
    row = connection.execute(
        "SELECT number, name, manifest FROM generations JOIN pointer ON generation = number"
    ).fetchone()
    if row is None:
        raise IndexMissing(
            f"no index at {address}",
            hint=f"build one: pressmark index build ARCHIVE... --index '{address}'",
        )
    return _generation(*row)


def numbers(connection: Connection) -> list[int]:
    """Return the numbers of the generations there are, oldest first."""
    rows = connection.execute("SELECT number FROM generations ORDER BY number")
    return [int(number) for (number,) in rows]


def kept(connection: Connection) -> list[Generation]:
    """Return the generations there are and that say what they are, oldest first."""
    found = []
    for row in connection.execute("SELECT number, name, manifest FROM generations ORDER BY number"):
        with suppress(IndexDamaged):
            found.append(_generation(*row))
    return found


def begin(address: Address, connection: Connection) -> int:
    """Begin the next generation inside a transaction; return its number.

    After going back its articles are still those gone back from: the caller ends them all.
    """
    row = connection.execute("SELECT coalesce(max(generation), 0) FROM pointer").fetchone()
    now = int(row[0]) if row else 0
    row = connection.execute("SELECT coalesce(max(number), 0) FROM generations").fetchone()
    last = int(row[0]) if row else 0
    number = last + 1
    if 0 < now < last:
        _go_on_from(connection, now, number)
    make_views(address, connection, number)
    return number


def make_views(address: Address, connection: Connection, number: int) -> None:
    """Make what shows the rows of a generation."""
    schema = sql.Identifier(views_of(address, number))
    connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(schema))
    for view, table, columns in _VIEWED:
        connection.execute(
            _CREATE_VIEW.format(
                schema=schema,
                view=sql.Identifier(view),
                columns=sql.SQL(columns),
                table=sql.Identifier(address.schema, table),
                number=sql.Literal(number),
            )
        )


def without_views(address: Address, connection: Connection) -> list[int]:
    """Return the numbers of the generations kept that lack any of the views of their rows."""
    named = {"schema": address.schema, "views": [one[0] for one in _VIEWED]}
    lacking = connection.execute(_WITHOUT_VIEWS, named)
    return [int(number) for (number,) in lacking]


def switch(
    connection: Connection, number: int, manifest: Manifest, words: WordStatistics
) -> Generation:
    """Let readers open this generation, and what is remembered be of it, at the commit."""
    record = {"manifest": asdict(manifest), "words": asdict(words)}
    text = json.dumps(record, ensure_ascii=False, sort_keys=True)
    name = _name(number, text)
    connection.execute("INSERT INTO generations VALUES (%s, %s, %s)", (number, name, text))
    point_to(connection, number)
    connection.execute(_REMEMBER, (number,))
    return Generation(number, name, manifest, words)


def is_remembered(connection: Connection, number: int) -> bool:
    """Whether what a build leaves the next (index/ledger.py) is of this generation."""
    row = connection.execute("SELECT generation FROM remembered").fetchone()
    return bool(row and row[0] == number)


def point_to(connection: Connection, number: int) -> None:
    """Make a generation the one that readers open."""
    connection.execute(
        "INSERT INTO pointer (generation) VALUES (%s)"
        " ON CONFLICT (one) DO UPDATE SET generation = excluded.generation",
        (number,),
    )


def sweep(address: Address, connection: Connection, *, keep: int) -> None:
    """Drop all but the current generation and the last `keep`, with what only they show.

    What is read stays until a later sweep, unless `keep` is 0; what cannot say what it is goes.
    """
    there = numbers(connection)
    row = connection.execute("SELECT max(generation) FROM pointer").fetchone()
    if row is None or row[0] is None:
        return
    last = [one.number for one in kept(connection)][-keep:] if keep else []
    staying = {int(row[0]), *last}
    gone = [one for one in there if one not in staying]
    if not gone:
        return
    if keep == 0:
        with connection.transaction():
            _forget_after(address, connection, int(row[0]))
    with connection.transaction():
        for number in gone:
            if keep and _is_read(address, connection, number):
                staying.add(number)
            else:
                _drop(address, connection, number)
    oldest = min(staying)
    drop_words(connection, oldest)
    with connection.transaction():
        _delete_articles(connection, "died <= %s", oldest)
        for table in VERSIONED[1:]:
            connection.execute(
                sql.SQL("DELETE FROM {} WHERE died <= %s").format(sql.Identifier(table)), (oldest,)
            )


def forget_contents(connection: Connection) -> None:
    """Delete all articles and what belongs to them, sound or not, inside a transaction.

    Who reads meanwhile reads on until it is committed. What was taken out by hand stays known.
    """
    for name in ("article_rows", "moved_rows", *_BELONGING, "worded", "postings", "computed"):
        connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))


def hold(address: Address, connection: Connection, number: int) -> None:
    """Let this generation not be swept while the connection is open."""
    connection.execute("SELECT pg_advisory_lock_shared(%s)", (_lock_of(address, number),))


def _forget_after(address: Address, connection: Connection, number: int) -> None:
    """Forget the generations after this one, as if they had never been."""
    for one in numbers(connection):
        if one > number:
            _drop(address, connection, one)
    _delete_articles(connection, "born > %s", number)
    for table in VERSIONED[1:]:
        connection.execute(
            sql.SQL("DELETE FROM {} WHERE born > %s").format(sql.Identifier(table)), (number,)
        )
    for table in VERSIONED:
        connection.execute(
            sql.SQL("UPDATE {} SET died = %s WHERE died > %s AND died < %s").format(
                sql.Identifier(table)
            ),
            (FOREVER, number, FOREVER),
        )
    connection.execute("DELETE FROM postings WHERE born > %s", (number,))


def _go_on_from(connection: Connection, now: int, number: int) -> None:
    """Let what moved and what was taken out be as it was in the generation gone back to."""
    for table, columns in (("moved_rows", "old, id"), ("withdrawn_rows", "id, title")):
        connection.execute(
            f"UPDATE {table} SET died = %s WHERE born > %s AND died = %s".encode(),  # noqa: S608
            (number, now, FOREVER),
        )
        connection.execute(
            f"INSERT INTO {table} (born, {columns}) SELECT %s, {columns} FROM {table}"  # noqa: S608
            " WHERE born <= %s AND died > %s AND died < %s".encode(),
            (number, now, now, FOREVER),
        )


def _is_read(address: Address, connection: Connection, number: int) -> bool:
    """Whether a reader holds the generation; else none does until the transaction ends."""
    row = connection.execute(
        "SELECT pg_try_advisory_xact_lock(%s)", (_lock_of(address, number),)
    ).fetchone()
    return not (row and row[0])


def _lock_of(address: Address, number: int) -> int:
    return crc32(address.schema.encode()) << 31 | number


def _drop(address: Address, connection: Connection, number: int) -> None:
    schema = sql.Identifier(views_of(address, number))
    connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(schema))
    connection.execute("DELETE FROM generations WHERE number = %s", (number,))


def _delete_articles(connection: Connection, which: LiteralString, number: int) -> None:
    """Delete article rows and all that hangs on them."""
    chosen = sql.SQL("SELECT key FROM article_rows WHERE {}").format(sql.SQL(which))
    for name, column in [*((one, "article") for one in (*_BELONGING, "worded")), _ROWS]:
        delete = _DELETE.format(
            table=sql.Identifier(name), column=sql.Identifier(column), chosen=chosen
        )
        connection.execute(delete, (number,))


def is_as_written(connection: Connection, number: int) -> bool:
    """Whether what a generation says of itself is what was written."""
    row = connection.execute(
        "SELECT name, manifest FROM generations WHERE number = %s", (number,)
    ).fetchone()
    if row is None:
        return False
    return bool(row[0] == _name(number, json.dumps(row[1], ensure_ascii=False, sort_keys=True)))


def _name(number: int, text: str) -> str:
    return f"{number:06d}-{hashlib.blake2b(text.encode(), digest_size=8).hexdigest()}"


def _generation(number: int, name: str, record: dict[str, dict[str, object]]) -> Generation:
    try:
        words = WordStatistics(**record["words"])  # type: ignore[arg-type]
        return Generation(number, name, manifest_of(record["manifest"]), words)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise IndexDamaged(f"what version {number} says of itself is damaged") from error
