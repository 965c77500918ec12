"""Outlets and authors in a question: whose articles it asks for."""

import pytest

from index.filters import Filters
from rag.understanding.known import Known, squeezed
from tests.rag.understanding.made import asked

SOURCES = [
    ("According to The Quay, who paid?", "The Quay"),
    ("Who paid, according to the quay?", "The Quay"),
    ("Did The Quay report that the ferry sank?", "The Quay"),
    ("What does the Quay say about fares?", "The Quay"),
    ("Has The Quay reported on the fire?", "The Quay"),
    ("As The Quay reported, who paid?", "The Quay"),
    ("What is in the Quay's account of the fire?", "The Quay"),
    ("Who is quoted in the 'Quay' article?", "The Quay"),
    ("What do reports in Coast Wire say?", "Coast Wire"),
    ("Which fares are named in Coast Wire articles?", "Coast Wire"),
    ("What did Coast Wire publish on fares?", "Coast Wire"),
    ("What did the mayor tell The Quay?", "The Quay"),
    ("What did HNS report?", "Harbour News Service"),
    ("What did the Daily Post write about fares?", "Daily Post / Agency"),
    ("Who paid, according to Agency?", "Daily Post / Agency"),
    ("What does the Mole say?", "themole.example"),
    ("According to themole.example, who paid?", "themole.example"),
    ("What did AP report?", "Associated Press"),
    ("What did the Associated Press report?", "Associated Press"),
    ("What did Sky News report?", "sky news"),
    ("What did Lantern report?", "Lantern / قناديل"),
    ("كم دفعوا بحسب قناديل؟", "Lantern / قناديل"),
    ("كم دفعوا وفقاً لصحيفة قناديل؟", "Lantern / قناديل"),
    ("كم دفعوا وفقا لقناديل؟", "Lantern / قناديل"),
    ("ماذا قالت أسوشيتد برس؟", "Associated Press"),
]
NO_SOURCES = [
    "Why was The Quay sued?",
    "Who owns The Quay?",
    "Did The Quay apologise?",
    "Did The Quay report a loss?",
    "Why has The Quay said it will close?",
    "What does The Quay's owner want?",
    "According to the Quay's chief executive, who paid?",
    "Which articles not by The Quay tell of it?",
    "What do articles other than reports in The Quay say?",
    "What is on the quay?",
    "According to the quay theorem, who pays?",
    "What did hns report?",
    "Who works at the Coast Wire building?",
    "ما قصة قناديل المدينة؟",
]
AUTHORS = [
    ("Which articles by Nell Tarn tell of the fire?", "NELL TARN"),
    ("What was written by Ivo Sand on fares?", "Ivo Sand"),
    ("What does Nell Tarn's column say?", "NELL TARN"),
    ("What did Alma Reed write?", "Alma Reed"),
    ("Is there anything by Alma Reed?", "Alma Reed"),
    ("ماذا كتبت ريما صبور عن المكتبة؟", "ريما صبور"),
]


@pytest.mark.parametrize(("question", "source"), SOURCES)
def test_an_outlet_whose_words_are_asked_about_is_searched_alone(
    question: str, source: str
) -> None:
    assert asked(question).filters == Filters(source=source)


@pytest.mark.parametrize("question", NO_SOURCES)
def test_an_outlet_that_is_the_subject_or_left_out_is_not(question: str) -> None:
    assert asked(question).filters == Filters()


@pytest.mark.parametrize(("question", "author"), AUTHORS)
def test_an_author_whose_articles_are_asked_for_is_searched_alone(
    question: str, author: str
) -> None:
    assert asked(question).filters == Filters(author=author)


@pytest.mark.parametrize(
    "question",
    [
        "Who was rescued by Nell Tarn?",
        "Who is Nell Tarn?",
        "Which articles not by Nell Tarn tell of it?",
        "What did Quay staff write?",
    ],
)
def test_a_person_who_is_told_of_is_not_an_author(question: str) -> None:
    assert not asked(question).filters.author


def test_the_persons_own_outlet_and_author_beat_those_of_the_question() -> None:
    given = Filters(source="Coast Wire", author="Ivo Sand")

    found = asked("According to The Quay, what did Nell Tarn write?", filters=given)

    assert (found.filters, found.conditions) == (given, ())


def test_a_condition_holds_the_words_it_came_from() -> None:
    question = "What happened on 20 January 2024, according to The Quay?"

    found = asked(question)

    assert [(one.kind, one.phrase, one.label) for one in found.conditions] == [
        ("date", "on 20 January 2024", "2024-01-20 to 2024-03-16"),
        ("source", "according to The Quay", "by The Quay"),
    ]
    assert found.query == "What happened on 20 January 2024?"
    assert found.without(found.conditions[0]).filters == Filters(source="The Quay")


@pytest.mark.parametrize(
    ("question", "phrase", "query"),
    [
        ("Who paid, according to the Quay report?", "according to the Quay report", ""),
        (
            "How many came, according to The Quay's count?",
            "according to The Quay's",
            "How many came, count?",
        ),
        ("What did 'The Quay' report?", "'The Quay'", "What did 'The Quay' report?"),
        ("As reported by 'The Quay', who paid?", "As reported by 'The Quay'", "who paid?"),
    ],
)
def test_a_phrase_is_whole(question: str, phrase: str, query: str) -> None:
    found = asked(question)

    assert [one.phrase for one in found.conditions] == [phrase]
    assert found.query == (query or "Who paid?")


def test_a_name_that_several_outlets_share_means_all_of_them_or_none() -> None:
    few = Known.of([("Post", "a"), ("post.com", "b")], [], ("", ""))
    many = Known.of([(f"{n} Post", "") for n in "ABCDE"], [], ("", ""))

    assert few.outlets["post"].source == "Post / post.com"
    assert "post" not in many.outlets


def test_names_are_compared_without_what_writers_leave_out() -> None:
    assert squeezed("The Port-Ostrel  Times") == squeezed("www.portostreltimes.co.uk")
    assert squeezed("The") == "the"
