"""The articles of a generation in; what they are searched by out, in the same transaction."""

from collections.abc import Sequence

from index.database import Database
from index.ledger import Ledger
from index.lexical import words_of
from index.postgres.nearest import make_index_if_worth
from index.postgres.server import Connection
from index.postgres.word_writer import SaidRow, add_said, write_words
from index.progress import Progress

_AT_ONCE = 500  # articles whose words are held
_MANY = 1000  # articles that were new or changed, after which the server counts anew
_COUNTED = ("article_rows", "paragraphs", "passages", "postings", "worded")
_WORDLESS = """
SELECT id FROM articles a WHERE copy_of IS NULL
AND NOT EXISTS (SELECT 1 FROM worded w WHERE w.article = a.key) ORDER BY id
"""


def make_searchable(
    connection: Connection,
    generation: int,
    database: Database,
    ledger: Ledger,
    progress: Progress,
) -> None:
    """Write the words of the articles that are shown and have none, and index their vectors.

    Both are found by the connection, on whose path the generation's views are first.
    """
    ids = [str(id) for (id,) in connection.execute(_WORDLESS)]
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        add_said(connection, _said(connection, database, ledger, some))
        done = start + len(some)
        progress("indexing words", done, len(ids), share=done / len(ids))
    write_words(connection, generation)
    make_index_if_worth(connection)
    if len(ids) >= _MANY:
        for table in _COUNTED:
            connection.execute(f"ANALYZE {table}".encode())


def _said(
    connection: Connection, database: Database, ledger: Ledger, ids: Sequence[str]
) -> list[SaidRow]:
    """Return what the paragraphs of these articles are searched by; remember it."""
    found = connection.execute("SELECT id, key FROM articles WHERE id = ANY(%s)", (list(ids),))
    keys = {str(id): int(key) for id, key in found}
    rows: list[SaidRow] = []
    for article in database.articles_of(ids):
        words = ledger.words(article.id, article.fingerprint)
        if words is None:
            words = words_of(article)
            ledger.add_words(article.id, article.fingerprint, words)
        rows += [
            SaidRow(keys[article.id], paragraph, said.terms, words.headline, said.pieces)
            for paragraph, said in zip(
                database.paragraph_keys(article.id), words.paragraphs, strict=True
            )
        ]
    return rows
