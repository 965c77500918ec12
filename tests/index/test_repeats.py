"""repeats: what an outlet prints with many of its articles is found from the archive."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, Origin, Removed
from index.paragraphs import compose
from index.repeats import (
    LEAST,
    REPEATED,
    Repeated,
    block_at_edge,
    edges,
    place_of,
    restored,
    sign_of,
    without,
)
from tests.tiny import build_tiny, open_tiny, write_files

FOOT = "The Harrow Post is printed by its own workers since 1911."
WORDS = st.text("abc .", min_size=1).filter(str.strip)


def made(
    *blocks: str,
    removed: tuple[Removed, ...] = (),
    source: str = "",
    url: str = "",
    part: str = "",
) -> Article:
    text, paragraphs = compose(blocks)
    origin = Origin("/a/b.txt", part)
    return Article("a", "", text, paragraphs, origin, source=source, url=url, removed=removed)


def records(*numbers: int) -> str:
    return "".join(
        json.dumps({"id": f"p{n}", "source": "The Harrow Post", "text": f"Story {n}.\n\n{FOOT}"})
        + "\n"
        for n in numbers
    )


def texts(index: Path) -> dict[str, tuple[str, tuple[Removed, ...]]]:
    reader = open_tiny(index)
    found = {one.id: (one.text, one.removed) for one, _ in reader.database.shown_articles()}
    reader.close()
    return found


def test_one_build_and_two_end_in_the_same_texts(tmp_path: Path, index: Path) -> None:
    one = write_files(tmp_path / "one", {"a.jsonl": records(0, 1, 2)})
    two = write_files(tmp_path / "two", {"b.jsonl": records(3, 4, 5)})
    build_tiny(one, two, index=index)
    build_tiny(one, index=tmp_path / "steps")
    assert all(FOOT in text for text, _ in texts(tmp_path / "steps").values())
    summary = build_tiny(two, index=tmp_path / "steps")
    assert (summary.added, summary.changed, summary.unchanged) == (3, 3, 0)
    assert texts(tmp_path / "steps") == texts(index)
    assert texts(index)["p0"] == ("Story 0.", (Removed(FOOT, REPEATED, 2),))


def test_what_is_no_longer_repeated_comes_back_and_counts_as_changed(
    tmp_path: Path, index: Path
) -> None:
    one = write_files(tmp_path / "one", {"a.jsonl": records(0, 1, 2)})
    two = write_files(tmp_path / "two", {"b.jsonl": records(3, 4, 5)})
    build_tiny(one, two, index=index)
    write_files(two, {"b.jsonl": records(3)})
    assert build_tiny(two, index=index).changed == 4
    assert all(FOOT in text for text, _ in texts(index).values())


def test_a_rebuild_after_learning_changes_nothing(tmp_path: Path, index: Path) -> None:
    archive = write_files(tmp_path / "one", {"a.jsonl": records(*range(6))})
    build_tiny(archive, index=index)
    summary = build_tiny(archive, index=index)
    assert (summary.unchanged, summary.changed) == (6, 0)


def test_another_outlets_article_keeps_the_same_words(tmp_path: Path, index: Path) -> None:
    other = f"---\nid: o\nsource: The Quay\n---\nStory.\n\n{FOOT}\n"
    archive = write_files(tmp_path / "one", {"a.jsonl": records(*range(6)), "o.md": other})
    build_tiny(archive, index=index)
    assert texts(index)["o"][0].endswith(FOOT)


@pytest.mark.parametrize(
    ("text", "articles", "of", "furniture"),
    [
        (FOOT, LEAST, 100, True),
        (FOOT, LEAST - 1, 5, False),
        (FOOT, LEAST, 1000, False),
        ("Write to desk@harrow.example and tell us.", 5, 200, True),
        ("The old bridge fell into the river.", 5, 100, False),
        ("The old bridge fell into the river.", 30, 100, True),
        ("The mayor said the port stays open.", 90, 100, False),
        ("“The port stays open.”", 90, 100, False),
        ("North Harrow", 90, 100, False),
    ],
)
def test_what_counts_as_the_outlets_own(text: str, articles: int, of: int, furniture: bool) -> None:
    assert Repeated("the harrow post", 1, text, articles, of).furniture == furniture


def test_a_sign_is_the_same_whatever_the_case_and_marks() -> None:
    assert sign_of("Follow us — now!") == sign_of("FOLLOW US: NOW")
    assert sign_of("—") != sign_of("***")


@given(st.lists(WORDS, min_size=1, max_size=20), st.lists(st.integers(1, 20)))
def test_what_was_taken_out_can_be_put_back(blocks: list[str], at: list[int]) -> None:
    notes = tuple(Removed("note", "a mark", n) for n in sorted(at) if n <= len(blocks) + 1)
    article = made(*blocks, removed=notes)
    trimmed = without(article, {sign_of(blocks[0]), sign_of(blocks[-1])})
    assert restored(trimmed) == article


def test_an_article_of_nothing_else_is_left_whole() -> None:
    article = made(FOOT)
    assert without(article, {sign_of(FOOT)}) == article


def test_only_the_head_and_the_foot_are_looked_at() -> None:
    article = made(*(f"Block {n}." for n in range(1, 31)))
    found = {block_at_edge(article, sign) for sign in edges(article)}
    assert found == {f"Block {n}." for n in [1, 2, 3, 4, *range(25, 31)]}
    assert block_at_edge(article, sign_of("Block 9.")) == ""


@pytest.mark.parametrize(
    ("source", "url", "part", "place"),
    [
        ("The Quay", "https://x.example/a", "", "the quay"),
        ("", "https://www.quay.example/a", "", "quay.example"),
        ("", "https://[broken", "", "/a"),
        ("", "", ":7", "/a/b.txt"),
        ("", "", "", "/a"),
    ],
)
def test_the_outlet_is_what_is_said_else_the_host_else_where_it_stands(
    source: str, url: str, part: str, place: str
) -> None:
    article = made("Words.", source=source, url=url, part=part)
    assert place_of(article) == place
