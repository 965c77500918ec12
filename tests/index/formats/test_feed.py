"""read_feed: an RSS or Atom file in, a draft an entry out."""

import pytest

from index.article import Draft, Origin, Skipped
from index.errors import ArchiveError
from index.formats.feed import _moment, read_feed

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>The Harbour Post</title><language>en-GB</language>
<item><title>Ferry &amp; quay</title><link>https://post.example/ferry</link>
<guid isPermaLink="false">post-1</guid><dc:creator>Amal Haddad</dc:creator>
<pubDate>Wed, 24 Jan 2024 09:30:00 GMT</pubDate><description>A teaser.</description>
<content:encoded><![CDATA[<p>The ferry left.</p><script>alert(1)</script><p>It came back.</p>]]>
</content:encoded></item>
<item><title>Only a teaser</title><link>https://post.example/teaser</link>
<guid>https://post.example/teaser</guid><description>It rained.</description></item>
<item><title>Nothing</title></item>
</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title>بريد الميناء</title>
<entry><title type="html">عادت &lt;b&gt;العبارة&lt;/b&gt;</title><id>urn:post:1</id>
<link href="javascript:alert(1)"/><updated>2024-01-24T09:30:00+02:00</updated>
<author><name>أمل حداد</name></author><author><name>سامي خوري</name></author>
<content type="text">غادرت العبارة.

ثم عادت.</content></entry></feed>"""


def test_an_rss_item_is_a_draft_and_its_content_comes_before_its_teaser() -> None:
    first, teaser, empty = read_feed(RSS.encode(), "a.rss")
    assert first == Draft(
        Origin("a.rss", "#1"),
        "Ferry & quay",
        ("The ferry left.", "It came back."),
        given_id="post-1",
        url="https://post.example/ferry",
        source="The Harbour Post",
        published="2024-01-24T09:30:00+00:00",
        authors=("Amal Haddad",),
        language="en",
    )
    assert isinstance(teaser, Draft)
    assert (teaser.given_id, teaser.blocks) == ("", ("It rained.",))
    assert empty == Skipped("a.rss#3", "no text in the entry")


def test_an_atom_entry_is_a_draft() -> None:
    (entry,) = read_feed(ATOM.encode(), "a.atom")
    assert entry == Draft(
        Origin("a.atom", "#1"),
        "عادت العبارة",
        ("غادرت العبارة.", "ثم عادت."),
        given_id="urn:post:1",
        source="بريد الميناء",
        published="2024-01-24T09:30:00+02:00",
        authors=("أمل حداد", "سامي خوري"),
        language="ar",
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("<sitemap><url>https://post.example/</url></sitemap>", "not an RSS or Atom feed"),
        ("plain words", "not an RSS or Atom feed"),
        ('<rss version="2.0"><channel><title>Empty</title></channel></rss>', "no entry in it"),
    ],
)
def test_what_is_no_feed_is_refused_with_the_reason(data: str, reason: str) -> None:
    with pytest.raises(ArchiveError, match=reason):
        list(read_feed(data.encode(), "a.xml"))


def test_a_feed_cannot_name_a_file_or_an_address_to_be_read() -> None:
    for data in (b"/etc/hostname", b"http://127.0.0.1/feed"):
        with pytest.raises(ArchiveError, match="not an RSS or Atom feed"):
            list(read_feed(data, "a.xml"))


def test_a_date_that_only_feeds_write_is_read() -> None:
    dated = RSS.replace("Wed, 24 Jan 2024 09:30:00 GMT", "2024-01-24 9:30 EST")
    first = next(read_feed(dated.encode(), "a.rss"))
    assert isinstance(first, Draft)
    assert first.published == "" or first.published.startswith("2024-01-24")


@pytest.mark.parametrize(
    ("parsed", "moment"),
    [
        ((2024, 1, 24, 9, 30, 0, 2, 24, 0), "2024-01-24T09:30:00+00:00"),
        ((2024, 1, 24, 9, 30, 61, 2, 24, 0), ""),
        (None, ""),
    ],
)
def test_a_moment_that_is_none_is_left_out(parsed: object, moment: str) -> None:
    assert _moment(parsed) == moment


def test_what_the_parser_cannot_follow_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(_: object) -> None:
        raise AssertionError("lost")

    monkeypatch.setattr("feedparser.parse", stumble)
    with pytest.raises(ArchiveError, match="no feed that can be parsed"):
        list(read_feed(RSS.encode(), "a.rss"))
