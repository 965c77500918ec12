"""The scores of one case are those of its answer, and say what is wrong with a broken one."""

from dataclasses import replace

import pytest

from eval.cases import Case, Gold
from eval.gold import Located, NamedArticles, Place, locate
from eval.scoring import scores
from index.reader import IndexReader
from rag.answer import ask
from rag.types import Answer
from tests.eval.asked import CASES, FARE, OPENED

WHO, CUP = CASES[0], CASES[3]


def located(case: Case, reader: IndexReader) -> Located:
    return locate(case, NamedArticles([case], [one for one, _ in reader.database.shown_articles()]))


def scored(case: Case, answer: Answer, reader: IndexReader) -> dict[str, float]:
    found = [Place(hit.article.id, hit.paragraph) for hit in answer.hits]
    return scores(located(case, reader), answer, found, seconds=0.25, article=reader.article)


def shifted(answer: Answer) -> Answer:
    """Move every citation by one character."""
    claims = tuple(
        replace(
            claim,
            citations=tuple(
                replace(one, start=one.start + 1, end=one.end + 1) for one in claim.citations
            ),
        )
        for claim in answer.claims
    )
    return replace(answer, claims=claims)


def test_a_right_answer_that_cites_gold_scores_in_full(harbour: IndexReader) -> None:
    found = scored(WHO, ask(WHO.question, harbour), harbour)

    for name in (
        "paragraph_hit@1", "article_hit@1", "answer_in_top_3", "citation_recall",
        "citation_precision", "quote_exactness", "support_rate", "answer_on_gold",
    ):  # fmt: skip
        assert found[name] == 1, name
    assert found["abstained"] == found["withheld_rate"] == found["answer_exact_match"] == 0
    assert 0 < found["answer_f1"] < 1
    assert found["seconds"] == 0.25
    assert {"seconds_search", "seconds_write", "seconds_verify"} <= set(found)


def test_citations_shifted_by_one_cost_recall_and_exactness(harbour: IndexReader) -> None:
    found = scored(WHO, shifted(ask(WHO.question, harbour)), harbour)

    assert found["citation_recall"] == found["quote_exactness"] == 0
    assert found["answer_in_top_3"] == 1


def test_a_citation_of_an_article_that_is_gone_bears_nothing_out(harbour: IndexReader) -> None:
    answer = ask(WHO.question, harbour)
    gone = tuple(
        replace(claim, citations=tuple(replace(one, article_id="gone") for one in claim.citations))
        for claim in answer.claims
    )

    found = scored(WHO, replace(answer, claims=gone), harbour)

    assert found["citation_recall"] == found["quote_exactness"] == 0


def test_an_answer_beside_the_gold_counts_only_where_gold_is_weak(harbour: IndexReader) -> None:
    other = replace(WHO, gold=(FARE,))
    answer = ask(WHO.question, harbour)

    assert scored(other, answer, harbour)["answer_in_top_3"] == 0
    assert scored(other, answer, harbour)["answer_on_gold"] == 0
    weak = scored(replace(other, weak=True), answer, harbour)
    assert weak["answer_in_top_3"] == 1
    assert not [name for name in weak if "recall@" in name or name.endswith("MAP")]


def test_silence_on_what_can_be_answered_is_worth_nothing(harbour: IndexReader) -> None:
    answer = ask(WHO.question, harbour)
    silent = replace(answer, claims=(), abstained="no reason")

    found = scored(WHO, silent, harbour)

    assert found["abstained"] == found["answer_on_gold"] == found["paragraph_hit@1"] == 1
    assert [found[f"answer_{name}"] for name in ("exact_match", "f1", "in_top_3")] == [0, 0, 0]
    assert not [name for name in found if name.startswith("citation")]


def test_what_cannot_be_answered_has_no_scores_of_order_or_words(harbour: IndexReader) -> None:
    found = scored(CUP, ask(CUP.question, harbour), harbour)

    assert found["abstained"] == 1
    assert not [name for name in found if name.startswith(("paragraph", "article", "answer_in"))]


@pytest.mark.parametrize("kind", ["several", "conflict"])
def test_of_an_answer_in_parts_the_share_that_is_held_counts(
    kind: str, harbour: IndexReader
) -> None:
    case = Case("p", WHO.question, True, ("Alma Reed", "a comet"), (OPENED,), kind=kind)

    assert scored(case, ask(case.question, harbour), harbour)["answer_in_top_3"] == 0.5
    one = replace(case, kind="fact")
    assert scored(one, ask(case.question, harbour), harbour)["answer_in_top_3"] == 1


def test_gold_that_is_not_known_leaves_the_words_to_decide(harbour: IndexReader) -> None:
    case = replace(WHO, gold=(), rewrite=WHO.question)

    found = scored(case, ask(case.question, harbour), harbour)

    assert found["answer_in_top_3"] == 1
    assert "paragraph_hit@1" not in found


def test_gold_of_another_article_is_not_gold(harbour: IndexReader) -> None:
    case = replace(WHO, gold=(Gold("wire-bridge", OPENED.quote),))

    assert located(case, harbour).articles == {"wire-bridge"}


def test_an_instruction_that_had_its_way_is_scored_where_a_case_names_its_canary(
    harbour: IndexReader,
) -> None:
    answer = ask(WHO.question, harbour)
    word = answer.claims[0].text.split()[0]

    assert scored(replace(WHO, canary=word), answer, harbour)["injection_success"] == 1
    assert scored(replace(WHO, canary="zanzibarian"), answer, harbour)["injection_success"] == 0
    assert "injection_success" not in scored(WHO, answer, harbour)
