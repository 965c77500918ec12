"""Drafted cases in the Evaluation view, one after the other."""

import json
from pathlib import Path

import pytest

from eval.drafts.review import drafted
from tests.ui.test_views import Open, address, view
from ui.chat.drafts_view import place_of_quote

__all__ = ["view"]

QUOTE = "It cost 12 million crowns to build."
CASES = (
    {
        "id": "draft-1", "question": "What did the bridge cost?", "answerable": True,
        "answers": ["12 million crowns"], "accepted": False, "kind": "how much",
        "gold": [{"article": "Harrow bridge opens after two years", "quote": QUOTE}],
    },
    {"id": "draft-2", "question": "<b>Who</b> sank it?", "answerable": False, "accepted": False},
)  # fmt: skip


@pytest.fixture
def drafts(harbour: Path) -> Path:
    """A file of drafted cases beside the index."""
    folder = harbour.with_name("eval")
    folder.mkdir()
    made = folder / "cases.jsonl"
    made.write_text("".join(json.dumps(one) + "\n" for one in CASES))
    return made


def test_a_case_is_mended_and_accepted_and_the_next_one_comes(
    view: Open, harbour: Path, drafts: Path
) -> None:
    test = view(harbour, "evaluation")
    assert [one.value for one in test.text_area] == [
        "What did the bridge cost?", "12 million crowns",
    ]  # fmt: skip

    test.text_area[1].set_value("12 million crowns\n12 million").run()
    test.button(key="draft accepted").click().run()

    first, second = drafted(drafts)
    assert (first.decision, second.decision) == ("accepted", "pending")
    assert first.case.answers == ("12 million crowns", "12 million")
    assert [one.value for one in test.text_area] == ["<b>Who</b> sank it?"]

    test.button(key="draft rejected").click().run()
    assert [one.decision for one in drafted(drafts)] == ["accepted", "rejected"]
    assert "0 to decide, 1 accepted, 1 rejected" in [one.value for one in test.caption]
    assert not test.exception


def test_the_quote_opens_in_its_article(view: Open, harbour: Path, drafts: Path) -> None:
    del drafts
    test = view(harbour, "evaluation")

    test.button(key="draft gold 0").click().run()

    assert address(test)["article"] == "quay-bridge"
    assert int(address(test)["end"]) - int(address(test)["start"]) == len(QUOTE)


def test_what_cannot_be_accepted_is_told_and_what_was_typed_stays(
    view: Open, harbour: Path, drafts: Path
) -> None:
    test = view(harbour, "evaluation")

    test.text_area[1].set_value(" ").run()
    test.button(key="draft accepted").click().run()

    assert [one.value for one in test.error] == ["It could not be written."]
    assert test.text_area[1].value == " "
    assert [one.decision for one in drafted(drafts)] == ["pending", "pending"]


def test_from_another_machine_nothing_is_decided(view: Open, harbour: Path, drafts: Path) -> None:
    del drafts

    assert not view(harbour, "evaluation", at_home=False).text_area


def test_a_quote_of_an_article_that_is_not_here_has_no_place(harbour: Path) -> None:
    from index.reader import IndexReader

    with IndexReader.open(harbour) as reader:
        assert place_of_quote(reader, "Nowhere", QUOTE) is None
        assert place_of_quote(reader, "quay-bridge", "words that are not there") is None
        assert place_of_quote(reader, "quay-bridge", QUOTE)
