"""Names: shorter forms, acronyms and peoples stand; another name does not."""

import pytest

from rag.verifier.comparison import About
from tests.rag.verifier.found import found, whys

SAID = "Mayor Ilse Brandt of Saltrey met Iranian envoys of the World Harbour Office on Tuesday."


@pytest.mark.parametrize(
    "claim",
    [
        "Brandt met envoys of the World Harbour Office.",
        "Mr. Brandt's envoys met on Tuesday.",
        "Ilse Brandt met envoys of Iran.",
        "Brandt met envoys of the WHO.",
        "The mayor of Saltrey met Iranians.",
        "Envoys met the mayor.",
    ],
)
def test_names_that_are_there_in_some_form_stand(claim: str) -> None:
    assert [one for one in found(claim, SAID) if one.check == "name"] == []


@pytest.mark.parametrize(
    ("claim", "name"),
    [
        ("Mayor Ilse Harker of Saltrey met Iranian envoys.", "Harker"),
        ("Mayor Ilse Brandt of Norrey met Iranian envoys.", "Norrey"),
        ("Mayor Ilse Brandt of Saltrey met US envoys.", "US"),
        ("Brandt met envoys of the UNESCO.", "UNESCO"),
    ],
)
def test_another_name_is_found_and_named(claim: str, name: str) -> None:
    assert any(name in why for why in whys(claim, SAID))


def test_a_name_in_place_of_another_is_contradicted_by_it() -> None:
    one = found(
        "On Tuesday, Iranian ships left the harbour.", "On Tuesday, US ships left the harbour."
    )
    assert [(each.fault, each.why) for each in one] == [
        ("contradicted", "the paragraph says US, the sentence Iranian")
    ]


def test_a_name_may_stand_in_the_headline() -> None:
    claim, said = "Brandt opened the bridge in Saltrey.", "The mayor, Brandt, opened the bridge."
    assert found(claim, said)
    assert found(claim, said, about=About(title="Saltrey has a bridge")) == ()


def test_two_halves_of_two_names_make_no_third() -> None:
    said = "Ilse Brandt and Tomas Verhal opened the bridge."
    assert whys("Tomas Brandt opened the bridge.", said) == [
        "the paragraph says Ilse Brandt, the sentence Tomas Brandt"
    ]


def test_a_name_and_a_stranger_make_no_other_bearer() -> None:
    assert (
        found("Ilse Brandt spoke.", "Ilse Brandt, Tomas Verhal and Brandt spoke at length.") == ()
    )
    said = "Ilse Verhal and Tomas Brandt spoke, as Brandt often does."
    assert [one for one in found("Ilse Brandt spoke.", said) if one.check == "name"] == []


def test_a_headline_in_capitals_names_nobody_by_them() -> None:
    said = "Saltrey Council Approves Old Harbour Plan After Long Debate"
    assert found("Saltrey Council Approves Old Harbour Plan", said) == ()


def test_a_title_in_place_of_a_name_is_no_other_name() -> None:
    assert found("On Friday President Brandt spoke.", "On Friday Ilse Brandt spoke.") == ()
    assert found("On Friday President Brandt spoke.", "On Friday French Brandt spoke.") != ()


def test_two_spellings_of_one_name_are_one() -> None:
    assert found("The mayor met Volensky.", "The mayor met Volenskyy.") == ()


def test_a_changed_first_word_is_seen_without_any_help_of_case() -> None:
    assert found("Harper opened the bridge.", "Quill opened the bridge.")
