"""Judged talks as cases: what was found good counts, what was found bad is to be mended."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from eval.cases import Case, Gold, Turn, read_cases
from eval.fields import CaseError
from eval.gold import NamedArticles, locate_all
from eval.imports.talks import Judged, read, write
from index.filters import Filters
from index.postgres.address import Address
from index.postgres.schema import migrate
from rag.talks import Talks
from rag.types import Answer
from rag.understanding.understood import Understood
from tests.rag.made import WORDS, answer, article, citation, claim


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "talks.sqlite"
    judge(path)
    return path


def judge(place: Path | Address) -> None:
    """Keep a talk of three answers: good, bad, not judged; and one of a silence that was right."""
    with Talks.open(place) as talks:
        talk = talks.begin("ida@quay.example").id
        talks.add("ida@quay.example", talk, asked("Is it open?", WORDS, WORDS))
        talks.add("ida@quay.example", talk, asked("Since when?", WORDS, stand_alone="Open when?"))
        talks.add("ida@quay.example", talk, asked("Why?", WORDS))
        talks.judge("ida@quay.example", talk, 1, good=True)
        talks.judge("ida@quay.example", talk, 2, good=False, reason="that is another bridge")
        talk = talks.begin("olof").id
        talks.add("olof", talk, asked("Who painted it?"))
        talks.judge("olof", talk, 1, good=True, reason="nobody knows")


def asked(question: str, *said: str, **changes: Any) -> Answer:
    given = Filters(since="2024-01-01", source="The Quay")
    made = answer(*(claim(words, citation(words)) for words in said), **changes)
    understood = Understood(question, given, asked="2024-03-05")
    return replace(made, question=question, understood=understood)


def test_judged_answers_become_cases_that_are_read_again(file: Path, tmp_path: Path) -> None:
    judged = read(file)
    write(judged, tmp_path / "cases.jsonl")

    read_back = read_cases(tmp_path / "cases.jsonl")
    good, bad, silent = (one.case for one in judged)
    assert read_back.cases == (good, silent)
    assert read_back.unaccepted == 1
    assert [one.accepted for one in judged] == [True, False, True]
    assert (good.question, good.gold, good.history) == ("Is it open?", (Gold("quay-1", WORDS),), ())
    assert good.filters == Filters(since="2024-01-01", source="The Quay")
    assert (good.as_of, good.note, good.kind) == ("2024-03-05", "", "judged good")
    assert bad.history == (Turn("Is it open?", f"{WORDS} {WORDS}"),)
    assert bad.rewrite == "Open when?"
    assert bad.note.endswith("say that nothing answers: that is another bridge")
    assert (silent.answerable, silent.gold, silent.note) == (False, (), "nobody knows")
    assert not locate_all([good], NamedArticles([good], [article()]))[1]


def test_judged_answers_come_from_a_database_too(file: Path, database: str) -> None:
    address = Address.read(database)
    migrate(address)
    judge(address)

    def told(judged: Sequence[Judged]) -> list[tuple[Case, bool]]:
        return [(replace(one.case, id="any"), one.accepted) for one in judged]

    assert told(read(address)) == told(read(file))


def test_who_asked_and_the_id_of_the_talk_are_not_in_the_cases(file: Path, tmp_path: Path) -> None:
    write(read(file), tmp_path / "cases.jsonl")
    with Talks.open(file) as talks:
        ids = [one.id for owner in talks.owners() for one in talks.listed(owner)]

    written = (tmp_path / "cases.jsonl").read_text(encoding="utf-8")
    assert not [one for one in (*ids, "ida@", "olof") if one in written]
    assert len({json.loads(line)["id"] for line in written.splitlines()}) == 3
    assert read(file) == read(file)


def test_what_is_there_is_left_and_what_is_not_there_is_told(file: Path, tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="left as it is"):
        write(read(file), file)
    with pytest.raises(CaseError, match="cannot be written"):
        write(read(file), tmp_path / "none" / "cases.jsonl")
    with pytest.raises(CaseError, match="no file"):
        read(tmp_path / "other.sqlite")
    assert not (tmp_path / "other.sqlite").exists()
