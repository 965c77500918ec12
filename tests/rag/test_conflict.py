"""Where the archive's sources differ, both are shown with their days, whoever writes."""

from collections.abc import Iterator

import pytest

from index.reader import IndexReader
from rag.answer import ask, ask_stream
from rag.events import Shown
from rag.types import Claim
from tests.rag.made import answer, citation
from tests.sample import HARBOUR, reader_of
from tests.scripted import ScriptedModel
from ui.printing import print_answer

QUESTION = "How many workers did the fire at the Corran mill kill?"
FIRST = "The fire at the Corran mill killed 12 workers on Monday."
SECOND = "The fire at the Corran mill killed 21 workers on Monday."
NOTICE = "the archive's sources differ: The Quay, 2024-03-07: 12; Coast Wire, 2024-03-08: 21"


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IndexReader]:
    """An archive whose two reports on a fire do not agree."""
    articles = [
        {
            "id": "quay-mill", "title": "Mill burns", "source": "The Quay",
            "published": "2024-03-07", "text": f"{FIRST}\n\nThe roof fell in before noon.",
        },
        {
            "id": "wire-mill", "title": "Twenty-one lost", "source": "Coast Wire",
            "published": "2024-03-08",
            "text": f"{SECOND}\n\nGrain dust is thought to have caught light in the west tower.",
        },
    ]  # fmt: skip
    with reader_of(tmp_path_factory.mktemp("mill"), *HARBOUR, *articles) as opened:
        yield opened


def values(claim: Claim) -> list[tuple[str, str, str]]:
    return [(one.words, one.instead, one.citation.article_id) for one in claim.but]


def test_quoted_sentences_stand_beside_what_says_otherwise(mill: IndexReader) -> None:
    found = ask(QUESTION, mill)
    by_text = {claim.text: values(claim) for claim in found.claims}

    assert by_text[FIRST] == [("12", "21", "wire-mill")]
    assert by_text.get(SECOND, [("21", "12", "quay-mill")]) == [("21", "12", "quay-mill")]
    assert found.notice.count("sources differ") == 1
    assert NOTICE.partition(": ")[0] in found.notice
    for claim in found.claims:
        for one in claim.but:
            text = mill.article(one.citation.article_id).text
            assert text[one.citation.start : one.citation.end] == one.citation.quote


def test_a_model_that_picks_one_source_is_shown_with_the_other(mill: IndexReader) -> None:
    words = "The fire at the Corran mill killed 12 workers"
    model = ScriptedModel([f"{words} [{{key[{FIRST}]}}]."])

    found = ask(QUESTION, mill, model=model)

    assert [claim.text for claim in found.claims] == [f"{words}."]
    assert values(found.claims[0]) == [("12", "21", "wire-mill")]
    assert found.notice == NOTICE


def test_a_claim_that_says_nothing_of_what_differs_stands_alone(mill: IndexReader) -> None:
    model = ScriptedModel([f"There was a fire at the Corran mill [{{key[{FIRST}]}}]."])

    found = ask(QUESTION, mill, model=model)

    assert all(not claim.but for claim in found.claims)
    assert "differ" not in found.notice


def test_the_other_side_is_there_as_soon_as_the_claim_is(mill: IndexReader) -> None:
    first = next(event for event in ask_stream(QUESTION, mill) if isinstance(event, Shown))

    assert first.claim.but


def test_sources_that_agree_are_not_said_to_differ(harbour: IndexReader) -> None:
    found = ask("Who opened the Harrow bridge?", harbour)

    assert found.notice == ""
    assert all(claim.but == () for claim in found.claims)


def test_both_sides_are_printed_with_their_days(
    mill: IndexReader, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "The fire at the Corran mill killed 12 workers"
    print_answer(ask(QUESTION, mill, model=ScriptedModel([f"{words} [{{key[{FIRST}]}}]."])))

    out = capsys.readouterr().out
    assert f"{words}. [1]\n    but Coast Wire 2024-03-08 [2]: 21\n    “{SECOND}”\n" in out
    assert "[2] Twenty-one lost ¶1\n" in out


def test_a_sentence_that_is_itself_shown_is_not_printed_twice(
    mill: IndexReader, capsys: pytest.CaptureFixture[str]
) -> None:
    print_answer(ask(QUESTION, mill))

    assert capsys.readouterr().out.count(SECOND) == 1
    assert answer(Claim("It opened.", "supported", (citation("It opened."),))).claims[0].but == ()
