"""A folder of drafted cases in; one after the other, to accept, mend or reject, out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from eval.cases import Case
from eval.drafts.review import Decision, Drafted, decide, draft_files, drafted
from eval.gold import right_paragraphs
from index.errors import ArticleMissing, PressmarkError
from index.filters import Filters
from index.mending import tidy
from index.reader import IndexReader
from ui.chat.evaluation_words import EvaluationWords
from ui.chat.failure import show_failure
from ui.chat.place import Place
from ui.chat.visit import Visit

_FILE, _AT, _FAILED = "drafts file", "draft at", "draft failed"
_LONGEST_QUESTION, _LONGEST_ANSWERS = 1000, 4000  # characters


@dataclass(frozen=True, slots=True)
class _Form:
    """The widgets' keys of one case, so that no other case takes over what was typed."""

    case: str

    @property
    def question(self) -> str:
        return f"draft question {self.case}"

    @property
    def answers(self) -> str:
        return f"draft answers {self.case}"


def show_drafts(visit: Visit, folder: Path, says: EvaluationWords) -> None:
    """Draw the cases of a file that is chosen; nothing where there is no such file."""
    files = {one.name: one for one in draft_files(folder)}
    if not files:
        return
    with st.expander(says.drafts, expanded=bool(st.session_state.get(_AT))):
        path = files[str(st.selectbox(says.drafts_file, list(files), key=_FILE))]
        try:
            cases = drafted(path)
        except PressmarkError as error:
            show_failure(error, says.drafts_unreadable)
            return
        if cases:
            _show_one(visit, path, cases, says)


def _show_one(visit: Visit, path: Path, cases: Sequence[Drafted], says: EvaluationWords) -> None:
    counts = Counter(one.decision for one in cases)
    st.caption(says.drafts_told.format(
        open=counts["pending"], accepted=counts["accepted"], rejected=counts["rejected"]
    ))  # fmt: skip
    if failed := st.session_state.pop(_FAILED, None):
        show_failure(failed, says.draft_failed)
    at = _at(path, cases)
    one, form = cases[at], _Form(f"{path.name} {cases[at].case.id}")
    _show_steps(path, cases, at, says)
    st.text(f"{one.case.id} · {one.case.kind} · {getattr(says, f'draft_{one.decision}')}")
    if one.case.note:
        st.text(one.case.note)
    st.session_state.setdefault(form.question, one.case.question)
    st.session_state.setdefault(form.answers, "\n".join(one.case.answers))
    st.text_area(says.draft_question, key=form.question, max_chars=_LONGEST_QUESTION, height=80)
    if one.case.answerable:
        st.text_area(says.draft_answers, key=form.answers, max_chars=_LONGEST_ANSWERS, height=90)
    else:
        st.text(says.draft_silence)
    _show_gold(visit, one.case, says)
    with st.container(horizontal=True):
        for decision, label in (
            ("accepted", says.accept), ("rejected", says.reject), ("pending", says.undecide),
        ):  # fmt: skip
            st.button(
                label,
                key=f"draft {decision}",
                type="primary" if decision == "accepted" else "secondary",
                on_click=_decide,
                args=(path, cases, at, decision, form),
            )


def _show_steps(path: Path, cases: Sequence[Drafted], at: int, says: EvaluationWords) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        for label, key, to in ((says.earlier, "earlier", at - 1), (says.later, "later", at + 1)):
            st.button(
                label,
                key=f"{key} draft",
                disabled=not 0 <= to < len(cases),
                on_click=_go_to,
                args=(path, to),
            )
        st.text(says.draft_of.format(number=at + 1, count=len(cases)))


def _show_gold(visit: Visit, case: Case, says: EvaluationWords) -> None:
    for number, gold in enumerate(case.gold):
        st.text(f"“{gold.quote}”")
        place = place_of_quote(visit.reader, gold.article, gold.quote)
        if place:
            st.button(
                says.draft_open, key=f"draft gold {number}", on_click=visit.read, args=(place,)
            )
        else:
            st.text(says.draft_not_here.format(article=gold.article))


def place_of_quote(reader: IndexReader, name: str, quote: str) -> Place | None:
    """Return where a quote stands in the article of this id or title; None where it does not."""
    try:
        article = reader.article(_ids(reader.name, reader).get(tidy(name).casefold(), name))
    except ArticleMissing:
        return None
    for number in right_paragraphs(article, quote):
        paragraph, at = article.paragraphs[number - 1], article.quote(number).find(quote)
        start = paragraph.start + max(at, 0)
        return Place(article.id, number, start, start + len(quote) if at >= 0 else paragraph.end)
    return None


def _at(path: Path, cases: Sequence[Drafted]) -> int:
    """Return which case is looked at: the one that was gone to, else the first undecided one."""
    name, at = st.session_state.get(_AT) or ("", 0)
    if name == path.name and 0 <= at < len(cases):
        return int(at)
    return next((at for at, one in enumerate(cases) if one.decision == "pending"), 0)


def _go_to(path: Path, at: int) -> None:
    st.session_state[_AT] = (path.name, at)


def _decide(path: Path, cases: Sequence[Drafted], at: int, decision: Decision, form: _Form) -> None:
    """Write what was decided, and go on to the next case that is undecided."""
    state, case = st.session_state, cases[at].case
    try:
        decide(
            path,
            case.id,
            decision,
            question=str(state.get(form.question, case.question)),
            answers=str(state.get(form.answers, "")).split("\n"),
        )
    except PressmarkError as error:
        state[_FAILED] = error
        _go_to(path, at)
        return
    later = [*range(at + 1, len(cases)), *range(at)]
    _go_to(path, next((one for one in later if cases[one].decision == "pending"), at))


@st.cache_resource(show_spinner=False, max_entries=2)
def _ids(version: str, _reader: IndexReader) -> dict[str, str]:
    """Return the ids of the articles by their headlines."""
    del version
    listed = _reader.database.listed(Filters())
    return {tidy(one.card.title).casefold(): one.card.id for one in listed if one.card.title}
