"""A job in; how far it is and a way to stop it on the page, and a new run of it at its end, out."""

import streamlit as st

from ui.chat.archive_words import ArchiveWords
from ui.chat.job import Job, Step
from ui.progress import left

_EVERY = 0.7  # seconds between looks


def show_job(job: Job, says: ArchiveWords) -> None:
    """Draw the job as it goes on; the page is drawn anew when it ends."""

    @st.fragment(run_every=_EVERY)
    def going_on() -> None:
        if job.ended:
            st.rerun()
        st.progress(min(1.0, max(0.0, job.step.share)), text=told(job.step, says))
        st.button(
            says.stopping if job.stopping else says.stop,
            key="stop job",
            on_click=job.stop,
            disabled=job.stopping,
        )

    going_on()


def told(step: Step, says: ArchiveWords) -> str:
    """Return a step in words, with how long it will still take."""
    if not step.name:
        return says.beginning
    name = says.steps.get(step.name, step.name)
    line = f"{name} {step.done:,} / {step.total:,}"
    return f"{line} · {says.left.format(time=left(step.left))}" if step.left else line
