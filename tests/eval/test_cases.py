"""read_cases: lines of questions in, cases out, or one line that says what is wrong and where."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval.cases import Case, CaseSet, Gold, Turn, read_cases, written
from eval.fields import CaseError
from index.errors import PressmarkError
from index.filters import Filters

GOLD = {"article": "quay-1", "quote": "The bridge opened on Friday."}


def record(**changes: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": "q1", "question": "When did it open?", "answerable": True,
        "answers": ["Friday"], "gold": [GOLD],
    }  # fmt: skip
    made.update(changes)
    return {key: value for key, value in made.items() if value != "absent"}


def read(tmp_path: Path, *records: dict[str, Any] | str) -> CaseSet:
    path = tmp_path / "cases.jsonl"
    lines = (one if isinstance(one, str) else json.dumps(one) for one in records)
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_cases(path)


def test_a_case_is_read_with_all_it_may_say(tmp_path: Path) -> None:
    (case,) = read(
        tmp_path,
        record(
            kind="by date",
            history=[{"question": "Which bridge?", "answer": "The new one."}],
            filters={"since": "2024-01-01", "source": "The Quay"},
            as_of="2024-03-02",
            note="mind the year",
            rewrite="When did the new bridge open?",
            facts=["keys of other programs are passed over"],
        ),
    ).cases
    assert case == Case(
        id="q1",
        question="When did it open?",
        answerable=True,
        answers=("Friday",),
        gold=(Gold("quay-1", "The bridge opened on Friday."),),
        kind="by date",
        history=(Turn("Which bridge?", "The new one."),),
        filters=Filters(since="2024-01-01", source="The Quay"),
        as_of="2024-03-02",
        note="mind the year",
        rewrite="When did the new bridge open?",
    )


def test_what_is_written_is_what_was_read(tmp_path: Path) -> None:
    rich = record(kind="conflict", weak=True, filters={"until": "2024-05-01"}, as_of="2024-06-01")
    cases = read(tmp_path, rich, record(id="q2", answerable=False, gold=[], answers=[])).cases
    (tmp_path / "again.jsonl").write_text(written(cases), encoding="utf-8")
    assert read_cases(tmp_path / "again.jsonl").cases == cases


def test_cases_nobody_has_accepted_are_left_out_and_counted(tmp_path: Path) -> None:
    found = read(
        tmp_path, record(accepted=False), record(id="q2", accepted=True), "", record(id="q3")
    )
    assert [case.id for case in found.cases] == ["q2", "q3"]
    assert found.unaccepted == 1


def test_weak_gold_may_be_missing(tmp_path: Path) -> None:
    assert read(tmp_path, record(weak=True, gold=[])).cases[0].gold == ()


def test_the_day_it_was_asked_is_its_as_of_date(tmp_path: Path) -> None:
    assert read(tmp_path, record(asked="2026-01-08")).cases[0].as_of == "2026-01-08"


def test_a_follow_up_is_read_with_the_questions_before_it(tmp_path: Path) -> None:
    (case,) = read(
        tmp_path,
        {
            "id": "f1", "last": "And the tunnel?", "rewrite": "When did the tunnel open?",
            "turns": ["When did the bridge open?", "And the tunnel?"],
        },
    ).cases  # fmt: skip
    assert case.question == "And the tunnel?"
    assert case.history == (Turn("When did the bridge open?"),)
    assert case.rewrite == "When did the tunnel open?"


def test_evidence_is_gold_named_by_address_or_title(tmp_path: Path) -> None:
    evidence = [
        {"title": "A bridge", "url": "https://quay.example/1", "fact": "It opened on Friday."},
        {"title": "A tunnel", "url": "", "fact": "It opened on Monday."},
    ]
    (case,) = read(tmp_path, record(gold="absent", evidence=evidence, type="temporal")).cases
    assert case.gold == (
        Gold("https://quay.example/1", "It opened on Friday."),
        Gold("A tunnel", "It opened on Monday."),
    )
    assert case.kind == "temporal"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (record(question="absent"), "case q1: no 'question'"),
        (record(question=7), "case q1: 'question' is a number, not a text"),
        (record(question=" "), "case q1: 'question' is empty"),
        (record(id="absent"), "no 'id'"),
        (record(id=3), "'id' is a number, not a text"),
        (record(answerable="absent"), "case q1: no 'answerable': true or false is asked for"),
        (record(answerable="yes"), "case q1: 'answerable' is a text: true or false is asked for"),
        (record(answers="Friday"), "case q1: 'answers' is a text, not a list"),
        (record(answers=[True]), "case q1: 'answers' holds true or false, not a text"),
        (record(answers=[None]), "case q1: 'answers' holds nothing, not a text"),
        (record(gold={}), "case q1: 'gold' is an object, not a list"),
        (record(gold=["words"]), "case q1: 'gold' is a text, not an object"),
        (record(gold=[{"article": "quay-1"}]), "case q1: gold 1: no 'quote'"),
        (record(gold=[GOLD, {**GOLD, "quote": ""}]), "case q1: gold 2: 'quote' is empty"),
        (record(gold=[]), "case q1: it is answerable but has no gold"),
        (record(answerable=False), "case q1: it is not answerable but has gold"),
        (record(history=[{}]), "case q1: history 1: no 'question'"),
        (record(filters=[]), "case q1: 'filters' is a list, not an object"),
        (record(filters={"from": "2024"}), "case q1: filters: unknown key 'from'"),
        (record(filters={"since": "soon"}), "case q1: since: 'soon' is not a date"),
        (record(as_of="soon"), "case q1: as_of: 'soon' is not a date"),
        (record(acepted=False), "case q1: unknown key 'acepted'"),
        ("[1]", "not a JSON object"),
        ("{", "not JSON: "),
    ],
)
def test_what_is_wrong_is_said_in_a_line_with_its_place(
    tmp_path: Path, wrong: dict[str, Any] | str, said: str
) -> None:
    with pytest.raises(CaseError) as raised:
        read(tmp_path, record(id="q0"), wrong)
    assert str(raised.value).startswith(f"{tmp_path / 'cases.jsonl'}:2: {said}")
    assert "\n" not in str(raised.value)
    assert isinstance(raised.value, PressmarkError)


def test_an_id_given_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"jsonl:2: case q1: line 1 has the same id"):
        read(tmp_path, record(accepted=False), record())


def test_a_file_without_cases_or_that_is_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="no case in it"):
        read(tmp_path, "")
    with pytest.raises(CaseError, match="cannot be read"):
        read_cases(tmp_path / "none.jsonl")
    (tmp_path / "cases.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(CaseError, match="cannot be read"):
        read_cases(tmp_path / "cases.jsonl")


def test_a_value_that_says_nothing_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="gold has"):
        Gold("quay-1", " ")
    with pytest.raises(ValueError, match="a case has"):
        Case("", "When?", answerable=False)


def test_the_canary_of_a_case_is_read_and_written(tmp_path: Path) -> None:
    case = Case("a", "Who?", False, canary="zanquemel")
    (tmp_path / "cases.jsonl").write_text(written([case]), encoding="utf-8")
    assert read_cases(tmp_path / "cases.jsonl").cases == (case,)
