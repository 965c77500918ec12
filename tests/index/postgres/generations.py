"""Generations of a few articles in a database, without a build."""

from index.postgres.address import Address
from index.postgres.schema import migrate
from index.postgres.server import Connection, connect

_ARTICLE = """
INSERT INTO article_rows (born, id, title, text, url, source, outlet, published, day, authors,
  language, path, part, dateline, fingerprint)
VALUES (%s, %s, '', '', '', '', %s, '', %s, '', '', '', '', '', '') RETURNING key
"""
_VIEW = """
CREATE OR REPLACE VIEW articles AS
SELECT * FROM article_rows WHERE born <= {generation} AND {generation} < died
"""


def opened(database: str) -> Connection:
    """Return a connection to a database with all tables."""
    address = Address.read(database)
    migrate(address)
    return connect(address)


def add_article(connection: Connection, generation: int, *, outlet: str = "", day: int = 0) -> int:
    """Add an article to a generation; return its key."""
    row = connection.execute(_ARTICLE, (generation, "id", outlet, day)).fetchone()
    assert row is not None
    return int(row[0])


def end_article(connection: Connection, generation: int, key: int) -> None:
    """Show an article no more from a generation on."""
    connection.execute("UPDATE article_rows SET died = %s WHERE key = %s", (generation, key))


def show(connection: Connection, generation: int) -> None:
    """Have `articles` be those of a generation."""
    connection.execute(_VIEW.replace("{generation}", str(generation)).encode())
