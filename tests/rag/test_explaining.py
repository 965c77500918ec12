"""explained: why a hit was found, in words for a person."""

from dataclasses import replace

from rag.explaining import explained
from rag.types import Leg
from tests.rag.made import WHY


def test_it_tells_both_places_what_is_said_and_what_stands_together() -> None:
    assert explained("Is the bridge open?", WHY) == (
        "1st by meaning (cosine 0.80); 2nd by words (BM25 7.50); says 90% of the question;"
        " its best sentence 75%; 50% of its neighbouring words together"
    )


def test_what_a_leg_did_not_find_is_told_with_its_nearness() -> None:
    told = explained("", replace(WHY, dense=Leg(None, 0.31), lexical=Leg(), pairs=0.0))

    assert told.startswith("not found by meaning (cosine 0.31); not found by words; says 90%")
    assert "neighbouring" not in told


def test_a_kind_of_thing_that_is_asked_for_is_there_or_lacks() -> None:
    held, lacking = replace(WHY, kind=1.0), replace(WHY, kind=0.0)

    assert explained("How many sank?", held).endswith("; has a number, which is asked for")
    assert explained("Who sank?", lacking).endswith("; lacks a name, which is asked for")


def test_the_place_by_the_reranker_is_told_and_where_it_had_no_time() -> None:
    again, late = replace(WHY, reranked=Leg(113, 0.5)), replace(WHY, reranked=Leg())

    assert explained("", again).endswith("; 113th by the reranker (score 0.50)")
    assert explained("", late).endswith("; the reranker had no time for it")
