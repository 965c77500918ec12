"""Numbers: the same quantity may be written in many ways, another one is told by name."""

import pytest

from rag.verifier.quantities import quantities
from rag.verifier.words import Text, even
from tests.rag.verifier.found import found, whys


@pytest.mark.parametrize(
    ("claimed", "said"),
    [
        ("1.2 million crowns", "1,200,000 crowns"),
        ("1.2 million crowns", "1,234,567 crowns"),
        ("about 30 boats", "29 boats"),
        ("some 30 boats", "31 boats"),
        ("dozens of boats", "48 boats"),
        ("more than 40 boats", "more than 40 boats"),
        ("over 40 boats", "45 boats"),
        ("a third of them", "33 percent of them"),
        ("two-thirds of them", "2-thirds of them"),
        ("half of them", "50% of them"),
        ("30 per cent", "30%"),
        ("the 21st boat", "the twenty-first boat"),
        ("twenty-five boats", "25 boats"),
        ("two hundred and fifty boats", "250 boats"),
        ("$5 million", "5 million dollars"),
        ("$5bn", "$5 billion"),
        ("a dozen boats", "12 boats"),
        ("15 percent", "15 to 20 percent"),
        ("a 33-year-old man", "a man, 33"),
        ("12 boats", "a dozen boats"),
        ("twelve boats", "one dozen boats"),
        ("36 boats", "three dozen boats"),
        ("500,000 crowns", "half a million crowns"),
        ("a million crowns", "1,000,000 crowns"),
        ("265 boats", "two hundred and sixty-five boats"),
        ("fewer than 40 boats", "35 boats"),
        ("dozens of boats", "hundreds of boats, or dozens"),
        ("a quarter of them", "25 percent of them"),
        ("$ 1.8 million", "$ 1. 8 million"),
        ("١٢٫٥ مليون دينار", "12.5 million dinars"),
        ("خمسة وعشرون قارباً", "25 قارباً"),
    ],
)
def test_the_same_quantity_in_other_words_stands(claimed: str, said: str) -> None:
    assert [one for one in found(claimed, said) if one.check == "number"] == []


@pytest.mark.parametrize(
    ("claimed", "said"),
    [
        ("62 boats", "26 boats"),
        ("1.3 million crowns", "1,234,567 crowns"),
        ("about 30 boats", "40 boats"),
        ("about 100 boats", "140 boats"),
        ("dozens of boats", "3 boats"),
        ("over 40 boats", "under 40 boats"),
        ("up to 17 boats", "up to 13 boats"),
        ("30 boats", "30 percent"),
        ("a third of them", "half of them"),
        ("the third boat", "the fifth boat"),
        ("$5 million", "$6 million"),
        ("twenty-five boats", "twenty-six boats"),
        ("١٣ قارباً", "١٢ قارباً"),
        ("dozens of boats", "thousands of boats"),
        ("1 million crowns", "1.1 million crowns"),
    ],
)
def test_another_quantity_does_not(claimed: str, said: str) -> None:
    assert {one.check for one in found(claimed, said)} >= {"number"}


def test_the_reason_names_both_numbers() -> None:
    said = "The council passed the plan by 26 votes to 11."
    assert whys("The council passed the plan by 62 votes to 11.", said) == [
        "the paragraph says 26, the sentence 62"
    ]


def test_a_number_given_to_another_thing_is_found() -> None:
    said = "The storm killed 5 people and sank 20 boats."
    assert whys("The storm killed 20 people and sank 5 boats.", said)


def test_a_number_of_the_same_thing_elsewhere_is_told() -> None:
    said = "The flood drowned 40 sheep in one night. In all, 7 farms lost their wells to mud."
    assert "the paragraph says 7 farms, the sentence 40" in whys(
        "Mud spoiled 40 farms, and 7 sheep were swept away.", said
    )


def test_the_time_of_day_is_no_quantity() -> None:
    assert quantities(Text("at 10:30")) == ()


def test_quantities_know_what_they_count_and_how_they_are_bounded() -> None:
    one, two = quantities(Text(even("Nearly 1.2 million people lost $3,000.")))
    assert (one.low, one.bound, one.unit, one.digits) == (1_200_000, "about", "person", 2)
    assert (two.low, two.unit, two.written) == (3000, "money", "$3,000")


def test_a_range_gives_its_first_number_what_the_last_is_written_with() -> None:
    one, two = quantities(Text("between 2 and 3 million people"))
    assert (one.low, two.low) == (2_000_000, 3_000_000)
