"""The questions that an archive is shown to answer."""

from itertools import islice
from pathlib import Path

from rag.answer import ask
from tests.sample import HARBOUR, Sample, reader_of, sample
from ui.chat.suggestions import COUNT, Suggestions, suggested

__all__ = ["sample"]


def test_each_question_is_different_and_answered_by_the_archive(sample: Sample) -> None:
    questions = list(islice(suggested(sample.reader), 2))

    assert len(set(questions)) == 2
    assert all(ask(one, sample.reader).answered for one in questions)


def test_they_are_found_in_the_background_and_then_stay(tmp_path: Path) -> None:
    reader = reader_of(tmp_path, *HARBOUR)

    found = Suggestions(reader).begin()
    found.wait()

    assert found.ended
    assert len(found.questions) <= COUNT
    assert all(ask(one, reader).answered for one in found.questions)
    reader.close()
