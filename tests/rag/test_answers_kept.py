"""Answers and the records they are kept as: nothing is lost, and what is broken is told."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.filters import Filters
from index.reader import IndexReader
from rag.answer import ask
from rag.answers_kept import RecordBroken, answer_kept, kept
from rag.asking import read
from rag.types import Answer, Claim
from tests.rag.made import answer, citation, claim, hit


@pytest.mark.parametrize(
    "question",
    [
        "Who opened the Harrow bridge?",
        "What did The Quay say about the bridge in March 2024?",
        "Who painted the lighthouse of Brennholm?",
        "متى افتتحت مكتبة المرفأ؟",
    ],
)
def test_an_answer_of_the_archive_comes_back_as_it_was(question: str, harbour: IndexReader) -> None:
    filters = Filters(since="2024-01-01", undated=True)
    asked = date(2024, 8, 1)
    made = ask(
        question, harbour, reading=lambda words: read(harbour, words, filters=filters, asked=asked)
    )

    assert made.understood is not None
    assert answer_kept(kept(made)) == made


def test_what_a_model_cost_and_what_a_claim_leaves_open_come_back() -> None:
    trace = replace(
        answer().trace,
        model="somebody/large",
        prompts={"write": "ab12"},
        usage={"tokens": 12.0, "cost": None},
        settings={"k": 8, "share": 0.5, "writer": "model"},
    )
    partial = Claim("It opened late.", "partial", (citation(),), why="the day is not said")
    made = answer(
        partial, trace=trace, withheld=2, notice="slow", stand_alone="Is the bridge open?"
    )

    assert answer_kept(kept(made)) == made


@given(st.text(st.characters(), min_size=1))
def test_any_words_come_back(words: str) -> None:
    made = answer(claim(words, citation(words)), hits=(hit(words),))

    assert answer_kept(kept(made)) == made


def test_keys_of_a_later_pressmark_are_passed_over_and_defaults_may_be_absent() -> None:
    record = json.loads(kept(answer(claim())))
    record["mood"] = "calm"
    record["claims"][0]["citations"][0]["weight"] = 3
    for name in ("understood", "notice", "stand_alone"):
        del record[name]

    assert answer_kept(json.dumps(record)) == answer(claim())


@pytest.mark.parametrize(
    ("breaks", "words"),
    [
        (lambda record: record.pop("question"), "answer: no 'question'"),
        (lambda record: record.update(claims={}), "answer.claims: dict, not a list"),
        (lambda record: record.update(withheld=True), "answer.withheld: bool, not int"),
        (lambda record: record.update(withheld=-1), "-1 claims cannot be withheld"),
        (lambda record: record.update(abstained="no"), "either claims or a reason"),
        (lambda record: record.update(trace=None), "answer.trace: nothing, not an object"),
        (lambda record: record["trace"].update(usage=[]), "answer.trace.usage: list, not an"),
        (lambda record: record["trace"]["filters"].update(since="soon"), "not a date"),
        (lambda record: record["claims"][0].update(support="sure"), "'sure' is none of"),
        (
            lambda record: record["claims"][0]["citations"][0].update(end=1),
            r"answer.claims\[0\].citations\[0\]: a span of 1 characters cannot hold 28",
        ),
        (lambda record: record["hits"][0]["ranks"].update(dense="1"), "ranks.dense: str, not None"),
    ],
)
def test_a_broken_record_is_told_by_its_field(
    breaks: Callable[[dict[str, Any]], object], words: str
) -> None:
    record = json.loads(kept(answer(claim())))
    breaks(record)

    with pytest.raises(RecordBroken, match=words) as caught:
        answer_kept(json.dumps(record))
    assert caught.value.hint


@pytest.mark.parametrize("record", ["", "{", "[]", "null", "[" * 100_000])
def test_what_is_no_record_is_told(record: str) -> None:
    with pytest.raises(RecordBroken):
        answer_kept(record)


def test_what_no_record_can_hold_is_refused_when_it_is_kept() -> None:
    made: Answer = answer(notice=object())

    with pytest.raises(TypeError, match="object has no plain record"):
        kept(made)
