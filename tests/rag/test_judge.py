"""judge: a claim and its evidence in, whether it stands there word for word out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.judge import Verdict, judge

EVIDENCE = ("The ferry left at nine.", "It cost 1.1 million crowns, said Captain Ivo Sand.")


@pytest.mark.parametrize(
    "claim",
    ["The ferry left at nine.", "  The ferry\n left at nine. ", "said Captain Ivo Sand", "nine"],
)
def test_words_that_stand_in_the_evidence_are_supported(claim: str) -> None:
    assert judge(claim, EVIDENCE) == Verdict("supported")


@pytest.mark.parametrize(
    "claim",
    [
        "The ferry left at ten.",
        "the ferry left at nine.",
        "1 million crowns",
        "It cost 1",
        "It cost 1.",
        "It cost 1.1 mill",
        "The ferry left at nine. It cost 1.1 million crowns",
        "ferryleft",
    ],
)
def test_other_words_and_words_cut_short_are_not(claim: str) -> None:
    verdict = judge(claim, EVIDENCE)
    assert (verdict.support, verdict.why) == ("unsupported", "not word for word in the evidence")


def test_nothing_supports_an_empty_claim_and_no_evidence_supports_nothing() -> None:
    assert judge(" ", EVIDENCE).why == "nothing is claimed"
    assert judge("The ferry left.", ()).support == "unsupported"


@given(st.lists(st.text(alphabet="ab .", min_size=1), min_size=1))
def test_evidence_supports_itself(pieces: list[str]) -> None:
    for piece in pieces:
        assert (judge(piece, pieces).support == "supported") == bool(piece.strip())


def test_a_verdict_says_why_only_where_it_is_not_supported() -> None:
    with pytest.raises(ValueError, match="says why"):
        Verdict("supported", "so")
    with pytest.raises(ValueError, match="says why"):
        Verdict("unsupported")
