"""A file of talks: what is deleted is gone from its bytes, and processes may make it at once."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from rag.talks import Talks, TalksUnreadable
from tests.rag.talks.said import adding, asked

HERON = "The heron keeps the ledger of Ostrel."


def test_what_is_deleted_is_nowhere_in_the_files(at_file: Path) -> None:
    def bytes_now() -> bytes:
        return b"".join(one.read_bytes() for one in at_file.parent.iterdir())

    with Talks.open(at_file) as talks:
        kept, gone = talks.begin("ida"), talks.begin("ida")
        for _ in range(40):
            talks.add("ida", gone.id, asked(HERON, HERON))
        talks.add("ida", kept.id, asked("Is it open?"))
        assert HERON.encode() in bytes_now()

        talks.delete("ida", gone.id)

        assert HERON.encode() not in bytes_now()
        assert b"heron" not in bytes_now()


def test_two_processes_make_the_file_at_once(at_file: Path) -> None:
    running = [adding(at_file) for _ in range(2)]
    assert [one.wait(30) for one in running] == [0, 0]

    with Talks.open(at_file) as talks:
        assert [one.turns for one in talks.listed("ida")] == [25, 25]


def test_a_turn_that_cannot_be_read_is_told(at_file: Path) -> None:
    with Talks.open(at_file) as talks:
        talk = talks.begin("ida")
        talks.add("ida", talk.id, asked("Is it open?"))
        with closing(sqlite3.connect(at_file)) as other, other:
            other.execute("UPDATE turns SET record = '{}'")

        found = "turn 1 cannot be read: answer: no 'question'"
        with pytest.raises(TalksUnreadable, match=found) as caught:
            talks.turns("ida", talk.id)
    assert caught.value.hint
