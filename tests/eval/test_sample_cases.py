"""The questions on the sample archive ask what it says, and only the others go unanswered."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index.article import Article
from index.gather import read_archives
from index.language import right_to_left
from index.terms import fold, words

SAMPLE = Path(__file__).parents[2] / "eval" / "sample"
AT_LEAST = {
    "fact": 45,
    "several": 15,
    "changed": 12,
    "date": 10,
    "source": 8,
    "conflict": 8,
    "follow-up": 12,
    "arabic": 15,
    "cross-language": 8,
    "false-premise": 10,
    "unanswerable": 45,
}
REQUIRED = {"id", "question", "kind", "answerable", "answers", "gold"}
OPTIONAL = {"history", "filters", "as_of", "note", "rewrite"}
EVERY_ANSWER = {"several", "conflict"}  # here the answers are parts, elsewhere variants

CASES: list[dict[str, Any]] = [
    json.loads(line) for line in (SAMPLE / "cases.jsonl").read_text("utf-8").splitlines()
]
ANSWERABLE = [case for case in CASES if case["answerable"]]


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return read_archives([SAMPLE / "archive"])[0]


def test_every_case_has_the_fields_that_are_documented() -> None:
    for case in CASES:
        assert set(case) >= REQUIRED, case["id"]
        assert set(case) <= REQUIRED | OPTIONAL, case["id"]
        assert case["id"].startswith(f"{case['kind']}-"), case["id"]
        assert set(case.get("filters", {})) <= {"since", "until", "source"}, case["id"]
        assert all(set(one) == {"article", "quote"} for one in case["gold"]), case["id"]


def test_every_day_is_a_day_of_the_calendar() -> None:
    for case in CASES:
        filters = case.get("filters", {})
        days = [filters.get("since"), filters.get("until"), case.get("as_of")]
        for day in filter(None, days):
            assert date.fromisoformat(day).isoformat() == day


def test_ids_are_unique_and_no_question_is_asked_twice() -> None:
    ids = Counter(case["id"] for case in CASES)
    asked = Counter(
        (_spoken(case["question"]), json.dumps([case.get("filters"), case.get("history")]))
        for case in CASES
    )
    assert max(ids.values()) == max(asked.values()) == 1


def test_there_are_enough_of_each_kind() -> None:
    kinds = Counter(case["kind"] for case in CASES)
    assert set(kinds) == set(AT_LEAST)
    assert all(kinds[kind] >= least for kind, least in AT_LEAST.items()), kinds


def test_the_counts_that_are_documented_are_those_of_the_set() -> None:
    page = (SAMPLE / "CASES.md").read_text("utf-8")
    told = dict(re.findall(r"^\| `([\w-]+)` \| (\d+) \|", page, re.MULTILINE))
    assert {kind: int(n) for kind, n in told.items()} == Counter(case["kind"] for case in CASES)
    assert f"\n{len(CASES)} cases, {len(ANSWERABLE)} of them answerable." in page


def test_gold_stands_in_one_paragraph_of_the_one_article_named(articles: list[Article]) -> None:
    for case in ANSWERABLE:
        for gold in case["gold"]:
            (article,) = [one for one in articles if gold["article"] in (one.id, one.title)]
            quoted = _squeezed(gold["quote"])
            assert gold["quote"] in article.text, case["id"]
            found = [n for n in article.paragraphs if quoted in _squeezed(article.quote(n.number))]
            assert len(found) == 1, f"{case['id']}: {gold['quote']}"


def test_every_article_of_the_archive_is_asked_about(articles: list[Article]) -> None:
    named = {gold["article"] for case in CASES for gold in case["gold"]}
    assert [one.origin for one in articles if not {one.id, one.title} & named] == []


def test_a_filter_lets_through_an_article_that_answers(articles: list[Article]) -> None:
    by_name = {name: one for one in articles for name in (one.title, one.id)}
    for case in ANSWERABLE:
        filters = case.get("filters", {})
        named = [by_name[gold["article"]] for gold in case["gold"]]
        days = {one.published[:10] for one in named if one.published} if filters else set()
        assert all(filters.get("since", day) <= day <= filters.get("until", day) for day in days)
        assert filters.get("source", named[0].source) in {one.source for one in named}, case["id"]


def test_an_answerable_case_has_an_answer_in_its_gold_and_no_other_has_either() -> None:
    for case in CASES:
        assert bool(case["answers"]) == bool(case["gold"]) == case["answerable"], case["id"]
    for case in ANSWERABLE:
        gold = " | ".join(_spoken(one["quote"]) for one in case["gold"])
        stands = [f" {_spoken(answer)} " in f" {gold} " for answer in case["answers"]]
        enough = all if case["kind"] in EVERY_ANSWER else any
        assert enough(stands), f"{case['id']}: {case['answers']}"


def test_an_unanswerable_question_is_one_of_three_kinds() -> None:
    kinds = {case["kind"] for case in CASES if not case["answerable"]}
    assert kinds == {"unanswerable", "false-premise", "follow-up"}
    assert all(not case["answerable"] for case in CASES if case["kind"] == "unanswerable")


def test_several_paragraphs_answer_where_several_are_asked_for() -> None:
    for case in CASES:
        if case["kind"] in EVERY_ANSWER:
            assert len(case["gold"]) >= 2, case["id"]
            assert len(case["answers"]) >= 2, case["id"]


def test_a_follow_up_has_the_turns_before_it_and_no_other_has() -> None:
    for case in CASES:
        assert ("history" in case) == (case["kind"] == "follow-up"), case["id"]
        assert ("rewrite" in case) == (case["kind"] == "follow-up"), case["id"]
        for turn in case.get("history", []):
            assert set(turn) == {"question", "answer"}, case["id"]
            assert all(turn.values()), case["id"]


def test_arabic_is_asked_in_arabic_and_across_languages_in_the_other() -> None:
    for case in CASES:
        asked = right_to_left(case["question"])
        answered = {right_to_left(gold["quote"]) for gold in case["gold"]}
        if case["kind"] == "arabic":
            assert (asked, answered) == (True, {True}), case["id"]
        if case["kind"] == "cross-language":
            assert answered == {not asked}, case["id"]
    unanswerable = [case["question"] for case in CASES if case["kind"] == "unanswerable"]
    assert sum(map(right_to_left, unanswerable)) >= 6


def _spoken(text: str) -> str:
    return " ".join(fold(word) for word in words(text))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
