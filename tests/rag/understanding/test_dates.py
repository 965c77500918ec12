"""Dates in a question: which days of publication it asks for."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.filters import Filters
from rag.understanding.known import Known
from rag.understanding.periods import Period, back
from rag.understanding.understand import understand
from rag.understanding.windows import AFTER
from tests.rag.understanding.made import ASKED, KNOWN, asked, days

WINDOWS = [
    ("Which articles from January 2024 tell of the ferry?", "2024-01-01", "2024-01-31"),
    ("What did the paper report on 20 January 2024?", "2024-01-20", "2024-01-20"),
    ("Stories published on Monday, 5 February 2024", "2024-02-05", "2024-02-05"),
    ("What was published on 2024-02-05?", "2024-02-05", "2024-02-05"),
    ("What was published on 25/3/2024?", "2024-03-25", "2024-03-25"),
    ("What was published between March and May 2024?", "2024-03-01", "2024-05-31"),
    ("Articles from 5 to 12 May 2024", "2024-05-05", "2024-05-12"),
    ("Articles published May 5-12, 2024", "2024-05-05", "2024-05-12"),
    ("What did the papers report last week?", "2024-12-09", "2024-12-15"),
    ("Articles from last month", "2024-11-01", "2024-11-30"),
    ("Articles published yesterday", "2024-12-17", "2024-12-17"),
    ("Articles published in the past ten days", "2024-12-08", "2024-12-18"),
    ("Articles from last March", "2024-03-01", "2024-03-31"),
    ("How much has the fare risen since March 2024?", "2024-03-01", ""),
    ("How much has the fare risen since March?", "2024-03-01", ""),
    ("What was the fare before June 2024?", "", "2024-05-31"),
    ("What was the fare until June 2024?", "", "2024-06-30"),
    ("What was the fare after June 2024?", "2024-07-01", ""),
    ("What happened after 5 May 2024?", "2024-05-05", ""),
    ("What did the ferry carry from May 2024 onwards?", "2024-05-01", ""),
    ("In March 2024, what did the paper say about fares?", "2024-03-01", "2024-03-31"),
    ("ما المقالات التي نشرت في شباط 2024؟", "2024-02-01", "2024-02-29"),
    ("أخبار من كانون الثاني ٢٠٢٤", "2024-01-01", "2024-01-31"),
    ("مقالات الأسبوع الماضي", "2024-12-09", "2024-12-15"),
    ("ماذا تغير منذ مارس 2024؟", "2024-03-01", ""),
    ("كم كان السعر قبل يونيو 2024؟", "", "2024-05-31"),
    ("كم كان السعر قبل عام 2024؟", "", "2023-12-31"),
]
EVENTS = [
    ("How many died in the storm of 6 February 2024?", "2024-02-06", "2024-02-06", "day"),
    ("What happened on 20 January 2024?", "2024-01-20", "2024-01-20", "day"),
    ("How big was the march of 17 May 2024?", "2024-05-17", "2024-05-17", "day"),
    ("What happened on Jan. 20?", "2024-01-20", "2024-01-20", "day"),
    ("Who sank the boat in March?", "2024-03-01", "2024-03-31", "month"),
    ("Who was rescued in early May 2024?", "2024-05-01", "2024-05-15", "month"),
    ("Who was rescued over the summer of 2024?", "2024-06-01", "2024-08-31", "season"),
    ("What was built in the second quarter of 2023?", "2023-04-01", "2023-06-30", "season"),
    ("What was built in Q2 2023?", "2023-04-01", "2023-06-30", "season"),
    ("What was built in the first half of 2023?", "2023-01-01", "2023-06-30", "season"),
    ("ماذا حدث يوم ٢٠ يناير ٢٠٢٤؟", "2024-01-20", "2024-01-20", "day"),
    ("ماذا حدث في صيف 2023؟", "2023-06-01", "2023-08-31", "season"),
    ("ماذا حدث بين مارس ومايو 2024؟", "2024-03-01", "2024-05-31", "month"),
    ("ماذا حدث في الربع الأول من عام 2024؟", "2024-01-01", "2024-03-31", "season"),
    ("ماذا حدث في مطلع مايو 2024؟", "2024-05-01", "2024-05-15", "month"),
    ("ما حدث في النصف الأول من 2024؟", "2024-01-01", "2024-06-30", "season"),
]
RELATIVE = [
    ("What happened last night?", "2024-12-17"),
    ("What happened the day before yesterday?", "2024-12-16"),
    ("What happened this week?", "2024-12-11"),
    ("What happened this month?", "2024-12-01"),
    ("What happened this year?", "2024-01-01"),
    ("What happened in the past week?", "2024-12-11"),
    ("What happened three days ago?", "2024-12-15"),
    ("Who was hurt at the weekend?", "2024-12-14"),
    ("Who was arrested on Monday?", "2024-12-16"),
    ("Who was arrested last Monday?", "2024-12-09"),  # that of last week, where some mean it
    ("Who was arrested last Friday?", "2024-12-13"),
    ("How warm was it last summer?", "2024-06-01"),
    ("How cold was it last winter?", "2023-12-01"),
    ("How cold was it this winter?", "2024-08-18"),
    ("What was built this spring?", "2024-03-01"),
    ("What happened this December?", "2024-12-01"),
    ("ماذا حدث أمس؟", "2024-12-17"),
    ("ماذا حدث أول أمس؟", "2024-12-16"),
    ("ماذا حدث هذا الأسبوع؟", "2024-12-11"),
    ("ماذا حدث هذا الشهر؟", "2024-12-01"),
    ("ماذا حدث الشهر الماضي؟", "2024-11-01"),
    ("ماذا حدث العام الماضي؟", "2023-01-01"),
    ("ماذا حدث في آخر 10 أيام؟", "2024-12-08"),
    ("ماذا حدث خلال الأيام العشرة الماضية؟", "2024-12-08"),
    ("ماذا حدث قبل ثلاثة أيام؟", "2024-12-15"),
    ("ماذا حدث قبل يومين؟", "2024-12-16"),
    ("ماذا حدث يوم الاثنين الماضي؟", "2024-12-09"),
]
NO_DATES = [
    "Who won the 2024 Olympics?",
    "Who won the 2022 World Cup?",
    "What did COP28 decide in Dubai?",
    "What does Agenda 2030 ask for?",
    "Why was the Boeing 737 grounded?",
    "What caused the 1967 war?",
    "Who won in the 2024 elections?",
    "Who won seats in 2024 elections?",
    "Who landed on the Moon in 1969?",
    "Who signed the treaty in June 1755?",
    "Who wrote the song of the 1990s?",
    "Who lost the 2023-24 season?",
    "What changed before the strike?",
    "What changed after the election?",
    "Who was hurt in the September 11 attacks?",
    "What happened on October 7?",
    "What fell after the November Uprising?",
    "How warm is it in January?",
    "How many may march in the parade?",
    "What was the last week of the war like?",
    "Who hosts Last Week Tonight?",
    "Who won this year's cup?",
    "What will open in November 2024?",
    "Which bridge is due in October 2024?",
    "How many were hungry in the run-up to January 2024?",
    "What was published on 1/2/2024?",
    "What opened in March 2031?",
    "How much was spent for 2024?",
    "Is the ferry running on Sunday?",
    "How long was the march?",
    "منذ سنوات والناس ينتظرون الجسر",
    "ما سبب حرب 1967؟",
    "من فاز في تشرين الأول من عام 1954؟",
]


@pytest.mark.parametrize(("question", "since", "until"), WINDOWS)
def test_the_days_of_an_article_are_those_named(question: str, since: str, until: str) -> None:
    assert days(question) == (since, until)


@pytest.mark.parametrize(("question", "first", "last", "unit"), EVENTS)
def test_an_event_is_looked_for_from_its_day_until_weeks_after(
    question: str, first: str, last: str, unit: str
) -> None:
    after = date.fromisoformat(last) + timedelta(days=AFTER[unit])

    since, until = days(question)

    assert since == first
    assert until in (after.isoformat(), "2024-12-19")


def test_a_window_widened_for_later_reports_knows_the_last_day_it_names() -> None:
    (march,) = asked("Who sank the boat in March 2024?").conditions
    (published,) = asked("Which articles from January 2024 tell of the ferry?").conditions
    (since,) = asked("How much has the fare risen since March 2024?").conditions

    assert march.named == "2024-03-31"
    assert march.filters.until > march.named
    assert published.named == since.named == ""


@pytest.mark.parametrize(("question", "since"), RELATIVE)
def test_days_counted_back_from_asking_reach_to_the_day_of_asking(
    question: str, since: str
) -> None:
    found = days(question)

    assert found[0] == since
    assert "2024-03-01" < found[1] <= "2025-01-01"


@pytest.mark.parametrize("question", NO_DATES)
def test_names_quantities_history_and_plans_are_no_dates(question: str) -> None:
    assert days(question) == ("", "")


def test_what_happened_some_weeks_or_months_ago_may_be_a_little_earlier_or_later() -> None:
    assert days("What happened two weeks ago?")[0] == "2024-11-30"
    assert days("What happened six months ago?")[0] == "2024-06-02"
    assert days("How warm was it a year ago today?")[0] == "2023-12-18"
    assert days("What happened a year ago?")[0] == "2023-06-18"


def test_last_week_said_on_a_sunday_holds_the_week_that_some_have_just_ended() -> None:
    assert days("Articles from last week", date(2024, 12, 15)) == ("2024-12-02", "2024-12-14")
    assert days("مقالات الأسبوع الماضي", date(2024, 12, 14)) == ("2024-12-02", "2024-12-13")


def test_an_expected_state_by_a_date_is_told_until_weeks_after_it() -> None:
    assert days("How much had been built by March 2024?") == ("", "2024-05-26")


def test_winter_of_a_year_is_either_that_touches_it() -> None:
    assert days("Who froze in winter 2023?")[1] >= "2024-02-29"


def test_a_month_without_a_year_is_the_archives_only_one_where_the_latest_is_not_in_it() -> None:
    late = date(2026, 5, 1)
    short = Known.of([], [], ("2023-11-20", "2024-04-30"))

    def since(question: str, known: Known) -> str:
        return understand(question, known, asked=late, filters=Filters()).filters.since

    assert since("Who was hurt in January?", short) == "2024-01-01"
    assert since("Who was hurt on 20 January?", short) == "2024-01-20"
    assert since("Who was hurt in March?", KNOWN) == ""  # two of them
    assert since("Who was hurt in March?", Known()) == ""


def test_a_leap_day_is_read_only_in_a_leap_year() -> None:
    assert days("Who was born on Feb. 29?") == ("2024-02-29", "2024-04-25")
    assert days("Who was born on Feb. 29?", date(2023, 5, 1)) == ("", "")


def test_a_date_of_publication_beats_those_of_what_it_tells() -> None:
    question = "What did the paper report in May 2024 about the storm of 6 February 2024?"

    assert days(question) == ("2024-05-01", "2024-05-31")


def test_of_two_dates_the_one_within_the_other_is_meant_and_else_both() -> None:
    assert days("As of 5 May 2024, how many had died in 2024?")[0] == "2024-05-05"
    apart = days("Was the fire of 6 February 2023 like the fire of 5 May 2024?")
    assert apart[0] == "2023-02-06"
    assert apart[1] > "2024-05-05"


def test_two_open_dates_hold_each_other() -> None:
    assert days("What was written after 5 May 2024 and before June 2024?") == (
        "2024-05-05", "2024-05-31",
    )  # fmt: skip
    assert days("Was it cheaper before May 2023 or since June 2024?") == ("", "")


def test_a_date_that_all_of_the_archive_has_narrows_nothing() -> None:
    assert days("What has been built since 1990?") == ("", "")
    assert days("What was published between 2023 and 2024?") == ("", "")


def test_an_archive_without_dates_has_no_dates_asked_of_it() -> None:
    found = understand("Articles from last week", Known(), asked=ASKED, filters=Filters())

    assert (found.filters, found.relaxed) == (Filters(), ())


def test_days_after_all_that_the_archive_holds_are_told_and_not_searched() -> None:
    found = asked("What happened last week?", date(2026, 3, 4))

    assert not found.filters
    assert found.relaxed == (
        "“last week” is after the archive's last article (2024-12-20); searched without it",
    )


def test_the_persons_own_dates_beat_those_of_the_question() -> None:
    found = asked("What happened on 20 January 2024?", filters=Filters("2024-03-01"))

    assert (found.filters, found.conditions) == (Filters("2024-03-01"), ())


def test_words_in_quotation_marks_date_nothing() -> None:
    assert days("Who said 'it ended in March 2024' at the inquest?") == ("", "")


@given(st.text())
def test_whatever_is_asked_is_understood_and_its_phrases_stand_in_it(question: str) -> None:
    found = asked(question)

    for one in found.conditions:
        assert question[one.start : one.end] == one.phrase
        assert one.value


WORDS = (
    "in since before between and of the last week 2024 March May 20 ' ’ “ ” The Quay's according to"
    " report by Nell Tarn yesterday من إلى مارس ٢٠٢٤ الأسبوع الماضي بحسب قناديل ? , while latest"
).split(" ")


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_any_words_at_all_are_understood(question: str) -> None:
    found = asked(question)

    assert [question[one.start : one.end] for one in found.conditions] == [
        one.phrase for one in found.conditions
    ]
    assert found.query.strip() or not question.strip()


def test_a_period_runs_forwards() -> None:
    with pytest.raises(ValueError, match="cannot run from 2024-01-02 to 2024-01-01"):
        Period(date(2024, 1, 2), date(2024, 1, 1), "day")


def test_a_month_before_the_31st_is_the_last_day_there_is() -> None:
    assert back(date(2024, 3, 31), 1, "month") == date(2024, 2, 29)
