"""The page of a report: safe whatever the archive says, and in the order a person reads it."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.gold import Place
from eval.html_report.figures import interval_bar
from eval.html_report.markup import Markup, element, joined
from eval.html_report.page import page, write_page
from eval.html_report.words import meaning
from eval.intervals import Measure
from eval.report import Facts, Report, ReportedCase, ReportError, Sentence, Shown, read_report
from tests.eval.made_reports import (
    Record,
    answered,
    citation,
    failed,
    hit,
    run_record,
    silent,
    unwanted,
    written,
)

NASTY = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)", "</style><script>alert(1)</script>", "</title><iframe src=//x.y>",
    "<!-- ", "]]>", "&lt;b&gt;", "javascript:alert(1)", "\x00\x1b[2J\ud800\u202e",
    "<a href=https://example.com>", "<style>@import '//x.y';</style>", "${alert(1)}",
]  # fmt: skip
NAMES = {
    "html", "head", "meta", "title", "style", "body", "header", "main", "nav", "section",
    "article", "details", "summary", "h1", "h2", "h3", "h4", "h5", "p", "div", "span", "a", "b",
    "small", "sup", "cite", "blockquote", "ol", "ul", "li", "table", "tr", "th", "td", "svg",
    "line", "circle", "rect", "polyline", "text",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "dir", "scope",
    "width", "height", "viewbox", "role", "aria-label", "x", "y", "x1", "x2", "y1", "y2", "cx",
    "cy", "r", "points", "text-anchor",
}  # fmt: skip


class Seen(HTMLParser):
    """What a browser would find: elements, attributes, the texts and whether all are closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    @property
    def text(self) -> str:
        return "".join(self.texts)


OTHER = [{"article": "quay-bell", "paragraph": 3}]


def shown(folder: Path, cases: list[Record], **more: object) -> str:
    return page(read_report(written(folder / "r.json", run_record(cases, **more))))


def report_of(words: str) -> Report:
    """A report in which every text is these words, of all kinds of case."""
    source = Shown(Place(words or "x", 1), words, words, words, words)
    said = (Sentence(words, words, (source,)),)
    results = tuple(
        ReportedCase(
            f"{turn}{words}", words, answerable, words, (words,), ((words, words),),
            frozenset({source.place}), {words: 0.5, "answer_f1": 1.0}, 0.5, sentences, (source,),
            words, 1, error,
        )
        for turn, (answerable, sentences, error) in enumerate(
            [(True, said, ""), (True, (), ""), (False, said, ""), (False, (), ""), (True, (), "x")]
        )
    )  # fmt: skip
    measures = {words: Measure(0.5, 0.2, 0.8, 3), "answer_f1": Measure(0.5, 0.2, 0.8, 3)}
    facts = (Facts(words, {words: words}), Facts("case_set", {"path": words}))
    return Report(words, measures, {words: measures}, results, facts, words, 1.0)


def assert_harmless(html: str) -> None:
    seen = Seen(html)
    assert seen.names <= NAMES
    assert {name for name, _ in seen.attributes} <= ATTRIBUTES
    assert seen.open == []
    for name, value in seen.attributes:
        if name == "href":
            assert re.fullmatch(r"#[a-z-]+", value)
    html.encode()


@pytest.mark.parametrize("words", NASTY)
def test_no_words_of_a_report_become_part_of_the_page(words: str) -> None:
    html = page(report_of(words))

    assert_harmless(html)
    assert words.translate({0: "\ufffd", 0x1B: "\ufffd", 0xD800: "\ufffd"}) in Seen(html).text


@settings(max_examples=30)  # each is a whole page
@given(words=st.text(st.characters(), max_size=40))
def test_any_words_at_all_stay_words(words: str) -> None:
    assert_harmless(page(report_of(words)))


@given(words=st.text(st.characters(), max_size=40))
def test_a_text_comes_back_as_it_went_in(words: str) -> None:
    seen = Seen(element("p", words, aria_label=words))

    kept = re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", "\ufffd", words)
    assert seen.text == kept
    assert seen.attributes == [("aria-label", kept)]


def test_only_markup_is_left_as_it_is() -> None:
    assert joined("<b>", Markup("<b>"), "&") == "&lt;b&gt;<b>&amp;"
    assert element("a", class_="x", href=None, x=1.5) == '<a class="x" x="1.5"></a>'


def test_a_browser_is_told_to_load_and_run_nothing(tmp_path: Path) -> None:
    html = shown(tmp_path, [answered("a")])

    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert policy
    assert style
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    rules = policy[1].replace("&#x27;", "'").split("; ")
    assert rules == [
        "default-src 'none'", f"style-src 'sha256-{digest}'", "base-uri 'none'",
        "form-action 'none'",
    ]  # fmt: skip
    assert "url(" not in style[1]
    assert "@import" not in style[1]
    assert html.index("Content-Security-Policy") < html.index("<style")
    assert "prefers-color-scheme: dark" in style[1]


def test_failures_come_first_and_what_is_right_is_closed(tmp_path: Path) -> None:
    cases = [
        answered("fine"), silent("quiet"), silent("mute", answerable=True),
        answered("off", right=OTHER), unwanted("made-up"), failed("broken"),
        answered("hm", scores={"answer_in_top_3": 0}),
    ]  # fmt: skip

    html = shown(tmp_path, cases)

    order = [html.index(f" · {id}<") for id in ("broken", "made-up", "off", "mute", "hm", "fine")]
    assert order == sorted(order)
    assert "<summary>1 right answer</summary>" in html
    assert "<summary>1 right silence</summary>" in html
    assert "<h3>1 unwanted answer</h3>" in html
    closed = html.index('id="right"')
    assert html.index(" · mute<") < closed < html.index(" · fine<")


def test_a_case_shows_what_was_said_beside_what_was_wanted(tmp_path: Path) -> None:
    claim = {
        "text": "It weighs nine tons.",
        "support": "partial",
        "citations": [citation(), citation("quay-tide", 4, quote="nine tons")],
    }
    answer = {"claims": [claim], "withheld": 2, "hits": [hit("quay-tide", 4, "x" * 500), hit()]}

    text = Seen(shown(tmp_path, [answered("a", answer=answer)])).text

    assert "It weighs nine tons. [1][2] (partial)" in text
    assert "right paragraph The bell ¶2 The Quay · 2024-05-0262 kilograms" in text
    assert "2 withheld" in text
    assert "WantedThe bell" not in text
    assert "Wanted62 kilogramsThe bellweighs 62 kilograms" in text
    assert "The first right paragraph is number 2 of the 2 found." in text


def test_silence_shows_its_reason_and_the_nearest_paragraphs(tmp_path: Path) -> None:
    right = [{"article": "other", "paragraph": 9}]

    text = Seen(shown(tmp_path, [silent("a", answerable=True, right=right)])).text

    assert "The archive does not saytoo thinNearest paragraphs:The bell ¶1" in text
    assert "No right paragraph among the 2 found." in text


def test_where_all_is_well_that_is_said(tmp_path: Path) -> None:
    assert "No case went wrong." in shown(tmp_path, [answered("a")])


def test_sections_with_nothing_to_show_are_left_out(tmp_path: Path) -> None:
    html = shown(tmp_path, [failed("a")], by_kind={}, metrics={})

    for id in ("kinds", "curve", "right"):
        assert f'id="{id}"' not in html
        assert f'href="#{id}"' not in html
    assert 'href="#failures"' in html


def test_right_to_left_words_take_their_own_direction(tmp_path: Path) -> None:
    html = shown(tmp_path, [answered("a", question="متى طُبع أقدم كتاب؟")])

    assert '<h4 dir="auto">متى طُبع أقدم كتاب؟</h4>' in html


def test_an_interval_is_drawn_from_its_low_end_to_its_high_one() -> None:
    drawn = interval_bar(Measure(0.5, 0.25, 1, 9))

    assert '<line x1="47" x2="176" y1="8" y2="8" class="interval">' in drawn
    assert '<circle cx="90"' in drawn
    assert 'aria-label="0.500, from 0.250 to 1.000"' in drawn


def test_a_figure_beyond_one_and_a_time_have_no_bar(tmp_path: Path) -> None:
    assert interval_bar(Measure(2, 1, 3, 9)) == ""
    time = {"latency_p50": {"value": 0.2, "low": 0.1, "high": 0.3, "n": 1}}
    assert 'class="interval"' not in shown(tmp_path, [answered("a")], metrics=time)


def test_the_dot_on_the_curve_is_where_the_line_was_drawn(tmp_path: Path) -> None:
    cases = [answered("a"), answered("b", right=OTHER), silent("c"), silent("d")]

    assert "50.0% answered, 50.0% of it wrong" in shown(tmp_path, cases)
    assert "of it wrong" not in shown(tmp_path, [silent("c")])


@pytest.mark.parametrize(
    ("metric", "words"),
    [
        ("paragraph_hit@1", "the first paragraph found is a right one"),
        ("article_hit@5", "a right article is among the first 5 found"),
        ("paragraph_MRR", "how high the first right paragraph stands (1 is first)"),
        ("AURC", "share that is wrong, over all ways to draw the line (0 is best)"),
        ("novelty", ""),
    ],
)
def test_a_metric_is_told_in_words(metric: str, words: str) -> None:
    assert meaning(metric) == words


def test_a_page_is_not_written_over_its_report(tmp_path: Path) -> None:
    report = read_report(written(tmp_path / "r.json", run_record([answered("a")])))

    with pytest.raises(ReportError, match="is the report itself"):
        write_page(report, tmp_path / "." / "r.json")
    with pytest.raises(ReportError, match="cannot be written"):
        write_page(report, tmp_path / "none" / "r.html")
    write_page(report, tmp_path / "r.html")
    assert (tmp_path / "r.html").read_text(encoding="utf-8") == page(report)
