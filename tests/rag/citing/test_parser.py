"""CitationParser: an answer as it streams in, sentences with the keys they cite out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.citing.parser import CitationParser
from rag.citing.wording import PLACE, CitedSentence

KEYS = ("a3f", "b2c", "k7m")
BOTH = ("a3f", "b2c")


def parsed(text: str, *, sizes: tuple[int, ...] = ()) -> list[CitedSentence]:
    """What the parser makes of the text, fed in pieces of these sizes, then the rest."""
    parser = CitationParser(KEYS)
    found: list[CitedSentence] = []
    for size in sizes:
        found += parser.feed(text[:size])
        text = text[size:]
    return found + parser.feed(text) + parser.close()


def pairs(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.text, one.keys) for one in parsed(text)]


@pytest.mark.parametrize(
    ("marker", "keys"),
    [
        ("[a3f]", ("a3f",)),
        ("[A3F]", ("a3f",)),
        ("[a3f][b2c]", BOTH),
        ("[a3f] [b2c]", BOTH),
        ("[a3f], [b2c]", BOTH),
        ("[a3f] and [b2c]", BOTH),
        ("[a3f, b2c]", BOTH),
        ("[a3f; b2c]", BOTH),
        ("[a3f-b2c]", BOTH),
        ("[a3f–k7m]", ("a3f", "k7m")),
        ("[a3f،b2c]", BOTH),
        ("[a3f وb2c]", BOTH),
        ("［a3f］", ("a3f",)),
        ("【a3f】", ("a3f",)),
        ("【a3f†L3-L9】", ("a3f",)),
        ("〔a3f〕", ("a3f",)),
        ("﴾a3f﴿", ("a3f",)),
        ("﴿a3f﴾", ("a3f",)),
        ("[a٣f]", ("a3f",)),
        ("[a۳f]", ("a3f",)),
        ("[ａ３ｆ]", ("a3f",)),
        ("[\u200fa3f\u200e]", ("a3f",)),
        ("(a3f)", ("a3f",)),
        ("（a3f）", ("a3f",)),
        ("(a3f, b2c)", BOTH),
        ("(see a3f and b2c)", BOTH),
        ("(Source: a3f)", ("a3f",)),
        ("([a3f], [b2c])", BOTH),
        ("[[a3f]]", ("a3f",)),
        ("[Source a3f]", ("a3f",)),
        ("[المصدر a3f]", ("a3f",)),
        ("[a3f, The Quay, 1 March 2024, page 3 of the evening edition]", ("a3f",)),
        ("[The Quay, a3f]", ("a3f",)),
        ("[a3f ¶2]", ("a3f",)),
        ("**[a3f]**", ("a3f",)),
        ("*[a3f]*", ("a3f",)),
        ("`[a3f]`", ("a3f",)),
        ("[**a3f**]", ("a3f",)),
        ("[a3f](https://quay.example/1)", ("a3f",)),
        ("[a3f](#b2c)", BOTH),
        ("[^a3f]", ("a3f",)),
        ("[^a3f][^b2c]", BOTH),
        ("[#a3f]", ("a3f",)),
        ("a3f", ("a3f",)),
        ("Source a3f", ("a3f",)),
        ("Source: a3f", ("a3f",)),
        ("as reported in [a3f]", ("a3f",)),
        (", according to Source a3f", ("a3f",)),
        ("المصدر a3f", ("a3f",)),
        ("وفقاً للمصدر a3f", ("a3f",)),
        ("[a3f][a3f]", ("a3f",)),
        ("[a3f", ("a3f",)),
    ],
)
def test_every_shape_of_marker_is_read_and_leaves_nothing_behind(
    marker: str, keys: tuple[str, ...]
) -> None:
    assert pairs(f"It opened on Friday {marker}.") == [("It opened on Friday.", keys)]


@pytest.mark.parametrize(
    "words",
    [
        "arr[1]", "[2024]", "[sic]", "[…]", "[...]", "[Editor's note]", "[Mr Smith]", "[G20]",
        "[3rd]", "[10m]", "(b2b)", "(mp3)", "(U23)", "[]", "()", "[the]", "[1, 2]", "[1-3]",
        "A3", "[ ]", "{a}", "(a 3 f)",
    ],
)  # fmt: skip
def test_what_is_no_marker_stays_in_the_sentence(words: str) -> None:
    assert pairs(f"It opened {words} on Friday [a3f].") == [
        (f"It opened {words} on Friday.", ("a3f",))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It opened [a3f]. It shut [b2c].", [("It opened.", "a3f"), ("It shut.", "b2c")]),
        ("It opened. [a3f] It shut. [b2c]", [("It opened.", "a3f"), ("It shut.", "b2c")]),
        ("It opened.[a3f] It shut.[b2c]", [("It opened.", "a3f"), ("It shut.", "b2c")]),
        ("It opened[a3f].It shut[b2c].", [("It opened.", "a3f"), ("It shut.", "b2c")]),
        ("It opened.[a3f]It shut.[b2c]", [("It opened.", "a3f"), ("It shut.", "b2c")]),
        ("[a3f] It opened. [b2c] It shut.", [("It opened.", "a3f"), ("It shut.", "b2c")]),
        ("[a3f]: It opened.\n[b2c]: It shut.", [("It opened.", "a3f"), ("It shut.", "b2c")]),
        ("- It opened [a3f]\n- It shut [b2c]", [("It opened", "a3f"), ("It shut", "b2c")]),
        ("* [a3f] It opened.\n* [b2c] It shut.", [("It opened.", "a3f"), ("It shut.", "b2c")]),
        ("1. It opened [a3f].\n2) It shut [b2c].", [("It opened.", "a3f"), ("It shut.", "b2c")]),
        ("It opened.\n[a3f]\nIt shut.\n[b2c]", [("It opened.", "a3f"), ("It shut.", "b2c")]),
        ("It opened.\nSource: a3f\nIt shut (b2c).", [("It opened.", "a3f"), ("It shut.", "b2c")]),
        ("It opened.\n\n**Sources:** [a3f]", [("It opened.", "a3f")]),
        ("[a3f]\nIt opened.", [("It opened.", "a3f")]),
        ("According to [a3f], it opened.", [("It opened.", "a3f")]),
        ("[a3f] states that it opened.", [("It opened.", "a3f")]),
        ("It opened. It shut [b2c].", [("It opened.", ""), ("It shut.", "b2c")]),
        ("فتح الجسر [a3f]. فكم كلف؟ [b2c]", [("فتح الجسر.", "a3f"), ("فكم كلف؟", "b2c")]),
        ("Lt. Gen. Ivo Sand left [a3f].", [("Lt. Gen. Ivo Sand left.", "a3f")]),
        ("It rose 1.5 percent [a3f].", [("It rose 1.5 percent.", "a3f")]),
        ("**It** _opened_ `now` [a3f].", [("It opened now.", "a3f")]),
        ("[a3f]", []),
        ("", []),
        ("NONE", [("NONE", "")]),
    ],
)
def test_a_marker_belongs_to_the_sentence_it_stands_in_or_after(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert pairs(text) == [(words, (key,) if key else ()) for words, key in expected]


def test_an_unknown_key_is_kept_apart_and_never_taken_for_its_neighbour() -> None:
    assert parsed("One [a3g]. Two [a3f, z9k]. Three (k7n). Four [f3a]. Five: source b3d.") == [
        CitedSentence("One.", (), ("a3g",)),
        CitedSentence("Two.", ("a3f",), ("z9k",)),
        CitedSentence("Three.", (), ("k7n",)),
        CitedSentence("Four.", (), ("f3a",)),
        CitedSentence("Five.", (), ("b3d",)),
    ]


def test_a_sentence_comes_out_once_the_next_has_begun_and_no_marker_can_follow() -> None:
    parser = CitationParser(KEYS)

    assert parser.feed("It opened.") == []
    assert parser.feed(" [a3f") == []
    assert parser.feed("] It") == []
    assert parser.feed(" shut.") == [CitedSentence("It opened.", ("a3f",))]
    assert parser.close() == [CitedSentence("It shut.")]


def test_no_half_of_a_marker_ever_comes_out() -> None:
    text = "It opened [a3f]. Then it shut (b2c, k7m). And then it fell [a3f](https://x.example)."
    for cut in range(len(text)):
        parser = CitationParser(KEYS)
        shown = " ".join(one.text for one in parser.feed(text[:cut]))
        assert not set("[](") & set(shown)


def test_the_private_sign_that_stands_for_a_marker_cannot_be_smuggled_in() -> None:
    assert pairs(f"It{PLACE} opened\r\n{PLACE}[a3f].") == [("It opened", ("a3f",))]


PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            ["[a3f]", "[", "]", "(", ")", "[b2c, k7m]", "【", "】", "﴾", "a3f", "Source ",
             "المصدر ",
             ". ", ".", "\n", " ", "It opened", "- ", "**", "[z9k]", "](http://x)", "؟ ", "Lt. ",
             ", ", "and ", "1. ", "كم كلّف", PLACE, "According to "]
        ),
        st.text(max_size=4),
    ),
    max_size=25,
).map("".join)  # fmt: skip


@given(PIECES, st.lists(st.integers(0, 30), max_size=8))
def test_in_any_pieces_the_text_gives_the_same_sentences(text: str, sizes: list[int]) -> None:
    whole = parsed(text)

    assert parsed(text, sizes=tuple(sizes)) == whole
    assert parsed(text, sizes=(1,) * len(text)) == whole


@given(PIECES)
def test_only_handed_out_keys_are_ever_keys_and_no_sentence_is_empty(text: str) -> None:
    for one in parsed(text):
        assert set(one.keys) <= set(KEYS)
        assert not set(one.unknown) & set(KEYS)
        assert one.text == one.text.strip() != ""
        assert PLACE not in one.text


MILLION = 1_000_000


@pytest.mark.parametrize(
    "piece",
    ["[", "(", "[a3f]", "[a3f ", "[a3f](", "x [a3f] .", "a. ", "A b. ", " ", "\n", "a", "* "],
)
def test_the_work_is_linear_in_the_text(piece: str) -> None:
    few, many = CitationParser(KEYS), CitationParser(KEYS)
    for parser, length in ((few, 2_500), (many, 25_000)):
        parser.feed(piece * (length // len(piece)))
        parser.close()

    assert many.steps <= 12 * 25_000
    assert many.steps <= 11.5 * few.steps


def test_a_million_open_brackets_are_each_looked_at_a_few_times() -> None:
    parser = CitationParser(KEYS)
    parser.feed("[" * MILLION)
    parser.close()

    assert parser.steps <= 5 * MILLION
