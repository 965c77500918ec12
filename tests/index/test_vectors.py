"""VectorRows: exact nearest rows."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.vectors import Floats, VectorRows


def unit_rows(count: int, seed: int, dimensions: int = 16) -> Floats:
    rows = np.random.default_rng(seed).normal(size=(count, dimensions)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def rows_of(vectors: Floats) -> VectorRows:
    rows = VectorRows.empty(vectors.shape[1])
    rows.add(vectors)
    return rows


@given(st.integers(1, 60), st.integers(1, 70), st.integers(0, 1000))
def test_the_nearest_are_those_that_numpy_finds(count: int, k: int, seed: int) -> None:
    vectors, asked = unit_rows(count, seed), unit_rows(1, seed + 1)[0]
    found = rows_of(vectors).nearest(asked, k)
    cosines = vectors @ asked
    assert [row for row, _ in found] == sorted(range(count), key=lambda row: -cosines[row])[:k]
    assert np.allclose([score for _, score in found], sorted(cosines, reverse=True)[:k], atol=1e-5)


@given(st.sets(st.integers(0, 29)), st.integers(1, 40))
def test_only_allowed_rows_are_found(allowed: set[int], k: int) -> None:
    vectors, asked = unit_rows(30, 1), unit_rows(1, 2)[0]
    found = rows_of(vectors).nearest(asked, k, np.array(sorted(allowed), dtype=np.int64))
    cosines = vectors @ asked
    assert [row for row, _ in found] == sorted(allowed, key=lambda row: -cosines[row])[:k]


@pytest.mark.parametrize("k", [1, 3, 120, 250])
def test_ties_go_to_the_lower_row(k: int) -> None:
    same = np.repeat(unit_rows(1, 3), 300, axis=0)
    assert [row for row, _ in rows_of(same).nearest(same[0], k)] == list(range(k))


def test_rows_come_back_as_they_were_added_in_the_order_asked() -> None:
    vectors = unit_rows(5, 4)
    rows = rows_of(vectors)
    assert np.array_equal(rows.get([3, 0]), vectors[[3, 0]])
    assert rows.get([]).shape == (0, 16)


def test_no_rows_have_no_nearest() -> None:
    assert VectorRows.empty(16).nearest(unit_rows(1, 5)[0], 3) == []


def test_rows_saved_and_loaded_are_the_same(tmp_path: Path) -> None:
    vectors = unit_rows(5, 6)
    rows_of(vectors).save(tmp_path / "rows")
    loaded = VectorRows.load(tmp_path / "rows")
    assert (len(loaded), loaded.dimensions) == (5, 16)
    assert np.array_equal(loaded.get(range(5)), vectors)
