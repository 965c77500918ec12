"""Cases as they were answered in; each beside what was wanted, failures first, out."""

from collections.abc import Sequence

from eval.html_report.markup import Markup, element, joined, text
from eval.html_report.tally import counted, css_name
from eval.report import ReportedCase, Sentence, Shown
from eval.verdicts import GOOD, WORST_FIRST, Verdict, verdict

_NEAREST = 3  # paragraphs shown under silence
_LONGEST = 400  # characters of a paragraph found

_WHAT_IT_MEANS: dict[Verdict, str] = {
    "not asked": "Asking failed.",
    "unwanted answer": "The archive does not say, and an answer was given.",
    "wrong answer": "What was said cites no paragraph that answers the question.",
    "wrong silence": "The archive says, and no answer was given.",
    "doubtful answer": "It cites a right paragraph, but not in a wording that is known: read it.",
}


def failures_section(results: Sequence[ReportedCase]) -> Markup:
    """Return the cases that went wrong, those that would mislead a reader first."""
    groups = [_group(one, results) for one in WORST_FIRST if one not in GOOD]
    found = [group for group in groups if group]
    if not found:
        found = [element("p", "No case went wrong.")]
    return element("section", element("h2", "What went wrong"), *found, id="failures")


def right_section(results: Sequence[ReportedCase]) -> Markup:
    """Return the cases that went right, closed."""
    groups = []
    for one in WORST_FIRST:
        cases = [case for case in results if verdict(case) == one]
        if one in GOOD and cases:
            summary = element("summary", counted(len(cases), one))
            groups.append(element("details", summary, *map(case_card, cases)))
    if not groups:
        return Markup("")
    return element("section", element("h2", "What went right"), *groups, id="right")


def case_card(result: ReportedCase) -> Markup:
    """Return a case: the question, what was said, what was wanted."""
    ended = verdict(result)
    badge = element("span", ended, class_=f"badge {css_name(ended)}")
    facts = " · ".join(filter(None, [result.kind, result.id]))
    return element(
        "article",
        element("p", badge, " ", text("span", facts, class_="faint")),
        text("h4", result.question),
        element(
            "div",
            element("div", element("h5", "Said"), *_said(result)),
            element("div", element("h5", "Wanted"), *_wanted(result)),
            class_="both",
        ),
        _scores(result),
        class_=f"case {css_name(ended)}",
    )


def _group(ended: Verdict, results: Sequence[ReportedCase]) -> Markup | None:
    cases = [one for one in results if verdict(one) == ended]
    if not cases:
        return None
    heading = element("h3", counted(len(cases), ended))
    return joined(heading, element("p", _WHAT_IT_MEANS[ended]), *map(case_card, cases))


def _said(result: ReportedCase) -> list[Markup]:
    if result.error:
        return [text("p", result.error, class_="said")]
    cited = list(dict.fromkeys(one for sentence in result.sentences for one in sentence.cited))
    parts = [_sentence(one, cited) for one in result.sentences]
    if not parts:
        parts = [
            element("p", "The archive does not say", class_="said"),
            text("p", result.abstained, class_="faint"),
        ]
    if cited:
        parts.append(element("ol", *(_source(one, result) for one in cited)))
    if result.withheld:
        parts.append(element("p", f"{result.withheld} withheld", class_="faint"))
    if result.is_silent and result.found:
        nearest = [_source(one, result) for one in result.found[:_NEAREST]]
        parts += [element("p", "Nearest paragraphs:", class_="faint"), element("ol", *nearest)]
    return parts


def _sentence(sentence: Sentence, cited: Sequence[Shown]) -> Markup:
    marks = "".join(f"[{cited.index(one) + 1}]" for one in sentence.cited)
    doubt = "" if sentence.support == "supported" else f" ({sentence.support or 'not judged'})"
    return text(
        "p",
        joined(sentence.text, element("sup", f" {marks}{doubt}")),
        class_="said",
    )


def _source(shown: Shown, result: ReportedCase) -> Markup:
    facts = " · ".join(filter(None, [shown.source, shown.published[:10]]))
    named = shown.title or shown.place.article
    right = shown.place in result.right
    said = any(shown.words == sentence.text for sentence in result.sentences)
    words = shown.words if len(shown.words) <= _LONGEST else f"{shown.words[:_LONGEST]}…"
    return element(
        "li",
        element("span", "right paragraph ", class_="tick") if right else "",
        text("cite", named),
        f" ¶{shown.place.paragraph} ",
        text("span", facts, class_="faint"),
        "" if said else text("blockquote", words),
    )


def _wanted(result: ReportedCase) -> list[Markup]:
    if not result.answerable:
        return [element("p", "Silence: the archive does not say.", class_="said")]
    parts = [text("p", one, class_="said") for one in result.answers]
    quotes = [
        element("li", text("cite", article), text("blockquote", quote))
        for article, quote in result.gold
    ]
    if quotes:
        parts.append(element("ul", *quotes))
    return [*parts, element("p", _where_found(result), class_="faint")]


def _where_found(result: ReportedCase) -> str:
    turns = enumerate(result.found, 1)
    first = next((turn for turn, one in turns if one.place in result.right), 0)
    if not result.right or not result.found:
        return ""
    if not first:
        return f"No right paragraph among the {len(result.found)} found."
    return f"The first right paragraph is number {first} of the {len(result.found)} found."


def _scores(result: ReportedCase) -> Markup:
    sure = [] if result.confidence is None else [("confidence", result.confidence)]
    figures = [
        element("li", f"{name} ", element("b", f"{value:.3g}"))
        for name, value in [*sure, *result.scores.items()]
    ]
    if not figures:
        return Markup("")
    return element("details", element("summary", "Scores"), element("ul", *figures, class_="row"))
