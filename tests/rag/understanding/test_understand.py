"""Exact words, order, sides, and what is given up when nothing is found."""

import time
from dataclasses import replace

import pytest

from index.filters import Filters
from rag.understanding.quoted import holds
from rag.understanding.relaxing import relaxed
from rag.understanding.understood import Condition, days_in_words, literally
from tests.rag.understanding.made import ASKED, asked


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("Who said \"a cold and early spring\"?", ("a cold and early spring",)),
        ("Who said “a cold spring”, and “too late”?", ("a cold spring", "too late")),
        ("Who said 'we won't go back' at the rally?", ("we won't go back",)),
        ("من قال «لن نعود إلى هنا»؟", ("لن نعود إلى هنا",)),
        ("What is the dockers' claim against the owners' offer?", ()),
        ("Who sang in the '90s and '80s?", ()),
        ("What is a \"haircut\"?", ()),
        ("Who is quoted in the 'Coast Wire' article?", ()),
    ],
)  # fmt: skip
def test_quoted_phrases_of_two_words_are_exact(question: str, quoted: tuple[str, ...]) -> None:
    assert asked(question).quoted == quoted


def test_a_phrase_is_held_word_by_word_in_any_case_and_punctuation() -> None:
    assert holds("It was A cold, early spring.", "a cold early spring")
    assert not holds("It was a cold and early spring.", "a cold early spring")
    assert not holds("colder springs", "cold")


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("What is the latest toll?", "newest"),
        ("What is the fare now?", "newest"),
        ("How high had it risen by now?", ""),
        ("When was the fire first reported?", "oldest"),
        ("What are the earliest reports of the fire?", "oldest"),
        ("Who was first in the race?", ""),
        ("ما أحدث حصيلة؟", "newest"),
        ("ما آخر أخبار الجسر؟", "newest"),
        ("ما أول تقرير عن الجسر؟", "oldest"),
        ("من كان آخر حارس؟", ""),
    ],
)
def test_order_is_a_hint(question: str, order: str) -> None:
    found = asked(question)

    assert (found.order, found.filters) == (order, Filters())


def test_today_a_year_ago_is_not_the_newest() -> None:
    assert asked("How warm was it a year ago today?").order == ""


def test_outlets_that_are_compared_are_asked_one_by_one() -> None:
    found = asked("Do The Quay and Coast Wire agree on the toll in May 2024?")

    assert [(one.question, one.filters.source) for one in found.sides] == [
        ("Do The Quay agree on the toll in May 2024?", "The Quay"),
        ("Do Coast Wire agree on the toll in May 2024?", "Coast Wire"),
    ]
    assert {one.filters.since for one in found.sides} == {"2024-05-01"} == {found.filters.since}
    assert found.filters.source == ""


def test_each_outlet_is_asked_about_in_its_own_clause() -> None:
    found = asked(
        "Does the Quay article say fares rose, while the Coast Wire article says they fell?"
    )

    assert [one.question for one in found.sides] == [
        "Does the Quay article say fares rose",
        "while the Coast Wire article says they fell?",
    ]


def test_outlets_that_something_befell_are_not_compared() -> None:
    assert asked("Did The Quay and Coast Wire merge?").sides == ()
    assert asked("Do The Quay and Coast Wire agree?", filters=Filters(source="x")).sides == ()


def test_times_that_are_compared_are_asked_one_by_one() -> None:
    found = asked("How did the fare change between March and 5 May 2024?")

    assert [(one.filters.since, one.filters.until) for one in found.sides] == [
        ("2024-03-01", "2024-03-31"),
        ("2024-05-05", "2024-05-12"),
    ]
    assert found.filters.since == "2024-03-01"
    assert asked("Who was hurt between March and May 2024?").sides == ()


def test_before_and_after_a_date_are_two_sides_and_no_filter() -> None:
    found = asked("What was the fare before and after 5 May 2024?")

    assert [(one.filters.since, one.filters.until) for one in found.sides] == [
        ("", "2024-05-04"),
        ("2024-05-05", ""),
    ]
    assert not found.filters


def test_what_is_asked_is_given_up_piece_by_piece_and_said_so() -> None:
    found = asked(
        "According to The Quay, who said 'far too late' in May 2024 in Nell Tarn's article?"
    )

    steps = list(relaxed(found))

    assert [step.filters for step in steps] == [
        Filters("2024-05-01", "2024-07-26", "The Quay", "NELL TARN", undated=True),
        Filters("2024-05-01", "2024-07-26", "The Quay", undated=True),
        Filters("2024-05-01", "2024-07-26", undated=True),
        Filters(),
    ]
    assert [step.quoted for step in steps] == [()] * 4
    assert steps[0].relaxed[0].startswith("no paragraph holds “far too late” by The Quay")
    assert steps[-1].relaxed[-1] == (
        "nothing good 2024-05-01 to 2024-07-26 (“in May 2024”); searched the whole archive"
    )


def test_what_the_person_set_is_never_given_up() -> None:
    found = asked("According to The Quay, who paid?", filters=Filters(since="2024-01-01"))

    assert [step.filters for step in relaxed(found)] == [Filters(since="2024-01-01")]
    assert list(relaxed(literally("Who paid?", Filters(source="The Quay")))) == []


def test_of_a_literal_question_nothing_is_inferred() -> None:
    found = literally("According to The Quay, who paid last week?", Filters())

    assert (found.filters, found.query, found.asked) == (Filters(), found.question, "")


def test_a_question_that_is_all_attribution_is_kept() -> None:
    assert asked("according to The Quay?").query == "according to The Quay?"


def test_an_empty_question_asks_nothing() -> None:
    assert not asked("  ").narrowed
    assert asked("Who paid?").asked == ASKED.isoformat()


def test_script_tells_the_language() -> None:
    assert asked("Who paid?").script == "latin"
    assert asked("من دفع؟").script == "arabic"


def test_a_condition_narrows_something_and_holds_its_words() -> None:
    with pytest.raises(ValueError, match="narrows nothing"):
        Condition("date", Filters(), "now", 0, 3)
    made = Condition("source", Filters(source="The Quay"), "The Quay", 0, 8)
    with pytest.raises(ValueError, match="9 characters cannot hold"):
        replace(made, end=9)


def test_days_are_written_as_a_reader_reads_them() -> None:
    assert days_in_words(Filters("2024-01-01", "2024-01-01")) == "2024-01-01"
    assert days_in_words(Filters(since="2024-01-01")) == "since 2024-01-01"
    assert days_in_words(Filters(until="2024-01-01")) == "until 2024-01-01"


@pytest.mark.parametrize("piece", ["'a", "the ", "report by ", "The Quay ", "in May ", '" ', "و"])
def test_the_longest_question_is_read_in_no_time(piece: str) -> None:
    started = time.process_time()

    asked(piece * 2000)

    assert time.process_time() - started < 2
