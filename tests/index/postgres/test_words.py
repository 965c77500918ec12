"""What is promised of words in a database: they find what `index.lexical` finds, as it does."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from index.filters import Filters
from index.lexical import Lexical, LexicalWriter, Said
from index.postgres.narrowing import rows_of
from index.postgres.server import Connection
from index.postgres.word_writer import (
    SaidRow,
    add_said,
    drop_words,
    rounded,
    statistics,
    write_words,
)
from index.postgres.words import PostgresWords
from index.terms import terms
from tests.index.postgres.generations import add_article, end_article, opened, show

ALL = Filters()
ENGLISH = (
    "the ferry crossed at dawn although fog closed the harbour and its mayor had asked the crew to"
    " wait until noon rain fell on quay market bridge school council voted budget lanterns"
).split()
ARABIC = (
    "وصلت العبارة إلى الميناء قبل الفجر رغم الضباب وقال رئيس البلدية إن المجلس وافق على"
    " ميزانية المدرسة والجسر وبكتابهم كتاب المدينة والمطر في السوق"
).split()
QUERIES = (
    "When did the ferry cross the harbour?",
    "mayor council budget rain school",
    "ما قال رئيس البلدية عن الميناء والمدارس؟",
    "كتاب ferry",
    "nowhere",
    "…",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A paragraph by its article, with what it is searched by."""

    article: int
    paragraph: int
    headline: str
    said: Said


@pytest.fixture
def connection(database: str) -> Iterator[Connection]:
    with opened(database) as connection:
        yield connection


def invented(chance: random.Random, article: int, first: int) -> list[Entry]:
    """Return five paragraphs, in one language, of one to 300 words."""
    words = chance.choice([ENGLISH, ARABIC])
    headline = " ".join(terms(" ".join(chance.choices(words, k=chance.choice([0, 4, 9])))))
    lengths = chance.choices([1, 7, 30, 45, 62, 110, 300], k=5)
    return [
        Entry(article, key, headline, Said.of(" ".join(chance.choices(words, k=length))))
        for key, length in enumerate(lengths, start=first)
    ]


def written(
    connection: Connection, generation: int, entries: Sequence[Entry], ended: Sequence[int] = ()
) -> None:
    """Write paragraphs as new in a generation in which these articles end."""
    for key in ended:
        end_article(connection, generation, key)
    add_said(
        connection,
        [
            SaidRow(one.article, one.paragraph, one.said.terms, one.headline, one.said.pieces)
            for one in entries
        ],
    )
    write_words(connection, generation)


def added(connection: Connection, generation: int, count: int, first: int) -> list[Entry]:
    chance = random.Random(generation)  # noqa: S311 - nothing is kept secret with it
    entries: list[Entry] = []
    for number in range(count):
        key = add_article(connection, generation, outlet=f"o{number % 3}")
        entries += invented(chance, key, first + 5 * number)
    return entries


def words_at(connection: Connection, generation: int) -> PostgresWords:
    show(connection, generation)
    return PostgresWords(rows_of(connection), generation, statistics(connection, generation))


def tantivy_of(folder: Path, entries: Sequence[Entry]) -> Lexical:
    writer = LexicalWriter(folder)
    for one in entries:
        writer.add(one.paragraph, headline=one.headline, said=one.said, day=0, sources=[])
    writer.close()
    return Lexical(folder)


def assert_same(ours: PostgresWords, theirs: Lexical) -> None:
    assert len(ours) == len(theirs)
    for query in QUERIES:
        expected = theirs.search(query, 500, ALL)
        found = ours.search(query, 500)
        assert dict(found) == pytest.approx(dict(expected), rel=1e-5)
        assert found == sorted(found, key=lambda pair: (-pair[1], pair[0]))
        assert [key for key, _ in ours.search(query, 7)] == [key for key, _ in found[:7]]
    for term in terms(" ".join((*ENGLISH, *ARABIC, "nowhere"))):
        assert ours.rarity(term) == pytest.approx(theirs.rarity(term))


def test_scores_are_tantivys_in_every_generation(connection: Connection, tmp_path: Path) -> None:
    first = added(connection, 1, 12, 1)
    written(connection, 1, first)
    one = words_at(connection, 1)
    assert_same(one, tantivy_of(tmp_path / "one", first))

    gone = [first[0].article, first[-1].article]
    new = added(connection, 2, 3, 1000)
    written(connection, 2, new, gone)
    left = [entry for entry in first if entry.article not in gone]
    theirs = tantivy_of(tmp_path / "two", [*left, *new])
    assert_same(words_at(connection, 2), theirs)

    show(connection, 1)
    again = PostgresWords(rows_of(connection), 1, statistics(connection, 1))
    found = [again.search(query, 9) for query in QUERIES]
    assert found == [one.search(query, 9) for query in QUERIES]

    drop_words(connection, 2)
    assert_same(words_at(connection, 2), theirs)
    left_over = connection.execute("SELECT count(*) FROM worded").fetchone()
    assert left_over == (len(left) + len(new),)


def test_paragraphs_of_articles_that_are_deleted_are_dropped(
    connection: Connection, tmp_path: Path
) -> None:
    entries = added(connection, 1, 4, 1)
    written(connection, 1, entries)
    gone = entries[0].article
    written(connection, 2, [], [gone])
    connection.execute("DELETE FROM article_rows WHERE key = %s", (gone,))
    drop_words(connection, 2)
    assert_same(words_at(connection, 2), tantivy_of(tmp_path / "words", entries[5:]))
    keys = connection.execute("SELECT DISTINCT unnest(keys) FROM postings ORDER BY 1").fetchall()
    assert keys == [(entry.paragraph,) for entry in entries[5:]]


def test_many_small_blocks_become_one(connection: Connection) -> None:
    key = add_article(connection, 1)
    for generation in range(1, 14):
        entry = Entry(key, generation, "dock", Said.of(f"ferry {generation}"))
        written(connection, generation, [entry])
    before = words_at(connection, 13).search("ferry dock", 20)
    early = words_at(connection, 12).search("ferry dock", 20)
    drop_words(connection, 12)
    assert words_at(connection, 13).search("ferry dock", 20) == before
    assert words_at(connection, 12).search("ferry dock", 20) == early
    blocks = connection.execute("SELECT born FROM postings WHERE term = 'ferri' ORDER BY 1")
    assert blocks.fetchall() == [(12,), (13,)]


def test_a_narrowed_search_finds_the_same_scores_of_fewer(connection: Connection) -> None:
    entries = added(connection, 1, 30, 1)
    written(connection, 1, entries)
    words = words_at(connection, 1)
    rare = entries[7].article
    article_of = {entry.paragraph: entry.article for entry in entries}
    outlets: dict[int, str] = dict(
        connection.execute("SELECT key, outlet FROM article_rows").fetchall()
    )
    for query in QUERIES:
        everything = words.search(query, 500)
        by_outlet = [one for one in everything if outlets[article_of[one[0]]] == "o1"]
        by_key = [one for one in everything if article_of[one[0]] == rare]
        for k in (3, 500):
            assert words.search(query, k, ("a.outlet = %s", ["o1"])) == by_outlet[:k]
            assert words.search(query, k, ("a.key = %s", [rare])) == by_key[:k]
        assert words.search(query, 5, ("a.outlet = %s", ["none"])) == []


def test_a_wide_filter_that_lets_only_the_worst_pass_is_obeyed(connection: Connection) -> None:
    keys = [add_article(connection, 1, outlet="o") for _ in range(2)]
    best = [Entry(keys[0], key, "", Said.of("ferry")) for key in range(1, 200)]
    worst = Entry(keys[1], 500, "", Said.of("ferry " + "dock " * 50))
    written(connection, 1, [*best, worst])
    found = words_at(connection, 1).search("ferry", 1, ("a.key = %s", [keys[1]]))
    assert [key for key, _ in found] == [500]


def test_a_term_of_any_length_is_kept_and_found(connection: Connection) -> None:
    long = "x" * 9000
    key = add_article(connection, 1)
    written(connection, 1, [Entry(key, 1, "", Said(long)), Entry(key, 2, "", Said.of("ferry"))])
    assert [one for one, _ in words_at(connection, 1).search(long, 5)] == [1]


def test_nothing_is_found_where_there_is_nothing(connection: Connection) -> None:
    words = words_at(connection, 1)
    assert len(words) == 0
    assert words.search("ferry", 5) == []


@pytest.mark.parametrize(
    ("length", "kept"), [(0, 0), (23, 23), (40, 40), (41, 40), (59, 56), (103, 96), (1175, 1048)]
)
def test_lengths_are_rounded_as_tantivy_does(length: int, kept: int) -> None:
    assert rounded(length) == kept
