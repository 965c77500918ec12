"""`pressmark show` and `pressmark list`."""

from pathlib import Path

import pytest

from tests.rag.test_records import CARD_KEYS
from tests.sample import Sample, reader_of
from tests.tiny import build_tiny, listed_ids, write_files
from tests.ui.conftest import Press

BY_DATE = ["mole-library", "mole-ferry", "wire-bridge", "quay-bridge", "poem"]


def test_show_prints_an_article_with_its_numbered_paragraphs(press: Press, harbour: Path) -> None:
    del harbour
    ran = press("show", "quay-bridge")

    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        "Harrow bridge opens after two years\n"
        "The Quay · 2024-03-01 · Nell Tarn · https://quay.example/bridge\n"
        "\n¶1\n"
        "Mayor Alma Reed opened the Harrow bridge on Friday. It cost 12 million crowns to build.\n"
        "\n¶2\n"
        "The old bridge fell into the river in 1998, and nobody was hurt.\n"
    )


def test_show_prints_one_paragraph_when_asked_to(press: Press, harbour: Path) -> None:
    del harbour
    out = press("show", "quay-bridge", "--paragraph", "2").out

    assert out.endswith(
        "\n\n¶2\nThe old bridge fell into the river in 1998, and nobody was hurt.\n"
    )
    assert "¶1" not in out


def test_show_prints_json_that_scripts_rely_on(press: Press, harbour: Path) -> None:
    del harbour
    record = press("show", "quay-bridge", "--json").record

    assert CARD_KEYS | {"text", "paragraphs"} <= set(record)
    assert [one["number"] for one in record["paragraphs"]] == [1, 2]
    for one in record["paragraphs"]:
        assert record["text"][one["start"] : one["end"]] == one["text"]


def test_show_prints_the_json_of_one_paragraph_and_the_whole_text(
    press: Press, harbour: Path
) -> None:
    del harbour
    record = press("show", "quay-bridge", "--paragraph", "2", "--json").record

    (one,) = record["paragraphs"]
    assert one["number"] == 2
    assert record["text"][one["start"] : one["end"]] == one["text"]


def test_list_prints_the_articles_newest_first_and_the_undated_last(
    press: Press, harbour: Path
) -> None:
    del harbour
    ran = press("list")

    assert (ran.status, ran.err) == (0, "")
    assert [line.split()[-1] for line in ran.out.splitlines()] == BY_DATE
    assert ran.out.splitlines()[1] == "2024-06-10  The Mole · Ferry fares rise  mole-ferry"
    assert ran.out.splitlines()[-1] == "undated     An old song of the harbour  poem"


def test_list_prints_json_that_scripts_rely_on(press: Press, harbour: Path) -> None:
    del harbour
    record = press("list", "--json").record

    assert set(record) == {"articles"}
    assert [one["id"] for one in record["articles"]] == BY_DATE
    for one in record["articles"]:
        assert set(one) == CARD_KEYS | {"also_in", "paragraphs"}


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (["--source", "the mole"], ["mole-library", "mole-ferry"]),
        (["--since", "2024-06-10"], ["mole-library", "mole-ferry"]),
        (["--until", "1 March 2024"], ["quay-bridge"]),
        (["--source", "The Gazette"], []),
    ],
    ids=" ".join,
)
def test_list_is_narrowed_by_filters(
    filters: list[str], ids: list[str], press: Press, harbour: Path
) -> None:
    del harbour
    ran = press("list", *filters, "--json")

    assert ran.status == 0
    assert [one["id"] for one in ran.record["articles"]] == ids


def test_a_copy_is_shown_and_listed_with_the_article_it_copies(
    press: Press, folder: Path, tiny_model: list[str]
) -> None:
    del tiny_model
    words = "The bridge opened on Friday."
    reader_of(
        folder,
        {"id": "first", "title": "Open", "source": "Wire", "date": "2024-01-01", "text": words},
        {"id": "again", "title": "Opened", "source": "Quay", "date": "2024-01-02", "text": words},
    ).close()
    place = ["--index", "index"]

    assert press("list", *place).out == "2024-01-02  Quay · Opened  again  (+1 copies)\n"
    (listed,) = press("list", *place, "--json").record["articles"]
    assert [copy["id"] for copy in listed["also_in"]] == ["first"]
    shown = press("show", "first", *place)
    assert shown.out.startswith("Opened\nQuay · 2024-01-02\nalso in Wire: Open (first)\n")


def test_every_article_of_the_sample_can_be_shown_by_its_id(
    press: Press, sample: Sample, sample_index: Path
) -> None:
    del sample_index
    listed = press("list", "--json").record["articles"]

    assert len(listed) == sample.summary.articles
    for one in (listed[0], listed[-1]):
        shown = press("show", one["id"], "--json").record
        assert shown["title"] == one["title"]
        assert len(shown["paragraphs"]) == one["paragraphs"]


def test_whatever_an_article_says_of_itself_it_is_one_line_of_the_list(
    press: Press, folder: Path, tiny_model: list[str]
) -> None:
    del tiny_model
    forged = "The Quay\n2024-01-01  The Mole · All is well  mole-1\u2028\x85\r"
    reader_of(
        folder,
        {"id": "a", "title": forged, "source": forged, "url": forged, "text": "It left."},
        {"id": forged, "text": "It came."},
    ).close()

    assert len(press("list", "--index", "index").out.splitlines()) == 2


def test_show_tells_what_was_left_aside_when_asked(press: Press, tmp_path: Path) -> None:
    index = tmp_path / "index"
    page = "Ferry sails\n\nHARROW (AP) — It left at nine.\n\nAdvertisement\n"
    build_tiny(write_files(tmp_path / "a", {"a.txt": page}), index=index)
    (id,) = listed_ids(index)

    out = press("show", id, "--removed", "--index", str(index)).out
    assert "the dateline, before ¶1: HARROW (AP) —" in out
    assert "an advertisement's mark, before ¶2: Advertisement" in out

    record = press("show", id, "--removed", "--json", "--index", str(index)).record
    assert record["dateline"] == "HARROW (AP)"
    assert record["removed"] == [
        {"text": "HARROW (AP) —", "reason": "the dateline"},
        {"text": "Advertisement", "reason": "an advertisement's mark"},
    ]
    assert "removed" not in press("show", id, "--json", "--index", str(index)).record


def test_show_says_when_nothing_was_left_aside(press: Press, harbour: Path) -> None:
    del harbour
    assert press("show", "poem", "--removed").out.endswith("\nNothing was left aside.\n")
