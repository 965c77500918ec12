"""What docs/postgresql.md says of Citus fits the tables: its rules are checked, it is not run.

A distributed table has no primary key or unique index without the column it is distributed by, and
no table of the index refers to another.
"""

import re
from pathlib import Path

from index.postgres.address import Address
from index.postgres.schema import migrate
from index.postgres.server import connect

_PAGE = Path(__file__).parents[3] / "docs" / "postgresql.md"
_ON_THE_COORDINATOR = {
    "computed", "files", "skipped", "readings", "edges", "furniture", "samples", "verdicts",
    "words", "work", "talks", "turns", "migrated", "remembered",
}  # fmt: skip
_UNIQUE = """
SELECT c.relname, array_agg(a.attname::text)
FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(i.indkey)
WHERE i.indisunique AND c.relnamespace = 'pressmark'::regnamespace GROUP BY i.indexrelid, c.relname
"""


def test_the_distribution_that_is_told_is_one_that_citus_allows(database: str) -> None:
    address = Address.read(database)
    migrate(address)
    page = _PAGE.read_text("utf-8")
    by = dict(re.findall(r"create_distributed_table\('(\w+)', '(\w+)'", page))
    everywhere = set(re.findall(r"create_reference_table\('(\w+)'\)", page))
    with connect(address) as connection:
        columns = connection.execute(
            "SELECT table_name::text, column_name::text FROM information_schema.columns"
            " WHERE table_schema = 'pressmark'"
        ).fetchall()
        unique = connection.execute(_UNIQUE).fetchall()
        referring = connection.execute(
            "SELECT conrelid::regclass::text FROM pg_constraint WHERE contype = 'f'"
        ).fetchall()

    tables = {table for table, _ in columns}
    assert set(by) | everywhere | _ON_THE_COORDINATOR == tables
    assert not set(by) & everywhere
    for table, column in by.items():
        assert (table, column) in columns
    for table, named in unique:
        assert table not in by or by[table] in named
    assert referring == [("turns",)]
