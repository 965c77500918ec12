"""The file of talks: made for one's own eyes, brought up to date, and never overwritten."""

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from rag.talks import Talks, TalksUnreadable, connection
from tests.rag.made import answer, claim

STEP = ("ALTER TABLE talks ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue'",)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "shelf" / "talks.sqlite"


def written(path: Path) -> str:
    """A file with one talk; its id."""
    with Talks.open(path) as talks:
        talk = talks.begin("ida")
        talks.add("ida", talk.id, answer(claim()))
    return talk.id


def refused(path: Path) -> str:
    """What is said of a file, whose bytes stay as they are."""
    before = path.read_bytes()
    with pytest.raises(TalksUnreadable) as caught:
        Talks.open(path)
    assert path.read_bytes() == before
    assert "name another file" in caught.value.hint
    return str(caught.value)


def test_the_file_is_made_with_its_folder_for_its_owner_alone(path: Path) -> None:
    Talks.open(path).close()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_older_file_is_brought_up_to_date_with_what_it_holds(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = written(path)
    monkeypatch.setattr(connection, "_STEPS", (*connection._STEPS, STEP))

    for _ in range(2):
        with Talks.open(path) as talks:
            assert len(talks.turns("ida", id)) == 1
    with closing(sqlite3.connect(path)) as rows:
        assert rows.execute("SELECT colour FROM talks").fetchall() == [("blue",)]
        assert rows.execute("PRAGMA user_version").fetchone() == (2,)


def test_a_step_that_fails_leaves_the_file_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = written(path)
    with monkeypatch.context() as patched:
        patched.setattr(connection, "_STEPS", (*connection._STEPS, (*STEP, "NONSENSE")))
        with pytest.raises(TalksUnreadable):
            Talks.open(path)

    with Talks.open(path) as talks:
        assert len(talks.turns("ida", id)) == 1


def test_a_file_of_a_later_pressmark_is_refused(path: Path) -> None:
    written(path)
    with closing(sqlite3.connect(path)) as rows:
        rows.execute("PRAGMA user_version = 99")

    assert "a later Pressmark (format 99" in refused(path)


def test_a_file_of_another_program_is_refused(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as rows:
        rows.execute("CREATE TABLE recipes (name)")
    assert "not a file of talks" in refused(path)

    path.write_text("shopping list\n" * 400)
    assert "is damaged" in refused(path)


def test_a_damaged_file_is_refused(path: Path) -> None:
    written(path)
    whole = path.read_bytes()
    size = len(whole)

    path.write_bytes(whole[: size // 2])
    assert "damaged" in refused(path)
    path.write_bytes(whole[:4096] + b"\xff" * (size - 4096))
    assert "damaged" in refused(path)


def test_a_place_where_no_file_can_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    for path in (tmp_path / "taken" / "talks.sqlite", tmp_path):
        with pytest.raises(TalksUnreadable, match="cannot be"):
            Talks.open(path)
