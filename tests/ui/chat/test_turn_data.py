"""What the script that draws a turn is given: numbers, marks, reasons, and nothing made live."""

from dataclasses import replace
from typing import Any

from index.filters import Filters
from rag.conflict import sources_differ
from rag.types import Answer, Claim, Otherwise, Withheld
from rag.understanding.understood import Condition, Understood
from tests.rag.made import answer, card, citation, claim, hit, trace
from ui.chat.answering import STOPPED, Request, SoFar
from ui.chat.arabic import ARABIC
from ui.chat.place import Place
from ui.chat.turn_data import growing, places, settled, start_data, turn_data
from ui.explanation import explanation

HOSTILE = (
    "<img src=x onerror=alert(1)> [click](javascript:alert(1)) <script>alert(1)</script> **b** $x$"
)


def drawn(of: Answer) -> dict[str, Any]:
    return turn_data(settled(of))


def test_a_turn_numbers_each_citation_once_in_the_order_of_the_claims() -> None:
    first, second = citation("It opened."), citation("It opened.", article_id="wire-1", title="")
    other = citation("It shut.", paragraph=2, start=40)
    claims = claim("It opened.", first, second), claim("It shut.", other, first)

    data = drawn(answer(*claims, withheld=1))

    assert [one["marks"] for one in data["claims"]] == [[1, 2], [3, 1]]
    assert [one["title"] for one in data["citations"]] == ["A bridge", "wire-1", "A bridge"]
    assert [one["text"] for one in data["citations"]] == ["It opened.", "It opened.", "It shut."]
    assert data["citations"][2]["paragraph"] == 2
    assert (data["citations"][2]["start"], data["citations"][2]["end"]) == (40, 48)
    assert data["citations"][0]["facts"] == ["The Quay", "2024-03-01"]
    assert data["question"] == "Is it open?"
    assert data["withheld"] == 1
    assert (data["abstained"], data["nearest"]) == (None, [])
    assert not data["live"]


def test_a_sentence_that_is_partly_supported_says_what_is_left_open() -> None:
    partial = Claim("It opened twice.", "partial", (citation(),), why="it does not say “twice”")

    (one,) = drawn(answer(partial))["claims"]

    assert (one["support"], one["why"]) == ("partial", "it does not say “twice”")


def test_what_other_sources_say_stands_beneath_a_sentence_with_its_own_number() -> None:
    first, second = citation(), citation(article_id="mole-1", source="", title="A ferry")
    other = citation("It opened on Monday.", article_id="wire-1", source="Coast Wire")
    contested = Claim("It opened.", "supported", (first, second), but=(
        Otherwise("Friday", "Monday", other), Otherwise("Friday", "Sunday", second),
    ))  # fmt: skip
    told = "the model was slow"

    data = drawn(answer(contested, notice=f"{told}; {sources_differ([contested])}"))

    (one,) = data["claims"]
    assert one["text"] == "It opened."
    assert one["marks"] == [1, 2]
    assert one["sides"] == [
        [
            {"says": "Friday", "facts": ["The Quay", "2024-03-01"], "marks": [1, 2]},
            {"says": "Monday", "facts": ["Coast Wire", "2024-03-01"], "marks": [3]},
            {"says": "Sunday", "facts": ["A ferry", "2024-03-01"], "marks": [2]},
        ]
    ]
    assert [one["differs"] for one in data["citations"]] == [False, False, True]
    assert data["notice"]["text"] == told
    assert "Monday" not in one["copy"]
    assert drawn(answer(contested, notice=sources_differ([contested])))["notice"] is None


def test_withheld_sentences_are_given_apart_with_their_reasons() -> None:
    refused = Withheld("It is the longest.", "no paragraph says so")
    data = drawn(answer(claim(), withheld=1, trace=replace(trace(), withheld=(refused,))))

    assert data["withheldSentences"] == [
        {"text": "It is the longest.", "why": "no paragraph says so"}
    ]
    assert [one["text"] for one in data["claims"]] == ["The bridge opened on Friday."]


def test_a_turn_tells_how_it_came_about_as_the_command_does() -> None:
    given = answer(claim())

    assert drawn(given)["how"] == [[heading, list(lines)] for heading, lines in explanation(given)]
    assert (
        turn_data(growing(Request("?", lambda _: Understood("?", Filters())), SoFar()))["how"] == []
    )


def test_a_turn_tells_how_a_follow_up_was_understood() -> None:
    assert drawn(answer(stand_alone=HOSTILE))["standAlone"] == HOSTILE
    assert drawn(answer())["standAlone"] == ""


def test_a_turn_tells_what_the_search_was_narrowed_to_and_what_was_given_up() -> None:
    may = Condition("date", Filters("2024-05-01", "2024-05-31"), "in May 2024", 10, 21)
    quay = Condition("source", Filters(source="The Quay"), "the Quay", 25, 33)
    understood = Understood(
        "?", Filters(), (may, quay), quoted=("a bridge",), order="newest", relaxed=("nothing good",)
    )

    data = drawn(answer(understood=understood))

    assert [one["label"] for one in data["narrowed"]] == [
        "May 2024",
        "by The Quay",
        "“a bridge” word for word",
        "newest first",
    ]
    assert data["relaxed"] == [{"text": "nothing good", "language": "en"}]


def test_a_silent_turn_gives_its_reason_and_the_nearest_five() -> None:
    hits = tuple(hit(paragraph=number) for number in range(1, 8))

    data = drawn(answer(hits=hits))

    assert data["abstained"]["text"] == "nothing found is close enough"
    assert data["claims"] == data["citations"] == []
    assert [one["paragraph"] for one in data["nearest"]] == [1, 2, 3, 4, 5]
    assert data["nearest"][0]["text"] == "The bridge opened on Friday."


def test_an_answer_in_the_making_shows_what_is_verified_so_far() -> None:
    request = Request("Is it open?", lambda question: Understood(question, Filters()))

    data: dict[str, Any] = turn_data(
        growing(request, SoFar((claim(),), (Withheld("Not so.", "no such words"),) * 2))
    )

    assert data["live"]
    assert [one["text"] for one in data["claims"]] == ["The bridge opened on Friday."]
    assert data["withheld"] == 2
    assert (data["by"], data["abstained"]) == ("", None)


def test_a_stopped_answer_says_so_in_the_language_of_the_page() -> None:
    stopped = answer(claim(), notice=STOPPED)

    assert turn_data(settled(stopped), ARABIC, "ar")["notice"]["text"] == ARABIC.stopped
    assert turn_data(settled(stopped))["stopped"]
    assert drawn(answer(claim(), notice="the model failed"))["notice"]["text"] == "the model failed"


def test_a_turn_says_who_wrote_it_and_what_that_took() -> None:
    usage = {"prompt_tokens": 1200, "completion_tokens": 34, "cost": 0.0021}
    written = replace(trace(), model="scripted", settings={"writer": "model"}, usage=usage)
    unpriced = replace(written, usage={"prompt_tokens": 5, "completion_tokens": 1, "cost": None})

    assert drawn(answer(claim()))["by"] == "Quoted from the archive"
    assert drawn(answer(claim(), trace=written))["by"] == (
        "Written by scripted · 1,234 tokens · $0.0021"
    )
    assert drawn(answer(claim(), trace=unpriced))["by"] == "Written by scripted · 6 tokens"


def test_the_places_of_an_answer_are_its_citations_or_the_nearest_paragraphs() -> None:
    cited = answer(claim("It opened.", citation("It opened.", paragraph=2, start=7)))

    assert places(cited, 3) == (Place("quay-1", 2, 7, 17, 3),)
    assert places(answer(), 1) == (Place("quay-1", 1, 0, 28, 1),)


def test_an_empty_page_names_the_newest_articles_and_questions() -> None:
    data: dict[str, Any] = start_data([card(), card(id="b", title="")], ["Is it open?"])

    assert [one["title"] for one in data["newest"]] == ["A bridge", "b"]
    assert {one["paragraph"] for one in data["newest"]} == {1}
    assert data["questions"] == ["Is it open?"]


def test_hostile_words_are_given_as_they_stand_and_as_data_alone() -> None:
    hostile = card(id=HOSTILE, title=HOSTILE, source=HOSTILE, published=HOSTILE, url=HOSTILE)
    cited = citation(HOSTILE, article_id=HOSTILE, title=HOSTILE, source=HOSTILE)

    answered = drawn(answer(claim(HOSTILE, cited)))
    assert answered["claims"][0]["text"] == HOSTILE
    assert answered["citations"][0]["title"] == HOSTILE

    silent = drawn(answer(hits=(hit(HOSTILE, article=hostile),)))
    assert silent["nearest"][0]["text"] == HOSTILE
