"""The folder of one version in; whether its files and what they hold agree, as findings, out.

Files are hashed before anything opens them: FAISS may hang on a damaged one. What a file that is
not whole holds is not looked at.
"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from index.database import Database
from index.errors import IndexDamaged, IndexProblem
from index.finding import Finding, count, ill, looked, note, some, well
from index.gather import file_digest
from index.manifest import Manifest, StoredFile, older_format, read_manifest
from index.orphans import examine_vectors
from index.paragraphs import is_made_of
from index.repair import Repair
from index.store import check_manifest
from index.version import DATABASE, LEDGER, LEXICAL, VECTORS

FIRST = "mend that first, then run pressmark index doctor again"
_LAST = 1 << 63  # above any key

Check = Callable[[], Finding]


class Examination:
    """One version, examined; `repair` knows what mends it."""

    def __init__(self, folder: Path, repair: Repair) -> None:
        self.folder, self._repair = folder, repair

    @cached_property
    def manifest(self) -> Manifest | None:
        """What the version says of itself, None where that is not whole."""
        try:
            check_manifest(self.folder)
            return read_manifest(self.folder)
        except IndexProblem:
            return None

    @cached_property
    def outdated(self) -> bool:
        """Whether it is in an older format, which only an upgrade reads."""
        return older_format(self.folder) > 0

    @property
    def whole(self) -> bool:
        """Whether all files are those that were written."""
        return self.manifest is not None and not self.not_whole

    @property
    def sound(self) -> bool:
        """Whether nothing is ill."""
        return self.whole and all(one.state != "ill" for one in self.findings())

    @cached_property
    def not_whole(self) -> dict[str, str]:
        """What is wrong with each file that is not as it was written, by its name."""
        files = self.manifest.files if self.manifest else {}
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            found = pool.map(lambda name: _wrong(self.folder / name, files[name]), files)
            return {name: wrong for name, wrong in zip(files, found, strict=True) if wrong}

    def findings(self) -> list[Finding]:
        """Return what was found, each thing apart; of an older format, that it is in one."""
        stated = looked("manifest", self._manifest)
        if self.outdated:
            return [stated]
        return [
            stated,
            looked("files", self._files),
            self.within("tables", self._tables, DATABASE, LEDGER),
            self.within("ids", self._ids, DATABASE),
            self.within("paragraphs", self._paragraphs, DATABASE),
            self.within("copies", self._copies, DATABASE),
            self.within("counts", self._counts, DATABASE, LEDGER, LEXICAL),
            self.within("vectors", self._vectors, DATABASE, LEDGER, VECTORS),
        ]

    def unread(self, *names: str) -> str:
        """Return why these files or folders cannot be looked into, "" where they can."""
        if self.manifest is None:
            return "the manifest is not whole"
        torn = [name for name in self.not_whole if name.split("/")[0] in names]
        return f"not whole: {some(torn)}" if torn else ""

    def within(self, name: str, check: Check, *files: str) -> Finding:
        """Return what the check finds, unless files that it needs are not whole."""
        reason = self.unread(*files)
        if reason:
            return note(name, f"not looked at: {reason}", FIRST)
        return looked(name, check)

    @contextmanager
    def opened(self) -> Iterator[sqlite3.Connection]:
        """Yield the articles, and the ledger beside them as `ledger`, to read."""
        address = "{}?mode=ro&immutable=1"  # SQLite then leaves no file of its own
        articles, ledger = (
            address.format((self.folder / name).absolute().as_uri()) for name in (DATABASE, LEDGER)
        )
        with closing(sqlite3.connect(articles, uri=True)) as connection:
            connection.execute("ATTACH ? AS ledger", (ledger,))
            yield connection

    def _manifest(self) -> Finding:
        try:
            check_manifest(self.folder)
            made = read_manifest(self.folder)
        except IndexDamaged as error:
            return ill("manifest", str(error), self._repair.of_damage)
        except IndexProblem as error:  # of an older or a newer format
            return ill("manifest", str(error), error.hint)
        return well("manifest", f"whole; format {made.format}, built {made.created}")

    def _files(self) -> Finding:
        if self.manifest is None:
            return note("files", f"not looked at: {self.unread()}", FIRST)
        if self.not_whole:
            told = [f"{name} {wrong}" for name, wrong in sorted(self.not_whole.items())]
            found = f"{len(told)} of {count(len(self.manifest.files), 'file')} not whole: "
            return ill("files", found + some(told), self._repair.of_damage)
        size = sum(file.size for file in self.manifest.files.values())
        number = count(len(self.manifest.files), "file")
        return well("files", f"{number} ({size / 1e6:,.1f} MB), every byte as it was written")

    def _tables(self) -> Finding:
        wrong = []
        with self.opened() as rows:
            for name in ("main", "ledger"):
                found = rows.execute(f"PRAGMA {name}.integrity_check(4)").fetchall()
                wrong += [f"{name}: {line}" for (line,) in found if line != "ok"]
            broken = rows.execute("PRAGMA main.foreign_key_check").fetchall()
            if broken:
                wrong.append(f"{count(len(broken), 'row')} that belong to no article")
        if wrong:
            return ill("tables", some(wrong), self._repair.of_contents)
        return well("tables", "the tables of articles and ledger are sound")

    def _ids(self) -> Finding:
        with self.opened() as rows:
            twice = _ids(
                rows, "SELECT id FROM articles NOT INDEXED GROUP BY id HAVING count(*) > 1"
            )
            back = _ids(rows, "SELECT id FROM articles JOIN withdrawn USING (id) ORDER BY id")
        wrong = [f"{count(len(twice), 'id')} given twice: {some(twice)}"] if twice else []
        if back:
            wrong.append(f"{count(len(back), 'article')} taken out but there: {some(back)}")
        if wrong:
            return ill("ids", "; ".join(wrong), self._repair.of_contents)
        return well("ids", "each article has an id of its own")

    def _paragraphs(self) -> Finding:
        number, wrong = 0, []
        with self.opened() as rows:
            spans = rows.execute(
                "SELECT article, number, start, finish, digest FROM paragraphs"
                " ORDER BY article, number"
            )
            groups = ((key, list(group)) for key, group in groupby(spans, itemgetter(0)))
            owner, stored = next(groups, (0, []))
            for key, id, text in rows.execute("SELECT key, id, text FROM articles ORDER BY key"):
                while owner < key:
                    owner, stored = next(groups, (_LAST, []))
                if owner > key:
                    wrong.append(id)  # it has none
                    continue
                number += len(stored)
                if not is_made_of(text, stored):
                    wrong.append(id)
        if wrong:
            found = f"{count(len(wrong), 'article')} whose text disagrees with its paragraphs: "
            return ill("paragraphs", found + some(wrong), self._repair.of_contents)
        return well("paragraphs", f"{count(number, 'paragraph')}, each in place, word for word")

    def _copies(self) -> Finding:
        with self.opened() as rows:
            lost = _ids(
                rows,
                "SELECT a.id FROM articles a LEFT JOIN articles b ON b.key = a.copy_of"
                " WHERE a.copy_of IS NOT NULL AND (b.key IS NULL OR b.copy_of IS NOT NULL)"
                " ORDER BY a.id",
            )
            (copies,) = rows.execute("SELECT count(copy_of) FROM articles").fetchone()
        if lost:
            what = "copy" if len(lost) == 1 else "copies"
            found = f"{len(lost)} {what} of no article that is shown: {some(lost)}"
            return ill("copies", found, self._repair.of_contents)
        what = "copy" if copies == 1 else "copies"
        return well("copies", f"{copies:,} {what}, each of an article that is shown")

    def _counts(self) -> Finding:
        with closing(Database.open(self.folder / DATABASE)) as database:
            articles, duplicates, paragraphs = database.counts()
        with self.opened() as rows:
            (vectors,) = rows.execute("SELECT count(*) FROM ledger.vectors").fetchone()
        there = {
            "articles": articles, "duplicates": duplicates, "paragraphs": paragraphs,
            "passages": paragraphs, "vectors": vectors,
        }  # fmt: skip
        written = read_manifest(self.folder).counts
        wrong = [
            f"{name}: {there.get(name, 0):,} there, {written.get(name, 0):,} in the manifest"
            for name in sorted(there.keys() | written.keys())
            if there.get(name) != written.get(name)
        ]
        words = _paragraphs_indexed(self.folder / LEXICAL)
        if words != paragraphs:
            wrong.append(f"paragraphs: {paragraphs:,} there, {words:,} in the index of words")
        if wrong:
            return ill("counts", "; ".join(wrong), self._repair.of_contents)
        told = f"{count(articles, 'article')}, {count(paragraphs, 'paragraph')}"
        return well("counts", f"{told}: manifest, tables and words agree")

    def _vectors(self) -> Finding:
        with self.opened() as rows:
            return examine_vectors(
                rows, self.folder / VECTORS, read_manifest(self.folder), self._repair
            )


def _wrong(path: Path, written: StoredFile) -> str:
    try:
        size = path.stat().st_size
    except OSError:
        return "is missing"
    if size != written.size:
        return f"has {size:,} bytes of {written.size:,}"
    found = file_digest(path)
    if not found:
        return "cannot be read"
    return "" if found == written.blake2b else "has other bytes than were written"


def _paragraphs_indexed(folder: Path) -> int:
    """Return how many paragraphs an index of words holds; tantivy would write, opening it."""
    segments = json.loads((folder / "meta.json").read_text(encoding="utf-8"))["segments"]
    return sum(int(one["max_doc"]) for one in segments)


def _ids(connection: sqlite3.Connection, query: str) -> list[str]:
    return [id for (id,) in connection.execute(query)]
