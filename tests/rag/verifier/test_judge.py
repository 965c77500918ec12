"""judge: a claim and its evidence in, whether they support it and why not out."""

import re
import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from index.sentences import sentence_spans
from rag.verifier.comparison import About
from rag.verifier.judge import judge
from rag.verifier.verdict import Verdict

EVIDENCE = ("The ferry left at nine.", "It cost 1.1 million crowns, said Captain Ivo Sand.")
ARTICLE = (
    "The council of Saltrey approved the harbour plan by 26 votes to 11 on Tuesday. “It is time,”"
    " said Mayor Ilse Brandt, who had asked Ferrand Marine for 1.2 million crowns in March 2023."
    " Residents blocked the road to Norrey for three hours. Tomas Verhal, the owner of 14 boats,"
    " thanked Brandt and left for Iran."
)
SENTENCES = [ARTICLE[start:end] for start, end in sentence_spans(ARTICLE)]
NUMBERS = re.compile(r"\d+(?:\.\d+)?|three")
NAMES = re.compile(r"Saltrey|Ilse Brandt|Brandt|Ferrand Marine|Norrey|Tomas Verhal|Iran")
FOREIGN = ("Quillam", "Osterby", "Hanna Rook", "Peru")


@pytest.mark.parametrize(
    "claim",
    ["The ferry left at nine.", "  The ferry\n left at nine. ", "said Captain Ivo Sand", "nine"],
)
def test_words_that_stand_in_the_evidence_are_supported(claim: str) -> None:
    assert judge(claim, EVIDENCE) == Verdict("supported", score=1.0)


@pytest.mark.parametrize(
    "claim",
    ["The ferry left at ten.", "1 million crowns", "It cost 1", "It cost 1.1 billion", "ferryleft"],
)
def test_other_numbers_and_words_cut_short_are_not(claim: str) -> None:
    verdict = judge(claim, EVIDENCE)
    assert verdict.support != "supported"
    assert verdict.why


def test_nothing_supports_an_empty_claim_and_no_evidence_supports_nothing() -> None:
    assert judge(" ", EVIDENCE).why == "nothing is claimed"
    assert judge("The ferry left.", ()).support == "unsupported"
    assert judge("…", EVIDENCE).support == "unsupported"


@given(st.lists(st.text(alphabet="ab .", min_size=1), min_size=1))
def test_evidence_supports_itself(pieces: list[str]) -> None:
    for piece in pieces:
        assert (judge(piece, pieces).support == "supported") == bool(piece.strip())


def test_words_that_a_sentence_denies_are_not_its_words() -> None:
    said = "The mayor denied that the harbour was sold to Ferrand."
    assert judge("the harbour was sold to Ferrand", [said]).support == "unsupported"


def test_a_verdict_says_why_only_where_it_is_not_supported() -> None:
    with pytest.raises(ValueError, match="says why"):
        Verdict("supported", "so")
    with pytest.raises(ValueError, match="says why"):
        Verdict("unsupported")
    with pytest.raises(ValueError, match="not supported"):
        Verdict("supported", contradicted="ten")


@pytest.mark.parametrize(
    ("claim", "contradicted", "why"),
    [
        (
            "The envoys attacked the Orlen Al-Hadr Air Base on March 17.",
            "March 17",
            "the paragraph says March 10, the sentence March 17",
        ),
        (
            "Sources say the local groups are not gearing up for a clash.",
            "not",
            "the sentence says “not”, the paragraph does not",
        ),
        (
            "On Monday, Iranian ships fired on the sites of the Brigade of Orlen.",
            "Iranian",
            "the paragraph says French, the sentence Iranian",
        ),
    ],
)
def test_false_quotes_that_a_fuzzy_match_would_find_are_rejected_with_the_right_reason(
    claim: str, contradicted: str, why: str
) -> None:
    said = (
        "Sources say the local groups are gearing up for a clash.",
        "On Monday, French ships fired on the sites of the Brigade of Orlen in answer to envoys who"
        " attacked the Orlen Al-Hadr Air Base on March 10.",
    )
    verdict = judge(claim, said)
    assert (verdict.support, verdict.contradicted) == ("unsupported", contradicted)
    assert why in verdict.why


@pytest.mark.parametrize(
    "claim",
    [
        "On Tuesday the council of Saltrey approved the harbour plan by 26 votes to 11.",
        "The harbour plan was approved by the council of Saltrey.",
        "Tomas Verhal, who owns 14 boats, thanked Brandt and left for Iran.",
        "Residents blocked the road to Norrey for 3 hours.",
    ],
)
def test_the_same_in_other_words_is_supported(claim: str) -> None:
    assert judge(claim, [ARTICLE]).support == "supported"


def test_what_is_partly_there_is_partial_and_names_the_rest() -> None:
    verdict = judge(
        "Residents blocked the road to Norrey for three hours with burning tractors.", [ARTICLE]
    )
    assert verdict.support == "partial"
    assert "tractors" in verdict.why
    assert not verdict.contradicted


def test_what_is_not_there_at_all_is_unsupported_and_not_contradicted() -> None:
    verdict = judge("A new opera house will open in Melbourne.", [ARTICLE])
    assert (verdict.support, verdict.contradicted) == ("unsupported", "")


def test_a_date_follows_from_the_article() -> None:
    claim = "The council of Saltrey approved the harbour plan by 26 votes on 23 January 2024."
    assert judge(claim, [ARTICLE]).support != "supported"
    assert judge(claim, [ARTICLE], About(published="2024-01-24")).support == "supported"


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_of_the_evidence_are_supported(sentence: str) -> None:
    assert judge(sentence, [ARTICLE]) == Verdict("supported", score=1.0)


@given(st.sampled_from(SENTENCES), st.integers(2, 9999), st.data())
def test_a_changed_number_is_never_supported(
    sentence: str, other: int, data: st.DataObject
) -> None:
    places = list(NUMBERS.finditer(sentence))
    assume(places)
    place = data.draw(st.sampled_from(places))
    assume(str(other) not in ARTICLE and other != 3)
    changed = sentence[: place.start()] + str(other) + sentence[place.end() :]
    assert judge(changed, [ARTICLE]).support != "supported"


@given(st.sampled_from(SENTENCES), st.data())
def test_an_inserted_not_is_never_supported(sentence: str, data: st.DataObject) -> None:
    words = sentence.split()
    at = data.draw(st.integers(1, len(words) - 1))
    changed = " ".join([*words[:at], "not", *words[at:]])
    assert judge(changed, [ARTICLE]).support != "supported"


@given(st.sampled_from(SENTENCES), st.sampled_from(FOREIGN), st.data())
def test_another_name_is_never_supported(sentence: str, other: str, data: st.DataObject) -> None:
    places = list(NAMES.finditer(sentence))
    assume(places)
    place = data.draw(st.sampled_from(places))
    changed = sentence[: place.start()] + other + sentence[place.end() :]
    assert judge(changed, [ARTICLE]).support != "supported"


@pytest.mark.parametrize(
    ("claim", "support"),
    [
        ("ارتفعت ميزانية المدينة إلى 12.5 مليون دينار في مارس 2023.", "supported"),
        ("لم توافق البلدية على بيع الميناء.", "supported"),
        ("انخفضت ميزانية المدينة إلى 12.5 مليون دينار في مارس 2023.", "unsupported"),
        ("ارتفعت ميزانية المدينة إلى 13.5 مليون دينار في مارس 2023.", "unsupported"),
        ("ارتفعت ميزانية المدينة إلى 12.5 مليون دينار في أبريل 2023.", "unsupported"),
        ("وافقت البلدية على بيع الميناء.", "unsupported"),
        ("أعلن وزير الصحة إغلاق المدارس.", "unsupported"),
    ],
)
def test_arabic_is_checked_alike(claim: str, support: str) -> None:
    said = (
        "قال وزير المالية سالم الحداد إن ميزانية المدينة ارتفعت إلى ١٢٫٥ مليون دينار في مارس 2023،"
        " ولم توافق البلدية على بيع الميناء."
    )
    assert judge(claim, [said]).support == support


def test_a_claim_is_judged_in_milliseconds() -> None:
    claim = "The harbour plan was approved by the council of Saltrey in March 2023."
    judge(claim, [ARTICLE])
    started = time.process_time()
    for _ in range(20):
        judge(claim, [ARTICLE])
    assert (time.process_time() - started) / 20 < 0.02
