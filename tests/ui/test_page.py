"""The chat page, as Streamlit draws it: what it shows, keeps and refuses."""

import json
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import index.reader
import ui.chat.answering
import ui.chat.ask_view
import ui.chat.owner
import ui.page
from index.errors import SettingsError
from rag.talks import SavedTurn, Talks
from tests.sample import HARBOUR, reader_of
from tests.tiny import TinyEmbedder
from ui.chat.answering import Answering, Request
from ui.chat.arabic import ARABIC
from ui.chat.turn_data import turn_data

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

QUESTION = "Who opened the Harrow bridge?"
UNCLEANED = "<svg onload=alert(1)>"  # what cleaning takes for words
HOSTILE = "<img src=x onerror=alert(1)> ![i](http://evil.example/i.png) <script>alert(1)</script>"
DRAWN = "bidi_component"
TOKEN = "aB3-" * 10 + "x_z"

Open = Callable[..., "AppTest"]


class Counted:
    """A function, and how often it was called."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function, self.calls = function, 0

    def __call__(self, *given: object, **named: object) -> object:
        self.calls += 1
        return self.function(*given, **named)


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Open the page over an index, at an address with these parameters."""

    import streamlit as st
    from streamlit.testing.v1 import AppTest

    def opened(of: Path, *, token: str = "", **parameters: str) -> AppTest:
        monkeypatch.setattr(sys, "argv", ["page.py", str(of)])
        monkeypatch.setattr(ui.chat.owner, "cookie", lambda _: token)
        test = AppTest.from_file(ui.page.__file__, default_timeout=60)
        for name, value in parameters.items():
            test.query_params[name] = value
        return test.run()

    yield opened
    st.cache_resource.clear()


def drawn(test: "AppTest") -> list[dict[str, Any]]:
    """The data of the parts of the talk and of what is read beside it, in order."""
    assert not test.exception
    found = [json.loads(one.proto.json) for one in elements(test) if one.type == DRAWN]
    return [one for one in found if "talks" not in one and "token" not in one]


def talk_of(test: "AppTest") -> str:
    """The talk that the address of the page carries."""
    return str(test.query_params["talk"])


def listed(test: "AppTest") -> list[dict[str, Any]]:
    """The talks in the list beside the page."""
    found = [json.loads(one.proto.json) for one in elements(test) if one.type == DRAWN]
    return [row for one in found if "talks" in one for row in one["talks"]]


def elements(test: "AppTest") -> list[Any]:
    """Everything on the page but what only holds other things."""
    from streamlit.testing.v1.element_tree import Element

    return [one for one in test._tree if isinstance(one, Element)]


def ask(test: "AppTest", question: str) -> "AppTest":
    return test.chat_input[0].set_value(question).run()


def test_the_page_shows_how_much_the_archive_holds(page: Open, harbour: Path) -> None:
    test = page(harbour)

    assert test.title[0].value == "Pressmark"
    assert test.caption[0].value.startswith("5 articles, 2024-03-01 to 2024-07-05.")


def test_an_undated_archive_has_no_days(page: Open, folder: Path, tiny_model: list[str]) -> None:
    del tiny_model
    reader_of(folder, HARBOUR[-1]).close()

    assert page(folder / "index").caption[0].value.startswith("1 articles. ")


def test_before_anything_is_asked_the_newest_articles_are_named(page: Open, harbour: Path) -> None:
    (newest,) = drawn(page(harbour))

    named = [one["article"] for one in newest["newest"]]
    assert named == ["mole-library", "mole-ferry", "wire-bridge", "quay-bridge", "poem"]


def test_a_question_is_answered_with_its_citations(page: Open, harbour: Path) -> None:
    (turn,) = drawn(ask(page(harbour), QUESTION))

    assert turn["question"] == QUESTION
    assert turn["claims"][0]["text"].startswith("Mayor Alma Reed opened")
    assert [one["article"] for one in turn["citations"]][:2] == ["quay-bridge", "wire-bridge"]


def test_what_the_archive_does_not_say_is_told_with_what_is_near(page: Open, harbour: Path) -> None:
    (turn,) = drawn(ask(page(harbour), "Which planet has rings?"))

    assert turn["abstained"]
    assert turn["claims"] == []
    assert turn["nearest"]


def test_earlier_turns_stay_when_another_question_is_asked(page: Open, harbour: Path) -> None:
    test = page(harbour)
    questions = [QUESTION, "Which planet has rings?", "What does a ticket for the ferry cost?"]

    for question in questions:
        ask(test, question)

    assert [turn["question"] for turn in drawn(test)] == questions
    assert [turn["question"] for turn in drawn(test.run())] == questions


def test_a_follow_up_is_understood_by_the_turns_before_it(page: Open, harbour: Path) -> None:
    test = ask(page(harbour), QUESTION)

    first, second = drawn(ask(test, "What did it cost to build?"))

    assert first["standAlone"] == ""
    assert second["question"] == "What did it cost to build?"
    assert "Harrow bridge" in second["standAlone"]


@pytest.mark.parametrize("question", [" ", "\n", "?!", "ما عاصمة منغوليا؟", HOSTILE])
def test_no_question_breaks_the_page(question: str, page: Open, harbour: Path) -> None:
    test = ask(page(harbour), question)

    assert not test.exception
    assert test.title[0].value == "Pressmark"


def test_the_address_opens_an_article_beside_the_talk(page: Open, harbour: Path) -> None:
    test = page(harbour, article="quay-bridge", paragraph="2", start="0", end="5")

    (newest, article) = drawn(test)
    assert newest["newest"]
    assert article["title"] == "Harrow bridge opens after two years"
    assert article["cited"] == 2
    assert len(article["paragraphs"]) == 2


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"paragraph": "99"},
        {"paragraph": "-1"},
        {"paragraph": "two"},
        {"paragraph": "٢"},
        {"paragraph": "²"},
        {"paragraph": ""},
        {"paragraph": "9" * 5000},
        {"paragraph": "1", "start": "9" * 30, "end": "0"},
        {"other": "<b>"},
    ],
    ids=lambda parameters: str(parameters)[:40],
)
def test_whatever_an_address_says_of_a_place_the_article_opens(
    parameters: dict[str, str], page: Open, harbour: Path
) -> None:
    article = drawn(page(harbour, article="quay-bridge", **parameters))[-1]

    assert article["title"] == "Harrow bridge opens after two years"


@pytest.mark.parametrize("id", ["gone", "", "<script>alert(1)</script>", "' OR 1=1 --"])
def test_an_address_of_no_article_gives_a_plain_notice(id: str, page: Open, harbour: Path) -> None:
    test = page(harbour, article=id)

    assert not test.exception
    assert [one.value for one in test.warning] == [
        "This article is not in the archive, or no longer."
    ]
    assert len(drawn(test)) == 1

    next(one for one in test.button if one.label == "Close").click().run()

    assert not test.warning
    assert "article" not in test.query_params


def test_a_talk_is_kept_under_its_address(page: Open, harbour: Path) -> None:
    test = ask(ask(page(harbour, token=TOKEN), QUESTION), "Which planet has rings?")
    id = talk_of(test)

    again = page(harbour, token=TOKEN, talk=id)

    assert [{**one, "fresh": None} for one in drawn(again)] == [
        {**one, "fresh": None} for one in drawn(test)
    ]
    assert [one["question"] for one in drawn(again)] == [QUESTION, "Which planet has rings?"]


@pytest.mark.parametrize("id", ["gone", "", "' OR 1=1 --", "<script>alert(1)</script>"])
def test_an_address_of_no_talk_says_so(id: str, page: Open, harbour: Path) -> None:
    test = page(harbour, token=TOKEN, talk=id)

    assert not test.exception
    assert [one.value for one in test.info] == (["There is no such talk here."] if id else [])


def test_a_talk_of_somebody_else_is_not_there(page: Open, harbour: Path) -> None:
    id = talk_of(ask(page(harbour, token=TOKEN), QUESTION))

    other = page(harbour, token=TOKEN.swapcase(), talk=id)

    assert [one.value for one in other.info] == ["There is no such talk here."]
    assert drawn(other) == []
    assert listed(other) == []
    assert [one["title"] for one in listed(page(harbour, token=TOKEN))] == [QUESTION]


@pytest.mark.parametrize(
    "token", ["", "short", "person:a@b.example", TOKEN + "x", "../" * 14 + "a"]
)
def test_a_cookie_that_is_no_token_of_ours_opens_nothing(
    token: str, page: Open, harbour: Path
) -> None:
    test = ask(page(harbour, token=token), QUESTION)

    assert listed(page(harbour, token=token)) == []
    assert listed(test) != []


def test_a_new_talk_leaves_the_old_one_in_the_list(page: Open, harbour: Path) -> None:
    test = ask(page(harbour, token=TOKEN), QUESTION)

    test.button[0].click().run()

    assert "talk" not in test.query_params
    assert drawn(test)[0]["newest"]
    assert [(one["title"], one["current"]) for one in listed(test)] == [(QUESTION, False)]


def test_of_a_long_talk_the_last_answers_are_drawn_first(page: Open, harbour: Path) -> None:
    test = ask(page(harbour, token=TOKEN), QUESTION)
    id = talk_of(test)
    with Talks.open(harbour / "talks.sqlite") as talks:
        (turn,) = talks.turns(f"browser:{TOKEN}", id)
        for _ in range(24):
            talks.add(f"browser:{TOKEN}", id, turn.answer)

    test.run()
    assert len(drawn(test)) == 20
    (earlier,) = [one for one in test.button if "earlier" in one.label]
    assert earlier.label == "Show 5 earlier answers"

    earlier.click().run()
    assert len(drawn(test)) == 25


def test_a_long_talk_is_read_no_further_back_than_it_is_shown(
    page: Open, harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = ask(page(harbour, token=TOKEN), QUESTION)
    id = talk_of(test)
    with Talks.open(harbour / "talks.sqlite") as talks:
        (turn,) = talks.turns(f"browser:{TOKEN}", id)
        for _ in range(24):
            talks.add(f"browser:{TOKEN}", id, turn.answer)
    read: list[int] = []
    turns = Talks.turns

    def counted(self: Talks, owner: str, talk: str, *, after: int = 0) -> tuple[SavedTurn, ...]:
        found = turns(self, owner, talk, after=after)
        read.extend(one.number for one in found)
        return found

    monkeypatch.setattr(Talks, "turns", counted)
    monkeypatch.setattr(ui.chat.ask_view, "turn_data", counting := Counted(turn_data))

    test = page(harbour, token=TOKEN, talk=id)
    assert read == [*range(6, 26)]
    assert counting.calls == 20

    ask(test, QUESTION)
    assert read == [*range(6, 27)]
    assert drawn(test)[-1]["fresh"]
    rebuilt = counting.calls
    test.run()
    assert counting.calls == rebuilt

    (earlier,) = [one for one in test.button if "earlier" in one.label]
    assert earlier.label == "Show 6 earlier answers"
    earlier.click().run()
    assert len(drawn(test)) == 26


def test_an_article_opened_from_an_early_answer_knows_what_else_it_cites(
    page: Open, harbour: Path
) -> None:
    test = ask(page(harbour, token=TOKEN), QUESTION)
    id = talk_of(test)
    with Talks.open(harbour / "talks.sqlite") as talks:
        (turn,) = talks.turns(f"browser:{TOKEN}", id)
        for _ in range(24):
            talks.add(f"browser:{TOKEN}", id, turn.answer)
    first = drawn(test)[0]["citations"][0]
    place = {name: str(first[name]) for name in ("article", "paragraph", "start", "end")}

    *turns, article = drawn(page(harbour, token=TOKEN, talk=id, turn="2", **place))

    assert len(turns) == 20
    assert len(article["places"]) == len(drawn(test)[0]["citations"])


def test_the_page_asks_with_the_models_of_the_settings(
    page: Open, harbour: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "pressmark.toml").write_text(
        'model = "a/writer"\nsecond_opinion = "b/writer"\nreranker = "backwards"\n'
    )
    asked: list[Request] = []

    def only_taken_note_of(answering: Answering) -> Answering:
        asked.append(answering.request)
        answering.stop()
        return answering

    monkeypatch.setattr(Answering, "begin", only_taken_note_of)

    ask(page(harbour), QUESTION)

    (request,) = asked
    assert request.reranker
    assert request.reranker.name == "backwards"
    with pytest.raises(SettingsError, match="second opinion"):
        request.answerers()


def test_an_old_answer_is_not_made_again(
    page: Open, harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = ask(page(harbour, token=TOKEN), QUESTION)
    before = drawn(test)
    monkeypatch.setattr(ui.chat.answering, "ask_stream", None)
    monkeypatch.setattr(Talks, "turns", None)

    assert drawn(test.run()) == before


def test_days_that_are_chosen_narrow_the_search(page: Open, harbour: Path) -> None:
    test = page(harbour)

    test.date_input[0].set_value(date(2024, 6, 1)).run()
    (turn,) = drawn(ask(test, QUESTION))

    assert turn["abstained"]
    assert {one["facts"][-1] for one in turn["nearest"]} <= {"2024-06-10", "2024-07-05"}


def test_an_outlet_that_is_chosen_narrows_the_search(page: Open, harbour: Path) -> None:
    test = page(harbour)
    outlets = next(one for one in test.selectbox if one.label == "Outlet")
    assert outlets.options == ["Any outlet", "The Mole", "Coast Wire", "The Quay"]

    outlets.select("Coast Wire").run()
    (turn,) = drawn(ask(test, QUESTION))

    assert {one["article"] for one in turn["citations"]} == {"wire-bridge"}


def test_the_page_speaks_arabic_where_its_address_says_so(page: Open, harbour: Path) -> None:
    test = page(harbour, language="ar")

    assert test.chat_input[0].placeholder == ARABIC.ask
    assert drawn(test)[0]["words"]["newest"] == ARABIC.newest


def test_another_language_is_chosen_and_stays_in_the_address(page: Open, harbour: Path) -> None:
    test = page(harbour)

    next(one for one in test.selectbox if one.options == ["English", "العربية"]).select("ar").run()

    assert str(test.query_params["language"]) == "ar"
    assert test.chat_input[0].placeholder == ARABIC.ask


@pytest.mark.parametrize("view", ["", "search", "archive", "evaluation"])
def test_the_language_is_chosen_in_every_view_which_stays(
    view: str, page: Open, harbour: Path
) -> None:
    test = page(harbour, **({"view": view, "words": "ferry"} if view else {}))

    test.selectbox(key="language").select("ar").run()

    kept = {"view": view, "words": "ferry"} if view else {}
    assert {name: [one] for name, one in (kept | {"language": "ar"}).items()} == {
        name: [one] if isinstance(one, str) else one for name, one in test.query_params.items()
    }
    assert not test.exception


def test_a_language_that_the_page_does_not_speak_is_english(page: Open, harbour: Path) -> None:
    test = page(harbour, language="<b>")

    assert test.selectbox(key="language").value == "en"
    assert not test.exception


def test_what_was_chosen_stays_chosen_while_another_view_is_looked_at(
    page: Open, harbour: Path, folder: Path
) -> None:
    (folder / "pressmark.toml").write_text('model = "a/writer"\n')
    test = page(harbour)
    outlets = next(one for one in test.selectbox if one.label == "Outlet")
    outlets.select("Coast Wire").run()
    test.selectbox(key="model").select("").run()

    test.button_group[0].set_value("search").run()
    test.button_group[0].set_value("").run()

    assert next(one for one in test.selectbox if one.label == "Outlet").value == "Coast Wire"
    assert test.selectbox(key="model").value == ""


def test_without_an_index_the_page_says_so_and_how_to_build_one(page: Open, folder: Path) -> None:
    test = page(folder / "nowhere")

    assert not test.exception
    assert len(test.error) == 1
    assert f"no index at {folder / 'nowhere'}" in test.text[0].value
    assert "pressmark index build" in test.text[0].value
    assert not test.chat_input


def test_a_damaged_index_is_told_plainly(page: Open, harbour: Path) -> None:
    path = next(harbour.rglob("articles.sqlite"))
    path.write_bytes(path.read_bytes() + b"!")

    test = page(harbour)

    assert not test.exception
    assert "articles.sqlite" in test.text[0].value


def test_an_index_of_another_model_is_told_plainly(
    page: Open, harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = TinyEmbedder(digest="another")
    monkeypatch.setattr(index.reader, "SentenceTransformerEmbedder", lambda _: other)
    said: list[object] = []
    monkeypatch.setattr(threading, "excepthook", said.append)

    test = ask(page(harbour), QUESTION)

    assert not test.exception
    assert "built with another" in test.text[0].value
    assert said == []


def test_a_new_version_of_the_index_is_read_without_a_restart(
    page: Open, folder: Path, tiny_model: list[str]
) -> None:
    del tiny_model
    reader_of(folder, *HARBOUR[:2]).close()
    test = page(folder / "index")
    assert test.caption[0].value.startswith("2 articles")

    reader_of(folder, *HARBOUR).close()

    assert test.run().caption[0].value.startswith("5 articles")


def test_an_archives_words_are_on_the_page_only_as_the_data_of_its_parts(
    page: Open, folder: Path, tiny_model: list[str]
) -> None:
    del tiny_model
    words = dict.fromkeys(("id", "title", "source", "url"), HOSTILE)
    reader_of(
        folder, {**words, "authors": [HOSTILE], "text": f"{UNCLEANED} {HOSTILE} said it."}
    ).close()

    test = ask(page(folder / "index"), "Who said alert?")
    (id,) = {one["article"] for turn in drawn(test) for one in turn["citations"] + turn["nearest"]}
    test.query_params["article"] = id
    test.run()

    turn, article = drawn(test)
    assert HOSTILE in json.dumps([turn, article])
    assert UNCLEANED in article["paragraphs"][0]
    assert article["url"] == ""
    others = [one for one in elements(test) if one.type != DRAWN]
    assert others
    for one in others:
        said = one.options if one.type == "selectbox" else []  # which Streamlit shows as text
        assert str(one.proto).count("alert(1)") == "".join(said).count("alert(1)")
