"""What is promised of an index wherever it is kept: what is found in it, and its copies."""

import json
import os
from pathlib import Path

from index.filters import Filters
from index.home import Location
from tests.index.homes import (
    ARABIC,
    BAKERY,
    COPY,
    FERRY,
    STORM,
    WIRE,
    assert_alike,
    by_both,
    by_meaning,
    by_words,
    content_at,
    number_at,
)
from tests.tiny import (
    build_tiny,
    listed_ids,
    open_tiny,
    write_files,
)

NARROWED = [
    (Filters(since="2024-02-01"), ["bakery"]),
    (Filters(until="2024-02-09"), ["ar", "ferry"]),
    (Filters(since="2024-01-24", until="2024-01-24"), ["ar", "ferry"]),
    (Filters(since="2024-02-01", undated=True), ["bakery", "storm"]),
    (Filters(source="the gull"), ["bakery"]),
    (Filters(source="Gull / Tide"), ["bakery", "ferry", "storm"]),
    (Filters(source="مدّ"), ["ar"]),
    (Filters(source="Nobody"), []),
    (Filters(author="Bann"), ["bakery"]),
    (Filters(source="gull", author="Ada Bann", since="2024-01-01"), ["bakery"]),
    (Filters(source="tide", author="Ada Bann"), []),
]


def test_filters_hold_in_the_list_and_in_both_legs(archive: Path, home: Location) -> None:
    files = {"ferry.md": FERRY, "bakery.md": BAKERY, "storm.md": STORM, "ar.md": ARABIC}
    build_tiny(write_files(archive, files), index=home)
    asked = "ferry quay flour bakers gales العبارة"
    with open_tiny(home) as reader:
        for filters, ids in NARROWED:
            assert sorted(one.card.id for one in reader.database.listed(filters)) == ids, filters
            assert sorted({id for id, _ in by_words(reader, asked, filters)}) == ids, filters
            latin = [one for one in ids if one != "ar"]
            assert sorted({id for id, _ in by_meaning(reader, asked, filters)}) == latin, filters


def test_a_copy_stands_with_its_article_and_is_found_by_its_outlet_and_author(
    archive: Path, home: Location
) -> None:
    build_tiny(write_files(archive, {"w.md": WIRE, "c.md": COPY, "f.md": FERRY}), index=home)
    with open_tiny(home) as reader:
        kept = reader.article("copy")
        assert (kept.id, [card.source for card in kept.also_in]) == ("wire", ["The Lamp"])
        for filters in (Filters(source="lamp"), Filters(author="Dorr")):
            (listed,) = reader.database.listed(filters)
            assert (listed.card.id, [one.id for one in listed.also_in]) == ("wire", ["copy"])
            for leg in (by_words, by_meaning, by_both):
                assert {id for id, _ in leg(reader, "the bell of the ferry", filters)} == {"wire"}


def test_a_copy_takes_over_when_the_article_shown_goes_and_gives_way_when_it_is_back(
    archive: Path, home: Location
) -> None:
    build_tiny(write_files(archive, {"w.md": WIRE, "c.md": COPY, "f.md": FERRY}), index=home)
    first = content_at(home)
    (archive / "w.md").unlink()
    build_tiny(archive, index=home)
    assert listed_ids(home) == ["copy", "ferry"]
    with open_tiny(home) as reader:
        assert reader.article("copy").also_in == ()
        for leg in (by_words, by_meaning, by_both):
            assert {id for id, _ in leg(reader, "the bell weighs 62 kilograms")} >= {"copy"}
            assert "wire" not in {id for id, _ in leg(reader, "the bell weighs 62 kilograms")}
    write_files(archive, {"w.md": WIRE})
    build_tiny(archive, index=home)
    assert content_at(home) == first
    with open_tiny(home) as reader:
        for leg in (by_words, by_meaning, by_both):
            assert "copy" not in {id for id, _ in leg(reader, "the bell weighs 62 kilograms")}


def test_characters_that_a_database_cannot_hold_stop_no_build(
    archive: Path, home: Location, tmp_path: Path
) -> None:
    odd = "x\0y\ud800z"
    fields = ("id", "title", "url", "source", "language", "published", "authors", "text")
    records = [
        {"text": f"It left quay {number}.", "title": "Ferry"} | {name: f"{odd} {number}"}
        for number, name in enumerate(fields)
    ]
    files: dict[str, str | bytes] = {
        f"{at}.json": json.dumps(one) for at, one in enumerate(records)
    }
    files |= {
        "page.html": "<title>Fog &#0;&#xd800;</title><article><p>Fog &#0; on the &#xd800;"
        " river kept every boat at its quay until the evening.</p></article>",
        "odd.md": b"# Tides\n\nHigh water \xed\xa0\x80 came early to the northern pier.",
    }
    write_files(archive, files)
    (archive / os.fsdecode(b"caf\xe9.txt")).write_text("The café is closed.")
    summary = build_tiny(archive, index=home)
    build_tiny(archive, index=tmp_path / "beside")
    assert summary.articles + len(summary.skipped) >= len(fields)
    assert content_at(home) == content_at(tmp_path / "beside")
    with open_tiny(home) as reader, open_tiny(tmp_path / "beside") as beside:
        for asked in ("quay", f"quay {odd}", "\0", "river"):
            assert_alike(by_words(reader, asked), by_words(beside, asked))
            for filters in (Filters(source=odd), Filters(author=odd)):
                found = by_words(reader, asked, filters)
                assert_alike(found, by_words(beside, asked, filters))
    again = build_tiny(archive, index=home)
    assert (again.unchanged, again.added, again.changed) == (summary.added, 0, 0)
    assert number_at(home) == 1
