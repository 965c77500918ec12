"""VectorRows and VectorWriter: exact nearest rows, appended and erased, over many shards."""

import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import IndexDamaged
from index.vectors import Floats, Lists, VectorRows, VectorWriter
from tests.index.made import exact, files, unit_rows, written

SEEDS = st.integers(0, 1000)
SHARD = st.integers(1, 30)


@contextmanager
def rows_of(vectors: Floats, *, shard_rows: int = 7) -> Iterator[VectorRows]:
    with tempfile.TemporaryDirectory() as folder:
        rows = VectorRows.open(written(Path(folder) / "rows", vectors, shard_rows=shard_rows))
        yield rows
        rows.close()


def expected(
    vectors: Floats, asked: Floats, k: int, among: Sequence[int]
) -> list[tuple[int, float]]:
    scores = exact(vectors, asked)
    best = sorted(among, key=lambda row: (-scores[row], row))[:k]
    return [(row, float(scores[row])) for row in best]


@given(st.integers(1, 60), st.integers(1, 70), SEEDS, SHARD)
def test_the_nearest_are_those_that_numpy_finds(
    count: int, k: int, seed: int, shard_rows: int
) -> None:
    vectors, asked = unit_rows(count, seed), unit_rows(1, seed + 1)[0]
    with rows_of(vectors, shard_rows=shard_rows) as rows:
        assert rows.nearest(asked, k) == expected(vectors, asked, k, range(count))


@given(st.sets(st.integers(0, 59)), st.integers(1, 40), SHARD)
def test_only_allowed_rows_are_found(allowed: set[int], k: int, shard_rows: int) -> None:
    vectors, asked = unit_rows(60, 1), unit_rows(1, 2)[0]
    with rows_of(vectors, shard_rows=shard_rows) as rows:
        found = rows.nearest(asked, k, np.array(sorted(allowed), dtype=np.int64))
    assert found == expected(vectors, asked, k, sorted(allowed))


@given(st.lists(st.integers(0, 3), min_size=1, max_size=80), st.integers(1, 80), SHARD)
def test_ties_go_to_the_lower_row(kinds: list[int], k: int, shard_rows: int) -> None:
    vectors = unit_rows(4, 3)[kinds]
    asked = unit_rows(1, 4)[0]
    with rows_of(vectors, shard_rows=shard_rows) as rows:
        assert rows.nearest(asked, k) == expected(vectors, asked, k, range(len(kinds)))


@given(
    st.sets(st.integers(0, 99)),
    st.integers(1, 3),
    st.sampled_from([0.2, 0.3, 0.6, 0.9]),
    SEEDS,
)
def test_a_filter_may_leave_out_whatever_is_nearest(
    erased: set[int], k: int, kept: float, seed: int
) -> None:
    vectors, asked = unit_rows(100, seed), unit_rows(1, seed + 1)[0]
    farthest = np.argsort(exact(vectors, asked), kind="stable")[: int(100 * kept)]
    with tempfile.TemporaryDirectory() as folder:
        writer = VectorWriter.create(Path(folder) / "rows", 16, shard_rows=64)
        writer.append(vectors)
        writer.erase(sorted(erased))
        writer.close()
        rows = VectorRows.open(Path(folder) / "rows")
        found = rows.nearest(asked, k, np.sort(farthest))
        rows.close()
    among = [row for row in np.sort(farthest).tolist() if row not in erased]
    assert found == expected(vectors, asked, k, among)


@settings(max_examples=40)
@given(st.lists(st.integers(0, 12), max_size=8), SEEDS)
def test_rows_appended_in_pieces_make_the_same_files(pieces: list[int], seed: int) -> None:
    vectors = unit_rows(max(1, sum(pieces)), seed)[: sum(pieces)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        VectorWriter.create(folder / "0", 16, shard_rows=7).close()
        start = 0
        for number, piece in enumerate(pieces):
            writer = VectorWriter.extend(
                folder / f"{number + 1}", folder / f"{number}", shard_rows=7
            )
            assert writer.append(vectors[start : start + piece]) == range(start, start + piece)
            start += piece
            assert len(writer) == start
            writer.close()
        assert files(folder / f"{len(pieces)}") == files(written(folder / "once", vectors))


@settings(max_examples=40)
@given(st.sets(st.integers(0, 29)), st.sets(st.integers(0, 39)), SEEDS, SHARD)
def test_erased_rows_never_come_back_and_leave_no_trace(
    first: set[int], then: set[int], seed: int, shard_rows: int
) -> None:
    vectors, asked = unit_rows(40, seed), unit_rows(1, seed + 1)[0]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        writer = VectorWriter.create(folder / "a", 16, shard_rows=shard_rows)
        writer.append(vectors[:30])
        writer.erase(sorted(first))
        writer.close()
        before = files(folder / "a")
        writer = VectorWriter.extend(folder / "b", folder / "a", shard_rows=shard_rows)
        writer.append(vectors[30:])
        writer.erase(sorted(then))
        writer.close()
        assert files(folder / "a") == before
        rows = VectorRows.open(folder / "b")
        left = [row for row in range(40) if row not in first | then]
        assert rows.nearest(asked, 40) == expected(vectors, asked, 40, left)
        assert rows.nearest(asked, 2) == expected(vectors, asked, 2, left)
        kept = rows.get(range(40)).any(axis=1)
        rows.close()
        assert np.flatnonzero(kept).tolist() == left


def test_an_erased_row_is_not_found_before_rows_of_negative_cosine() -> None:
    asked = unit_rows(1, 5)[0]
    with tempfile.TemporaryDirectory() as folder:
        writer = VectorWriter.create(Path(folder) / "rows", 16, shard_rows=50)
        writer.append(np.concatenate([np.tile(asked, (100, 1)), -asked.reshape(1, -1)]))
        writer.erase(range(100))
        writer.close()
        rows = VectorRows.open(Path(folder) / "rows")
        assert [row for row, _ in rows.nearest(asked, 3)] == [100]
        rows.close()


def test_rows_come_back_in_the_order_asked_at_half_precision() -> None:
    vectors = unit_rows(20, 4)
    halves = vectors.astype(np.float16).astype(np.float32)
    with rows_of(vectors) as rows:
        assert (len(rows), rows.dimensions) == (20, 16)
        assert np.array_equal(rows.get([13, 0, 6, 7, 0]), halves[[13, 0, 6, 7, 0]])
        assert rows.get([]).shape == (0, 16)
        assert rows.get([3]).dtype == np.float32
        for wrong in (-1, 20):
            with pytest.raises(ValueError, match="of an index of 20 rows"):
                rows.get([wrong])


def test_half_precision_changes_a_cosine_by_a_hundred_thousandth() -> None:
    vectors, asked = unit_rows(300, 8, 384), unit_rows(1, 9, 384)[0]
    assert np.abs(exact(vectors, asked) - vectors @ asked).max() < 5e-5


def test_no_rows_have_no_nearest(tmp_path: Path) -> None:
    VectorWriter.create(tmp_path / "none", 16).close()
    rows = VectorRows.open(tmp_path / "none")
    assert (len(rows), rows.dimensions) == (0, 16)
    assert rows.nearest(unit_rows(1, 5)[0], 3) == []
    assert rows.nearest(unit_rows(1, 5)[0], 3, np.zeros(0, dtype=np.int64)) == []
    assert rows.get([]).shape == (0, 16)
    rows.close()


def test_none_are_found_where_none_are_asked_for() -> None:
    with rows_of(unit_rows(9, 1)) as rows:
        assert rows.nearest(unit_rows(1, 5)[0], 0) == []


def test_closed_rows_cannot_be_asked(tmp_path: Path) -> None:
    rows = VectorRows.open(written(tmp_path / "rows", unit_rows(9, 1)))
    rows.close()
    rows.close()
    with pytest.raises(ValueError, match="closed"):
        rows.nearest(unit_rows(1, 5)[0], 3)


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    written(tmp_path / "rows", unit_rows(3, 1))
    with pytest.raises(FileExistsError):
        VectorWriter.create(tmp_path / "rows", 16)
    with pytest.raises(FileExistsError):
        VectorWriter.extend(tmp_path / "rows", tmp_path / "rows")


@pytest.mark.parametrize("length", [0, 3, 40, 90, 200])
def test_a_truncated_shard_is_damage(tmp_path: Path, length: int) -> None:
    folder = written(tmp_path / "rows", unit_rows(20, 1))
    path = folder / "000001.faiss"
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(IndexDamaged, match=r"000001\.faiss is missing or damaged"):
        VectorRows.open(folder)


def test_a_missing_shard_is_damage(tmp_path: Path) -> None:
    folder = written(tmp_path / "rows", unit_rows(20, 1))
    (folder / "000001.faiss").unlink()
    with pytest.raises(IndexDamaged, match=r"000001\.faiss is missing"):
        VectorRows.open(folder)
    with pytest.raises(IndexDamaged, match=r"000000\.faiss is missing"):
        VectorRows.open(tmp_path / "nowhere")


def test_a_shard_that_is_not_full_or_of_other_vectors_is_damage(tmp_path: Path) -> None:
    folder = written(tmp_path / "rows", unit_rows(20, 1))
    for others in (unit_rows(3, 1), unit_rows(7, 1, 8)):
        other = written(tmp_path / f"{len(others)}", others) / "000000.faiss"
        (folder / "000001.faiss").write_bytes(other.read_bytes())
        with pytest.raises(IndexDamaged, match="does not fit the shards before it"):
            VectorRows.open(folder)


def test_another_kind_of_faiss_file_is_damage(tmp_path: Path) -> None:
    import faiss

    folder = written(tmp_path / "rows", unit_rows(5, 1))
    faiss.write_index(faiss.IndexFlatIP(16), str(folder / "000000.faiss"))
    with pytest.raises(IndexDamaged, match="not a shard of vectors"):
        VectorRows.open(folder)


def test_lists_of_more_rows_than_there_are_are_damage(tmp_path: Path) -> None:
    folder = written(tmp_path / "rows", unit_rows(5, 1))
    with pytest.raises(IndexDamaged, match="cover 6 rows, its shards hold 5"):
        VectorRows.open(folder, Lists(1, 1, 6, 1.0))


def test_a_writer_refuses_what_is_no_row(tmp_path: Path) -> None:
    writer = VectorWriter.create(tmp_path / "rows", 16)
    with pytest.raises(ValueError, match="rows of 16 numbers"):
        writer.append(unit_rows(2, 1, 8))
    with pytest.raises(ValueError, match="not a number"):
        writer.append(np.full((1, 16), np.nan, dtype=np.float32))
    with pytest.raises(ValueError, match="row 0 of 0 rows"):
        writer.erase([0])
    writer.close()


def test_a_few_allowed_rows_of_many_are_found() -> None:
    vectors, asked = unit_rows(2000, 1), unit_rows(1, 2)[0]
    among = [3, 500, 999, 1000, 1999]
    with rows_of(vectors, shard_rows=1000) as rows:
        for k in (0, 3, 9):
            found = rows.nearest(asked, k, np.array(among, dtype=np.int64))
            assert found == expected(vectors, asked, k, among)


def test_readers_on_several_threads_find_what_one_finds() -> None:
    asked = unit_rows(40, 2)
    with rows_of(unit_rows(200, 1), shard_rows=64) as rows, ThreadPoolExecutor(4) as readers:
        alone = [rows.nearest(one, 5) for one in asked]
        assert list(readers.map(lambda one: rows.nearest(one, 5), asked)) == alone


def test_searching_leaves_the_threads_of_faiss_as_they_were() -> None:
    import faiss

    faiss.omp_set_num_threads(3)
    with rows_of(unit_rows(20, 1)) as rows:
        rows.nearest(unit_rows(1, 2)[0], 3)
    assert faiss.omp_get_max_threads() == 3
