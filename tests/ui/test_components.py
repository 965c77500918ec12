"""The data that the page's two parts are given, and the scripts that put it on the page."""

import re
from pathlib import Path
from typing import Any

import pytest

import ui.components
from index.article import Article
from rag.types import Answer
from tests.rag.made import answer, article, card, citation, claim, hit
from ui.components import Place, show_article, show_newest, show_turn

HOSTILE = (
    "<img src=x onerror=alert(1)> [click](javascript:alert(1)) <script>alert(1)</script> **b**"
)
ASSETS = Path(ui.components.__file__).parent / "assets"


class Drawn:
    """A component that keeps what it was given."""

    def __init__(self) -> None:
        self.name = ""
        self.data: dict[str, Any] = {}

    def __call__(self, *, data: dict[str, Any], **_: object) -> None:
        self.data = data

    def named(self, name: str) -> "Drawn":
        self.name = name
        return self


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    """What the last component drawn was given."""
    made = Drawn()
    monkeypatch.setattr(ui.components, "_component", made.named)
    return made


def turn(drawn: Drawn, of: Answer) -> dict[str, Any]:
    show_turn(of, key="turn-0", on_open=lambda: None)
    assert drawn.name == "turn"
    return drawn.data


def opened(drawn: Drawn, of: Article, place: Place) -> dict[str, Any]:
    show_article(of, place, key="article", on_close=lambda: None)
    assert drawn.name == "article"
    return drawn.data


def test_a_turn_numbers_each_citation_once_in_the_order_of_the_claims(drawn: Drawn) -> None:
    first, second = citation("It opened."), citation("It opened.", article_id="wire-1", title="")
    other = citation("It shut.", paragraph=2, start=40)
    claims = claim("It opened.", first, second), claim("It shut.", other, first)

    data = turn(drawn, answer(*claims, withheld=1))

    assert [one["marks"] for one in data["claims"]] == [[1, 2], [3, 1]]
    assert [one["title"] for one in data["citations"]] == ["A bridge", "wire-1", "A bridge"]
    assert data["citations"][2]["paragraph"] == 2
    assert (data["citations"][2]["start"], data["citations"][2]["end"]) == (40, 48)
    assert data["citations"][0]["facts"] == ["The Quay", "2024-03-01"]
    assert data["question"] == "Is it open?"
    assert data["withheld"] == 1
    assert (data["abstained"], data["nearest"]) == ("", [])


def test_a_turn_tells_how_a_follow_up_was_understood(drawn: Drawn) -> None:
    assert turn(drawn, answer(stand_alone=HOSTILE))["understood"] == HOSTILE
    assert turn(drawn, answer())["understood"] == ""


def test_a_silent_turn_gives_its_reason_and_the_nearest_five(drawn: Drawn) -> None:
    hits = tuple(hit(paragraph=number) for number in range(1, 8))

    data = turn(drawn, answer(hits=hits))

    assert data["abstained"] == "nothing found is close enough"
    assert data["claims"] == data["citations"] == []
    assert [one["paragraph"] for one in data["nearest"]] == [1, 2, 3, 4, 5]
    assert data["nearest"][0]["text"] == "The bridge opened on Friday."


def test_an_empty_page_names_the_newest_articles(drawn: Drawn) -> None:
    show_newest([card(), card(id="b", title="")], key="newest", on_open=lambda: None)

    assert [one["title"] for one in drawn.data["newest"]] == ["A bridge", "b"]
    assert {one["paragraph"] for one in drawn.data["newest"]} == {1}


def test_an_open_article_is_all_its_paragraphs_and_the_cited_words(drawn: Drawn) -> None:
    whole = article("It opened. It shut.", "It fell.", authors=("Nell Tarn",))

    data = opened(drawn, whole, Place("quay-1", 1, 11, 19))

    assert data["paragraphs"] == ["It opened. It shut.", "It fell."]
    assert data["cited"] == 1
    assert data["facts"] == "The Quay · Nell Tarn"
    assert marked(data) == "It shut."


@pytest.mark.parametrize("span", [(0, 0), (5, 4), (0, 500), (30, 40)])
def test_a_span_outside_the_cited_paragraph_marks_all_of_it(
    span: tuple[int, int], drawn: Drawn
) -> None:
    data = opened(drawn, article("It opened.", "It fell."), Place("quay-1", 1, *span))

    assert marked(data) == "It opened."


@pytest.mark.parametrize("number", [0, 3, 99])
def test_a_paragraph_that_is_not_there_marks_nothing(number: int, drawn: Drawn) -> None:
    data = opened(drawn, article("It opened.", "It fell."), Place("quay-1", number, 0, 5))

    assert tuple(data["marked"]) == ("", "", "")


@pytest.mark.parametrize("before", ["", "ü", "🚢", "سفينة ", "👩‍👩‍👧 a 🚢"])
def test_the_words_marked_are_the_words_cited(before: str, drawn: Drawn) -> None:
    whole = article("It opened.", f"{before}It shut. It fell.")
    start = whole.text.index("It shut.")

    data = opened(drawn, whole, Place("quay-1", 2, start, start + 8))

    assert marked(data) == "It shut."


def marked(data: dict[str, Any]) -> str:
    """The words that the script marks: the middle one of three parts of the paragraph."""
    before, words, after = data["marked"]
    assert before + words + after == data["paragraphs"][data["cited"] - 1]
    return str(words)


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://quay.example/1", True),
        ("http://quay.example/1", True),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        (" https://quay.example/1", False),
        ("//evil.example", False),
        ("", False),
    ],
)
def test_only_an_address_of_the_web_is_a_link(url: str, linked: bool, drawn: Drawn) -> None:
    data = opened(drawn, article(url=url), Place("quay-1", 1))

    assert data["url"] == (url if linked else "")


def test_other_places_of_the_same_words_are_named(drawn: Drawn) -> None:
    copies = (card(id="a"), card(id="b", source="", title="", published=""))

    data = opened(drawn, article(also_in=copies), Place("quay-1", 1))

    assert data["also_in"] == ["The Quay · 2024-03-01 · A bridge", "quay.md"]


def test_hostile_words_are_given_as_they_stand_and_as_data_alone(drawn: Drawn) -> None:
    hostile = card(id=HOSTILE, title=HOSTILE, source=HOSTILE, published=HOSTILE, url=HOSTILE)
    cited = citation(HOSTILE, article_id=HOSTILE, title=HOSTILE, source=HOSTILE)

    answered = turn(drawn, answer(claim(HOSTILE, cited)))
    assert answered["claims"][0]["text"] == HOSTILE
    assert answered["citations"][0]["title"] == HOSTILE

    silent = turn(drawn, answer(hits=(hit(HOSTILE, article=hostile),)))
    assert silent["nearest"][0]["text"] == HOSTILE

    whole = article(HOSTILE, title=HOSTILE, source=HOSTILE, url=HOSTILE, also_in=(hostile,))
    shown = opened(drawn, whole, Place("quay-1", 1))
    assert shown["paragraphs"] == [HOSTILE]
    assert shown["title"] == HOSTILE
    assert shown["url"] == ""


@pytest.mark.parametrize("name", ["turn.js", "article.js"])
def test_the_scripts_put_words_in_as_text_and_load_nothing(name: str) -> None:
    script = (ASSETS / name).read_text(encoding="utf-8")

    into_html = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|createContextual"
    loading = r"\beval\b|Function\(|fetch\(|XMLHttpRequest|import\b|src\b|https?:"
    assert not re.search(into_html, script)
    assert not re.search(loading, script)


@pytest.mark.parametrize("name", ["turn.css", "article.css"])
def test_the_styles_load_nothing(name: str) -> None:
    assert not re.search(r"url\(|@import|https?:", (ASSETS / name).read_text(encoding="utf-8"))
