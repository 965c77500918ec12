"""sentence_spans: where sentences stand in a paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.passages import passage_digest, passage_texts
from index.sentences import sentence_spans

TEXTS = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from(
            ["Lt.", "Gen.", "Mr.", "Smith", "went", "home.", "Why?", "No!", "3.5", "U.S.", "لماذا؟",
             "ذهب.", "قال", "\n", "\u2028", '"Go."', "e.g.", "…", "(a)"]
        ),
        max_size=25,
    ).map(" ".join),
)  # fmt: skip


@given(TEXTS)
def test_sentences_stand_in_order_and_never_overlap(text: str) -> None:
    edges = [edge for span in sentence_spans(text) for edge in span]
    assert edges == sorted(edges)
    assert all(start < end for start, end in sentence_spans(text))


@given(TEXTS)
def test_sentences_cover_every_character_but_white_space(text: str) -> None:
    covered = {at for start, end in sentence_spans(text) for at in range(start, end)}
    assert {at for at, letter in enumerate(text) if not letter.isspace()} <= covered


@given(TEXTS)
def test_no_sentence_begins_or_ends_with_white_space(text: str) -> None:
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    assert sentences == [sentence.strip() for sentence in sentences]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("Lt. Gen. Ada Lind spoke. He left.", ["Lt. Gen. Ada Lind spoke.", "He left."]),
        ("Prices rose 3.5 percent. Why?", ["Prices rose 3.5 percent.", "Why?"]),
        ("لماذا ذهب؟ لا أحد يعرف.", ["لماذا ذهب؟", "لا أحد يعرف."]),
        ("ذهب الوزير. عاد المدير.", ["ذهب الوزير.", "عاد المدير."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_text_is_cut_where_sentences_end(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


def test_a_short_paragraph_is_embedded_whole_under_its_headline() -> None:
    assert passage_texts("Ferry sails", "It left.") == ["Ferry sails\nIt left."]
    assert passage_texts("", "It left.") == ["It left."]


def test_a_long_paragraph_is_embedded_in_pieces_of_whole_sentences() -> None:
    sentences = [
        f"Boat number {number} left the harbour at dawn with nine men." for number in range(40)
    ]
    pieces = passage_texts("Ferry sails", " ".join(sentences))
    assert len(pieces) > 1
    assert all(piece.startswith("Ferry sails\n") for piece in pieces)
    assert " ".join(piece.removeprefix("Ferry sails\n") for piece in pieces) == " ".join(sentences)
    assert all(len(piece) < 1000 for piece in pieces)


def test_a_passage_is_known_by_its_words() -> None:
    assert passage_digest("It left.") == passage_digest("It left.")
    assert passage_digest("It left.") != passage_digest("It left!")


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Gulls eat those fish. And we eat the gulls.", 2),
        ("“It is over, Mr. Pell said so,” she wrote.", 1),
        ("He thundered, “Mr. Pell, open this gate.”", 1),
        ("Nobody sailed, said Larsen. “To me it was plain.”", 2),
        ("The gate opens at 7 p.m. Thursday.", 1),
        ("In a joint letter, Reps. Mara Lind and Oren Pell objected.", 1),
        ("أبحرت العبارة صباحا.كانت ممتلئة بالبحارة.", 2),
        ("وقع ذلك سنة 753 ق. م، في المدينة.", 1),
    ],
)
def test_cases_from_the_comparison_split_as_judged(text: str, sentences: int) -> None:
    assert len(sentence_spans(text)) == sentences
