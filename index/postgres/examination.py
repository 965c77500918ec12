"""A generation in; whether its rows and what hangs on them agree, as findings, out.

Nothing is written, and all checks see the database at one moment.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, LiteralString

from index.finding import Finding, count, ill, looked, some, well
from index.paragraphs import is_made_of
from index.passages import passage_digest, passage_texts
from index.postgres.address import Address
from index.postgres.embedding import known_by, mark_of
from index.postgres.generations import Generation
from index.postgres.server import Connection, told
from index.postgres.word_writer import statistics

CONTENTS = ("ids", "paragraphs", "copies", "counts", "words", "vectors")
_UNIT = 0.01  # how far from 1 the length of a vector at half precision may be
_BLOCK = 500  # articles held at once

_TWICE = "SELECT id FROM articles GROUP BY id HAVING count(*) > 1 ORDER BY id"
_BACK = "SELECT DISTINCT id FROM articles JOIN withdrawn USING (id) ORDER BY id"
_LOST_COPIES = """
SELECT a.id FROM articles a LEFT JOIN articles b ON b.key = a.copy_of
WHERE a.copy_of IS NOT NULL AND (b.key IS NULL OR b.copy_of IS NOT NULL) ORDER BY a.id
"""
_TEXTS = """
SELECT a.id, a.text, (
  SELECT coalesce(json_agg(json_build_array(p.article, p.number, p.start, p.finish, p.digest)
    ORDER BY p.number), '[]') FROM paragraphs p WHERE p.article = a.key)
FROM articles a ORDER BY a.id
"""
_COUNTS = """
SELECT count(*) FILTER (WHERE copy_of IS NULL), count(copy_of),
  (SELECT count(*) FROM paragraphs p JOIN articles s ON s.key = p.article WHERE s.copy_of IS NULL),
  (SELECT count(DISTINCT v.digest) FROM passages v JOIN articles s ON s.key = v.article)
FROM articles
"""
_WORDLESS = """
SELECT DISTINCT a.id FROM paragraphs p JOIN articles a ON a.key = p.article
WHERE a.copy_of IS NULL AND NOT EXISTS (
  SELECT 1 FROM worded w WHERE w.article = p.article AND w.paragraph = p.key
) ORDER BY a.id
"""
_TERMS = """
SELECT (SELECT coalesce(sum(cardinality(keys)), 0) FROM postings),
  (SELECT coalesce(sum(cardinality(string_to_array(terms, ' '))), 0) FROM worded)
"""
_MEASURED = """
SELECT count(*) FILTER (WHERE vector_dims(embedding) <> %(dimensions)s),
  count(*) FILTER (WHERE NOT abs(l2_norm(embedding) - 1) <= %(unit)s), count(*)
FROM passages p JOIN articles a ON a.key = p.article
"""
_OF_COPIES = """
SELECT count(*) FROM passages p JOIN articles a ON a.key = p.article WHERE a.copy_of IS NOT NULL
"""
_DIGESTS = """
SELECT v.paragraph, v.digest FROM passages v JOIN articles a ON a.key = v.article
WHERE a.id = ANY(%s)
"""
_PARAGRAPHS = """
SELECT p.key, a.title, substr(a.text, (p.start + 1)::integer, (p.finish - p.start)::integer)
FROM paragraphs p JOIN articles a ON a.key = p.article WHERE a.id = ANY(%s)
"""
_SHOWN = "SELECT id FROM articles WHERE copy_of IS NULL ORDER BY id"


class Examination:
    """A generation, examined; `mend` is what mends contents that are not as they were written."""

    def __init__(
        self,
        address: Address,
        connection: Connection,
        generation: Generation,
        *,
        reads: Callable[[str], bool] | None,
        mend: Callable[[], str],
    ) -> None:
        """Look by a connection inside a transaction that finds the views of the generation.

        `reads` is whether the index's model reads a text; without it no vector is missed.
        """
        self._address, self._connection, self._generation = address, connection, generation
        self._reads, self._mend = reads, mend

    @cached_property
    def sound(self) -> bool:
        """Whether nothing that it holds is ill."""
        return all(one.state != "ill" for one in self.findings())

    def findings(self) -> list[Finding]:
        """Return what was found, each thing apart."""
        checks = (
            self._ids, self._paragraphs, self._copies, self._counts, self._words, self._vectors,
        )  # fmt: skip
        return [self._looked(name, one) for name, one in zip(CONTENTS, checks, strict=True)]

    def _looked(self, name: str, check: Callable[[], Finding]) -> Finding:
        """Return what the check finds; what the server refuses in it leaves the others alone."""

        def within() -> Finding:
            with told(self._address), self._connection.transaction():
                return check()

        return looked(name, within)

    def _ids(self) -> Finding:
        twice, back = self._names(_TWICE), self._names(_BACK)
        wrong = [f"{count(len(twice), 'id')} given twice: {some(twice)}"] if twice else []
        if back:
            wrong.append(f"{count(len(back), 'article')} taken out but there: {some(back)}")
        if wrong:
            return ill("ids", "; ".join(wrong), self._mend())
        return well("ids", "each article has an id of its own")

    def _paragraphs(self) -> Finding:
        number, wrong = 0, []
        for id, text, stored in self._streamed(_TEXTS):
            number += len(stored)
            if not is_made_of(text, stored):
                wrong.append(id)
        if wrong:
            found = f"{count(len(wrong), 'article')} whose text disagrees with its paragraphs: "
            return ill("paragraphs", found + some(wrong), self._mend())
        return well("paragraphs", f"{count(number, 'paragraph')}, each in place, word for word")

    def _copies(self) -> Finding:
        lost = self._names(_LOST_COPIES)
        if lost:
            what = "copy" if len(lost) == 1 else "copies"
            found = f"{len(lost)} {what} of no article that is shown: {some(lost)}"
            return ill("copies", found, self._mend())
        copies = self._row("SELECT count(copy_of) FROM articles")[0]
        what = "copy" if copies == 1 else "copies"
        return well("copies", f"{copies:,} {what}, each of an article that is shown")

    def _counts(self) -> Finding:
        articles, duplicates, paragraphs, vectors = self._row(_COUNTS)
        there = {
            "articles": articles, "duplicates": duplicates, "paragraphs": paragraphs,
            "passages": paragraphs, "vectors": vectors,
        }  # fmt: skip
        written = self._generation.manifest.counts
        wrong = [
            f"{name}: {there.get(name, 0):,} there, {written.get(name, 0):,} in the manifest"
            for name in sorted(there.keys() | written.keys())
            if there.get(name) != written.get(name)
        ]
        if wrong:
            return ill("counts", "; ".join(wrong), self._mend())
        told = f"{count(articles, 'article')}, {count(paragraphs, 'paragraph')}"
        return well("counts", f"{told}: manifest and tables agree")

    def _words(self) -> Finding:
        without = self._names(_WORDLESS)
        wrong = []
        if without:
            lost = f"{count(len(without), 'article')} with paragraphs that no word finds: "
            wrong.append(lost + some(without))
        there = statistics(self._connection, self._generation.number)
        if there != self._generation.words:
            written = self._generation.words.paragraphs
            wrong.append(f"words of {there.paragraphs:,} paragraphs there, {written:,} written")
        found, said = self._row(_TERMS)
        if found != said:
            wrong.append(f"{found:,} places of words, {said:,} in the paragraphs")
        if wrong:
            return ill("words", "; ".join(wrong), self._mend())
        return well("words", f"every word of {there.paragraphs:,} paragraphs is found")

    def _vectors(self) -> Finding:
        dimensions = self._generation.manifest.embedder.dimensions
        given = {"dimensions": dimensions, "unit": _UNIT}
        long, bent, used = self._row(_MEASURED, given)
        others, lacking = self._compared()
        (of_copies,) = self._row(_OF_COPIES)
        wrong = {
            f"{long:,} have not {dimensions} dimensions": long,
            f"{bent:,} are not of unit length": bent,
            f"{of_copies:,} of copies, which nothing may find": of_copies,
            f"{others:,} of texts that do not stand where they lead to": others,
            f"{count(lacking, 'passage')} without a vector": lacking,
        }
        told = [what for what, is_so in wrong.items() if is_so]
        if told:
            return ill("vectors", "; ".join(told), self._mend())
        return well("vectors", f"{used:,} in use; each passage has its vector, of unit length")

    def _compared(self) -> tuple[int, int]:
        """Return how many vectors are of other texts, and how many texts that are read lack one."""
        mark = mark_of(self._generation.manifest.embedder)
        others = lacking = 0
        for ids in self._blocks():
            there = set(self._connection.execute(_DIGESTS, (ids,)).fetchall())
            texts: set[tuple[int, str]] = set()
            for paragraph, title, words in self._connection.execute(_PARAGRAPHS, (ids,)):
                digests = map(passage_digest, passage_texts(title, words))
                stand = {(paragraph, known_by(one, mark)) for one in digests}
                texts |= stand
                if self._reads and self._reads(words):
                    lacking += len(stand - there)
            others += len(there - texts)
        return others, lacking

    def _blocks(self) -> Iterator[list[str]]:
        ids = self._names(_SHOWN)
        for start in range(0, len(ids), _BLOCK):
            yield ids[start : start + _BLOCK]

    def _streamed(self, statement: LiteralString) -> Iterator[Any]:
        with self._connection.cursor("examined") as cursor:
            cursor.itersize = _BLOCK
            yield from cursor.execute(statement)

    def _names(self, statement: LiteralString) -> list[str]:
        return [str(name) for (name,) in self._connection.execute(statement)]

    def _row(
        self, statement: LiteralString, given: Mapping[str, object] | None = None
    ) -> tuple[int, ...]:
        return tuple(map(int, self._connection.execute(statement, given).fetchone() or ()))
