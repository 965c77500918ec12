"""asked_kind: what kind of thing a question asks for, and whether words hold one."""

import pytest

from rag.asked_kind import asked_kind, asked_name, holds_what_is_asked, introduces


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What percentage of the boats sank?", "percent"),
        ("How much did the pier cost?", "money"),
        ("In what year did it open?", "year"),
        ("When did it open?", "date"),
        ("How old is the pier?", "number"),
        ("Who built it?", "person"),
        ("In which county is Kelm?", "place"),
        ("Why did it sink?", ""),
        ("", ""),
    ],
)
def test_the_kind_of_thing_asked_for(question: str, kind: str) -> None:
    assert asked_kind(question) == kind


@pytest.mark.parametrize(
    ("question", "holds", "lacks"),
    [
        ("How many died?", "Eleven died.", "They died at night."),
        ("How much did it cost?", "It cost 12 crowns.", "It cost a fortune."),
        ("كم كتاباً فيها؟", "فيها ٢٢ ألف كتاب.", "فيها كتب كثيرة."),
        ("When did it open?", "It opened on Friday.", "It opened with a song."),
        ("What year was it?", "It was 1998.", "It was long ago."),
        ("متى افتتحت؟", "افتتحت في مايو.", "افتتحت أخيرا."),
        ("Who opened it?", "Mayor Alma Reed opened it.", "The mayor opened it."),
        ("What percentage voted?", "Some 40% voted.", "Some 40 voted."),
        ("كم نسبة المشاركة؟", "بلغت ٤٠ في المئة و٤٠٪.", "شارك كثيرون."),
        ("What was the price?", "It sold for $3.", "It sold for little in 1998."),
        ("In which year did 1998 Ltd. close?", "It closed in 2004.", "1998 Ltd. closed early."),
        ("How many of the 20 boats sank?", "Seven sank.", "The 20 boats sank or not."),
        ("Where did it sink?", "It sank off Kelm.", "It sank at sea."),
        ("Where was Alma born?", "There was Alma of Lindle.", "Then was Alma born."),
        ("Whose boat was it?", "It was of Ivo Sand.", "It was his own."),
    ],
)
def test_a_sentence_holds_the_kind_of_thing_asked_for(
    question: str, holds: str, lacks: str
) -> None:
    assert holds_what_is_asked(question, holds)
    assert not holds_what_is_asked(question, lacks)


def test_where_no_kind_of_thing_is_asked_for_every_sentence_holds_it() -> None:
    assert holds_what_is_asked("Why did it fall?", "It fell.")


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who is Ivo Sand?", "Ivo Sand"),
        ("who was Omar bin Said", "Omar bin Said"),
        ("What is the Harbour Authority?", "Harbour Authority"),
        ("Who is the mayor?", ""),
        ("Who is Ivo Sand's boss?", ""),
        ("Who saw Ivo Sand?", ""),
    ],
)
def test_the_name_whose_bearer_is_asked_for(question: str, name: str) -> None:
    assert asked_name(question) == name


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Ivo Sand, a fisherman of Kelm, left.", True),
        ("Ivo Sand, 42, left.", True),
        ("Ivo Sand is the last fisherman.", True),
        ("The fisherman Ivo Sand left.", True),
        ("Ivo Sand left.", False),
        ("The fisherman left.", False),
    ],
)
def test_a_sentence_that_says_who_bears_the_name(words: str, said: bool) -> None:
    assert introduces("Who is Ivo Sand?", words) == said
    assert holds_what_is_asked("Who is Ivo Sand?", words) == said
    assert not introduces("Who saw Ivo Sand?", words)
