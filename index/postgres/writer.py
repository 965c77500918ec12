"""Articles in; their rows of the generation that a build writes, out.

A row that an earlier generation shows is never changed: what replaces it is a new row, with new
paragraphs, and the old one dies. A row born in this generation is changed in place.
"""

from collections.abc import Iterable, Mapping, Sequence

from index.article import Origin
from index.database_writer import COLUMNS, DatabaseWriter
from index.postgres.sql import PostgresSql

_BELONGING = ("paragraphs", "removed", "passages", "embedded", "worded")
_PARAGRAPH, _REMOVED = "number, start, finish, digest", "text, reason, before"


class PostgresWriter(DatabaseWriter):
    """The database of a generation while a build writes it, in one transaction."""

    def __init__(self, sql: PostgresSql, generation: int) -> None:
        super().__init__(sql)
        self._generation = generation

    def remove(self, ids: Iterable[str]) -> None:
        """Remove these articles, with all that belongs to them."""
        for id in ids:
            self._empty(id)
            self._end("article_rows", "id", id)
            self._end("moved_rows", "id", id)

    def place(self, id: str, origin: Origin) -> None:
        """Say where an article that is otherwise as it was stands now."""
        found = self._sql.ask(
            "SELECT key FROM articles WHERE id = ? AND (path, part) <> (?, ?)",
            (id, origin.path, origin.part),
        )
        for (key,) in found:
            self._renew(key, {"path": origin.path, "part": origin.part})

    def add_moved(self, old: str, id: str) -> None:
        """Let the article be found by the id that it had before its file moved."""
        chained = self._sql.ask("SELECT old FROM moved WHERE id = ?", (old,))
        for one in [*(name for (name,) in chained), old]:
            self._end("moved_rows", "old", one)
            self._sql.do(
                "INSERT INTO moved_rows (born, old, id) VALUES (?, ?, ?)",
                (self._generation, one, id),
            )

    def add_withdrawn(self, titles: Mapping[str, str]) -> None:
        """Let builds leave these articles out from now on."""
        known = self.withdrawn()
        self._sql.do_each(
            "INSERT INTO withdrawn_rows (born, id, title) VALUES (?, ?, ?)",
            [(self._generation, id, title) for id, title in titles.items() if id not in known],
        )

    def remove_withdrawn(self, ids: Iterable[str]) -> None:
        """Let builds take these articles in again."""
        for id in ids:
            self._end("withdrawn_rows", "id", id)

    def set_copies(self, found: Mapping[str, str]) -> None:
        """Let each copy belong to the article that is shown in its stead, and no other article."""
        rows = self._sql.ask("SELECT id, key, copy_of FROM articles ORDER BY id")
        keys = {id: key for id, key, _ in rows}
        for id, key, copy_of in rows:
            if id not in found and copy_of is not None:
                keys[id] = self._renew(key, {"copy_of": None})
        for id, key, copy_of in rows:
            if id in found and copy_of != keys[found[id]]:
                self._renew(key, {"copy_of": keys[found[id]]})

    def end_all(self) -> None:
        """Let no article go on from the generation before; moves and withdrawals do."""
        self._sql.do(
            "UPDATE article_rows SET died = ? WHERE died > ?", (self._generation, self._generation)
        )

    def _put(self, row: Sequence[object]) -> int:
        """Write the row of an article; return its key."""
        mine = self._sql.ask(
            "SELECT key FROM article_rows WHERE id = ? AND born = ?", (row[0], self._generation)
        )
        for (key,) in mine:
            changed = ", ".join(f"{name} = ?" for name in COLUMNS.split(", "))
            self._sql.do(f"UPDATE article_rows SET {changed} WHERE key = ?", (*row, key))  # noqa: S608
            return int(key)
        self._end("article_rows", "id", row[0])
        marks = ", ".join("?" * len(row))
        ((key,),) = self._sql.ask(
            f"INSERT INTO article_rows (born, {COLUMNS}) VALUES (?, {marks}) RETURNING key",  # noqa: S608
            (self._generation, *row),
        )
        return int(key)

    def _renew(self, key: int, changes: Mapping[str, object]) -> int:
        """Change these columns of an article; return the key that it has then."""
        set_ = ", ".join(f"{name} = ?" for name in changes)
        mine = self._sql.do(
            f"UPDATE article_rows SET {set_} WHERE key = ? AND born = ?",  # noqa: S608
            (*changes.values(), key, self._generation),
        )
        if mine:
            return key
        columns = f"{COLUMNS}, copy_of"
        taken = ", ".join("?" if one in changes else one for one in columns.split(", "))
        values = [changes[one] for one in columns.split(", ") if one in changes]
        ((new,),) = self._sql.ask(
            f"INSERT INTO article_rows (born, {columns}) SELECT ?, {taken} FROM article_rows"  # noqa: S608
            " WHERE key = ? RETURNING key",
            (self._generation, *values, key),
        )
        self._sql.do("UPDATE article_rows SET died = ? WHERE key = ?", (self._generation, key))
        for table, belongs in (("paragraphs", _PARAGRAPH), ("removed", _REMOVED)):
            order = "number" if table == "paragraphs" else "key"
            self._sql.do(
                f"INSERT INTO {table} (article, {belongs}) SELECT ?, {belongs} FROM {table}"  # noqa: S608
                f" WHERE article = ? ORDER BY {order}",
                (new, key),
            )
        return int(new)

    def _end(self, table: str, column: str, value: object) -> None:
        """Let rows go on no longer; those born in this generation were never there."""
        at = self._generation
        self._sql.do(f"DELETE FROM {table} WHERE {column} = ? AND born = ?", (value, at))  # noqa: S608
        self._sql.do(
            f"UPDATE {table} SET died = ? WHERE {column} = ? AND died > ?",  # noqa: S608
            (at, value, at),
        )

    def _empty(self, id: str) -> None:
        for table in _BELONGING:
            self._sql.do(
                f"DELETE FROM {table} WHERE article IN"  # noqa: S608
                " (SELECT key FROM article_rows WHERE id = ? AND born = ?)",
                (id, self._generation),
            )
