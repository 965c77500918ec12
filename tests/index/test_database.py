"""Database: articles and paragraphs as rows."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, Card, Origin
from index.cleaning import tidy
from index.database import Database
from index.database_writer import DatabaseWriter
from index.duplicates import copies
from index.filters import Filters
from index.paragraphs import compose

ALL = Filters()
WORDS = st.text(st.characters()).map(tidy)
BLOCKS = st.lists(WORDS.filter(bool), min_size=1)


def article(
    id: str, *blocks: str, published: str = "", source: str = "", title: str = ""
) -> Article:
    text, paragraphs = compose(blocks or (f"The words of {id}.",))
    return Article(
        id, title, text, paragraphs, Origin(f"/a/{id}.txt"), source=source, published=published
    )


def card(article: Article) -> Card:
    return Card(
        article.id,
        article.title,
        article.source,
        article.url,
        article.published,
        str(article.origin),
    )


def mark_copies(database: DatabaseWriter) -> None:
    database.set_copies(copies(database.editions(), database.edition))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[DatabaseWriter]:
    found = DatabaseWriter.create(tmp_path / "articles.sqlite")
    yield found
    found.close()


@given(BLOCKS, WORDS, st.lists(WORDS), WORDS)
def test_an_article_read_is_the_one_written(
    blocks: list[str], title: str, authors: list[str], source: str
) -> None:
    database = DatabaseWriter.create(Path(":memory:"))
    written = replace(article("a", *blocks, title=title, source=source), authors=tuple(authors))
    database.add(written)
    assert database.article("a") == written
    ((read, keys),) = database.shown_articles()
    located = database.located(keys)
    database.close()
    assert read == written
    assert [located[key].text for key in keys] == blocks
    assert [located[key].number for key in keys] == [one.number for one in written.paragraphs]
    assert {one.article for one in located.values()} == {card(written)}


def test_an_id_that_nobody_has_is_no_article(database: DatabaseWriter) -> None:
    assert database.article("a") is None


def test_copies_belong_to_the_newest_then_the_lowest_id(database: DatabaseWriter) -> None:
    old = article("a", "Same.", published="2024-01-24")
    newest = article("c", "Same.", published="2024-01-25T08:00:00+00:00")
    also_newest = article("d", "Same.", published="2024-01-25T08:00:00+00:00")
    undated, other = article("b", "Same."), article("e", "Other.")
    for one in (old, also_newest, undated, other, newest):
        database.add(one)
    mark_copies(database)
    assert [database.article(id) for id in "abcd"] == [
        replace(newest, also_in=(card(old), card(undated), card(also_newest)))
    ] * 4
    assert database.counts() == (2, 3, 2)
    assert [(one.card.id, one.paragraphs) for one in database.listed(ALL)] == [("c", 1), ("e", 1)]


def test_the_list_is_newest_first_undated_last_ties_by_id(database: DatabaseWriter) -> None:
    for id, published in [("a", ""), ("c", "2024-01-24"), ("b", "2024-01-24"), ("d", "2024-02-01")]:
        database.add(article(id, published=published))
    assert [one.card.id for one in database.listed(ALL)] == ["d", "b", "c", "a"]


def test_the_list_can_be_narrowed(database: DatabaseWriter) -> None:
    database.add(article("a", published="2024-01-24", source="The Tide"))
    database.add(article("b", published="2024-01-25", source="The Gull"))
    database.add(article("c", source="the tide"))
    assert [one.card.id for one in database.listed(Filters(source="THE TIDE"))] == ["a", "c"]
    assert [one.card.id for one in database.listed(Filters(since="2024-01-25"))] == ["b"]
    assert [one.card.id for one in database.listed(Filters(until="2024-01-24"))] == ["a"]
    assert [
        one.card.id for one in database.listed(Filters(until="2024-01-25", source="the gull"))
    ] == ["b"]


def test_rows_are_found_by_paragraph_and_filter_and_paragraphs_by_row(
    database: DatabaseWriter,
) -> None:
    database.add(article("b", "One.", "Two.", published="2024-01-24"))
    database.add(article("a", "Three."))
    (three,), (one, two) = database.paragraph_keys("a"), database.paragraph_keys("b")
    database.add_passages([(one, 0), (one, 1), (two, 2), (two, 3), (three, 3)])
    assert database.passages_of([three, one]) == [(0, one), (1, one), (3, three)]
    assert database.paragraphs_of_rows([3, 1, 7], ALL) == {3: [three, two], 1: [one]}
    assert database.paragraphs_of_rows([3], Filters(since="2024-01-01")) == {3: [two]}
    assert database.allowed_rows(Filters(since="2024-01-01")) == [0, 1, 2, 3]
    assert database.allowed_rows(ALL) == [0, 1, 2, 3]


def test_thousands_of_keys_can_be_asked_for_at_once(database: DatabaseWriter) -> None:
    database.add(article("a", *(f"Paragraph {number}." for number in range(1300))))
    keys = database.paragraph_keys("a")
    database.add_passages((key, key) for key in keys)
    assert len(database.located(keys)) == 1300
    assert len(database.passages_of(keys)) == 1300
    assert database.paragraphs_of_rows(keys, ALL) == {key: [key] for key in keys}


def test_an_article_written_again_takes_its_own_place_with_new_paragraphs(
    database: DatabaseWriter,
) -> None:
    database.add(article("a", "One.", "Two."))
    database.add_passages([(key, 0) for key in database.paragraph_keys("a")])
    database.add_embedded("a")
    database.add(article("b", "One.", "Two.", published="2024-01-24"))
    mark_copies(database)
    database.add(article("b", "Three.", published="2024-01-24"))
    assert database.embedded() == {"a"}
    found = database.article("a")
    assert found is not None
    assert found.id == "b"
    database.add(article("a", "Four."))
    assert database.embedded() == set()
    assert database.rows_used() == set()
    assert len(database.paragraph_keys("a")) == 1


def test_a_removed_article_leaves_nothing_and_its_copy_stands_for_itself(
    database: DatabaseWriter,
) -> None:
    for id, day in [("a", "2024-01-25"), ("b", "2024-01-24")]:
        database.add(article(id, "Same.", published=day))
    mark_copies(database)
    database.remove(["a"])
    assert database.article("a") is None
    assert list(database.shown()) == ["b"]
    assert database.counts() == (1, 0, 1)


def test_what_was_removed_cannot_be_read_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    database = DatabaseWriter.create(path)
    for number in range(40):
        database.add(article(f"a{number}", "Philodendron bipinnatifidum.", title="Xanadu"))
    database.commit()
    database.remove(f"a{number}" for number in range(40))
    database.commit()
    database.close()
    assert b"Philodendron" not in path.read_bytes()
    assert b"Xanadu" not in path.read_bytes()


def test_an_article_that_moved_is_found_by_its_old_ids(database: DatabaseWriter) -> None:
    for old, id in [("a", "b"), ("b", "c")]:
        database.add_moved(old, id)
    database.add(article("c"))
    assert [database.article(id) for id in "abc"] == [article("c")] * 3
    database.remove(["c"])
    assert database.article("a") is None


def test_outlets_are_counted_most_first_without_copies(database: DatabaseWriter) -> None:
    for id, source in [("a", "Tide"), ("b", "Gull"), ("c", "Gull"), ("d", "")]:
        database.add(article(id, source=source))
    database.add(article("e", "The words of a.", source="Gull"))
    mark_copies(database)
    assert database.sources() == [("Gull", 2), ("", 1), ("Tide", 1)]


def test_the_first_and_last_day_leave_out_the_undated(database: DatabaseWriter) -> None:
    assert database.days() == ("", "")
    for id, published in [("a", ""), ("b", "2024-01-24T09:30:00+00:00"), ("c", "2023-05-01")]:
        database.add(article(id, published=published))
    assert database.days() == ("2023-05-01", "2024-01-24")


def test_articles_are_taken_by_id_copies_too(database: DatabaseWriter) -> None:
    for id in "cab":
        database.add(article(id, "Same."))
    mark_copies(database)
    assert [one.id for one in database.articles_of(["c", "a", "x"])] == ["a", "c"]


def test_every_article_is_known_and_its_copies_too(database: DatabaseWriter) -> None:
    one, two = article("a", "Same."), article("b", "Same.")
    for each in (one, two):
        database.add(each)
    mark_copies(database)
    assert database.known() == {"a": one.known, "b": two.known}


def test_a_finished_database_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "a #1?%.sqlite"
    database = DatabaseWriter.create(path)
    database.add(article("a"))
    database.commit()
    database.close()
    finished = Database.open(path)
    assert finished.counts() == (1, 0, 1)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        DatabaseWriter(finished._sql).add(article("b"))
    finished.close()


READ_AT_ONCE = """
import sys, threading
from pathlib import Path
from index.database import Database
from index.filters import Filters

sys.setswitchinterval(1e-5)
database = Database.open(Path(sys.argv[1]))

def often(read):
    for _ in range(200):
        read()

filters = Filters(source="Quay 7", author="Ada 7")
reads = [lambda: database.allowed_rows(filters), database.days, lambda: database.card("7")]
threads = [threading.Thread(target=often, args=(read,), daemon=True) for read in reads]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""


def test_threads_that_read_at_once_do_not_wait_for_each_other_for_ever(
    database: DatabaseWriter, tmp_path: Path
) -> None:
    """In a process of its own: threads that hold both SQLite and Python up stop all of it."""
    for number in range(200):
        one = article(f"{number}", source=f"Quay {number}")
        database.add(replace(one, authors=(f"Ada {number}",)))
    database.commit()
    database.close()
    path = tmp_path / "articles.sqlite"
    command = [sys.executable, "-c", READ_AT_ONCE, str(path)]

    assert subprocess.run(command, timeout=30, check=False).returncode == 0
