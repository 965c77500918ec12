"""What paragraphs are searched by in, BM25 scores out: a tantivy index beside the vectors.

A paragraph is scored by its own words and, weighted down, by its article's headline and by pieces
of its Arabic words (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and
Beyond", 2009; k1 1.2, b .75).
"""

import math
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

import tantivy

from index.article import Article
from index.filters import Filters
from index.outlets import outlet_pattern
from index.terms import fold, key_pieces, key_terms, pieces, terms

HEADLINE_WEIGHT = 0.5
PIECES_WEIGHT = 0.75
_HEAP = 64 * 1024 * 1024  # bytes
_ANALYSER = "terms"
_UNUSED = (".tantivy-writer.lock", ".tantivy-meta.lock")
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Said:
    """What a paragraph is searched by: its normalised terms and the pieces of its Arabic words.

    Both are spaced.
    """

    terms: str
    pieces: str = ""

    @classmethod
    def of(cls, text: str) -> "Said":
        """Return what a text is searched by."""
        return cls(" ".join(terms(text)), " ".join(pieces(text)))


@dataclass(frozen=True, slots=True)
class Words:
    """An article as it is searched: the spaced terms of its headline, and its paragraphs."""

    headline: str
    paragraphs: tuple[Said, ...]


def words_of(article: Article) -> Words:
    """Return what the article is searched by."""
    numbers = range(1, len(article.paragraphs) + 1)
    return Words(
        " ".join(terms(article.title)), tuple(Said.of(article.quote(number)) for number in numbers)
    )


class LexicalWriter:
    """Writes a new lexical index into a new folder; doing so anew is quick once words are known."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder
        self._writer = _analysed(_new(folder)).writer(
            _HEAP, 1
        )  # one thread: the same segments every time

    def add(
        self, paragraph: int, *, headline: str, said: Said, day: int, sources: Iterable[str]
    ) -> None:
        """Add one paragraph by its key in the store; the headline is normalised terms, spaced."""
        entry = tantivy.Document()
        entry.add_unsigned("paragraph", paragraph)
        entry.add_unsigned("day", day)
        entry.add_text("words", said.terms)
        entry.add_text("pieces", said.pieces)
        entry.add_text("headline", headline)
        for source in sources:
            entry.add_text("source", fold(source))
        self._writer.add_document(entry)

    def close(self) -> None:
        """Write everything out; nothing can be added after."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        for name in _UNUSED:
            (self._folder / name).unlink(missing_ok=True)


class Lexical:
    """Finds paragraphs by their words."""

    def __init__(self, folder: Path) -> None:
        """Open what a writer wrote, which may be read-only: tantivy's lock goes elsewhere.

        Raises ValueError or OSError where files are missing, as when a version is being removed.
        """
        with _linked(folder) as elsewhere:
            self._index = _analysed(tantivy.Index.open(str(elsewhere)))
            self._index.config_reader("manual", 0)  # else a thread of its own reads on and on
            self._index.reload()
            self._searcher = self._index.searcher()  # has the files open
        self._schema = self._index.schema

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def search(
        self,
        query: str,
        k: int,
        filters: Filters,
        *,
        within: Sequence[tuple[int, int]] | None = None,
    ) -> list[tuple[int, float]]:
        """Return up to k (paragraph key, BM25) for a query's words, best first, ties by key.

        `within` are the first and last keys of the runs that may be found, None for all: the author
        of a paragraph is not known here.
        """
        parts = self._parts(query)
        if not parts or not len(self):
            return []
        asked = tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])
        if filters:
            asked = tantivy.Query.boolean_query([(tantivy.Occur.Must, asked), *self._only(filters)])
        if within is not None:
            runs = (tantivy.Occur.Must, self._between("paragraph", within))
            asked = tantivy.Query.boolean_query([(tantivy.Occur.Must, asked), runs])
        found = self._searcher.search(asked, k, count=False).hits
        keys = self._searcher.fast_field_values("paragraph", [address for _, address in found])
        scores = [score for score, _ in found if isinstance(score, float)]
        pairs = [
            (int(key), score) for key, score in zip(keys, scores, strict=True) if key is not None
        ]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))

    def rarity(self, term: str) -> float:
        """Return the term's inverse document frequency over paragraphs, as BM25 counts it."""
        holding = max(
            self._searcher.doc_freq("words", term), self._searcher.doc_freq("headline", term)
        )
        return math.log(1 + (len(self) - holding + 0.5) / (holding + 0.5))

    def _parts(self, query: str) -> list[tantivy.Query]:
        wanted = key_terms(query)
        return [
            *(self._term("words", term) for term in wanted),
            *(self._term("headline", term, HEADLINE_WEIGHT) for term in wanted),
            *(self._term("pieces", piece, PIECES_WEIGHT) for piece in key_pieces(query)),
        ]

    def _term(self, field: str, term: str, weight: float = 1.0) -> tantivy.Query:
        found = tantivy.Query.term_query(self._schema, field, term, "freq")
        return found if weight == 1.0 else tantivy.Query.boost_query(found, weight)

    def _only(self, filters: Filters) -> list[tuple[tantivy.Occur, tantivy.Query]]:
        kept: list[tantivy.Query] = []
        first, last = filters.days
        if last:
            kept.append(self._between("day", [(first, last), *[(0, 0)] * filters.undated]))
        if filters.source:
            pattern = outlet_pattern(filters.source)
            kept.append(tantivy.Query.regex_query(self._schema, "source", pattern))
        return [(tantivy.Occur.Must, tantivy.Query.const_score_query(query, 0.0)) for query in kept]

    def _between(self, field: str, runs: Sequence[tuple[int, int]]) -> tantivy.Query:
        """Return what lets the numbers of any of these runs pass, each from first to last."""
        number = tantivy.FieldType.Unsigned
        either = [
            (tantivy.Occur.Should, tantivy.Query.range_query(self._schema, field, number, *run))
            for run in runs
        ]
        found = tantivy.Query.boolean_query(either) if either else tantivy.Query.empty_query()
        return tantivy.Query.const_score_query(found, 0.0)


@contextmanager
def _linked(folder: Path) -> Iterator[Path]:
    """Yield a folder elsewhere whose files are links to those of this one, for a while."""
    elsewhere = Path(mkdtemp(prefix="pressmark-"))
    try:
        for path in folder.iterdir():
            (elsewhere / path.name).symlink_to(path.absolute())
        yield elsewhere
    finally:
        for _ in range(_TRIES):  # a thread of tantivy's may lock there once more meanwhile
            shutil.rmtree(elsewhere, ignore_errors=True)
            if not elsewhere.exists():
                break


def _new(folder: Path) -> tantivy.Index:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("paragraph", fast=True)
    builder.add_unsigned_field("day", indexed=True, fast=True)
    builder.add_text_field("words", tokenizer_name=_ANALYSER, index_option="freq")
    builder.add_text_field("headline", tokenizer_name=_ANALYSER, index_option="freq")
    builder.add_text_field("pieces", tokenizer_name=_ANALYSER, index_option="freq")
    builder.add_text_field("source", tokenizer_name="raw", index_option="basic")
    return tantivy.Index(builder.build(), path=str(folder))


def _analysed(index: tantivy.Index) -> tantivy.Index:
    index.register_tokenizer(
        _ANALYSER, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    )
    return index
