"""corrupted: true sentences in, one fact of each changed out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.adversarial import actors, dates, negations, numbers
from eval.adversarial.corrupted import Corrupted, claims_of, corrupted
from eval.adversarial.statements import Statement, every_sentence, plain, statements
from index.comparison import Sentence
from tests.eval.adversarial.archive import ARTICLES, FERRY, article

KINDS = ("actor", "attribution", "negation", "date", "name", "number")


@pytest.mark.parametrize("seed", range(5))
def test_each_claim_is_changed_is_no_sentence_of_the_archive_and_none_is_used_twice(
    seed: int,
) -> None:
    found = corrupted(ARTICLES, seed=seed, count=3)
    said = every_sentence(ARTICLES)

    assert found
    for one in found:
        assert one.statement.text in one.statement.evidence
        assert plain(one.claim) not in said
        assert plain(one.claim) not in plain(one.statement.evidence)
    sources = [one.statement.text for one in found]
    assert len(set(sources)) == len(sources)
    assert [KINDS.index(one.kind) for one in found] == sorted(KINDS.index(o.kind) for o in found)


def test_every_kind_is_made_and_a_seed_makes_the_same_again() -> None:
    found = corrupted(ARTICLES, seed=1, count=1)

    assert {one.kind for one in found} == set(KINDS)
    assert corrupted(ARTICLES, seed=1, count=1) == found
    assert any(corrupted(ARTICLES, seed=seed, count=1) != found for seed in (2, 3, 4))


def test_beside_each_false_claim_stands_the_true_one_with_the_same_evidence() -> None:
    found = corrupted(ARTICLES, seed=1, count=2)
    claims = [claim for claim, _ in claims_of(found)]

    assert len({one.id for one in claims}) == len(claims) == 2 * len(found)
    for false, true in zip(claims[::2], claims[1::2], strict=True):
        assert (false.label, true.label, true.kind) == ("unsupported", "supported", "true")
        assert true.evidence == false.evidence
        assert true.claim in true.evidence[0]
        assert false.claim not in false.evidence[0]


def test_a_sentence_said_elsewhere_in_the_archive_is_not_made() -> None:
    first = article("a", "One", "The ferry to Kelm sailed at last on Monday with nobody aboard.")
    days = "Tuesday Wednesday Thursday Friday Saturday Sunday".split()
    said = [
        article(day, day, f"The ferry to Kelm sailed at last on {day} with nobody aboard.")
        for day in days
    ]
    assert [one.kind for one in corrupted([first], seed=1, count=9)] == ["date"]
    assert not corrupted([first, *said], seed=1, count=9)


@given(st.integers(), st.integers(min_value=1, max_value=4))
def test_no_seed_makes_more_than_was_asked_for(seed: int, count: int) -> None:
    found = corrupted(ARTICLES[:1], seed=seed, count=count)
    assert all(sum(one.kind == kind for one in found) <= count for kind in KINDS)


def test_a_claim_that_changes_nothing_cannot_be_built() -> None:
    true = Statement("a", 1, "It rained.", "It rained.")
    with pytest.raises(ValueError, match="nothing is changed"):
        Corrupted(true, "it rained", "name")
    with pytest.raises(ValueError, match="does not stand"):
        Statement("a", 1, "It rained.", "It snowed.")


def test_sentences_are_english_whole_and_taken_once() -> None:
    twice = article("c", "Again", FERRY)
    texts = [one.text for one in statements([*ARTICLES, twice])]

    assert len(texts) == len(set(texts))
    assert all(text[0].isupper() or text[0] == "“" for text in texts)
    assert not any("مكتبة" in text for text in texts)


def first_number(text: str) -> str:
    return next(numbers.changed(text, evidence=text, seed=1), "")


@pytest.mark.parametrize(
    "text",
    [
        "More than 100 people came.",
        "A Boeing 737 landed at the port.",
        "It opened at 9 a.m. in the rain.",
        "The score was 3-2 in the end.",
        "It was the 12th of its kind.",
        "It was built in 1998 by the town.",
        "Between 10 and 12 boats were lost.",
        "One boat was lost.",
    ],
)
def test_bounds_names_times_and_years_are_no_quantities_to_be_changed(text: str) -> None:
    assert first_number(text) == ""


@given(st.integers(min_value=2, max_value=10**7).filter(lambda n: not 1500 <= n < 2200))
def test_a_number_becomes_one_of_its_style_that_the_paragraph_does_not_hold(n: int) -> None:
    text = f"He counted {n:,} boats."
    for claim in numbers.changed(text, evidence=text, seed=n):
        assert Sentence(claim).numbers.isdisjoint(Sentence(text).numbers)
        assert claim.startswith("He counted ")
        assert claim.endswith(" boats.")


def test_words_stay_words_and_decimals_stay_decimals() -> None:
    assert first_number("Sixteen boats were lost.").split()[0].istitle()
    assert first_number("It cost 2.5 million crowns.").count(".") == 2
    assert not first_number("He has 40% of it.").startswith("He has 40%")


def test_a_quantity_is_changed_wherever_it_stands_in_digits_or_words() -> None:
    text = "Twelve boats sailed. All 12 boats were lost on 12 March, and 3 men with them."
    twelve = next(numbers.quantities(text))
    changed = numbers.changed_throughout(text, twelve, 15.0)
    assert (
        changed == "Fifteen boats sailed. All 15 boats were lost on 12 March, and 3 men with them."
    )


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("It opened on Friday.", "It opened on "),
        ("It opened on 12 March in the rain.", "It opened on "),
        ("It opened on March 12 in the rain.", "It opened on "),
        ("It opened in 1998.", "It opened in "),
        ("It opened in March.", "It opened in "),
        ("It opened in Sept. in the rain.", "It opened in "),
    ],
)
def test_a_date_becomes_another_one(text: str, kept: str) -> None:
    claims = list(dates.changed(text, evidence=text, seed=1))
    assert claims
    assert all(claim.startswith(kept) and claim != text for claim in claims)


@pytest.mark.parametrize("text", ["They shop on Black Friday.", "She may march.", "In 2023-24."])
def test_names_of_days_and_other_words_are_no_dates(text: str) -> None:
    assert not list(dates.changed(text, evidence=text, seed=1))


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The road was closed.", ["The road was not closed."]),
        ("The town can pay for it.", ["The town cannot pay for it."]),
        ("The town has paid.", ["The town has not paid."]),
        ("The town did not pay.", ["The town did pay."]),
        ("The town won’t pay.", ["The town will pay."]),
        ("The town cannot pay.", ["The town can pay."]),
        ("The town isn't rich.", ["The town is rich."]),
        ("He was not only late.", []),
        ("It was not rich and will not pay.", []),
        ("It did not get any.", []),
        ("If it was closed, he left.", []),
        ("Nobody was hurt.", []),
        ("The town has a bridge.", []),
    ],
)
def test_a_sentence_is_denied_once_or_its_one_denial_is_taken_out(
    text: str, claims: list[str]
) -> None:
    assert list(negations.changed(text)) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The Quay sued Nell Tarn.", ["Nell Tarn sued the Quay."]),
        ("Alma Reed was beaten by Ivo Sand.", ["Ivo Sand was beaten by Alma Reed."]),
        ("Alma Reed met Ivo Sand.", []),
        ("Alma Reed thanked Reed.", []),
        ("After Russia invaded Ukraine, it rained.", []),
        ("Alma Reed sued Ivo Sand’s ferry.", []),
    ],
)
def test_who_does_and_who_it_is_done_to_change_over(text: str, claims: list[str]) -> None:
    assert list(actors.changed(text)) == claims


def test_a_number_is_not_changed_to_one_that_is_about_the_same() -> None:
    for text in ("It took about 20 minutes.", "Nineteen boats came.", "It has 1,200 boats."):
        (old,) = numbers.quantities(text)
        for other in numbers.others(old, within=text, seed=1):
            assert abs(numbers.value_of(other) - old.value) >= old.value / 4
