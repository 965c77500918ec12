"""read_markdown: with and without front matter."""

import pytest

from index.article import Draft
from index.cleaning import tidy
from index.errors import ArchiveError
from index.formats.markdown import read_markdown

FULL = """---
id: tide-12
title: Ferry sails
url: https://tide.example/12
source: The Tide
date: 2024-01-24
author: [Ada Lind, By Bo Reth]
lang: en-GB
---

It left at *nine*.

## What comes next

- Nobody knows.
"""


def only(text: str) -> Draft:
    (draft,) = read_markdown(text, "one.md")
    return draft


def test_front_matter_says_what_the_article_is() -> None:
    draft = only(FULL)
    assert (draft.given_id, draft.title, draft.url) == (
        "tide-12",
        "Ferry sails",
        "https://tide.example/12",
    )
    assert (draft.source, draft.published, draft.language) == ("The Tide", "2024-01-24", "en")
    assert draft.authors == ("Ada Lind", "Bo Reth")


def test_words_stay_and_marks_go() -> None:
    assert only(FULL).blocks == ("It left at nine.", "What comes next", "Nobody knows.")


def test_windows_line_ends_make_no_difference() -> None:
    assert only(FULL.replace("\n", "\r\n")) == only(FULL)


def test_without_front_matter_the_first_heading_is_the_headline() -> None:
    draft = only("# Ferry sails #\n\nIt left.")
    assert (draft.title, draft.blocks) == ("Ferry sails", ("It left.",))


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert only("---\n\nIt left.\n\n---\n").blocks == ("It left.",)


def test_front_matter_without_end_is_words() -> None:
    assert "title: Ferry" in " ".join(only("---\ntitle: Ferry\n\nIt left.").blocks)


def test_front_matter_alone_gives_a_draft_without_words() -> None:
    assert only("---\ntitle: Ferry\n---\n").blocks == ()


def test_a_table_keeps_its_rows_together() -> None:
    table = only("| Boat | Men |\n|---|---|\n| Edda | 9 |\n")
    assert [tidy(block) for block in table.blocks] == ["Boat | Men", "Edda | 9"]


def test_a_script_in_the_text_is_not_read() -> None:
    assert only("It left.\n\n<script>alert(1)</script>\n").blocks == ("It left.",)


@pytest.mark.parametrize(
    "written",
    [
        "title: [unclosed",
        "date: 2024-02-30",
        "date: 2024-01-24T99:00:00",
        "id: " + "1" * 5000,
        "tags: " + "[" * 5000,
        "? [a]\n: b",
        "title: \x00",
        "!!python/object:os.system x",
    ],
    ids=["unclosed", "no such day", "no such hour", "huge number", "deep", "odd key", "nul", "tag"],
)
def test_front_matter_that_yaml_cannot_read_is_refused_with_the_reason(written: str) -> None:
    with pytest.raises(ArchiveError, match="front matter"):
        only(f"---\n{written}\n---\nIt left.")
