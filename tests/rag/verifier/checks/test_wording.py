"""A verb put in another's place is not borne out, wherever in the sentence it stands."""

import pytest

from rag.verifier.judge import judge
from tests.rag.verifier.found import found, whys

SAID = "Mayor Alma Reed opened the Harrow bridge on Friday. It cost 12 million crowns to build."


@pytest.mark.parametrize("verb", ["sold", "painted", "named", "crossed"])
@pytest.mark.parametrize(
    "claim",
    [
        "Mayor Alma Reed {} the Harrow bridge on Friday.",
        "The Harrow bridge was {} by Mayor Alma Reed on Friday.",
        "On Friday the mayor {} the Harrow bridge.",
    ],
)
def test_another_verb_is_not_supported(claim: str, verb: str) -> None:
    verdict = judge(claim.format(verb), [SAID])

    assert verdict.support != "supported"
    assert f"the paragraph says “opened”, the sentence “{verb}”" in verdict.why


@pytest.mark.parametrize("verb", ["closed", "shut"])
def test_the_opposite_verb_contradicts(verb: str) -> None:
    verdict = judge(f"Mayor Alma Reed {verb} the Harrow bridge on Friday.", [SAID])

    assert (verdict.support, verdict.contradicted) == ("unsupported", verb)


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("The firm purchased the quay in May.", "The firm bought the quay in May."),
        ("The bridge opened on Friday.", SAID),
        ("The mayor opened the bridge.", SAID),
        ("The quay was sold by the firm in May.", "The firm sold the quay in May."),
    ],
)
def test_the_same_verb_in_another_form_is_supported(claim: str, said: str) -> None:
    assert not found(claim, said)
    assert judge(claim, [said]).support == "supported"


def test_a_change_is_told_once() -> None:
    assert len(whys("Mayor Alma Reed sold the Harrow bridge on Friday.", SAID)) == 1


def test_in_arabic_any_word_in_anothers_place_contradicts() -> None:
    (one,) = found("باعت العمدة الجسر القديم يوم الجمعة.", "افتتحت العمدة الجسر القديم يوم الجمعة.")

    assert (one.check, one.fault, one.words) == ("wording", "contradicted", "باعت")
