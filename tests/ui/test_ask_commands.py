"""`pressmark search` and `pressmark ask`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import ModelFailed
from rag.writer.litellm_model import LiteLLMModel
from tests.rag.test_records import CARD_KEYS, CITATION_KEYS, HIT_KEYS
from tests.sample import SHARED, Sample
from tests.ui.conftest import Press

QUESTION = "Who opened the Harrow bridge?"


def test_search_prints_json_that_scripts_rely_on(press: Press, harbour: Path) -> None:
    del harbour
    ran = press("search", "harrow bridge", "--since", "2024-03-01", "--k", "2", "--json")

    assert (ran.status, ran.err) == (0, "")
    assert set(ran.record) == {"query", "filters", "understood", "hits", "facets"}
    assert ran.record["query"] == "harrow bridge"
    assert ran.record["filters"] == {
        "since": "2024-03-01", "until": "", "source": "", "author": "", "undated": False,
    }  # fmt: skip
    assert len(ran.record["hits"]) == 2
    for hit in ran.record["hits"]:
        assert set(hit) == HIT_KEYS | {"marks"}
        assert set(hit["article"]) == CARD_KEYS | {"also_in"}
        assert set(hit["ranks"]) == {"dense", "lexical"}


def test_search_prints_each_paragraph_under_its_article(press: Press, harbour: Path) -> None:
    del harbour
    out = press("search", "ferry passengers and their captain", "--k", "1").out

    assert out == (
        " 1. The Mole · 2024-06-10 · Ferry fares rise ¶2\n"
        "    The ferry carried 40,000 passengers last year, said Captain Ivo Sand.\n"
    )


def test_search_that_finds_nothing_exits_0_and_says_so_on_stderr(
    press: Press, harbour: Path
) -> None:
    del harbour
    ran = press("search", "bridge", "--source", "The Gazette")

    assert (ran.status, ran.out, ran.err) == (0, "", "nothing found\n")
    assert press("search", "bridge", "--source", "The Gazette", "--json").record["hits"] == []


@pytest.mark.parametrize(("sort", "newest"), [("date", True), ("newest", True), ("oldest", False)])
def test_search_sorts_what_is_relevant_by_date_when_asked_to(
    sort: str, newest: bool, press: Press, harbour: Path
) -> None:
    del harbour
    record = press("search", "harrow bridge", "--sort", sort, "--json").record

    days = [hit["article"]["published"][:10] for hit in record["hits"]]
    dated = [day for day in days if day]
    assert len(dated) > 1
    assert days == sorted(dated, reverse=newest) + [""] * (len(days) - len(dated))
    best = press("search", "harrow bridge", "--json").record
    assert {str(hit) for hit in record["hits"]} <= {str(hit) for hit in best["hits"]}


def test_search_gives_no_more_of_an_article_than_asked_for(press: Press, harbour: Path) -> None:
    del harbour
    record = press("search", "harrow bridge", "--per-article", "1", "--json").record

    articles = [hit["article"]["id"] for hit in record["hits"]]
    assert len(articles) == len(set(articles)) > 1
    assert press("search", "bridge", "--per-article", "0").status == 2


def test_search_says_why_and_counts_what_it_found_when_asked_to(
    press: Press, harbour: Path
) -> None:
    del harbour
    out = press("search", "ferry passengers", "--k", "1", "--explain", "--facets").out

    assert "    why: 1st by meaning (cosine " in out
    assert "paragraphs proposed by meaning or by words, near or far:\n    outlets: " in out
    assert "The Quay 2" in out
    assert "    months: 2024-06 " in out
    assert "undated " in out
    assert "why:" not in press("search", "ferry passengers").out


@pytest.mark.parametrize("command", ["search", "ask"])
def test_filters_narrow_what_is_printed(command: str, press: Press, sample_index: Path) -> None:
    del sample_index
    narrowed = ["--since", "2024-08-05", "--until", "2024-08-31", "--source", "the headland"]

    record = press(command, "What caused the Pier Street fire?", *narrowed, "--json").record

    cards = [hit["article"] for hit in record["hits"]]
    assert {(one["source"], one["published"][:7]) for one in cards} == {("The Headland", "2024-08")}
    cited = [one for claim in record.get("claims", []) for one in claim["citations"]]
    assert {one["source"] for one in cited} <= {"The Headland"}


def test_ask_prints_json_that_scripts_rely_on(press: Press, harbour: Path) -> None:
    del harbour
    ran = press("ask", QUESTION, "--json")

    assert (ran.status, ran.err) == (0, "")
    assert set(ran.record) == {
        "question", "stand_alone", "answered", "abstained", "claims", "withheld",
        "notice", "hits", "understood", "trace",
    }  # fmt: skip
    assert ran.record["answered"] is True
    assert ran.record["abstained"] is None
    assert ran.record["claims"][0]["text"] == SHARED
    for claim in ran.record["claims"]:
        assert set(claim) == {"text", "support", "citations", "why", "but"}
        assert claim["support"] == "supported"
        assert all(set(citation) == CITATION_KEYS for citation in claim["citations"])
    assert all(set(hit) == HIT_KEYS for hit in ran.record["hits"])
    assert {"index", "model", "prompts", "seconds"} <= set(ran.record["trace"])


def test_ask_prints_claims_and_then_where_they_stand(press: Press, harbour: Path) -> None:
    del harbour
    ran = press("ask", QUESTION)

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"{SHARED} [1][2]\n")
    assert (
        "[1] Harrow bridge opens after two years ¶1\n"
        "    The Quay · 2024-03-01 · https://quay.example/bridge\n"
        "    pressmark show quay-bridge --paragraph 1\n"
        "[2] A crossing at last ¶1\n"
        "    Coast Wire · 2024-03-02\n"
        "    pressmark show wire-bridge --paragraph 1\n"
    ) in ran.out


def test_ask_that_finds_no_answer_exits_1_with_the_nearest_paragraphs(
    press: Press, harbour: Path
) -> None:
    del harbour
    ran = press("ask", "Which planet has rings?")

    assert (ran.status, ran.err) == (1, "")
    assert ran.out.startswith("The archive does not say: ")
    assert "\nNearest paragraphs:\n 1. " in ran.out

    as_json = press("ask", "Which planet has rings?", "--json")
    assert as_json.status == 1
    assert as_json.record["answered"] is False
    assert as_json.record["abstained"]


@pytest.mark.parametrize(
    "question",
    ["Who won the 2022 World Cup?", "What is the capital of Mongolia?", "ما عاصمة منغوليا؟"],
)
def test_the_sample_has_no_answer_to_what_it_does_not_say(
    question: str, press: Press, sample_index: Path
) -> None:
    del sample_index
    assert press("ask", question, "--json").status == 1


@pytest.mark.parametrize(
    "question", ["What caused the Pier Street fire?", "كم كتاباً في مكتبة حي القناديل؟"]
)
def test_the_sample_answers_with_the_exact_words_of_its_articles(
    question: str, press: Press, sample: Sample, sample_index: Path
) -> None:
    del sample_index
    ran = press("ask", question, "--json")

    assert ran.status == 0
    for claim in ran.record["claims"]:
        for one in claim["citations"]:
            text = sample.reader.article(one["article_id"]).text
            assert text[one["start"] : one["end"]] == one["quote"] == claim["text"]


def test_a_question_may_begin_with_a_dash_after_two_dashes(press: Press, harbour: Path) -> None:
    del harbour
    assert press("search", "--json", "--", "-ferry").record["query"] == "-ferry"


def test_ask_understands_a_question_by_those_before_it(press: Press, harbour: Path) -> None:
    del harbour
    before = ("--after", "Who is Nell Tarn?", "--after", QUESTION)

    record = press("ask", "What did it cost to build?", *before, "--json").record

    assert record["question"] == "What did it cost to build?"
    assert record["stand_alone"] == "What did it cost to build? (about: Harrow bridge)"
    out = press("ask", "What did it cost to build?", *before).out
    assert out.startswith("Understood as: What did it cost to build? (about: Harrow bridge)\n\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Why?", "--after", " "], "--after needs a question"),
        (["--batch", "-", "--after", "Who?"], "a batch has its own history"),
    ],
)
def test_what_cannot_come_before_a_question_is_refused(
    words: list[str], said: str, press: Press
) -> None:
    ran = press("ask", *words)

    assert ran.status == 2
    assert said in ran.err


def test_a_model_that_cannot_be_asked_leaves_the_archives_own_answer_and_a_note(
    press: Press, harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del harbour

    def stream(*_: object) -> Iterator[str]:
        raise ModelFailed("the model tiny at http://127.0.0.1:9 cannot be reached", hint="start it")

    monkeypatch.setattr(LiteLLMModel, "stream", stream)
    Path("pressmark.toml").write_text('api_base = "http://127.0.0.1:9"\n')

    ran = press("ask", QUESTION, "--model", "openai/tiny")

    assert ran.status == 0
    assert ran.out.startswith(SHARED)
    assert ran.err == (
        "question and paragraphs go to openai/tiny at http://127.0.0.1:9\n"
        "note: the model tiny at http://127.0.0.1:9 cannot be reached;"
        " the answer is quoted from the archive instead\n"
    )


def test_what_a_question_is_narrowed_to_is_shown_and_can_be_refused(
    press: Press, harbour: Path
) -> None:
    del harbour
    question = "Who opened the bridge on 1 March 2024, according to The Quay?"

    ran = press("search", question)
    literal = press("search", question, "--literal")

    assert ran.out.startswith(
        "only 2024-03-01 to 2024-04-26 (“on 1 March 2024”), by The Quay (“according to The Quay”);"
        " --literal searches all\n\n 1. The Quay"
    )
    assert literal.out.startswith(" 1. ")
    record = press("search", question, "--json").record
    assert record["understood"]["conditions"] == [
        {"kind": "date", "value": "2024-03-01 to 2024-04-26", "phrase": "on 1 March 2024"},
        {"kind": "source", "value": "The Quay", "phrase": "according to The Quay"},
    ]
    assert (record["filters"]["since"], record["filters"]["source"]) == ("2024-03-01", "The Quay")
    assert press("search", question, "--json", "--literal").record["filters"]["since"] == ""


def test_the_day_of_asking_may_be_given(press: Press, harbour: Path) -> None:
    del harbour
    asked = ["ask", "Articles from last week about the bridge", "--json", "--as-asked"]

    assert press(*asked, "2024-03-06").record["trace"]["filters"]["until"] == "2024-03-03"
    assert press(*asked, "soon").status == 2


def test_what_is_quoted_and_what_is_given_up_is_shown(press: Press, harbour: Path) -> None:
    del harbour

    assert press("search", "“40,000 passengers” of the ferry").out.startswith(
        "only “40,000 passengers” word for word; --literal searches all\n\n 1. The Mole"
    )
    assert press("ask", "Who wrote “no such words at all” of the ferry?").out.startswith(
        "no paragraph holds “no such words at all”; searched without it\n\n"
    )
