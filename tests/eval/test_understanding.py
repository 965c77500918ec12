"""The questions of eval/understanding.jsonl: understood, and never wrongly."""

import json
from pathlib import Path

import pytest

from eval.understanding import FILE, score


def test_nine_questions_in_ten_are_understood_and_none_wrongly() -> None:
    judged = score(FILE)

    assert len(judged) >= 60
    assert [one.expected.question for one in judged if one.wrong] == []
    assert sum(not one.faults for one in judged) >= 0.9 * len(judged)


@pytest.mark.parametrize(
    ("changes", "fault", "wrong"),
    [
        ({}, "days 2024-01-01/2024-01-31", True),
        ({"window": "2024-01-01/2024-01-31", "source": "Wired"}, "source 'The Verge'", True),
        ({"window": "2024-01-01/2024-02-02"}, "days 2024-01-01/2024-01-31", True),
        ({"window": "2024-01-01/2024-01-30"}, "days 2024-01-01/2024-01-31", False),
        ({"window": "2024-01-01/2024-01-31", "author": "Jane Doe"}, "no author", False),
        ({"window": "2024-01-01/2024-01-31", "order": "newest"}, "order ''", False),
        ({"window": "2024-01-01/2024-01-31", "quoted": ["a b"]}, "quoted ()", False),
        ({"window": "2024-01-01/2024-01-31", "parts": 2}, "0 sides", False),
    ],
)
def test_a_question_that_is_understood_otherwise_is_told(
    tmp_path: Path, changes: dict[str, object], fault: str, wrong: bool
) -> None:
    record = {
        "id": "one", "archive": "wires", "asked": "2024-06-15", "source": "The Verge",
        "question": "Articles by The Verge from January 2024", **changes,
    }  # fmt: skip
    file = tmp_path / "questions.jsonl"
    file.write_text(json.dumps(record), encoding="utf-8")

    (judged,) = score(file)

    assert (fault in judged.faults, judged.wrong) == (True, wrong)
