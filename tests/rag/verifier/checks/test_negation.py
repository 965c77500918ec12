"""Denials and doubts must stand on both sides."""

import pytest

from tests.rag.verifier.found import found


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        (
            "The factions are not gearing up for a clash.",
            "The factions are gearing up for a clash.",
        ),
        ("The mayor will sell the harbour.", "The mayor will not sell the harbour."),
        ("The mayor could have come.", "The mayor couldn't have come."),
        ("The firm paid the fine.", "The firm denied that it paid the fine."),
        ("The firm paid the fine.", "The firm failed to say that it paid the fine."),
        ("Talks have not failed to bring a deal.", "Talks have failed to bring a deal."),
        ("They left with water.", "They left without water."),
        ("He never met the envoy.", "He met the envoy."),
        ("It's not a load.", "It's a load."),
        ("وافقت البلدية على البيع.", "لم توافق البلدية على البيع."),
        ("لن تبيع البلدية الميناء.", "سوف تبيع البلدية الميناء."),
        ("نفى الوزير بيع الميناء.", "أكد الوزير بيع الميناء."),
    ],
)
def test_a_denial_on_one_side_is_found(claim: str, said: str) -> None:
    assert {one.fault for one in found(claim, said)} & {"contradicted", "absent"}


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("The mayor won't sell the harbour.", "The mayor will not sell the harbour."),
        ("The mayor never came.", "The mayor has never come."),
        ("The plan, not the harbour, is for sale.", "Not the harbour but the plan is for sale."),
        ("Not only the mayor came.", "The mayor came, and not only he."),
        ("لم توافق البلدية على البيع.", "قال إن البلدية لم توافق على البيع."),
    ],
)
def test_a_denial_on_both_sides_is_not(claim: str, said: str) -> None:
    assert [one for one in found(claim, said) if one.check == "negation"] == []


@pytest.mark.parametrize(
    ("claim", "is_found"),
    [
        ("The strike was never, in the end, called off.", True),
        ("The bakers have not been joined by teachers.", True),
        ("In Norrey, trams did not run.", False),
        ("Schools saw all of their staff go home never.", True),
    ],
)
def test_a_denial_of_what_the_evidence_says_in_other_words_is_weighed(
    claim: str, is_found: bool
) -> None:
    said = "Teachers and bakers walked out. The trams in Norrey did not run for two days."
    assert ("negation" in {one.check for one in found(claim, said)}) == is_found


def test_what_may_be_is_not_what_is() -> None:
    said = "The mayor may sell the old harbour next to the bridge."
    (one,) = found("The mayor sells the old harbour next to the bridge.", said)
    assert (one.check, one.fault) == ("certainty", "weaker")
    assert found("The mayor might sell the old harbour next to the bridge.", said) == ()
