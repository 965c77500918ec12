"""check: a draft and an index in, each sentence judged out."""

import pytest

from index.reader import IndexReader
from rag.check import Checked, check
from rag.types import Citation
from tests.rag.made import citation
from tests.sample import SHARED


def found(reader: IndexReader, draft: str) -> list[Checked]:
    return list(check(draft, reader))


def test_a_sentence_of_the_archive_is_supported_by_every_article_that_has_it(
    harbour: IndexReader,
) -> None:
    (one,) = found(harbour, SHARED)

    assert one.finding == "supported"
    assert len({cited.article_id for cited in one.citations}) > 1
    for cited in one.citations:
        article = harbour.article(cited.article_id)
        assert article.text[cited.start : cited.end] == cited.quote


def test_a_changed_number_is_contradicted_by_the_words_cited(harbour: IndexReader) -> None:
    (one,) = found(harbour, "The Harrow bridge cost 21 million crowns to build.")

    assert one.finding == "contradicted"
    assert "21" in one.contradicted
    assert "12" in one.why
    assert "12 million" in one.citations[0].quote


def test_what_no_article_tells_is_not_in_the_archive(harbour: IndexReader) -> None:
    (one,) = found(harbour, "The astronaut won the chess olympiad in June.")

    assert one.finding == "not in the archive"
    assert one.why
    assert not one.citations


def test_sentences_come_in_order_with_where_they_stand(harbour: IndexReader) -> None:
    draft = f"Bridge news\n\n{SHARED} The moon is made of cheese.\n---\n"

    checked = found(harbour, draft)

    assert [one.text for one in checked] == ["Bridge news", SHARED, "The moon is made of cheese."]
    assert all(draft[one.start : one.end] == one.text for one in checked)


def test_an_empty_draft_has_nothing_to_check(harbour: IndexReader) -> None:
    assert found(harbour, " \n ...\n") == []


@pytest.mark.parametrize(
    ("text", "support", "citations"),
    [("It is.", "supported", ()), ("It is", "unsupported", (citation(),))],
)
def test_what_is_checked_cannot_be_untrue(
    text: str, support: str, citations: tuple[Citation, ...]
) -> None:
    with pytest.raises(ValueError, match=r"cites a paragraph|cannot hold"):
        Checked(text, 0, 6, support, citations)  # type: ignore[arg-type]  # any may be given
