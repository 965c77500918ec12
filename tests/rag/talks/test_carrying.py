"""carry_talks: what was said in one place is in the other too, and nothing there is lost."""

from pathlib import Path

import pytest

from index.postgres.address import Address
from rag.talks import Talks, carry_talks
from tests.rag.talks.conftest import Place
from tests.rag.talks.said import asked


@pytest.fixture
def other(tmp_path: Path) -> Path:
    return tmp_path / "other.sqlite"


def said(place: Place) -> dict[str, object]:
    """Return all talks of a place, their turns with them, by id."""
    with Talks.open(place) as talks:
        return {
            card.id: (who, talks.talk(who, card.id), card, talks.turns(who, card.id))
            for who in talks.owners()
            for card in talks.listed(who)
        }


def keep(place: Place, owner: str, *questions: str) -> str:
    with Talks.open(place) as talks:
        talk = talks.begin(owner)
        for one in questions:
            talks.add(owner, talk.id, asked(one, "It is."))
        return talk.id


def test_talks_are_carried_whole(place: Place, other: Path) -> None:
    talk = keep(place, "ida", "Is it open?", "Since when?")
    keep(place, "olof", "Who closed it?")
    with Talks.open(place) as talks:
        talks.judge("ida", talk, 1, good=True)
        talks.judge("ida", talk, 2, good=False, reason="It is not.")

    assert carry_talks(place, other) == 2

    assert said(other) == said(place)
    with Talks.open(other) as talks:
        assert [one.id for one in talks.listed("ida", "since")] == [talk]
        assert talks.add("ida", talk, asked("And now?")) == 3


def test_they_are_carried_back(at_database: Address, other: Path) -> None:
    keep(other, "ida", "Is it open?")

    assert carry_talks(other, at_database) == 1
    assert said(at_database) == said(other)


def test_a_talk_that_is_there_is_left_as_it_is(place: Place, other: Path) -> None:
    talk, own = keep(place, "ida", "Is it open?"), keep(other, "olof", "Who closed it?")
    assert carry_talks(place, other) == 1
    with Talks.open(place) as talks:
        talks.add("ida", talk, asked("Since when?"))
    before = said(other)

    assert carry_talks(place, other) == 0

    assert said(other) == before
    assert before.keys() == {talk, own}


def test_from_where_nothing_was_ever_kept_nothing_comes(other: Path, tmp_path: Path) -> None:
    assert carry_talks(tmp_path / "none.sqlite", other) == 0
    assert carry_talks(other, other) == 0
    assert list(tmp_path.iterdir()) == []
