"""What an export says: all of it, in order, each citation numbered once, links that are safe."""

from dataclasses import replace

import pytest

from rag.export import sentence_with_citation
from rag.export.exported import exported
from rag.export.manuscript import link_of, manuscript
from rag.lasting import Lasting
from rag.talks import SavedTurn
from rag.types import Claim
from tests.rag.export.made import ASKED, BAD_URLS, HOSTILE, talk
from tests.rag.made import answer, citation


def test_a_talk_is_written_with_its_remarks_notes_and_caveats() -> None:
    made = manuscript("A talk", talk())

    first, silent, arabic = made.sections
    assert first.remarks == (
        "Understood as: Is the Harrow bridge open?",
        "the model was slow",
        "1 withheld: not supported by what they cite.",
    )
    assert [one.notes for one in first.sentences] == [(1,), (2, 1)]
    assert [one.caveat for one in first.sentences] == ["", "partly supported: what is crossed"]
    assert first.made == (
        "Written by the language model somebody/large, 2024-03-01 08:02 UTC; each sentence checked."
    )
    assert silent.silence == "The archive does not say: nothing found is close enough."
    assert [one.quote for one in silent.nearest] == ["The bridge opened on Friday.", "It is late."]
    assert silent.made == "Asked 2024-03-01 08:02 UTC."
    assert arabic.made == "Sentences of the archive, word for word, 2024-03-01 08:02 UTC."
    assert arabic.sentences[0].notes == (4,)
    assert [(one.text, one.note) for one in first.sentences[1].but] == [
        ("but Coast Wire, 2024-06-11: “5 crowns”, not “3 crowns”", 3)
    ]
    assert [one.facts for one in made.notes] == [
        "A bridge, The Quay, 2024-03-01, ¶1",
        "Ferry fares rise, The Mole, 2024-06-10, ¶2",
        "Dearer again, Coast Wire, 2024-06-11, ¶4",
        "مكتبة المرفأ, 2024-03-01, ¶1",
    ]
    assert [one.link for one in made.notes] == [
        "https://quay.example/1",
        "",
        *(one.address for one in made.notes[2:]),
    ]


def test_what_became_of_a_citation_since_is_told() -> None:
    gone, edited, away, moved, same = (citation(f"Words {n}.") for n in range(5))
    now = replace(edited, quote="Other words.", end=12)
    states = (
        Lasting(gone, "withdrawn"),
        Lasting(edited, "edited", now),
        Lasting(away, "edited"),
        Lasting(moved, "unchanged", replace(moved, paragraph=4)),
        Lasting(same, "unchanged", same),
    )
    turn = SavedTurn(1, answer(Claim("So.", "supported", (gone, edited, away, moved, same))), ASKED)

    assert [one.state for one in manuscript("", [turn], states).notes] == [
        "withdrawn from the archive since",
        "edited since; it says now: “Other words.”",
        "edited since; the words are gone",
        "the same words stand at ¶4 now",
        "",
    ]


@pytest.mark.parametrize("url", BAD_URLS)
def test_what_a_browser_should_not_open_is_no_link(url: str) -> None:
    assert link_of(url) == ""


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("HTTPS://Quay.example:8080/a?b=c&d=%20#e", "https://quay.example:8080/a?b=c&d=%20#e"),
        ("http://quay.example/a b(1)$é", "http://quay.example/a%20b(1)%24%C3%A9"),
        ("https://مرفأ.example/", "https://xn--igb1ayco.example/"),
        ('https://quay.example/"><script>', "https://quay.example/%22%3E%3Cscript%3E"),
        ("", ""),
    ],
)
def test_what_a_browser_may_open_is_a_link_in_ascii(url: str, link: str) -> None:
    assert link_of(url) == link


def test_a_copied_sentence_carries_its_citations_on_one_line() -> None:
    first = citation()
    second = citation(title="", source="", url="javascript:x", published="", paragraph=3)
    claim = Claim("It opened\non Friday.", "partial", (first, second, first), why="which Friday")

    assert sentence_with_citation(claim) == (
        "It opened on Friday. [partly supported: which Friday] "
        "(A bridge, The Quay, 2024-03-01, ¶1, https://quay.example/1; quay-1, ¶3)"
    )
    hostile = Claim(HOSTILE, "supported", (citation(title=HOSTILE),))
    assert not set(sentence_with_citation(hostile)) & set("\n\r\x00\x1b\ud800")


def test_the_name_of_a_file_is_made_of_the_day_alone() -> None:
    turns = [
        replace(one, answer=replace(one.answer, question="../../etc/passwd")) for one in talk()
    ]

    assert [exported(turns, kind, title="a/b").name for kind in ("md", "html", "docx")] == [
        "pressmark-2024-03-01.md", "pressmark-2024-03-01.html", "pressmark-2024-03-01.docx",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="nothing to export"):
        exported([], "md")
