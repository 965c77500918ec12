"""A condition on articles in; how much of a generation it lets pass, out."""

from collections.abc import Callable, Sequence

from psycopg.rows import TupleRow

from index.postgres.server import Connection

Rows = Callable[[str, Sequence[object]], Sequence[TupleRow]]  # a statement and its values
Allowed = tuple[str, Sequence[object]]  # a condition on `articles a` and its values

_SHARE = """
SELECT count(*) FILTER (WHERE {allowed})::float8 / greatest(1, count(*))
FROM articles a WHERE a.copy_of IS NULL
"""


def rows_of(connection: Connection) -> Rows:
    """Return what asks this connection."""

    def rows(statement: str, values: Sequence[object]) -> Sequence[TupleRow]:
        return connection.execute(statement.encode(), values).fetchall()

    return rows


def share_of(rows: Rows, allowed: Allowed) -> float:
    """Return the share of the shown articles that the condition lets pass."""
    condition, values = allowed
    ((share,),) = rows(_SHARE.replace("{allowed}", condition), values)
    return float(share)
