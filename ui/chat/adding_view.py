"""Files and folders that a person names in; an archive with them, built as they watch, out."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import cast

import streamlit as st

from index.added import LARGEST, MOST, added_folder, keep_added
from index.build import Summary, build
from index.errors import PressmarkError, SettingsError
from index.home import Location, home_of
from index.progress import Progress
from ui.chat.archive_words import ArchiveWords
from ui.chat.failure import show_failure
from ui.chat.job import Job, begin, forget, job
from ui.chat.job_view import show_job
from ui.chat.visit import Visit

_ROUND, _PATH, _FAILED = "upload round", "added path", "adding failed"


def build_name(index: Location) -> str:
    """Return what the build of an index is called among the jobs."""
    return f"build {index.resolve() if isinstance(index, Path) else index}"


def show_adding(visit: Visit, says: ArchiveWords) -> None:
    """Draw the build that is under way, what came of the last one, and what to add."""
    name = build_name(visit.index)
    found = job(name)
    if found and not found.ended:
        with st.container(border=True):
            show_job(found, says)
        return
    if found:
        _show_ended(found, name, says)
    if failed := st.session_state.get(_FAILED):
        show_failure(failed, says.failed)
    with st.expander(says.add):
        _show_upload(visit, says)
        _show_path(visit, says)
        _show_update(visit, says)


def begin_build(index: Location, archives: Sequence[Path], *, keep: int) -> None:
    """Begin to bring these archives into the index, of which `keep` versions stay."""
    begin(build_name(index), partial(_build, list(archives), index, keep))


def _begin(visit: Visit, archives: Sequence[Path]) -> None:
    begin_build(visit.index, archives, keep=visit.settings.versions)


def _build(archives: Sequence[Path], index: Location, keep: int, progress: Progress) -> Summary:

    from index.embedder import SentenceTransformerEmbedder

    model = SentenceTransformerEmbedder(home_of(index).embedder())
    return build(archives, index=index, embedder=model, progress=progress, keep=keep)


def _show_ended(ended: Job, name: str, says: ArchiveWords) -> None:
    with st.container(border=True):
        if ended.stopped:
            st.info(says.stopped)
        elif ended.failure:
            show_failure(ended.failure, says.failed)
        else:
            _show_summary(cast("Summary", ended.result), says)
        st.button(says.dismiss, key="dismiss build", on_click=lambda: forget(name))


def _show_summary(summary: Summary, says: ArchiveWords) -> None:
    names = ("articles", "added", "changed", "moved", "removed", "unchanged", "duplicates")
    counts = {name: f"{getattr(summary, name):,}" for name in names}
    st.success(says.built.format(**counts, seconds=f"{summary.seconds:,.1f}"))
    if summary.skipped:
        st.caption(says.skipped.format(count=f"{len(summary.skipped):,}"))
        st.dataframe(
            {
                says.file: [one.origin for one in summary.skipped],
                says.reason: [one.reason for one in summary.skipped],
            },
            hide_index=True,
        )


def _show_upload(visit: Visit, says: ArchiveWords) -> None:
    turn = st.session_state.setdefault(_ROUND, 0)
    key = f"upload {turn}"
    st.file_uploader(says.upload, accept_multiple_files=True, key=key, max_upload_size=LARGEST)
    st.caption(says.kept_in)
    st.text(str(added_folder(visit.index)))
    given = st.session_state.get(key) or []
    st.button(
        says.add_files,
        disabled=not given,
        type="primary",
        on_click=lambda: _take(visit, [(one.name, one.getvalue()) for one in given]),
    )


def _take(visit: Visit, given: Sequence[tuple[str, bytes]]) -> None:
    """Keep the files and begin to build; of several, one that cannot be kept keeps out all."""
    st.session_state.pop(_FAILED, None)
    try:
        if len(given) > MOST:
            raise SettingsError(
                f"{len(given)} files; {MOST} are taken at once", hint="name their folder"
            )
        for name, content in given:
            keep_added(visit.index, name, content)
    except PressmarkError as error:
        st.session_state[_FAILED] = error
        return
    st.session_state[_ROUND] += 1
    _begin(visit, [added_folder(visit.index)])


def _show_path(visit: Visit, says: ArchiveWords) -> None:
    with st.form("path", border=False):
        st.text_input(says.path, key=_PATH)
        st.form_submit_button(says.add_path, on_click=lambda: _take_path(visit))


def _take_path(visit: Visit) -> None:
    st.session_state.pop(_FAILED, None)
    given = str(st.session_state[_PATH]).strip()
    if given:
        _begin(visit, [Path(given).expanduser()])


def _show_update(visit: Visit, says: ArchiveWords) -> None:
    archives = [Path(one) for one in visit.reader.manifest.archives]
    there = [one for one in archives if one.exists()]
    st.caption(says.update_hint)
    for one in archives:
        st.text(str(one) if one in there else f"{one} ({says.gone})")
    st.button(says.update, disabled=not there, on_click=lambda: _begin(visit, there))
