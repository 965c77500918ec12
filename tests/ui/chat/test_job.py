"""Work that goes on while the page is reloaded."""

import threading

from index.errors import ArchiveError
from index.progress import Progress
from ui.chat.archive_words import ARCHIVE_ARABIC, ARCHIVE_ENGLISH
from ui.chat.job import Job, Step
from ui.chat.job_view import told

LONG = 10.0


def test_a_job_has_its_result_at_its_end() -> None:
    job = Job(lambda _: "done").begin()
    job.wait(LONG)

    assert (job.result, job.ended, job.stopped, job.failure) == ("done", True, False, None)


def test_an_expected_failure_is_kept() -> None:
    def work(_: Progress) -> None:
        raise ArchiveError("no such folder")

    job = Job(work).begin()
    job.wait(LONG)

    assert str(job.failure) == "no such folder"


def test_a_stopped_job_ends_at_its_next_step() -> None:
    under_way, told_to_stop = threading.Event(), threading.Event()

    def work(progress: Progress) -> str:
        progress("embedding", 1, 2, share=0.5)
        under_way.set()
        told_to_stop.wait(LONG)
        progress("embedding", 2, 2, share=1.0)
        return "never"

    job = Job(work).begin()
    under_way.wait(LONG)
    assert not job.ended
    job.stop()
    told_to_stop.set()
    job.wait(LONG)

    assert (job.stopped, job.result, job.failure) == (True, None, None)


def test_how_long_a_step_takes_is_told_by_how_much_of_it_is_done() -> None:
    now = iter([0.0, 10.0, 40.0])
    job = Job(lambda _: None, clock=lambda: next(now))
    job("reading", 1, 4, share=0.25)
    job("reading", 2, 4, share=0.5)

    assert job.step == Step("reading", 2, 4, 0.5, 30.0)
    assert told(job.step, ARCHIVE_ENGLISH) == "Reading 2 / 4 · 30 s left"
    assert told(Step(), ARCHIVE_ENGLISH) == "Beginning…"
    assert told(Step("new step", 1, 1, 1.0), ARCHIVE_ARABIC) == "new step 1 / 1"
