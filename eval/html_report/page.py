"""A report in; a page out that holds all it shows: no script, nothing loaded, all text escaped."""

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from eval.html_report.cases import failures_section, right_section
from eval.html_report.curve import curve_section
from eval.html_report.figures import kinds_section, metrics_section
from eval.html_report.markup import Markup, element, joined, text
from eval.html_report.tally import tally_bar, tally_list
from eval.report import Report, ReportError

_STYLE = Path(__file__).with_name("page.css")
_WIDE = 900  # pixels of the bar at the top
_SECTIONS = (
    ("figures", "Figures"), ("failures", "What went wrong"), ("kinds", "By kind"),
    ("curve", "What silence buys"), ("right", "What went right"), ("made-with", "Made with"),
)  # fmt: skip


def write_page(report: Report, path: Path) -> None:
    """Write the page; ReportError where it cannot be, or would take the report's own place."""
    if path.resolve() == Path(report.path).resolve():
        raise ReportError(f"{path} is the report itself", hint="name another with --out")
    try:
        path.write_text(page(report), encoding="utf-8")
    except OSError as error:
        raise ReportError(
            f"{path} cannot be written: {error}", hint="name another place"
        ) from error


def page(report: Report) -> str:
    """Return the whole page. Its policy lets a browser load nothing, and run nothing."""
    style = _STYLE.read_text(encoding="utf-8")
    title = f"Evaluation: {_case_file(report)}"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(style)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        element("style", Markup(style)),
    )
    sections = [
        metrics_section(report),
        failures_section(report.results),
        kinds_section(report),
        curve_section(report.results),
        right_section(report.results),
        _made_with(report),
    ]
    top = _top(report, [part for part in sections if part])
    body = element("body", top, element("main", *sections))
    return f"<!doctype html>\n{element('html', head, body, lang='en')}\n"


def _policy(style: str) -> str:
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _top(report: Report, sections: list[Markup]) -> Markup:
    there = "".join(sections)
    links = [element("a", name, href=f"#{id}") for id, name in _SECTIONS if f'id="{id}"' in there]
    started = report.started[:16].replace("T", " ")
    facts = [started, f"{len(report.results):,} cases", f"{report.seconds:,.0f} seconds"]
    return element(
        "header",
        text("h1", f"Evaluation: {_case_file(report)}"),
        text("p", " · ".join(filter(None, facts)), class_="faint"),
        tally_bar(report.results, _WIDE),
        tally_list(report.results),
        element("nav", *links),
    )


def _case_file(report: Report) -> str:
    return report.made_with("case_set").get("path", "") or report.path


def _made_with(report: Report) -> Markup:
    tables = [
        joined(element("h3", one.group.replace("_", " ")), element("table", *_rows(one.values)))
        for one in report.facts
    ]
    return element("section", element("h2", "Made with"), *tables, id="made-with")


def _rows(values: Mapping[str, str]) -> list[Markup]:
    return [
        element("tr", element("th", name, scope="row"), text("td", value))
        for name, value in values.items()
        if value
    ]
