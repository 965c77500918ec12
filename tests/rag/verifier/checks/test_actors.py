"""Who did what to whom, who said it, which way it went, and what stood in quotation marks."""

import pytest

from tests.rag.verifier.found import found


def checks(claim: str, said: str) -> set[str]:
    return {one.check for one in found(claim, said)}


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("Verhal sued Brandt in May.", "In May, Brandt sued Verhal."),
        ("Verhal was sued by Brandt in May.", "In May, Verhal sued Brandt."),
        ("Residents attacked police.", "The police attacked residents."),
        ("Residents were attacked by the police.", "Residents attacked the police."),
    ],
)
def test_changed_over_actors_are_found(claim: str, said: str) -> None:
    assert "actor" in checks(claim, said)


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("Verhal was sued by Brandt in May.", "In May, Brandt sued Verhal."),
        ("Brandt sued Verhal.", "Verhal was sued by Brandt."),
        ("The police were attacked by residents.", "Residents attacked the police."),
    ],
)
def test_active_and_passive_are_one(claim: str, said: str) -> None:
    assert checks(claim, said) == set()


SPEECH = "“The harbour is closed,” said Ilse Brandt. Tomas Verhal told the council to wait."


@pytest.mark.parametrize(
    "claim",
    [
        "“The harbour is closed,” said Tomas Verhal.",
        "The harbour is closed, according to Verhal.",
        "Verhal said the harbour is closed.",
    ],
)
def test_another_speaker_is_found(claim: str) -> None:
    assert checks(claim, SPEECH) & {"speaker", "name"}


def test_a_speaker_of_something_else_is_not_a_wrong_one() -> None:
    said = "Brandt said prices rose. Verhal said wages, rents and fares had gone up much faster."
    claim = "Verhal said that fares and the price of living climbed at a worrying speed."
    assert "speaker" not in checks(claim, said)


def test_the_speaker_may_be_named_in_short() -> None:
    assert checks("Brandt said the harbour is closed.", SPEECH) == set()


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("Prices rose in Saltrey.", "Prices fell in Saltrey."),
        ("The council rejected the plan.", "The council approved the plan."),
        ("It opened after the vote.", "It opened before the vote."),
        ("Fewer boats came.", "More boats came."),
        ("Saltrey won the cup.", "Saltrey lost the cup."),
        ("The sale is illegal.", "The sale is legal."),
        ("انخفضت الأسعار في المدينة.", "ارتفعت الأسعار في المدينة."),
    ],
)
def test_an_opposite_is_found(claim: str, said: str) -> None:
    assert "direction" in checks(claim, said)


@pytest.mark.parametrize(
    ("claim", "is_wrong"),
    [
        ("He called it “a war on people, not gunmen” on Tuesday.", False),
        ("He called it ‘a war on people’ on Tuesday.", False),
        ('He called it "a war on people [...] not gunmen" on Tuesday.', False),
        ("He called it “a war on the people” on Tuesday.", True),
        ("He called it «war on peoples» on Tuesday.", True),
    ],
)
def test_quotation_marks_hold_exact_words(claim: str, is_wrong: bool) -> None:
    said = 'On Tuesday he called it "a war on people,  not gunmen" and left.'
    assert ("quotation" in checks(claim, said)) == is_wrong


def test_a_word_put_in_anothers_place_is_found_in_arabic() -> None:
    said = "قال الوزير سالم الحداد إن المدينة ستبني مدرسة جديدة قرب الميناء"
    one = found(said.replace("سالم", "كريم"), said)
    assert [each.why for each in one] == ["the paragraph says “سالم”, the sentence “كريم”"]
