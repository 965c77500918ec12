"""An article that tries to take the page over is text wherever it is shown."""

import subprocess

import pytest

from tests.e2e import hostile
from tests.e2e.walk_hostile import Seen, walk
from tests.e2e.walked import PRESSMARK, assert_accessible, assert_at_home, walked

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """What a reader saw, whose browser could have loaded anything."""
    folder = tmp_path_factory.mktemp("hostile")
    hostile.write(folder / "archive")
    command = [PRESSMARK, "index", "build", "archive", "--index", "index"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    shots = folder / "shots"
    shots.mkdir()
    return walked(walk, folder / "index", shots, alone=False)


def test_nothing_runs_and_nothing_loads(seen: Seen) -> None:
    assert_at_home(seen)
    assert [one for one in seen.requests if "/trap/" in one or "trap.invalid" in one] == []
    assert seen.live == []
    assert seen.links == []


def test_its_words_read_as_they_are_written(seen: Seen) -> None:
    assert seen.question == hostile.HOSTILE
    assert seen.talk == hostile.TITLE
    for words in hostile.KEPT:
        assert words in seen.nearest
        assert words in seen.article
    assert hostile.PICTURE in seen.article
    for shown in (
        seen.nearest,
        seen.outlet,
        seen.article,
        seen.found,
        seen.facet,
        seen.listed,
        seen.grid,
    ):
        assert hostile.OUTLET in shown


def test_a_long_word_breaks_instead_of_widening_the_page(seen: Seen) -> None:
    assert hostile.LONG in seen.long
    assert not seen.wide, seen.wide


def test_no_amount_is_turned_round(seen: Seen) -> None:
    sign, figure = seen.backwards
    assert sign < figure


@pytest.mark.parametrize("kind", ["markdown", "html", "word"])
def test_its_words_are_text_in_what_is_exported(seen: Seen, kind: str) -> None:
    read = seen.exports[kind]

    for words in (*hostile.KEPT, hostile.OUTLET, hostile.HOSTILE):
        assert words in str(read["text"])
    assert read["loads"] == []
    assert read["links"] == []


def test_every_view_of_it_can_be_read_and_reached(seen: Seen) -> None:
    assert_accessible(seen)
