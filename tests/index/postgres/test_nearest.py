"""What is promised of vectors in a database: the nearest paragraphs, with exact cosines."""

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from pgvector import HalfVector
from psycopg import errors

import index.postgres.nearest as module
from index.postgres.narrowing import rows_of
from index.postgres.nearest import Floats, cosines, make_index_if_worth, nearest
from index.postgres.server import Connection
from tests.index.postgres.generations import add_article, end_article, opened, show

DIMENSIONS = 24
ARTICLES = 60


@pytest.fixture
def connection(database: str) -> Iterator[Connection]:
    with opened(database) as connection:
        yield connection


def unit(vectors: NDArray[np.float64]) -> Floats:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / lengths, dtype=np.float32)


class Archive:
    """Sixty articles of ten paragraphs; every fifth paragraph has three pieces."""

    def __init__(self, connection: Connection) -> None:
        random = np.random.default_rng(7)
        self.connection = connection
        self.articles = [
            add_article(connection, 1, outlet=f"o{number % 2}") for number in range(ARTICLES)
        ]
        self.owners: dict[int, int] = {}
        self.pieces: list[tuple[int, Floats]] = []
        rows: list[tuple[int, int, str, str]] = []
        for paragraph in range(1, 10 * ARTICLES + 1):
            article = self.owners[paragraph] = self.articles[(paragraph - 1) // 10]
            for number in range(3 if paragraph % 5 == 0 else 1):
                made = unit(random.normal(size=DIMENSIONS)).astype(np.float16)
                self.pieces.append((paragraph, made.astype(np.float32)))
                rows.append((article, paragraph, str(number), HalfVector(made).to_text()))
        with connection.cursor() as cursor, cursor.copy("COPY passages FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        self.question = unit(random.normal(size=DIMENSIONS))
        show(connection, 1)

    def best(self) -> list[tuple[int, float]]:
        """Return all paragraphs with their best cosine, best first."""
        best: dict[int, float] = {}
        for paragraph, vector in self.pieces:
            best[paragraph] = max(float(vector @ self.question), best.get(paragraph, -1.0))
        return sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))


@pytest.fixture
def archive(connection: Connection) -> Archive:
    return Archive(connection)


def assert_found(found: list[tuple[int, float]], expected: list[tuple[int, float]]) -> None:
    assert [key for key, _ in found] == [key for key, _ in expected]
    assert dict(found) == pytest.approx(dict(expected), abs=1e-5)


def test_paragraphs_come_by_their_best_piece(archive: Archive) -> None:
    rows = rows_of(archive.connection)
    for k in (0, 1, 10, 300, 5000):
        assert_found(nearest(rows, archive.question, k), archive.best()[:k])


def test_ties_go_to_the_lower_key(connection: Connection) -> None:
    key = add_article(connection, 1)
    show(connection, 1)
    for paragraph in (3, 1, 2):
        connection.execute("INSERT INTO passages VALUES (%s, %s, 'd', '[1,0]')", (key, paragraph))
    found = nearest(rows_of(connection), np.array([1, 0], dtype=np.float32), 2)
    assert found == [(1, 1.0), (2, 1.0)]


def test_only_what_the_generation_shows_and_the_filter_lets_pass_is_found(
    archive: Archive,
) -> None:
    end_article(archive.connection, 2, archive.articles[4])
    show(archive.connection, 2)
    left = [one for one in archive.best() if archive.owners[one[0]] != archive.articles[4]]
    rows = rows_of(archive.connection)
    assert_found(nearest(rows, archive.question, 600), left)
    even = [one for one in left if archive.articles.index(archive.owners[one[0]]) % 2 == 0]
    assert_found(nearest(rows, archive.question, 40, ("a.outlet = %s", ["o0"])), even[:40])
    assert nearest(rows, archive.question, 40, ("a.outlet = %s", ["none"])) == []


def test_cosines_are_those_of_the_best_piece(archive: Archive) -> None:
    rows = rows_of(archive.connection)
    expected = {key: cosine for key, cosine in archive.best() if key in (5, 10, 11)}
    assert cosines(rows, archive.question, [5, 10, 11, 9999]) == pytest.approx(expected, abs=1e-5)
    assert cosines(rows, archive.question, []) == {}


def test_an_index_is_made_once_and_where_it_is_worth_it(connection: Connection) -> None:
    assert not make_index_if_worth(connection, least=0)
    Archive(connection)
    assert not make_index_if_worth(connection)
    assert make_index_if_worth(connection, least=100)
    assert not make_index_if_worth(connection, least=100)


def test_vectors_of_another_model_have_an_index_of_their_own(archive: Archive) -> None:
    connection, rows = archive.connection, rows_of(archive.connection)
    make_index_if_worth(connection, least=100)
    for article in archive.articles:
        end_article(connection, 2, article)
    key = add_article(connection, 2)
    for paragraph in range(1000, 1100):
        vector = "[1,0]" if paragraph == 1007 else "[0,1]"
        connection.execute(
            "INSERT INTO passages VALUES (%s, %s, 'd', %s::halfvec)", (key, paragraph, vector)
        )
    show(connection, 2)
    asked = np.array([1, 0], dtype=np.float32)
    assert nearest(rows, asked, 1) == [(1007, 1.0)]
    assert make_index_if_worth(connection, least=100)
    connection.execute("SET enable_seqscan = off")
    assert nearest(rows, asked, 1) == [(1007, 1.0)]


def test_where_workers_have_no_room_to_share_the_index_is_made_without(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []
    make = module._make_index

    def crowded(connection: Connection, dimensions: int, *, memory: str, workers: int) -> None:
        tried.append(workers)
        if workers:
            raise errors.DiskFull
        make(connection, dimensions, memory=memory, workers=workers)

    monkeypatch.setattr(module, "_make_index", crowded)
    assert make_index_if_worth(archive.connection, least=100, memory="64MB")
    assert tried == [2, 0]


def test_what_the_index_finds_is_nearest_too(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection, rows = archive.connection, rows_of(archive.connection)
    make_index_if_worth(connection, least=100)
    connection.execute("SET enable_seqscan = off")
    connection.execute("SET hnsw.ef_search = 1000")
    assert_found(nearest(rows, archive.question, 20), archive.best()[:20])
    assert_found(nearest(rows, archive.question, 600), archive.best())
    monkeypatch.setattr(module, "_NARROW", 0)
    even = [
        one for one in archive.best() if archive.articles.index(archive.owners[one[0]]) % 2 == 0
    ]
    assert_found(nearest(rows, archive.question, 20, ("a.outlet = %s", ["o0"])), even[:20])
