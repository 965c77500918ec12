"""The Evaluation view: a folder of reports in; one of them, two compared, and new runs, out."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

import streamlit as st

from eval.compare import compare
from eval.report import Report, read_report
from eval.reports import ReportFile, report_files
from index.errors import PressmarkError
from index.home import Location, beside
from ui.chat.archive_words import archive_words
from ui.chat.article_view import show_open_article
from ui.chat.at_home import at_home
from ui.chat.comparison_data import comparison_data
from ui.chat.drafts_view import show_drafts
from ui.chat.evaluation_words import EvaluationWords, evaluation_words
from ui.chat.failure import show_failure
from ui.chat.job import Job, begin, forget, job
from ui.chat.job_view import show_job
from ui.chat.measuring import measure_cases, measure_sample
from ui.chat.open_talk import OpenTalk
from ui.chat.report_data import Looked, report_data
from ui.chat.turn_data import Row
from ui.chat.visit import Visit
from ui.components import clicked, show_comparison, show_report

_KEY, _COMPARED = "report", "comparison"
_REPORT, _OTHER, _PATH = "chosen report", "compared report", "cases path"
_MOST_DIGITS = 6
_KEPT = 8  # reports that stay in memory


def evaluation_view(visit: Visit) -> None:
    """Draw a report, or two compared, and ways to write another."""
    says = evaluation_words(visit.address.language)
    folder = reports_folder(visit)
    files = {one.path.name: one for one in report_files(folder)}
    _show_run(visit, folder, says)
    if at_home():
        show_drafts(visit, folder, says)
        show_open_article(visit, OpenTalk())
    if not files:
        st.info(says.none)
        st.caption(says.looked_in)
        st.text(str(folder))
        return
    chosen, other = _choose(visit, files, says)
    try:
        with st.spinner(show_time=False):
            if other:
                _show_comparison(files[other], files[chosen], says)
            else:
                _show_report(visit, files[chosen], says)
    except PressmarkError as error:
        show_failure(error, says.unreadable)


def reports_folder(visit: Visit) -> Path:
    """Return where reports are: where the settings say, else in `eval` beside the index."""
    return Path(visit.settings.reports or beside(visit.index, "eval"))


def _choose(
    visit: Visit, files: Mapping[str, ReportFile], says: EvaluationWords
) -> tuple[str, str]:
    """Draw the choice of reports; return the names of that to show and of that to compare with."""
    state, kept = st.session_state, visit.address.kept
    names = list(files)
    given, other = kept.get("report", ""), kept.get("with", "")
    state[_REPORT] = given if given in files else names[0]
    state[_OTHER] = other if other in files and other != state[_REPORT] else ""

    def dated(name: str) -> str:
        return f"{name} ({files[name].written})" if name else says.nothing_compared

    def go() -> None:
        chosen = {"report": state[_REPORT], "with": state[_OTHER]}
        _go(visit, chosen if chosen["with"] != chosen["report"] else {"report": state[_REPORT]})

    left, right = st.columns(2)
    left.selectbox(says.report, names, key=_REPORT, format_func=dated, on_change=go)
    others = ["", *(name for name in names if name != state[_REPORT])]
    right.selectbox(says.compared, others, key=_OTHER, format_func=dated, on_change=go)
    return state[_REPORT], state[_OTHER]


def _go(visit: Visit, kept: Mapping[str, str]) -> None:
    written = {name: value for name, value in kept.items() if value}
    visit.go(replace(visit.address, kept=written))


def _show_report(visit: Visit, file: ReportFile, says: EvaluationWords) -> None:
    kept = {**visit.address.kept, "report": file.path.name}
    report, looked = _report(str(file.path), file.stamp), _looked(kept)
    show_report(
        {
            **_drawn(str(file.path), file.stamp, looked),
            "facts": _facts(report, says),
            "words": asdict(says),
        },
        key=_KEY,
        on_case_change=lambda: _go(visit, {**kept, "case": clicked(_KEY, "case")}),
        on_verdict_change=lambda: _go(
            visit, {**kept, "verdict": clicked(_KEY, "verdict"), "page": "", "case": ""}
        ),
        on_page_change=lambda: _go(visit, {**kept, "page": clicked(_KEY, "page"), "case": ""}),
    )


def _looked(kept: Mapping[str, str]) -> Looked:
    page = kept.get("page", "")
    plain = page.isascii() and page.isdigit() and len(page) <= _MOST_DIGITS
    return Looked(kept.get("verdict", ""), int(page) if plain else 1, kept.get("case", ""))


def _facts(report: Report, says: EvaluationWords) -> list[str]:
    """Return when, of what and how long a report was made."""
    cases, program = report.made_with("case_set"), report.made_with("program")
    left_out = cases.get("left_out", "[]").count('", "') + (cases.get("left_out", "[]") != "[]")
    facts = [
        report.started[:16].replace("T", " "),
        says.facts.format(cases=f"{len(report.results):,}", seconds=f"{report.seconds:,.0f}"),
        says.model.format(model=program["model"]) if program.get("model") else "",
        says.left_out.format(count=left_out) if left_out else "",
    ]
    return list(filter(None, facts))


def _show_comparison(first: ReportFile, second: ReportFile, says: EvaluationWords) -> None:
    found = _compared(str(first.path), first.stamp, str(second.path), second.stamp)
    show_comparison(
        {**found, "first": first.path.name, "second": second.path.name, "words": asdict(says)},
        key=_COMPARED,
    )


def _show_run(visit: Visit, folder: Path, says: EvaluationWords) -> None:
    name = f"measure {folder.resolve()}"
    found = job(name)
    if found and not found.ended:
        with st.container(border=True):
            show_job(found, archive_words(visit.address.language))
        return
    if found:
        _show_ended(found, name, says)
    with st.expander(says.run):
        if not at_home():
            st.info(says.not_here)
            return
        st.caption(says.run_hint)
        st.button(says.sample, on_click=lambda: _measure_sample(name, folder))
        st.caption(says.sample_hint)
        with st.form("cases", border=False):
            st.text_input(says.path, key=_PATH)
            st.form_submit_button(
                says.run_path, on_click=lambda: _measure(name, visit.index, folder)
            )


def _measure_sample(name: str, folder: Path) -> None:
    begin(name, partial(measure_sample, folder))


def _measure(name: str, index: Location, folder: Path) -> None:
    given = str(st.session_state[_PATH]).strip()
    if given:
        begin(name, partial(measure_cases, Path(given).expanduser(), index, folder))


def _show_ended(ended: Job, name: str, says: EvaluationWords) -> None:
    with st.container(border=True):
        if ended.stopped:
            st.info(says.stopped)
        elif ended.failure:
            show_failure(ended.failure, says.failed)
        else:
            st.success(says.wrote)
            st.text(str(ended.result))
        st.button(says.dismiss, key="dismiss run", on_click=lambda: forget(name))


@st.cache_resource(show_spinner=False, max_entries=_KEPT)
def _report(path: str, stamp: tuple[int, int]) -> Report:
    del stamp  # a file written anew is a new entry
    return read_report(Path(path))


@st.cache_resource(show_spinner=False, max_entries=4 * _KEPT)
def _drawn(path: str, stamp: tuple[int, int], looked: Looked) -> Row:
    return report_data(_report(path, stamp), looked)


@st.cache_resource(show_spinner=False, max_entries=_KEPT)
def _compared(
    first: str, first_stamp: tuple[int, int], second: str, second_stamp: tuple[int, int]
) -> Row:
    return comparison_data(compare(_report(first, first_stamp), _report(second, second_stamp)))
