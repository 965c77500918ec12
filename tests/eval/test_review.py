"""Drafted cases: what a person decides of one is written, and nothing else changes."""

import json
import stat
from collections.abc import Sequence
from pathlib import Path

import pytest

from eval.cases import read_cases
from eval.drafts.review import Decision, decide, draft_files, drafted
from eval.fields import CaseError

FIRST = {
    "id": "draft-1", "question": "Who opened the bridge?", "answerable": True,
    "answers": ["Alma Reed"], "gold": [{"article": "a", "quote": "Alma Reed opened it."}],
    "accepted": False, "of": "another program",
}  # fmt: skip
SECOND = {"id": "draft-2", "question": "Who sank it?", "answerable": False, "accepted": False}
THIRD = {**SECOND, "id": "draft-3", "accepted": True}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "cases.jsonl"
    lines = [json.dumps(one) for one in (FIRST, SECOND, THIRD)]
    made.write_bytes("\r\n".join([*lines[:1], "", *lines[1:], ""]).encode())
    made.chmod(0o640)
    return made


def decisions(path: Path) -> list[Decision]:
    return [one.decision for one in drafted(path)]


def test_a_case_that_is_accepted_as_mended_counts(path: Path) -> None:
    before = path.read_bytes().split(b"\n")
    answers = [" Alma Reed ", "", "the mayor", "the mayor"]

    decide(path, "draft-1", "accepted", question=" Who opened it? ", answers=answers)

    assert decisions(path) == ["accepted", "pending", "accepted"]
    (case, _) = read_cases(path).cases
    assert (case.question, case.answers) == ("Who opened it?", ("Alma Reed", "the mayor"))
    after = path.read_bytes().split(b"\n")
    assert after[1:] == before[1:]
    assert json.loads(after[0])["of"] == "another program"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [one.name for one in path.parent.iterdir()] == ["cases.jsonl"]


def test_a_case_that_is_rejected_stays_is_not_asked_and_can_be_taken_up_again(path: Path) -> None:
    question = SECOND["question"]
    decide(path, "draft-2", "rejected", question=str(question), answers=())

    assert decisions(path) == ["pending", "rejected", "accepted"]
    assert [one.id for one in read_cases(path).cases] == ["draft-3"]

    decide(path, "draft-2", "pending", question=str(question), answers=())

    assert decisions(path) == ["pending", "pending", "accepted"]
    assert "rejected" not in path.read_text()


@pytest.mark.parametrize(
    ("id", "question", "answers", "told"),
    [
        ("draft-1", "Who?", [" "], "no answer"),
        ("draft-1", " ", ["Alma Reed"], "question"),
        ("gone", "Who?", ["x"], "no case 'gone'"),
    ],
)
def test_what_would_be_wrong_is_refused_and_the_file_stays(
    id: str, question: str, answers: Sequence[str], told: str, path: Path
) -> None:
    before = path.read_bytes()

    with pytest.raises(CaseError, match=told):
        decide(path, id, "accepted", question=question, answers=answers)

    assert path.read_bytes() == before


def test_a_file_that_cannot_be_replaced_stays_whole(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(Path, "replace", full)

    with pytest.raises(CaseError, match="no room"):
        decide(path, "draft-1", "accepted", question="Who?", answers=["x"])

    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == ["cases.jsonl"]


def test_files_that_tell_of_acceptance_are_drafts(path: Path) -> None:
    (path.parent / "other.jsonl").write_text('{"id": "x"}\n')

    assert draft_files(path.parent) == (path,)
    assert draft_files(path.parent / "nowhere") == ()
    with pytest.raises(ValueError, match="nothing is decided"):
        decide(path, "draft-1", "maybe", question="?", answers=())  # type: ignore[arg-type]
