"""Citations of old answers: the same words, other words, or gone."""

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index.progress import unseen
from index.reader import IndexReader
from index.removal import remove_articles
from rag.lasting import Lasting, lasting
from rag.types import Citation
from tests.sample import HARBOUR, reader_of
from tests.tiny import TinyEmbedder, open_tiny

FIRST = "The keel was laid in 1902. It cost 5 crowns, said Ida Holm, who paid for it."
SECOND = "Nobody has seen the drawings since the fire. They were on blue paper."
ARTICLE = {"id": "keel", "title": "The keel", "source": "The Quay", "text": f"{FIRST}\n\n{SECOND}"}


def cited(reader: IndexReader, quote: str, id: str = "keel") -> Citation:
    article = reader.article(id)
    start = article.text.index(quote)
    (number,) = [one.number for one in article.paragraphs if one.start <= start < one.end]
    return Citation(
        id, article.title, article.source, article.url, article.published,
        number, start, start + len(quote), quote,
    )  # fmt: skip


def after(folder: Path, quote: str, text: str, *others: dict[str, Any]) -> Lasting:
    """The state of a citation of the article after its text became another."""
    with reader_of(folder / "before", ARTICLE) as reader:
        citation = cited(reader, quote)
    with reader_of(folder / "after", {**ARTICLE, "text": text}, *others) as reader:
        (found,) = lasting([citation], reader)
        if found.now:
            article = reader.article(found.now.article_id)
            assert article.text[found.now.start : found.now.end] == found.now.quote
    assert found.citation == citation
    return found


def words_at(words: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [words[start:end] for start, end in spans]


def test_the_same_words_at_the_same_place_are_unchanged(tmp_path: Path) -> None:
    found = after(tmp_path, FIRST, f"{FIRST}\n\nAnother end, told by nobody yet.")

    assert (found.state, found.now, found.moved) == ("unchanged", found.citation, False)


def test_words_that_moved_are_unchanged_and_their_new_place_is_given(tmp_path: Path) -> None:
    quote = "They were on blue paper."
    text = f"A note on how this was found out.\n\n{FIRST}\n\n{SECOND}\n\nSo it was: {quote}"
    found = after(tmp_path, quote, text)

    assert (found.state, found.moved) == ("unchanged", True)
    assert found.now is not None
    assert (found.now.paragraph, found.now.quote) == (3, quote)


def test_words_that_became_a_part_of_others_are_edited(tmp_path: Path) -> None:
    found = after(tmp_path, "5 crowns, said Ida Holm", f"{FIRST.replace('5', '15')}\n\n{SECOND}")

    assert found.state == "edited"
    assert found.now is not None
    assert words_at(found.now.quote, found.added)[0] == "It cost 15"


@pytest.mark.parametrize("quote", [FIRST, FIRST[27:]])
def test_edited_words_are_shown_with_what_differs(quote: str, tmp_path: Path) -> None:
    changed = FIRST.replace("5 crowns", "50 silver crowns").replace(", who paid for it", "")
    found = after(tmp_path, quote, f"{SECOND}\n\nA correction was made on Friday.\n\n{changed}")

    assert found.state == "edited"
    assert found.now is not None
    assert found.now.paragraph == 3
    assert found.now.quote == changed[changed.index(quote[:8]) :]
    assert words_at(found.now.quote, found.added) == ["50 silver"]
    assert words_at(quote, found.gone) == ["5", ", who paid for it"]


def test_words_that_nothing_took_the_place_of_are_edited_away(tmp_path: Path) -> None:
    found = after(tmp_path, FIRST, f"{SECOND}\n\nA ferry leaves at noon from the northern pier.")

    assert (found.state, found.now) == ("edited", None)
    assert words_at(found.citation.quote, found.gone) == [FIRST]


def test_an_article_that_is_gone_is_withdrawn(tmp_path: Path) -> None:
    with reader_of(tmp_path, ARTICLE, *HARBOUR) as reader:
        citations = (cited(reader, FIRST), cited(reader, HARBOUR[4]["text"], "poem"))
    remove_articles(["keel"], index=tmp_path / "index", embedder=TinyEmbedder(), progress=unseen)

    with open_tiny(tmp_path / "index") as reader:
        found = lasting(citations, reader)
    assert [one.state for one in found] == ["withdrawn", "unchanged"]
    assert found[0].now is None


def test_what_is_shown_as_a_copy_of_another_article_still_stands(tmp_path: Path) -> None:
    long = "\n\n".join(one["text"] for one in HARBOUR[:2])
    first = {"id": "a-first", "title": "First", "source": "The Quay", "text": long}
    extra = "The printer of this copy adds that the ink was green."
    copy = {"id": "b-copy", "title": "Copy", "source": "The Mole", "text": f"{long}\n\n{extra}"}
    with reader_of(tmp_path / "alone", copy) as reader:
        citations = [
            cited(reader, HARBOUR[0]["text"][:51], "b-copy"),
            cited(reader, extra, "b-copy"),
        ]

    with reader_of(tmp_path / "both", first, copy) as reader:
        shown = reader.article("b-copy").id
        found = lasting(citations, reader)
    assert [one.state for one in found] == ["unchanged", "unchanged"]
    assert found[0].now is not None
    assert found[0].now.article_id == shown
    assert found[0].moved == (shown != "b-copy")


def test_a_hundred_turns_are_looked_up_in_a_blink(harbour: IndexReader) -> None:
    texts = {one["id"]: one["text"].partition("\n")[0] for one in HARBOUR}
    citations = [cited(harbour, text, id) for id, text in texts.items()] * 80

    started = time.perf_counter()
    found = lasting(citations, harbour)
    assert time.perf_counter() - started < 0.5
    assert {one.state for one in found} == {"unchanged"}
    assert len(found) == 400
    assert lasting([], harbour) == ()


def test_a_state_says_what_it_must(harbour: IndexReader) -> None:
    citation = cited(harbour, HARBOUR[4]["text"], "poem")
    with pytest.raises(ValueError, match="stand somewhere"):
        Lasting(citation, "unchanged")
    with pytest.raises(ValueError, match="stand nowhere"):
        Lasting(citation, "withdrawn", replace(citation))
