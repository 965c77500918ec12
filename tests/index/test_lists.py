"""Inverted lists: they find most of what is nearest, and give it its exact score."""

from pathlib import Path

import numpy as np
import pytest

from index import lists as lists_module
from index.errors import IndexDamaged
from index.lists import LEAST_ROWS, NAME, Lists, lists_are_stale, write_lists
from index.vectors import Floats, VectorRows, VectorWriter
from tests.index.made import crowded_rows, exact, files, unit_rows, written

QUERIES = crowded_rows(50, 7)
ROWS = 3000
Found = list[tuple[int, float]]


@pytest.fixture(scope="module")
def vectors() -> Floats:
    return crowded_rows(ROWS, 1)


@pytest.fixture(scope="module")
def listed(vectors: Floats, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Lists]:
    folder = written(tmp_path_factory.mktemp("lists") / "rows", vectors, shard_rows=1024)
    lists = write_lists(folder, QUERIES, least=1000)
    assert lists is not None
    return folder, lists


def recall(found: list[Found], exactly: list[Found]) -> float:
    shares = [
        len(dict(one).keys() & dict(other).keys())
        for one, other in zip(found, exactly, strict=True)
    ]
    return sum(shares) / sum(len(one) for one in exactly)


def test_lists_find_most_of_the_nearest_of_other_questions(listed: tuple[Path, Lists]) -> None:
    folder, lists = listed
    fast, slow = VectorRows.open(folder, lists), VectorRows.open(folder)
    others = crowded_rows(60, 8)
    assert lists.recall >= 0.97
    assert lists.probes < lists.lists
    assert lists.covered == ROWS
    for k in (10, 200):
        found = [fast.nearest(one, k) for one in others]
        assert recall(found, [slow.nearest(one, k) for one in others]) >= 0.95
        assert all(len(one) == k for one in found)
    fast.close()
    slow.close()


def test_scores_from_lists_are_exact(vectors: Floats, listed: tuple[Path, Lists]) -> None:
    rows = VectorRows.open(*listed)
    scores = exact(vectors, QUERIES[0])
    found = rows.nearest(QUERIES[0], 20)
    assert found == [(row, float(scores[row])) for row, _ in found]
    assert found == sorted(found, key=lambda pair: (-pair[1], pair[0]))
    rows.close()


@pytest.mark.parametrize("kept", [0.5, 0.1, 0.01, 0.001])
def test_a_filter_is_searched_exactly(kept: float, listed: tuple[Path, Lists]) -> None:
    folder, lists = listed
    chosen = np.random.default_rng(3).choice(ROWS, int(kept * ROWS), replace=False)
    allowed = np.sort(chosen).astype(np.int64)
    fast, slow = VectorRows.open(folder, lists), VectorRows.open(folder)
    for asked in QUERIES[:5]:
        everything = slow.nearest(asked, ROWS)
        within = [pair for pair in everything if pair[0] in set(allowed.tolist())]
        assert fast.nearest(asked, 10, allowed) == within[:10]
    fast.close()
    slow.close()


def test_more_rows_than_there_are_brings_every_row(listed: tuple[Path, Lists]) -> None:
    rows = VectorRows.open(*listed)
    assert len(rows.nearest(QUERIES[0], ROWS + 5)) == ROWS
    rows.close()


def test_rows_added_since_are_found_at_once(listed: tuple[Path, Lists], tmp_path: Path) -> None:
    folder, lists = listed
    writer = VectorWriter.extend(tmp_path / "rows", folder)
    added = writer.append(QUERIES[:3])
    writer.close()
    rows = VectorRows.open(tmp_path / "rows", lists)
    for row, asked in zip(added, QUERIES, strict=False):
        assert rows.nearest(asked, 1)[0][0] == row
    rows.close()


def test_erased_rows_leave_the_lists_and_the_others_stay_in_reach(
    listed: tuple[Path, Lists], tmp_path: Path
) -> None:
    folder, lists = listed
    before = files(folder)
    gone = np.random.default_rng(4).choice(ROWS, ROWS // 2, replace=False).tolist()
    for half, (new, old) in enumerate([("a", folder), ("b", tmp_path / "a")]):
        writer = VectorWriter.extend(tmp_path / new, old)
        writer.erase(gone[half::2])
        writer.close()
    assert files(folder) == before
    fast, slow = VectorRows.open(tmp_path / "b", lists), VectorRows.open(tmp_path / "b")
    found = [fast.nearest(one, 10) for one in QUERIES]
    assert recall(found, [slow.nearest(one, 10) for one in QUERIES]) >= 0.95
    assert all(len(one) == 10 for one in found)
    assert not {row for one in found for row, _ in one} & set(gone)
    assert stored_rows(tmp_path / "b") == set(range(ROWS)) - set(gone)
    assert not codes_of(folder, gone) & codes_of(tmp_path / "b", range(ROWS))
    fast.close()
    slow.close()


def test_lists_with_nothing_left_in_them_hold_nothing_of_it(
    listed: tuple[Path, Lists], tmp_path: Path
) -> None:
    folder, lists = listed
    writer = VectorWriter.extend(tmp_path / "rows", folder)
    writer.erase(range(ROWS))
    last = writer.append(QUERIES[:1])[0]
    writer.close()
    assert not codes_of(folder, range(ROWS)) & codes_of(tmp_path / "rows", range(ROWS))
    rows = VectorRows.open(tmp_path / "rows", lists)
    assert [row for row, _ in rows.nearest(QUERIES[0], 5)] == [last]
    rows.close()


def test_lists_are_the_same_every_time(vectors: Floats, tmp_path: Path) -> None:
    for name in "ab":
        write_lists(written(tmp_path / name, vectors), QUERIES, least=1000)
    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_a_small_index_has_no_lists(tmp_path: Path) -> None:
    folder = written(tmp_path / "rows", unit_rows(20, 1))
    (folder / NAME).write_bytes(b"of another time")
    assert write_lists(folder, unit_rows(3, 2)) is None
    assert not (folder / NAME).exists()


def test_no_lists_are_kept_where_none_reach_the_target(tmp_path: Path) -> None:
    folder = written(tmp_path / "rows", unit_rows(3000, 1, 64), shard_rows=1024)
    assert write_lists(folder, unit_rows(30, 2, 64), least=1000, target=0.999) is None
    assert not (folder / NAME).exists()


def test_an_index_without_questions_or_with_all_rows_erased_has_no_lists(tmp_path: Path) -> None:
    folder = written(tmp_path / "rows", unit_rows(20, 1))
    assert write_lists(folder, unit_rows(1, 1)[:0], least=1) is None
    writer = VectorWriter.extend(tmp_path / "none", folder)
    writer.erase(range(20))
    writer.close()
    assert write_lists(tmp_path / "none", unit_rows(3, 2), least=1) is None


def test_lists_are_due_when_a_tenth_of_the_rows_is_outside_them() -> None:
    assert not lists_are_stale(None, LEAST_ROWS - 1)
    assert lists_are_stale(None, LEAST_ROWS)
    assert not lists_are_stale(Lists(8, 1, 900, 0.98), 1000)
    assert lists_are_stale(Lists(8, 1, 899, 0.98), 1000)


def test_lists_that_are_not_those_of_the_manifest_are_damage(
    listed: tuple[Path, Lists], tmp_path: Path
) -> None:
    folder, lists = listed
    with pytest.raises(IndexDamaged, match="not what was written"):
        VectorRows.open(folder, Lists(lists.lists * 2, lists.probes, ROWS, 1.0))
    other = written(tmp_path / "rows", unit_rows(20, 1))
    with pytest.raises(IndexDamaged, match="missing or damaged"):
        VectorRows.open(other, Lists(1, 1, 20, 1.0))
    (other / NAME).write_bytes((other / "000000.faiss").read_bytes())
    with pytest.raises(IndexDamaged, match="does not hold inverted lists"):
        VectorRows.open(other, Lists(1, 1, 20, 1.0))


def test_lists_that_make_no_sense_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="9 probes of 8 lists"):
        Lists(8, 9, 100, 1.0)
    with pytest.raises(ValueError, match=r"recall of 1\.5"):
        Lists(8, 1, 100, 1.5)


def stored_rows(folder: Path) -> set[int]:
    return {row for row, code in entries(folder) if any(code)}


def codes_of(folder: Path, rows: range | list[int]) -> set[bytes]:
    wanted = set(rows)
    return {code for row, code in entries(folder) if row in wanted and any(code)}


def entries(folder: Path) -> list[tuple[int, bytes]]:
    """Return (row, code) of everything in the lists, as FAISS itself reads the file."""
    import faiss

    inverted = lists_module._read(folder / NAME, 0)
    stored = inverted.invlists
    assert stored is not None
    found: list[tuple[int, bytes]] = []
    for number in range(inverted.nlist):
        if length := stored.list_size(number):
            ids = faiss.rev_swig_ptr(stored.get_ids(number), length)
            codes = faiss.rev_swig_ptr(stored.get_codes(number), length * stored.code_size)
            pieces = codes.reshape(length, -1)
            found += [(int(row), bytes(code)) for row, code in zip(ids, pieces, strict=True)]
    return found
