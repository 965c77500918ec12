"""What a reader keeps: judged, copied, taken away, renamed, aged, deleted, and nobody else's."""

import subprocess

import pytest

from tests.e2e import lantern
from tests.e2e.walk_talks import OTHERS, RENAMED, WHY, Seen, walk
from tests.e2e.walked import PRESSMARK, assert_accessible, assert_at_home, walked

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """What two readers saw."""
    folder = tmp_path_factory.mktemp("talks")
    lantern.write(folder / "archive")
    command = [PRESSMARK, "index", "build", "archive", "--index", "index"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    shots = folder / "shots"
    shots.mkdir()
    return walked(walk, folder / "index", shots)


def test_a_copied_sentence_has_its_citation(seen: Seen) -> None:
    assert "Tuesday" in seen.claims[0]
    assert seen.copied.startswith(seen.claims[0])
    for fact in ("A lantern for Ulmer", "The Quay", "2024-05-04", "¶1"):
        assert fact in seen.copied


def test_what_a_reader_thinks_of_an_answer_is_kept(seen: Seen) -> None:
    assert seen.reason == WHY
    assert seen.bad == "true"
    assert seen.bad_after_all == "false"


@pytest.mark.parametrize("kind", ["markdown", "html", "word"])
def test_a_talk_is_taken_away_whole(seen: Seen, kind: str) -> None:
    read = getattr(seen, kind)

    assert read["name"].endswith({"markdown": ".md", "html": ".html", "word": ".docx"}[kind])
    for words in (lantern.LIT, lantern.SOLD, *seen.claims, "The Quay", "Ferries are full"):
        assert words in read["text"]
    assert read["loads"] == []


def test_a_talk_keeps_the_name_it_is_given(seen: Seen) -> None:
    assert seen.titles == [RENAMED]


def test_two_readers_do_not_see_each_others_talks(seen: Seen) -> None:
    assert seen.others_told == "There is no such talk here."
    assert seen.others_shown == seen.others_before == 0
    assert seen.others_titles == [OTHERS]
    assert seen.first_titles == [RENAMED]


def test_an_old_talk_says_what_became_of_what_it_cites(seen: Seen) -> None:
    assert seen.marks == ["edited", "withdrawn"]
    assert "Thursday" in seen.edited
    assert seen.withdrawn == "No longer in the archive"
    assert seen.opened == "This article is not in the archive, or no longer."


def test_a_deleted_talk_is_gone(seen: Seen) -> None:
    assert seen.kept_after_cancel == 1
    assert seen.after_delete == []
    assert seen.gone == "There is no such talk here."


def test_nothing_was_asked_of_another_machine(seen: Seen) -> None:
    assert_at_home(seen)


def test_every_step_can_be_read_and_reached(seen: Seen) -> None:
    assert_accessible(seen)
