"""A connection in; what lies about in the database besides the current generation, out."""

from typing import LiteralString

from psycopg import sql

from index.finding import Finding, count, ill, note, some, well
from index.postgres.address import Address
from index.postgres.generations import Generation, is_as_written, numbers, without_views
from index.postgres.lock import is_locked
from index.postgres.mending import Mending
from index.postgres.nearest import EXACT_BELOW, index_name, is_index_valid
from index.postgres.server import Connection

_HANGING = ("paragraphs", "removed", "passages", "embedded", "worded")
_STRAY = """
SELECT nspname FROM pg_namespace n
WHERE nspname ~ ('^' || %(schema)s || '_v[0-9]+$')
  AND substring(nspname from '[0-9]+$') <> ALL(%(kept)s)
  AND NOT EXISTS (SELECT 1 FROM pg_class c WHERE c.relnamespace = n.oid AND c.relkind = 'r')
ORDER BY nspname
"""
_LOST = sql.SQL("SELECT count(*) FROM {} WHERE article NOT IN (SELECT key FROM article_rows)")
_DELETE = (
    "DELETE FROM {schema}.{table} WHERE article NOT IN (SELECT key FROM {schema}.article_rows)"
)
_VECTORS = "SELECT count(*) FROM passages WHERE vector_dims(embedding) = %s"
_TASKS = """
SELECT count(*) FILTER (WHERE state <> 'aside'), count(*) FILTER (WHERE state = 'aside') FROM work
"""


def versions(
    address: Address, connection: Connection, now: Generation | None, mending: Mending
) -> Finding:
    """Tell which generations can be gone back to, and whether each shows its rows."""
    there = numbers(connection)
    others = [one for one in there if now is None or one != now.number]
    hidden = [one for one in there if one in without_views(address, connection)]
    torn = [one for one in others if not is_as_written(connection, one)]
    told = "besides the current one: " + (some([str(one) for one in others]) or "none")
    if hidden:
        found = f"{told}; without the views that show their rows: {some(list(map(str, hidden)))}"
        state = ill if now and now.number in hidden else note
        return state("versions", found, mending.command("upgrade"))
    if torn:
        found = f"{told}; damaged: {some(list(map(str, torn)))}"
        remedy = "there is no going back to what is damaged; later builds drop it"
        return note("versions", found, remedy)
    return well("versions", told)


def nearest(address: Address, connection: Connection, dimensions: int, mending: Mending) -> Finding:
    """Tell whether many vectors, of these dimensions, are searched by an index that is valid."""
    found = connection.execute(_VECTORS, (dimensions,)).fetchone()
    vectors = int(found[0]) if found else 0
    valid = is_index_valid(connection, dimensions)
    if valid is False:
        drop = mending.of_statement(f"DROP INDEX {address.schema}.{index_name(dimensions)}")
        remedy = f"the next build that changes anything makes it again, after: {drop}"
        return ill("nearest", "the index of vectors is not valid, and builds keep it out", remedy)
    if valid:
        return well("nearest", f"{count(vectors, 'vector')}, searched by an index")
    if vectors >= EXACT_BELOW:
        remedy = "the next build that changes anything makes it"
        told = f"{count(vectors, 'vector')}, searched one by one: the index of vectors is missing"
        return note("nearest", told, remedy)
    return well("nearest", f"{count(vectors, 'vector')}, searched exactly, one by one")


def orphans(address: Address, connection: Connection, mending: Mending) -> Finding:
    """Tell of rows whose article is gone."""
    told, remedies = [], []
    for name in _HANGING:
        (lost,) = connection.execute(_LOST.format(sql.Identifier(name))).fetchone() or (0,)
        if lost:
            told.append(f"{lost:,} of {name}")
            remedies.append(mending.of_statement(_DELETE.format(schema=address.schema, table=name)))
    if told:
        found = f"rows of articles that are gone: {', '.join(told)}"
        return note("orphans", found, "nothing finds them; " + "; ".join(remedies))
    return well("orphans", "every row belongs to an article")


def leftovers(address: Address, connection: Connection, mending: Mending) -> Finding:
    """Tell what builds that were killed left, and which texts none could embed."""
    told, remedies = [], []
    kept = [str(number) for number in numbers(connection)]
    stray = connection.execute(_STRAY, {"schema": address.schema, "kept": kept}).fetchall()
    if stray:
        names = [str(name) for (name,) in stray]
        told.append(f"schemas of no version: {some(names)}")
        remedies.append(mending.of_statement(f"DROP SCHEMA {', '.join(names)} CASCADE"))
    (vectors,) = _row(connection, "SELECT count(*) FROM computed")
    tasks, aside = _row(connection, _TASKS)
    if is_locked(address, connection):  # a build is at them
        vectors = tasks = 0
    if vectors:
        told.append(f"{count(vectors, 'vector')} of a build that was interrupted")
    if tasks:
        told.append(f"{count(tasks, 'task')} of a build that was interrupted")
    if aside:
        told.append(f"{count(aside, 'task')} set aside, for those who took them failed")
    if vectors or tasks or aside:
        remedies.append(f"the same build again takes them: {mending.by_build}")
    if told:
        return note("leftovers", "; ".join(told), "; ".join(remedies))
    return well("leftovers", "nothing lies about")


def _row(connection: Connection, statement: LiteralString) -> tuple[int, ...]:
    return tuple(int(one) for one in connection.execute(statement).fetchone() or ())
