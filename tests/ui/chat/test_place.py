"""The address of the page: what it carries, and what of a broken one is left."""

import pytest

from ui.chat.place import Address, Place, place_of

PLACE = Place("quay-bridge", 2, 7, 17, 3)


@pytest.mark.parametrize(
    "address",
    [
        Address(),
        Address("talk-1"),
        Address("talk-1", PLACE, "ar"),
        Address(place=Place("quay-bridge", 1)),
        Address(place=Place("", 0)),
    ],
)
def test_an_address_reads_back_as_it_was_written(address: Address) -> None:
    assert Address.read(address.parameters()) == address


@pytest.mark.parametrize("given", ["", "-1", "two", "٢", "²", "9" * 5000, "1.5"])
def test_what_is_no_number_is_none(given: str) -> None:
    read = Address.read({"article": "quay", "paragraph": given})

    assert read.place == Place("quay", 0)


def test_a_click_names_a_place_whatever_the_browser_sent() -> None:
    sent = {"article": "quay", "paragraph": 2, "start": 7, "end": 9}

    assert place_of(sent, 4) == Place("quay", 2, 7, 9, 4)
    assert place_of({"article": None, "paragraph": {}, "start": -1}) == Place("None", 0)
    assert place_of({}) == Place("", 0)
