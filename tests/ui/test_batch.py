"""--batch: a file of JSON lines in, one JSON object a line out."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.ui.conftest import Press


def lines(*records: Any) -> str:
    """Each record as a line of JSON; text as it stands."""
    return "".join(
        (one if isinstance(one, str) else json.dumps(one, ensure_ascii=False)) + "\n"
        for one in records
    )


@pytest.fixture
def batch(folder: Path, harbour: Path) -> Path:
    """A file of questions, beside an index."""
    del harbour
    return folder / "batch.jsonl"


def test_search_prints_an_object_a_line_each_with_its_id(press: Press, batch: Path) -> None:
    batch.write_text(lines({"id": "a", "query": "bridge"}, {"id": 2, "query": "ferry"}))

    ran = press("search", "--batch", str(batch), "--k", "1")

    assert (ran.status, ran.err) == (0, "")
    assert [one["id"] for one in ran.records] == ["a", 2]
    for one in ran.records:
        assert set(one) == {"id", "query", "filters", "understood", "hits", "facets"}
        assert len(one["hits"]) == 1


def test_ask_prints_an_object_a_line_and_silence_is_an_answer(press: Press, batch: Path) -> None:
    batch.write_text(
        lines(
            {"id": "yes", "question": "Who opened the Harrow bridge?"},
            {"id": "no", "question": "Which planet has rings?"},
        )
    )

    ran = press("ask", "--batch", str(batch))

    assert (ran.status, ran.err) == (0, "")
    assert {one["id"]: one["answered"] for one in ran.records} == {"yes": True, "no": False}
    assert set(ran.records[0]) == {
        "id", "question", "stand_alone", "answered", "abstained", "claims", "withheld",
        "notice", "hits", "understood",
        "trace",
    }  # fmt: skip


def test_an_answer_of_a_batch_is_that_of_the_question_alone(press: Press, batch: Path) -> None:
    question = "Who opened the Harrow bridge?"
    batch.write_text(lines({"id": 1, "question": question}))

    (of_batch,) = press("ask", "--batch", str(batch)).records
    alone = press("ask", question, "--json").record

    for one in (of_batch, alone):
        one["trace"].pop("seconds")
    assert of_batch == {"id": 1, **alone}


def test_a_question_of_a_batch_may_have_the_turns_before_it(press: Press, batch: Path) -> None:
    told = [{"question": "Who opened the Harrow bridge?", "answer": "Mayor Alma Reed did."}]
    batch.write_text(
        lines(
            {"id": 1, "question": "How old is she?", "history": told},
            {"id": 2, "question": "How old is she?", "history": [{"question": "Why?"}]},
            {"id": 3, "question": "How old is she?"},
        )
    )

    ran = press("ask", "--batch", str(batch))

    assert ran.status == 0
    assert [one["stand_alone"] for one in ran.records] == ["How old is Mayor Alma Reed?", "", ""]


@pytest.mark.parametrize(
    "history",
    ["Who?", ["Who?"], [{"answer": "x"}], [{"question": " "}], [{"question": "Who?", "answer": 1}]],
)
def test_a_history_that_cannot_be_read_is_an_error_of_its_line(
    history: Any, press: Press, batch: Path
) -> None:
    batch.write_text(lines({"id": 1, "question": "Who?", "history": history}))

    ran = press("ask", "--batch", str(batch))

    assert ran.status == 2
    assert ran.records == [
        {
            "id": 1,
            "error": "line 1 has a history that cannot be read",
            "hint": 'it is [{"question": …, "answer": …}], oldest first',
        }
    ]


def test_filters_and_order_hold_for_every_line_of_a_batch(press: Press, batch: Path) -> None:
    batch.write_text(lines({"id": 1, "query": "bridge"}, {"id": 2, "query": "ferry"}))

    ran = press("search", "--batch", str(batch), "--since", "2024-03-02", "--sort", "date")

    for one in ran.records:
        days = [hit["article"]["published"][:10] for hit in one["hits"]]
        assert days
        assert days == sorted(days, reverse=True)
        assert min(days) >= "2024-03-02"


def test_a_batch_is_read_from_stdin_too(
    press: Press, harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del harbour
    given = io.TextIOWrapper(io.BytesIO(lines({"id": 1, "query": "bridge"}).encode()))
    monkeypatch.setattr("sys.stdin", given)

    assert [one["id"] for one in press("search", "--batch", "-").records] == [1]


def test_empty_lines_and_a_byte_order_mark_are_passed_over(press: Press, batch: Path) -> None:
    text = "\n" + lines({"id": 1, "query": "bridge"}, "  ", {"id": 2, "query": "جسر"})
    batch.write_text(text, encoding="utf-8-sig")

    ran = press("search", "--batch", str(batch))

    assert (ran.status, [one["id"] for one in ran.records]) == (0, [1, 2])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("7", "has no id"),
        ({"query": "bridge"}, "has no id"),
        ({"id": 1}, "has no query"),
        ({"id": 1, "query": " "}, "has no query"),
        ({"id": 1, "query": 7}, "has no query"),
        ({"id": 1, "question": "Is it open?"}, "has no query"),
    ],
    ids=["torn", "deep", "number", "no id", "no query", "blank", "not text", "other field"],
)
def test_a_line_that_cannot_be_read_is_an_object_with_its_error_and_the_others_go_on(
    line: Any, said: str, press: Press, batch: Path
) -> None:
    batch.write_text(lines({"id": "a", "query": "bridge"}, line, {"id": "z", "query": "ferry"}))

    ran = press("search", "--batch", str(batch))

    assert ran.status == 2
    first, bad, last = ran.records
    assert (first["id"], last["id"]) == ("a", "z")
    assert set(bad) == {"id", "error", "hint"}
    assert said in bad["error"]
    assert ran.err == f"error: {batch}:2: {bad['error']}\n"


def test_a_line_that_has_an_id_keeps_it_whatever_else_is_wrong(press: Press, batch: Path) -> None:
    batch.write_text(lines({"id": "mine", "query": ""}))

    assert press("search", "--batch", str(batch)).records[0]["id"] == "mine"


@pytest.mark.parametrize("command", [("search", "query"), ("ask", "question")])
def test_a_line_that_is_not_text_stops_no_other(
    command: tuple[str, str], press: Press, batch: Path
) -> None:
    name, field = command
    lone_surrogate = json.dumps({"id": "a", field: "\ud800 bridge"})
    batch.write_text(lines(lone_surrogate, {"id": "z", field: "ferry"}))

    ran = press(name, "--batch", str(batch))

    assert [one["id"] for one in ran.records] == ["a", "z"]
    assert "unexpected" not in ran.err


def test_each_object_of_a_batch_stands_on_a_line_of_its_own(press: Press, batch: Path) -> None:
    batch.write_text(lines({"id": 1, "query": "bridge\nand\u2028ferry\r"}))

    ran = press("search", "--batch", str(batch))

    assert ran.out.count("\n") == 1
    assert json.loads(ran.out)["query"] == "bridge\nand\u2028ferry\r"


def test_a_file_that_is_not_utf_8_is_an_error_with_a_hint(press: Press, batch: Path) -> None:
    batch.write_bytes(b'{"id": 1, "query": "caf\xe9"}\n')

    ran = press("search", "--batch", str(batch))

    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"error: {batch} cannot be read: not UTF-8 text\nhint: ")
