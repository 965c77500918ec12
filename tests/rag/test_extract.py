"""sentences and choose: paragraphs found in, the sentences that answer out, word for word."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from index.reader import IndexReader
from rag.evidence import QuestionTerms
from rag.extract import MOST_CLAIMS, Sentence, choose, sentences
from rag.search import search
from tests.rag.made import card, hit
from tests.sample import HARBOUR, SHARED

WORDS = sorted({word for one in HARBOUR for word in one["text"].split()})
QUESTIONS = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join) | st.text()
BEST = 2.0
ASKED = "Who opened the Harrow bridge?"


def ranked_for(reader: IndexReader, question: str) -> list[Sentence]:
    wanted = QuestionTerms.of(question, reader.lexical)
    return sentences(reader, question, search(reader, question), wanted)


def said(text: str, *, by: str = "a", start: int = 0, score: float = BEST) -> Sentence:
    found = hit(article=card(id=by))
    return Sentence(found, start, start + len(text), text, score, 0.5, 0.5, 0.5)


def texts(chosen: list[tuple[Sentence, ...]]) -> list[str]:
    return [same[0].text for same in chosen]


@given(question=QUESTIONS)
def test_a_sentence_is_the_exact_words_of_its_span_within_its_paragraph(
    harbour: IndexReader, question: str
) -> None:
    for one in ranked_for(harbour, question):
        assert harbour.article(one.hit.article.id).text[one.start : one.end] == one.text
        assert one.hit.start <= one.start < one.end <= one.hit.end


@given(question=QUESTIONS)
def test_sentences_come_best_first_and_ties_where_they_stand(
    harbour: IndexReader, question: str
) -> None:
    ranked = ranked_for(harbour, question)

    order = [(-one.score, one.hit.article.id, one.start) for one in ranked]
    assert order == sorted(order)


def test_the_sentence_that_holds_the_answer_is_first(harbour: IndexReader) -> None:
    assert ranked_for(harbour, "Who opened the Harrow bridge?")[0].text == SHARED


def test_where_no_model_reads_the_question_words_alone_rank_the_sentences(
    harbour: IndexReader,
) -> None:
    ranked = ranked_for(harbour, "كم كتاباً في مكتبة المرفأ؟")

    assert "٢٢ ألف كتاب" in ranked[0].text
    assert {one.cosine for one in ranked} == {0.0}


def test_no_paragraphs_have_no_sentences(harbour: IndexReader) -> None:
    assert ranked_for(harbour, "ما عاصمة منغوليا؟") == []


def test_the_same_words_in_two_articles_are_one_claim_with_two_citations() -> None:
    chosen = choose(ASKED, [said("It opened.", by="b"), said("It opened.", by="a", score=1.9)])

    assert [[one.hit.article.id for one in same] for same in chosen] == [["b", "a"]]


def test_a_sentence_far_below_the_best_still_stands_beside_the_same_words() -> None:
    chosen = choose(ASKED, [said("It opened.", by="b"), said("It opened.", by="a", score=0.1)])

    assert len(chosen[0]) == 2


def test_a_sentence_far_below_the_best_is_not_chosen() -> None:
    assert texts(choose(ASKED, [said("It opened."), said("It rained.", score=BEST - 1.61)])) == [
        "It opened."
    ]


def test_no_more_than_a_few_sentences_are_chosen() -> None:
    many = [said(f"Sentence {number}.", start=number * 20) for number in range(9)]

    assert texts(choose(ASKED, many)) == [f"Sentence {number}." for number in range(MOST_CLAIMS)]


def test_claims_stand_in_reading_order_and_the_best_article_first() -> None:
    ranked = [
        said("Third of b.", by="b", start=90),
        said("First of a.", by="a", start=5, score=1.9),
        said("First of b.", by="b", start=10, score=1.8),
    ]

    assert texts(choose(ASKED, ranked)) == ["First of b.", "Third of b.", "First of a."]


def test_a_question_for_a_timeline_gets_more_sentences_by_date() -> None:
    days = ("2024-03-01", "2024-01-01", "2024-02-01", "2024-05-01", "2024-04-01")
    found = [hit(article=card(id=f"a{number}", published=day)) for number, day in enumerate(days)]
    ranked = [Sentence(one, 0, 9, f"On {one.article.published}.", 1, 0, 0, 0) for one in found]

    chosen = choose("Give a timeline of the bridge", ranked)

    assert texts(chosen) == [f"On {day}." for day in sorted(days)]


def test_a_heading_answers_less_than_a_sentence(harbour: IndexReader) -> None:
    wanted = QuestionTerms.of("harbour bridge", harbour.lexical)
    found = search(harbour, "harbour bridge")
    whole, heading = (
        sentences(
            harbour,
            "harbour bridge",
            replace(found, hits=(hit(text=text, start=0, end=len(text)),), vector=None),
            wanted,
        )[0].score
        for text in ("The harbour bridge.", "The harbour bridge")
    )

    assert whole > heading


def test_of_nothing_nothing_is_chosen() -> None:
    assert choose(ASKED, []) == []


@given(
    st.lists(
        st.builds(
            said,
            st.sampled_from(["It opened.", "It shut.", "It fell.", "It rose.", "It burned."]),
            by=st.sampled_from("abc"),
            start=st.integers(0, 50),
            score=st.integers(0, 20).map(lambda n: n / 10),
        )
    )
)
def test_every_claim_is_chosen_once_and_its_citations_say_the_same(made: list[Sentence]) -> None:
    chosen = choose(ASKED, sorted(made, key=lambda one: -one.score))

    assert len(set(texts(chosen))) == len(chosen) <= MOST_CLAIMS
    assert all(len({one.text for one in same}) == 1 for same in chosen)
    assert bool(chosen) == bool(made)
