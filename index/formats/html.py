"""A web page in, one draft out.

trafilatura finds the article in the page; the page's own fields say its headline, date, authors,
outlet and address.
"""

import json
import re
from collections.abc import Iterator, Mapping

import lxml.html
from lxml.etree import ParserError

from index.article import Draft, Origin
from index.cleaning import tidy
from index.dates import iso_date
from index.errors import ArchiveError
from index.formats.fields import Fields
from index.formats.markup import fragment_blocks

_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)
_TITLE_SEPARATOR = re.compile(r"\s+[|–—·-]\s+")
_ARTICLE_TYPES = (
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "OpinionNewsArticle",
    "BlogPosting",
)
_HEAD_BYTES = 4096


def declared_charset(data: bytes) -> str:
    """Return the encoding a page's head declares, "" where it does not."""
    found = _CHARSET.search(data[:_HEAD_BYTES])
    return found[1].decode("ascii") if found else ""


def read_html(text: str, path: str) -> Iterator[Draft]:
    """Yield the article of a page; raises ArchiveError where the page holds none."""
    try:
        page = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=_parser())
    except (ParserError, ValueError) as error:
        raise ArchiveError("no HTML that can be parsed") from error
    blocks = _article_blocks(text)
    if not blocks:
        raise ArchiveError("no article text in the page")
    linked = _linked_data(page)
    yield Draft(
        Origin(path),
        _title(page, linked),
        tuple(blocks),
        url=linked.text("url", "mainEntityOfPage") or _canonical(page),
        source=_publisher(linked) or _meta(page, "og:site_name"),
        published=_published(page, linked),
        authors=_authors(page, linked),
        language=(page.get("lang") or linked.text("inLanguage")).split("-")[0].lower(),
    )


def _parser() -> lxml.html.HTMLParser:
    return lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)


def _article_blocks(text: str) -> list[str]:
    import trafilatura

    found = trafilatura.extract(
        text, output_format="html", include_comments=False, include_tables=True, favor_recall=True
    )
    return fragment_blocks(found) if found else []


def _meta(page: lxml.html.HtmlElement, *names: str) -> str:
    for name in names:
        for element in page.iter("meta"):
            if name in (element.get("property"), element.get("name"), element.get("itemprop")):
                content = tidy(element.get("content") or "")
                if content:
                    return content
    return ""


def _title(page: lxml.html.HtmlElement, linked: Fields) -> str:
    said = linked.text("headline") or _meta(page, "og:title", "twitter:title")
    if said:
        return tidy(said)
    headings = [tidy(element.text_content()) for element in page.iter("h1")]
    titles = [tidy(element.text_content()) for element in page.iter("title")]
    if len(headings) == 1 and headings[0]:
        return headings[0]
    return _TITLE_SEPARATOR.split(titles[0])[0] if titles else ""


def _published(page: lxml.html.HtmlElement, linked: Fields) -> str:
    said = linked.text("datePublished") or _meta(
        page, "article:published_time", "datePublished", "date", "dc.date", "DC.date.issued"
    )
    if not said:
        said = next(filter(None, map(_stamp, page.iter("time"))), "")
    return iso_date(said)


def _stamp(time: lxml.html.HtmlElement) -> str:
    """Return the moment of a time element that is the article's own, not a related story's."""
    own = time.get("pubdate") is not None or time.get("itemprop") == "datePublished"
    inside = {ancestor.tag for ancestor in time.iterancestors()}
    stands = "article" in inside and not inside & {"aside", "nav", "footer"}
    return (time.get("datetime") or "") if own or stands else ""


def _authors(page: lxml.html.HtmlElement, linked: Fields) -> tuple[str, ...]:
    named = linked.people("author")
    if named:
        return named
    written = _meta(page, "author", "article:author", "byl")
    return () if written.startswith("http") or not written else (written.removeprefix("By "),)


def _canonical(page: lxml.html.HtmlElement) -> str:
    for element in page.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split():
            return tidy(element.get("href") or "")
    return _meta(page, "og:url")


def _publisher(linked: Fields) -> str:
    publisher = linked.record.get("publisher")
    return Fields(publisher).text("name") if isinstance(publisher, Mapping) else ""


def _linked_data(page: lxml.html.HtmlElement) -> Fields:
    """Return the page's JSON-LD record of the article, empty where there is none."""
    for element in page.iter("script"):
        if element.get("type") != "application/ld+json":
            continue
        try:
            found = json.loads(element.text or "")
        except (ValueError, RecursionError):
            continue
        for record in _records(found):
            kind = record.get("@type")
            if any(name in (kind if isinstance(kind, list) else [kind]) for name in _ARTICLE_TYPES):
                return Fields(record)
    return Fields({})


def _records(found: object) -> Iterator[Mapping[str, object]]:
    if isinstance(found, Mapping):
        graph = found.get("@graph")
        yield from _records(graph) if isinstance(graph, list) else [found]
    elif isinstance(found, list):
        yield from (record for record in found if isinstance(record, Mapping))
