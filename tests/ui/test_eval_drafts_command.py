"""`pressmark eval draft-cases`: what it writes, says and refuses."""

import json
from pathlib import Path

from eval.cases import read_cases
from tests.sample import ARCHIVE, write_articles
from tests.ui.conftest import Press, assert_one_line_and_a_hint

DRAFT = ("eval", "draft-cases", str(ARCHIVE), "--out", "cases.jsonl")


def test_cases_are_written_unaccepted_with_a_note(folder: Path, press: Press) -> None:
    ran = press(*DRAFT, "--count", "8", "--seed", "2")

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("8 cases drafted (6 answerable) of ")
    records = [
        json.loads(line)
        for line in (folder / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert all(one["accepted"] is False and one["note"] for one in records)
    assert read_cases(folder / "cases.jsonl").unaccepted == 8


def test_json_counts_what_was_drafted(folder: Path, press: Press) -> None:
    other = folder / "other.jsonl"
    asked = {"id": "x", "question": "Who led Rome against Carthage at Zama?", "answerable": False}
    other.write_text(json.dumps(asked), encoding="utf-8")
    ran = press(*DRAFT, "--count", "12", "--unanswerable-from", str(other), "--json")

    assert (ran.record["cases"], ran.record["answerable"]) == (12, 9)
    assert ran.record["articles"] == 54
    assert "Carthage" in (folder / "cases.jsonl").read_text(encoding="utf-8")


def test_fewer_than_asked_for_and_languages_without_rules_are_said(
    folder: Path, press: Press
) -> None:
    write_articles(
        folder / "small",
        {"id": "a1", "title": "Kelm", "text": "The first prize went to Ida Holm, 41, of Kelm."}
        | {"language": "en"},
        {"id": "a2", "title": "Kalt", "text": "Es war kalt.", "language": "de"},
    )
    ran = press("eval", "draft-cases", "small", "--out", "cases.jsonl", "--count", "9")

    assert ran.status == 0
    assert "warning: 9 asked for, 1 could be drafted" in ran.err
    assert "passed over: 1 articles: no rules for de" in ran.err


def test_a_file_that_is_there_is_left_as_it_is(folder: Path, press: Press) -> None:
    (folder / "cases.jsonl").write_text("mine", encoding="utf-8")
    assert_one_line_and_a_hint(press(*DRAFT), "cases.jsonl", "left as it is")
    assert (folder / "cases.jsonl").read_text(encoding="utf-8") == "mine"


def test_what_cannot_be_drafted_from_is_told_in_one_line(folder: Path, press: Press) -> None:
    write_articles(folder / "german", {"id": "a2", "text": "Es war kalt.", "language": "de"})
    for arguments in (
        ("nowhere", "--out", "c.jsonl"),
        ("german", "--out", "c.jsonl"),
        (str(ARCHIVE), "--out", "c.jsonl", "--count", "0"),
        (str(ARCHIVE), "--out", "c.jsonl", "--unanswerable-from", "nowhere.jsonl"),
        (str(ARCHIVE), "--out", "nowhere/c.jsonl", "--count", "4"),
        (str(ARCHIVE),),
    ):
        assert_one_line_and_a_hint(press("eval", "draft-cases", *arguments))
    assert not (folder / "c.jsonl").exists()
