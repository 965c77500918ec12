"""read_html: the article of a web page."""

import json

import pytest

from index.article import Draft
from index.errors import ArchiveError
from index.formats.html import declared_charset, read_html

WORDS = (
    "The ferry left the north quay at nine on Friday with two hundred people on board.",
    "The harbour master, Ode Farrant, said that the weather had been fair all morning.",
)
LINKED = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Ferry sails",
    "datePublished": "2024-01-24T09:30:00Z",
    "author": [{"@type": "Person", "name": "Ada Lind"}, {"@type": "Person", "name": "Bo Reth"}],
    "publisher": {"@type": "Organization", "name": "The Tide"},
    "url": "https://tide.example/12",
    "inLanguage": "en-GB",
}


def page(head: str = "", *, top: str = "", language: str = "") -> str:
    body = "".join(f"<p>{words}</p>" for words in WORDS)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head>{head}</head><body>'
        f'<nav><a href="/">Home</a><a href="/sport">Sport</a></nav>'
        f"<article>{top}{body}</article><footer>All rights reserved</footer>"
        f"<script>alert('Nobody reads this')</script></body></html>"
    )


def script_of(record: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(record)}</script>'


def only(text: str) -> Draft:
    (draft,) = read_html(text, "one.html")
    return draft


def test_the_words_of_the_article_are_found_in_the_page() -> None:
    assert only(page()).blocks == WORDS


@pytest.mark.parametrize(
    "record",
    [
        LINKED,
        [{"@type": "WebSite"}, LINKED],
        {"@graph": [{"@type": "WebPage"}, LINKED]},
        LINKED | {"@type": ["Thing", "NewsArticle"]},
    ],
    ids=["alone", "list", "graph", "types"],
)
def test_linked_data_says_what_the_article_is(record: object) -> None:
    draft = only(page(script_of(record)))
    assert (draft.title, draft.url, draft.source) == (
        "Ferry sails",
        "https://tide.example/12",
        "The Tide",
    )
    assert (draft.published, draft.language) == ("2024-01-24T09:30:00+00:00", "en")
    assert draft.authors == ("Ada Lind", "Bo Reth")


@pytest.mark.parametrize("broken", ["{", "[" * 100_000, "3", ""])
def test_linked_data_that_cannot_be_read_is_passed_over(broken: str) -> None:
    head = f'<title>Ferry sails</title><script type="application/ld+json">{broken}</script>'
    assert only(page(head)).title == "Ferry sails"


@pytest.mark.parametrize("name", ["headline", "url", "inLanguage", "author", "publisher"])
def test_half_a_character_in_linked_data_is_replaced(name: str) -> None:
    value = {"name": "x\ud800y"} if name == "publisher" else "x\ud800y"
    assert "\\ud800" not in repr(only(page(script_of(LINKED | {name: value}))))


def test_meta_elements_say_what_linked_data_does_not() -> None:
    head = (
        '<meta property="og:title" content="Ferry sails"><meta name="author" content="By Ada Lind">'
        '<meta property="article:published_time" content="2024-01-24"><meta property="og:site_name"'
        ' content="The Tide"><meta property="og:url" content="https://tide.example/12">'
    )
    draft = only(page(head, language="AR-lb"))
    assert (draft.title, draft.authors, draft.published) == (
        "Ferry sails",
        ("Ada Lind",),
        "2024-01-24",
    )
    assert (draft.source, draft.url, draft.language) == (
        "The Tide",
        "https://tide.example/12",
        "ar",
    )


def test_an_author_that_is_an_address_is_nobody() -> None:
    assert only(page('<meta name="author" content="https://tide.example/ada">')).authors == ()


def test_the_canonical_link_is_the_address() -> None:
    assert (
        only(page('<link rel="canonical" href=" https://tide.example/12 ">')).url
        == "https://tide.example/12"
    )


def test_the_only_heading_is_the_headline() -> None:
    assert only(page("<title>The Tide</title>", top="<h1>Ferry sails</h1>")).title == "Ferry sails"


def test_a_page_title_loses_the_name_of_its_site() -> None:
    assert only(page("<title>Ferry sails | The Tide</title>")).title == "Ferry sails"


def test_a_time_element_is_the_date_when_nothing_else_is() -> None:
    assert (
        only(page(top='<time>now</time><time datetime="2024-01-24">Friday</time>')).published
        == "2024-01-24"
    )


def test_the_time_of_a_related_story_is_not_the_date() -> None:
    aside = '<aside><a href="/b">Bridge</a> <time datetime="2023-05-06">May</time></aside>'
    assert only(page(top=aside)).published == ""
    own = '<time datetime="2024-01-24" itemprop="datePublished">Friday</time>'
    assert only(page(top=aside + own)).published == "2024-01-24"


def test_arabic_words_are_read() -> None:
    words = "غادرت العبارة الرصيف الشمالي في التاسعة من صباح الجمعة وعلى متنها مئتا شخص."
    text = f'<html lang="ar" dir="rtl"><body><article><p>{words}</p></article></body></html>'
    assert only(text).blocks == (words,)


@pytest.mark.parametrize(
    "text", ["<html></html>", "<!-- -->", "<html><body></body></html>", "<p></p>", "\x0b"]
)
def test_a_page_without_an_article_is_refused(text: str) -> None:
    with pytest.raises(
        ArchiveError, match=r"no article text in the page|no HTML that can be parsed"
    ):
        only(text)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b'<meta charset="windows-1256">', "windows-1256"),
        (b"<META content='x; charset=UTF-8'>", "UTF-8"),
        (b"", ""),
    ],
)
def test_the_encoding_a_page_declares_is_found(head: bytes, name: str) -> None:
    assert declared_charset(b"<html><head>" + head) == name
