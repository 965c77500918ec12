"""What narrows a search, as a reader may take it away."""

from index.filters import Filters
from rag.understanding.understood import Condition, Understood
from ui.chat.narrowing import as_understood, label, narrowings
from ui.chat.words import ENGLISH

QUESTION = "Did it open in May by Alma Reed?"
MAY = Condition("date", Filters("2024-05-01", "2024-05-31"), "in May", 12, 18)
REED = Condition("author", Filters(author="Alma Reed"), "by Alma Reed", 19, 31)
ASKED = Understood(QUESTION, Filters(), (MAY, REED), ("a bridge",), "oldest")


def test_each_thing_taken_away_leaves_the_rest() -> None:
    may, reed, bridge, oldest = narrowings(ASKED)

    assert may.without.conditions == (REED,)
    assert reed.without.conditions == (MAY,)
    assert (bridge.without.quoted, bridge.without.conditions) == ((), (MAY, REED))
    assert (oldest.without.order, oldest.without.quoted) == ("", ("a bridge",))
    assert [label(one, ENGLISH) for one in (may, reed, bridge, oldest)] == [
        "May 2024",
        "written by Alma Reed",
        "“a bridge” word for word",
        "oldest first",
    ]


def test_a_question_that_narrows_nothing_has_nothing_to_take_away() -> None:
    assert narrowings(Understood("?", Filters())) == ()
    assert narrowings(None) == ()


def test_what_a_reader_changed_is_what_is_asked() -> None:
    without = narrowings(ASKED)[0].without

    assert as_understood(without)("whatever") == without
