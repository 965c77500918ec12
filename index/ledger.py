"""What a build remembers for the next one, so that costs follow the change; readers never need it.

What was read from each file, what stands at the edges of each article, the samples by which copies
are found, the words of each paragraph and the pieces of its Arabic words as they are searched, and
the row of each vector by the digest of its text.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from index.article import Article, Skipped
from index.duplicates import Edition
from index.lexical import Said, Words
from index.repeats import edges, place_of
from index.shingles import Sample, sample
from index.sql import Sql, Sqlite, fill

_SCHEMA = """
CREATE TABLE files (path TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE skipped (path TEXT NOT NULL, origin TEXT NOT NULL, reason TEXT NOT NULL);
CREATE INDEX skipped_by_path ON skipped(path);
CREATE TABLE readings (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, draft TEXT NOT NULL,
  place TEXT NOT NULL, digest TEXT NOT NULL
);
CREATE INDEX readings_by_place ON readings(place);
CREATE TABLE edges (
  reading INTEGER NOT NULL, sign INTEGER NOT NULL, PRIMARY KEY (reading, sign)
) WITHOUT ROWID;
CREATE TABLE furniture (
  place TEXT NOT NULL, sign INTEGER NOT NULL, PRIMARY KEY (place, sign)
) WITHOUT ROWID;
CREATE TABLE samples (id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, hashes BLOB NOT NULL);
CREATE TABLE verdicts (pair TEXT PRIMARY KEY, copy INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE words (id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, words TEXT NOT NULL);
CREATE TABLE vectors (row INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE);
"""

_BESIDE = "\t"  # between a paragraph's terms and its pieces


class Ledger:
    """The remembered work of one version, while the next one is built."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql
        self._touched: set[str] = set()

    @classmethod
    def create(cls, path: Path) -> "Ledger":
        """Return an empty ledger."""
        return cls(Sqlite.new(path, _SCHEMA))

    @classmethod
    def extend(cls, path: Path, before: Path) -> "Ledger":
        """Return a copy of the ledger `before`, to write."""
        return cls(Sqlite.copy_of(before, path))

    @property
    def changes(self) -> int:
        """How many rows have been written or removed so far."""
        return self._sql.changes

    def commit(self) -> None:
        """Write out what is pending."""
        self._sql.commit()

    def close(self) -> None:
        """Let go of the file."""
        self._sql.close()

    def fill(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Write rows of another ledger, keys and all, into a table that has none yet."""
        fill(self._sql, table, columns, rows)

    # --- files

    def file_digest(self, path: str) -> str:
        """Return the digest of the file when it was read, "" where it was not."""
        found = self._sql.ask("SELECT digest FROM files WHERE path = ?", (path,))
        return next((str(digest) for (digest,) in found), "")

    def add_file(self, path: str, digest: str, skipped: Iterable[Skipped]) -> None:
        """Remember a file and what of it was skipped."""
        self.forget_file(path)
        self._sql.do("INSERT INTO files VALUES (?,?)", (path, digest))
        rows = [(path, one.origin, one.reason) for one in skipped]
        self._sql.do_each("INSERT INTO skipped (path, origin, reason) VALUES (?,?,?)", rows)

    def forget_file(self, path: str) -> None:
        """Let the next build read the file again."""
        for table in ("files", "skipped"):
            self._sql.do(f"DELETE FROM {table} WHERE path = ?", (path,))  # noqa: S608

    def skipped_in(self, path: str) -> list[Skipped]:
        """Return what of the file was skipped when it was read."""
        found = self._sql.ask(
            "SELECT origin, reason FROM skipped WHERE path = ? ORDER BY rowid", (path,)
        )
        return [Skipped(*row) for row in found]

    def forget_files_with(self, reason: str) -> None:
        """Let the next build read the files again of which something was skipped for it."""
        self._sql.do(
            "DELETE FROM files WHERE path IN (SELECT path FROM skipped WHERE reason = ?)", (reason,)
        )

    def files(self) -> list[str]:
        """Return the paths of the files remembered."""
        return [path for (path,) in self._sql.ask("SELECT path FROM files")]

    # --- articles as read

    def draft_digest(self, id: str) -> str:
        """Return the digest of the draft that the article was read from, "" where none is known."""
        found = self._sql.ask("SELECT draft FROM readings WHERE id = ?", (id,))
        return next((str(draft) for (draft,) in found), "")

    def add_reading(self, article: Article, draft: str) -> None:
        """Remember an article as it was read from a draft of this digest."""
        self.remove_readings([article.id])
        place = place_of(article)
        ((key,),) = self._sql.ask(
            "INSERT INTO readings (id, draft, place, digest) VALUES (?,?,?,?) RETURNING key",
            (article.id, draft, place, article.digest),
        )
        self._sql.do_each(
            "INSERT INTO edges VALUES (?,?)", [(key, sign) for sign in edges(article)]
        )
        self._touched.add(place)

    def remove_readings(self, ids: Iterable[str]) -> None:
        """Forget these articles."""
        for id in ids:
            found = self._sql.ask("SELECT key, place FROM readings WHERE id = ?", (id,))
            for key, place in found:
                self._sql.do("DELETE FROM edges WHERE reading = ?", (key,))
                self._sql.do("DELETE FROM readings WHERE key = ?", (key,))
                self._touched.add(place)
            for table in ("samples", "words"):
                self._sql.do(f"DELETE FROM {table} WHERE id = ?", (id,))  # noqa: S608

    # --- what outlets repeat

    @property
    def touched(self) -> list[str]:
        """The places whose articles have changed since the ledger was opened."""
        return sorted(self._touched)

    def repeated(self, place: str, least: int) -> list[tuple[int, int, str]]:
        """Return (sign, articles, the first article's id) of what `least` articles or more have.

        Articles of the same words count once.
        """
        return self._sql.ask(
            "SELECT sign, count(DISTINCT digest), min(id) FROM edges"
            " JOIN readings ON key = reading WHERE place = ?"
            " GROUP BY sign HAVING count(DISTINCT digest) >= ? ORDER BY sign",
            (place, least),
        )

    def articles_in(self, place: str) -> int:
        """Return how many articles of different words the place has."""
        found = self._sql.ask(
            "SELECT count(DISTINCT digest) FROM readings WHERE place = ?", (place,)
        )
        return int(found[0][0])

    def articles_with(self, place: str, signs: Iterable[int]) -> list[str]:
        """Return the ids of the articles of the place that have one of the signs at an edge."""
        found = self._sql.ask(
            "SELECT DISTINCT id FROM readings JOIN edges ON reading = key WHERE place = ?"  # noqa: S608
            f" AND sign {self._sql.among('keys')} ORDER BY id",
            (place, self._sql.listed(signs)),
        )
        return [id for (id,) in found]

    def furniture(self, place: str) -> set[int]:
        """Return the signs of what is taken out of the place's articles."""
        found = self._sql.ask("SELECT sign FROM furniture WHERE place = ?", (place,))
        return {sign for (sign,) in found}

    def set_furniture(self, place: str, signs: Iterable[int]) -> None:
        """Remember what is taken out of the place's articles."""
        self._sql.do("DELETE FROM furniture WHERE place = ?", (place,))
        rows = [(place, sign) for sign in signs]
        self._sql.do_each("INSERT INTO furniture VALUES (?,?)", rows)

    # --- copies

    def sampled(self, edition: Edition) -> Sample:
        """Return the sample of the article's text."""
        known = self._sql.ask(
            "SELECT hashes FROM samples WHERE id = ? AND fingerprint = ?",
            (edition.id, edition.fingerprint),
        )
        for (hashes,) in known:
            return np.frombuffer(hashes, dtype=np.uint32)
        found = sample(edition.text)
        self._sql.do(
            "INSERT INTO samples VALUES (?,?,?) ON CONFLICT (id) DO UPDATE SET"
            " fingerprint = excluded.fingerprint, hashes = excluded.hashes",
            (edition.id, edition.fingerprint, found.tobytes()),
        )
        return found

    def verdicts(self) -> dict[str, bool]:
        """Return which pairs were found to be copies or not, by what the pair is known by."""
        found = self._sql.ask("SELECT pair, copy FROM verdicts")
        return {pair: bool(copy) for pair, copy in found}

    def set_verdicts(self, verdicts: Mapping[str, bool]) -> None:
        """Remember these verdicts and no others."""
        if verdicts == self.verdicts():
            return
        self._sql.do("DELETE FROM verdicts")
        rows = [(pair, int(copy)) for pair, copy in verdicts.items()]
        self._sql.do_each("INSERT INTO verdicts VALUES (?,?)", rows)

    # --- words and vectors

    def words(self, id: str, fingerprint: str) -> Words | None:
        """Return the words of the article as it is by this fingerprint, if they are known."""
        known = self._sql.ask(
            "SELECT words FROM words WHERE id = ? AND fingerprint = ?", (id, fingerprint)
        )
        if not known:
            return None
        headline, *paragraphs = known[0][0].split("\n")
        said = [paragraph.split(_BESIDE) for paragraph in paragraphs]
        return Words(headline, tuple(Said(terms, pieces) for terms, pieces in said))

    def add_words(self, id: str, fingerprint: str, words: Words) -> None:
        """Remember the words of an article."""
        paragraphs = [f"{said.terms}{_BESIDE}{said.pieces}" for said in words.paragraphs]
        joined = "\n".join([words.headline, *paragraphs])
        self._sql.do(
            "INSERT INTO words VALUES (?,?,?) ON CONFLICT (id) DO UPDATE SET"
            " fingerprint = excluded.fingerprint, words = excluded.words",
            (id, fingerprint, joined),
        )

    def row(self, digest: str) -> int | None:
        """Return the vector row of the text of this digest."""
        found = self._sql.ask("SELECT row FROM vectors WHERE digest = ?", (digest,))
        return next((int(row) for (row,) in found), None)

    def add_rows(self, rows: Iterable[tuple[int, str]]) -> None:
        """Remember which text each vector row embeds: (row, digest)."""
        self._sql.do_each("INSERT INTO vectors VALUES (?,?)", rows)

    def rows(self) -> Iterator[tuple[int, str]]:
        """Yield (row, digest) in the order of the rows."""
        yield from self._sql.stream("SELECT row, digest FROM vectors ORDER BY row")

    def rows_held(self) -> int:
        """Return how many vectors there are."""
        return int(self._sql.ask("SELECT count(*) FROM vectors")[0][0])

    def renumber_rows(self, now: Mapping[int, int]) -> None:
        """Give each vector the number that its row has now."""
        held = list(self.rows())
        self._sql.do("DELETE FROM vectors")
        self.add_rows((now[row], digest) for row, digest in held)

    def remove_rows(self, rows: Iterable[int]) -> None:
        """Forget the vectors of these rows."""
        self._sql.do_each("DELETE FROM vectors WHERE row = ?", ((row,) for row in rows))


def rows_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yield (row, digest) of every vector that a finished ledger knows, by row."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        yield from connection.execute("SELECT row, digest FROM vectors ORDER BY row")
    finally:
        connection.close()
