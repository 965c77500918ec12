"""A vector in, the paragraphs of a generation nearest to it out: `IndexReader.nearest` in SQL.

Vectors are half precision and have length one. They are read one by one, exactly, until there are
so many that an HNSW index is worth its time and room (Malkov and Yashunin, "Efficient and robust
approximate nearest neighbor search using Hierarchical Navigable Small World graphs", 2020); under a
filter that lets few pass, always. Scores are exact either way.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from pgvector import HalfVector, Vector
from psycopg import errors, sql

from index.postgres.narrowing import Allowed, Rows, share_of
from index.postgres.server import Connection

EXACT_BELOW = 50_000  # passages
_NARROW = 30_000  # passages that a filter lets pass; fewer are read one by one
_INDEX = "passages_by_embedding_{dimensions}"
_NEIGHBOURS = 16  # of a vector in each layer
_EFFORT = 96  # candidates that a vector's neighbours are chosen from
_MORE = 1.2  # pieces read for each paragraph wanted: some have several, some order anew

_PIECES = """
SELECT p.paragraph, p.embedding FROM passages p
WHERE {covered} AND EXISTS (SELECT 1 FROM articles a WHERE a.key = p.article AND {allowed})
ORDER BY {embedding} <#> %s::halfvec LIMIT %s
"""
_NEAREST = """
SELECT paragraph, max(-(embedding::vector <#> %s::vector)) AS cosine,
  sum(count(*)) OVER ()::bigint
FROM ({pieces}) AS found
GROUP BY paragraph ORDER BY cosine DESC, paragraph LIMIT %s
""".replace("{pieces}", _PIECES)
_EXACT = _NEAREST.replace("{covered}", "true").replace("{embedding}", "p.embedding")
_INDEXED = _NEAREST.replace(  # in the very words that the index is made with
    "{covered}", "vector_dims(p.embedding) = {dimensions}"
).replace("{embedding}", "p.embedding::halfvec({dimensions})")
_COSINES = """
SELECT paragraph, max(-(embedding::vector <#> %s::vector)) FROM passages
WHERE paragraph = ANY(%s) GROUP BY paragraph
"""
_PLANNED = """
SELECT t.reltuples::bigint FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
JOIN pg_class t ON t.oid = i.indrelid
WHERE i.indrelid = to_regclass('passages') AND c.relname = %s AND i.indisvalid
"""
_VALID = """
SELECT i.indisvalid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE i.indrelid = to_regclass('passages') AND c.relname = %s
"""
_NEWEST = "SELECT vector_dims(embedding) FROM passages ORDER BY paragraph DESC LIMIT 1"
_COUNT = "SELECT count(*) FROM passages WHERE vector_dims(embedding) = %s"

Floats = NDArray[np.float32]


def nearest(
    rows: Rows, vector: Floats, k: int, allowed: Allowed | None = None
) -> list[tuple[int, float]]:
    """Return up to k (paragraph key, cosine of its best piece), best first, ties by key.

    `rows` find the view `articles` of the generation first; `allowed` is a condition on
    `articles a` with its values.
    """
    if k < 1:
        return []
    condition, values = allowed or ("a.copy_of IS NULL", [])
    by_index = _by_index(rows, len(vector), allowed)
    pieces = 10 + int(_MORE * k)
    while True:
        statement = (_INDEXED if by_index else _EXACT).replace("{allowed}", condition)
        statement = statement.replace("{dimensions}", str(len(vector)))
        exact, half = Vector(vector).to_text(), HalfVector(vector).to_text()
        found = rows(statement, [exact, *values, half, pieces, k])
        read = found[0][2] if found else 0
        if len(found) == k or (read < pieces and not by_index):
            return [(key, cosine) for key, cosine, _ in found]
        if read < pieces:  # the index gave up
            by_index = False
        else:  # long paragraphs have many pieces
            pieces *= 2


def cosines(rows: Rows, vector: Floats, keys: Sequence[int]) -> dict[int, float]:
    """Return the cosine of the best piece of each of these paragraphs that has a vector."""
    return dict(rows(_COSINES, [Vector(vector).to_text(), list(keys)])) if keys else {}


def make_index_if_worth(
    connection: Connection, *, least: int = EXACT_BELOW, memory: str = "1GB", workers: int = 2
) -> bool:
    """Make the HNSW index where there are so many vectors and it is not there; return if so.

    `memory` and `workers` are what PostgreSQL may take for it in this session. Readers go on
    meanwhile, writers wait.
    """
    found = connection.execute(_NEWEST).fetchone()
    if found is None:
        return False
    dimensions = int(found[0])
    if connection.execute(_PLANNED, (index_name(dimensions),)).fetchone():
        return False
    row = connection.execute(_COUNT, (dimensions,)).fetchone()
    if row is None or row[0] < least:
        return False
    try:
        _make_index(connection, dimensions, memory=memory, workers=workers)
    except errors.DiskFull:  # what workers share must fit in /dev/shm, which containers keep small
        _make_index(connection, dimensions, memory=memory, workers=0)
    connection.execute("ANALYZE passages")
    return True


def index_name(dimensions: int) -> str:
    """Return what the HNSW index of the vectors of a model is called."""
    return _INDEX.format(dimensions=dimensions)


def is_index_valid(connection: Connection, dimensions: int) -> bool | None:
    """Whether that index can be used, None where it is not there."""
    row = connection.execute(_VALID, (index_name(dimensions),)).fetchone()
    return bool(row[0]) if row else None


def _make_index(connection: Connection, dimensions: int, *, memory: str, workers: int) -> None:
    made = sql.SQL(
        "CREATE INDEX {name} ON passages USING hnsw"
        " ((embedding::halfvec({dimensions})) halfvec_ip_ops)"
        " WITH (m = {neighbours}, ef_construction = {effort})"
        " WHERE vector_dims(embedding) = {dimensions}"  # those of another model have others
    ).format(
        name=sql.Identifier(index_name(dimensions)),
        dimensions=sql.Literal(dimensions),
        neighbours=sql.Literal(_NEIGHBOURS),
        effort=sql.Literal(_EFFORT),
    )
    with connection.transaction():
        set_one = "SELECT set_config(%s, %s, true)"
        connection.execute(set_one, ("maintenance_work_mem", memory))
        connection.execute(set_one, ("max_parallel_maintenance_workers", str(workers)))
        connection.execute(made)


def _by_index(rows: Rows, dimensions: int, allowed: Allowed | None) -> bool:
    """Whether the index is there, and a filter lets enough pass for it to find."""
    found = rows(_PLANNED, [index_name(dimensions)])
    if not found:
        return False
    return allowed is None or share_of(rows, allowed) * found[0][0] >= _NARROW
