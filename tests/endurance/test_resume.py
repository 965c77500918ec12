"""A build that was interrupted goes on: what it embedded is not embedded again."""

from pathlib import Path

import pytest

from tests.endurance.archives import PARAGRAPHS, write_many
from tests.endurance.builder import Builder
from tests.endurance.jobs import Job
from tests.tiny import listed_ids

pytestmark = pytest.mark.endurance

ARTICLES = 400
TEXTS = ARTICLES * PARAGRAPHS
MANY = 300  # texts that a build embeds before it is killed: more than one call of the embedder


@pytest.mark.parametrize("kills", [1, 3])
def test_what_a_killed_build_embedded_is_not_embedded_again(
    builder: Builder, place: Path, tmp_path: Path, kills: int
) -> None:
    archive = write_many(place / "many", ARTICLES)
    index = place / f"resumed-{kills}"
    lost = sum(lost_by_a_kill(builder, index, archive, tmp_path) for _ in range(kills))

    assert builder.do(Job(index, (archive,), counted=tmp_path / "counted")).done

    assert len(listed_ids(index)) == ARTICLES
    assert sum(calls(tmp_path / "counted")) == TEXTS + lost


def test_what_a_killed_update_embedded_is_not_embedded_again(
    builder: Builder, place: Path, tmp_path: Path
) -> None:
    archive = write_many(place / "more", ARTICLES // 10)
    index = place / "updated"
    assert builder.do(Job(index, (archive,))).done
    write_many(archive, ARTICLES)
    lost = lost_by_a_kill(builder, index, archive, tmp_path)

    assert builder.do(Job(index, (archive,), counted=tmp_path / "counted")).done

    assert len(listed_ids(index)) == ARTICLES
    assert sum(calls(tmp_path / "counted")) == TEXTS - ARTICLES // 10 * PARAGRAPHS + lost


def test_what_stands_in_the_index_is_not_embedded_again_after_a_kill(
    builder: Builder, place: Path, tmp_path: Path
) -> None:
    archive = write_many(place / "some", 20)
    index, counted = place / "kept", tmp_path / "counted"
    assert builder.do(Job(index, (archive,))).done
    write_many(archive, 22)
    assert builder.do(Job(index, (archive,), counted=counted, dies_after=1)).killed
    assert builder.do(Job(index, (archive,), counted=counted)).done

    assert len(listed_ids(index)) == 22
    assert sum(calls(counted)) <= 2 * 2 * PARAGRAPHS


def lost_by_a_kill(builder: Builder, index: Path, archive: Path, folder: Path) -> int:
    """Kill a build while its embedder works, and return how many texts that call was given."""
    counted = folder / "counted"
    assert builder.do(Job(index, (archive,), counted=counted, dies_after=MANY)).killed
    return calls(counted)[-1]


def calls(counted: Path) -> list[int]:
    """Return how many texts each call of an embedder was given, in order."""
    return [int(line) for line in counted.read_text().split()]
