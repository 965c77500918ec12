"""A follow-up is put in words that stand alone; a question that stands alone is left as it is."""

import pytest

from rag.follow_up.rewrite import LONGEST, rewrite
from rag.follow_up.stand_alone import Phrase, StandAlone
from rag.follow_up.talk import heard

REED = ("Who opened the Harrow bridge?", "Mayor Alma Reed opened it on Friday.")
FERRY = ("What does a ticket for the Harrow ferry cost?", "Three crowns since May 2024.")
DOCKS = ("How many dockers went on strike at Lowmouth in March 2023?", "About 400.")
PLANE = ("Which plane crashed near Tarn in May 2022?", "The Silver Heron.")


def after(question: str, *talk: tuple[str, str]) -> str:
    return rewrite(question, heard(talk)).text


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How old is she?", "How old is Mayor Alma Reed?"),
        ("What's her age?", "What's Mayor Alma Reed’s age?"),
        ("Who voted for her?", "Who voted for Mayor Alma Reed?"),
        ("When did she say she's leaving?", "When did Mayor Alma Reed say she's leaving?"),
    ],
)
def test_she_is_the_person_named_before(question: str, text: str) -> None:
    assert after(question, REED) == text


def test_the_one_whom_an_answer_names_by_name_and_age_is_a_person() -> None:
    talk = ("What happened at the weir?", "It burst, said Ivo Sand, 44, who keeps the Weir Inn.")

    assert after("How old is he?", talk) == "How old is Ivo Sand?"


def test_he_is_nobody_named_where_only_a_role_was_told() -> None:
    talk = ("Why did the driver of the Harrow tram not brake?", "The Tarn Works built the brakes.")

    text = after("Was he punished?", REED, talk)

    assert text == "Was he punished? (about: driver, Harrow tram)"


def test_a_person_of_an_earlier_turn_is_still_meant() -> None:
    assert after("And how old is she?", REED, FERRY) == "And how old is Mayor Alma Reed?"


def test_a_pronoun_beside_the_person_carries_the_topic_too() -> None:
    text = after("What did she pay for it?", REED)

    assert text == "What did Mayor Alma Reed pay for it? (about: Harrow bridge)"


@pytest.mark.parametrize(
    "question",
    [
        "How long is it?",
        "Who paid for that?",
        "What does one see there?",
        "Any injuries?",
        "Who was the builder?",
        "What else was opened?",
        "How many of them were hurt?",
        "So, that is all?",
        "What did the company's lawyer say?",
        "Was anybody fined?",
    ],
)
def test_what_leans_on_the_talk_gets_what_it_was_about(question: str) -> None:
    talk = ("Which bridge did Tarn Works build at Lowmouth?", "The Harrow Bridge, in 2019.")

    made = rewrite(question, heard([talk]))

    assert made.text == f"{question} (about: Harrow Bridge, Tarn Works, Lowmouth)"
    assert made.changed
    assert made.carried == tuple(
        Phrase(one, 0) for one in made.text[:-1].split(": ")[1].split(", ")
    )


@pytest.mark.parametrize("question", ["What did it build?", "What did the company say?"])
def test_a_person_who_was_named_is_not_what_it_means(question: str) -> None:
    talk = ("Who is the CEO of Tarn Works?", "Tarn Works named Joan Tolley, 61, on Friday.")

    assert after(question, talk) == f"{question} (about: CEO, Tarn Works)"


def test_it_is_not_the_one_who_speaks_about_it() -> None:
    question = "What did the prime minister say about it?"

    assert after(question, FERRY) == f"{question} (about: ticket, Harrow ferry)"
    assert after("Who's paying?", FERRY) == "Who's paying? (about: ticket, Harrow ferry)"


def test_the_day_is_carried_unless_the_question_asks_for_now() -> None:
    assert after("How much were they paid?", DOCKS).endswith("Lowmouth, March 2023)")
    assert after("How much are they paid now?", DOCKS).endswith("Lowmouth)")


def test_an_answer_s_names_are_carried_where_the_question_had_none() -> None:
    talk = ("How did the match end?", "Harrow Town beat Lowmouth Rovers on penalties.")

    assert after("Was anyone sent off?", talk) == (
        "Was anyone sent off? (about: match, Harrow Town, Lowmouth Rovers)"
    )


def test_a_name_that_is_all_of_the_answer_is_carried() -> None:
    talk = ("Which town has no doctor?", "Lowmouth.")

    assert after("Who is the dentist there?", talk).endswith("(about: Lowmouth, town, doctor)")


@pytest.mark.parametrize(
    ("question", "before", "text"),
    [
        ("And in Tarn?", DOCKS, "How many dockers went on strike at Tarn in March 2023?"),
        ("And at Tarn?", DOCKS, "How many dockers went on strike at Tarn in March 2023?"),
        ("What about 2022?", DOCKS, "How many dockers went on strike at Lowmouth in March 2022?"),
        ("And in May?", DOCKS, "How many dockers went on strike at Lowmouth in May 2023?"),
        (
            "What about June 2021?", DOCKS,
            "How many dockers went on strike at Lowmouth in June 2021?",
        ),
        ("And the Tarn ferry?", FERRY, "What does a ticket for the Tarn ferry cost?"),
        (
            "And about Tarn?", ("What did Reed say about Lowmouth?", ""),
            "What did Reed say about Tarn?",
        ),
        (
            "And Tarn Works?", ("Who is the CEO of Harrow Mills?", ""),
            "Who is the CEO of Tarn Works?",
        ),
        ("And its owner?", FERRY, "What does a ticket for the Harrow ferry’s owner cost?"),
    ],
)  # fmt: skip
def test_what_about_takes_the_place_of_its_like(
    question: str, before: tuple[str, str], text: str
) -> None:
    made = rewrite(question, heard([before]))

    assert made == StandAlone(question, text, (Phrase(before[0], 0),))


@pytest.mark.parametrize(
    "question",
    [
        "And by train?",
        "And the year before?",
        "What about 2022?",
        "And?",
        "And now?",
        "And its sea?",
    ],
)
def test_what_about_is_added_to_the_topic_where_it_has_no_like(question: str) -> None:
    talk = ("how much is a ticket?", "Three crowns.")

    assert after(question, talk) == f"{question} (about: ticket)"


@pytest.mark.parametrize(
    ("question", "before", "text"),
    [
        ("When?", "Did Tarn Works repair the quay?", "When did Tarn Works repair the quay?"),
        ("And why?", "Where was the quay built?", "Why was the quay built?"),
    ],
)
def test_a_bare_asking_word_asks_the_last_question_again(
    question: str, before: str, text: str
) -> None:
    assert after(question, (before, "")) == text


def test_a_bare_asking_word_takes_the_answer_along() -> None:
    assert after("Why?", ("Where was the quay built?", "At Lowmouth.")) == (
        "Why was the quay built? (about: Lowmouth)"
    )


def test_a_bare_asking_word_that_cannot_ask_again_gets_the_topic() -> None:
    assert after("Why?", DOCKS) == "Why? (about: dockers, Lowmouth, March 2023)"


@pytest.mark.parametrize(
    "question",
    [
        "How many books does the Tarn library hold?",
        "Who is Nell Tarn?",
        "What is a lock-out?",
        "Is it true that the Tarn library has closed?",
        "Is there a ferry to Tarn on Sundays?",
        "What did the mayor of Tarn say about his salary?",
        "How many families have claimed the rebate they are entitled to?",
        "Why did the bus to the airport lose its licence?",
        "How hot was it in Tarn in July 2024?",
        "What was in the clause of the agreement that was never published?",
        "Which of the Tarn Works engineers resigned?",
        "Where does the regional water board meet?",
        "What stood from one end of the quay to the other?",
        "What happened to those killed in the Lowmouth flood?",
        "How do companies hire their employees?",
    ],
)
def test_a_question_that_stands_alone_is_left_as_it_is(question: str) -> None:
    made = rewrite(question, heard([REED, FERRY]))

    assert (made.text, made.carried, made.changed) == (question, (), False)


def test_without_a_talk_nothing_is_changed() -> None:
    assert rewrite("How old is she?", ()) == StandAlone("How old is she?", "How old is she?")


def test_a_talk_that_names_nothing_leaves_the_question_as_it_is() -> None:
    assert after("How old is she?", ("Why?", "")) == "How old is she?"


def test_a_very_long_question_says_enough() -> None:
    question = "And it " + "is so " * LONGEST

    assert after(question, REED) == question


def test_a_surname_gets_the_full_name_said_before() -> None:
    assert after("What did Reed promise the people of Tarn?", REED) == (
        "What did Reed promise the people of Tarn? (about: Mayor Alma Reed)"
    )


def test_an_english_follow_up_of_an_arabic_question_gets_its_words() -> None:
    text = after("How much did it cost?", ("متى افتُتح جسر هارو؟", ""))

    assert text == "How much did it cost? (about: جسر هارو)"


def test_a_chain_keeps_its_topic() -> None:
    talk = [PLANE, ("Who was the pilot?", "Joan Tolley."), ("How old was she?", "Forty.")]

    assert [turn.stand_alone for turn in heard(talk)] == [
        "",
        "Who was the pilot? (about: Silver Heron, plane, Tarn, May 2022)",
        "How old was Joan Tolley?",
    ]


@pytest.mark.parametrize("question", ["?", "!!", "…", "1", "\u200f", "a" * 500, "it " * 100])
def test_nothing_that_is_typed_breaks_it(question: str) -> None:
    assert rewrite(question, heard([REED, ("؟", "؟"), ("?", "?")])).asked == question
