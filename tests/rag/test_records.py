"""The records that the command prints as JSON: the keys that scripts rely on."""

import json
from dataclasses import replace
from typing import Any

from index.article import Article, Origin
from index.filters import Filters
from index.paragraphs import compose
from index.rows import Listed
from rag.facets import COUNTED, Facet, Facets
from rag.records import answer_record, article_record, listed_record, results_record
from rag.results import Results
from rag.understanding.understood import literally
from tests.rag.made import answer, article, card, citation, claim, hit

CARD_KEYS = {"id", "title", "source", "url", "published", "origin"}
HIT_KEYS = {"article", "paragraph", "text", "start", "end", "score", "ranks", "why"}
WHY_KEYS = {"dense", "lexical", "coverage", "sentence", "pairs", "kind", "reranked"}
CITATION_KEYS = {
    "article_id", "title", "source", "url", "published", "paragraph", "start", "end", "quote",
}  # fmt: skip


def printed(record: dict[str, Any]) -> dict[str, Any]:
    """The record after a trip through JSON, which must lose nothing."""
    read = json.loads(json.dumps(record, ensure_ascii=False))
    assert isinstance(read, dict)
    return read


def test_search_prints_the_query_its_filters_and_its_hits() -> None:
    filters = Filters(since="2024-01-01", source="The Quay")

    facets = Facets(3, (Facet("The Quay", 1, 3),), (Facet("2024-03", 1, 3),))
    one_hit = hit(also_in=(card(id="copy"),))

    record = printed(results_record(Results(literally("bridge", filters), (one_hit,), facets)))

    assert set(record) == {"query", "filters", "understood", "hits", "facets"}
    assert record["filters"] == {
        "since": "2024-01-01", "until": "", "source": "The Quay", "author": "", "undated": False,
    }  # fmt: skip
    assert record["understood"] == {
        "conditions": [], "quoted": [], "order": "", "sides": [], "relaxed": [],
    }  # fmt: skip
    (one,) = record["hits"]
    assert set(one) == HIT_KEYS | {"marks"}
    assert set(one["article"]) == CARD_KEYS | {"also_in"}
    assert [copy["id"] for copy in one["article"]["also_in"]] == ["copy"]
    assert [one["text"][start:end] for start, end in one["marks"]] == ["bridge"]
    assert set(one["why"]) == WHY_KEYS
    assert one["why"]["lexical"] == {"rank": 2, "score": 7.5}
    assert record["facets"] == {
        "counted": COUNTED,
        "paragraphs": 3,
        "sources": [{"name": "The Quay", "articles": 1, "paragraphs": 3}],
        "months": [{"name": "2024-03", "articles": 1, "paragraphs": 3}],
    }
    assert one["ranks"] == {"dense": 1, "lexical": 2}
    assert (one["start"], one["end"], one["paragraph"]) == (0, len(one["text"]), 1)


def test_ask_prints_claims_with_citations() -> None:
    record = printed(answer_record(answer(claim("It opened.", citation("It opened.")))))

    assert set(record) == {
        "question", "stand_alone", "answered", "abstained", "claims", "withheld",
        "notice", "hits", "understood", "trace",
    }  # fmt: skip
    assert record["answered"] is True
    assert record["abstained"] is None
    (one,) = record["claims"]
    assert set(one) == {"text", "support", "citations", "why", "but"}
    assert [set(cited) for cited in one["citations"]] == [CITATION_KEYS]
    assert [set(found) for found in record["hits"]] == [HIT_KEYS]
    assert {"index", "model", "prompts", "seconds", "filters", "settings"} <= set(record["trace"])


def test_ask_prints_how_a_follow_up_was_understood() -> None:
    assert printed(answer_record(answer()))["stand_alone"] == ""
    understood = answer_record(answer(stand_alone="Is the bridge open?"))
    assert printed(understood)["stand_alone"] == "Is the bridge open?"


def test_ask_prints_why_it_abstained() -> None:
    record = printed(answer_record(answer(withheld=2)))

    assert record["answered"] is False
    assert record["abstained"] == "nothing found is close enough"
    assert record["claims"] == []
    assert record["withheld"] == 2


def test_show_prints_the_article_with_its_text_and_numbered_paragraphs() -> None:
    whole = article("It opened.", "It shut.", authors=("Nell Tarn",), also_in=(card(id="copy"),))

    record = printed(article_record(whole))

    assert CARD_KEYS | {"authors", "language", "also_in", "text", "paragraphs"} <= set(record)
    assert record["text"] == "It opened.\n\nIt shut."
    assert record["authors"] == ["Nell Tarn"]
    assert [set(one) for one in record["also_in"]] == [CARD_KEYS]
    for number, one in enumerate(record["paragraphs"], start=1):
        assert one["number"] == number
        assert one["text"] == record["text"][one["start"] : one["end"]]


def test_a_paragraph_of_show_has_its_number_its_span_and_its_text() -> None:
    record = printed(article_record(article()))

    assert [set(one) for one in record["paragraphs"]] == [
        {"number", "start", "end", "digest", "direction", "text"}
    ]


def test_list_prints_what_an_article_is_and_how_long() -> None:
    record = printed(listed_record(Listed(card(), (card(id="copy"),), 3)))

    assert set(record) == CARD_KEYS | {"also_in", "paragraphs"}
    assert [set(one) for one in record["also_in"]] == [CARD_KEYS]
    assert record["paragraphs"] == 3


def test_an_article_and_its_card_name_the_same_origin() -> None:
    whole = replace(article(), origin=replace(article().origin, path="a.jsonl", part=":3"))

    assert article_record(whole)["origin"] == "a.jsonl:3"


def test_each_paragraph_of_show_says_which_way_it_reads() -> None:
    words = ("The ferry left.", "غادرت العبارة الرصيف.", "1911")
    text, paragraphs = compose(words)
    mixed = Article("quay-1", "", text, paragraphs, Origin("/a/one.txt"))

    record = printed(article_record(mixed))

    assert [one["direction"] for one in record["paragraphs"]] == ["ltr", "rtl", "ltr"]
