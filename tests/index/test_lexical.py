"""Lexical: BM25 over the words of paragraphs and their headlines."""

import math
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.dates import day_number
from index.filters import Filters
from index.lexical import HEADLINE_WEIGHT, Lexical, LexicalWriter, Said
from index.terms import terms

ALL = Filters()
Entry = tuple[str, str]  # headline, words


def spaced(text: str) -> str:
    return " ".join(terms(text))


def written(folder: Path, entries: Sequence[Entry], *, day: str = "", source: str = "") -> Lexical:
    writer = LexicalWriter(folder)
    for key, (headline, words) in enumerate(entries, start=1):
        writer.add(
            key,
            headline=spaced(headline),
            said=Said.of(words),
            day=day_number(day),
            sources=[source],
        )
    writer.close()
    return Lexical(folder)


def bm25(texts: Sequence[Sequence[str]], wanted: str, at: int) -> float:
    """The score of one text for one term, written down from the paper."""
    holding = sum(wanted in text for text in texts)
    rarity = math.log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))
    average = sum(map(len, texts)) / len(texts)
    count = Counter(texts[at])[wanted]
    return (
        rarity * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * len(texts[at]) / average))
        if count
        else 0.0
    )


def expected(entries: Sequence[Entry], wanted: Sequence[str]) -> dict[int, float]:
    headlines, bodies = [terms(h) for h, _ in entries], [terms(w) for _, w in entries]
    scores = {
        at + 1: sum(
            bm25(bodies, term, at) + HEADLINE_WEIGHT * bm25(headlines, term, at) for term in wanted
        )
        for at in range(len(entries))
    }
    return {key: score for key, score in scores.items() if score}


def test_a_score_is_the_one_worked_by_hand(tmp_path: Path) -> None:
    lexical = written(
        tmp_path / "lexical", [("a", "ferry ferry dock"), ("a", "dock"), ("a", "quay dock")]
    )
    # rarity ln(1 + 2.5/1.5) = .98083; two of three words, two words on average
    ((key, score),) = lexical.search("ferry", 5, ALL)
    assert key == 1
    assert score == pytest.approx(0.98083 * 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 3 / 2)), abs=1e-4)


WORDS = st.lists(
    st.sampled_from(["ferry", "dock", "quay", "mayor", "rain"]), min_size=1, max_size=8
).map(" ".join)


@settings(max_examples=15)
@given(
    st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=6),
    st.sets(st.sampled_from(["ferry", "dock", "mayor"]), min_size=1),
)
def test_scores_are_those_of_an_independent_count(
    tmp_path_factory: pytest.TempPathFactory, entries: list[Entry], wanted: set[str]
) -> None:
    lexical = written(tmp_path_factory.mktemp("lexical") / "words", entries)
    found = dict(lexical.search(" ".join(sorted(wanted)), 10, ALL))
    assert found == pytest.approx(expected(entries, terms(" ".join(sorted(wanted)))), rel=1e-4)


def test_the_best_comes_first_and_ties_go_to_the_lower_key(tmp_path: Path) -> None:
    lexical = written(
        tmp_path / "lexical", [("", "ferry dock"), ("", "ferry ferry"), *[("", "ferry dock")] * 3]
    )
    assert [key for key, _ in lexical.search("ferry", 10, ALL)] == [2, 1, 3, 4, 5]
    assert [key for key, _ in lexical.search("ferry", 3, ALL)] == [2, 1, 3]


def test_the_words_of_a_paragraph_weigh_more_than_its_headline(tmp_path: Path) -> None:
    lexical = written(tmp_path / "lexical", [("ferry", "dock"), ("dock", "ferry")])
    assert [key for key, _ in lexical.search("ferry", 2, ALL)] == [2, 1]


def test_a_rare_word_is_rarer_than_a_common_one_and_an_absent_one_rarest(tmp_path: Path) -> None:
    lexical = written(tmp_path / "lexical", [("", "ferry dock"), ("", "dock"), ("", "dock")])
    assert lexical.rarity("dock") < lexical.rarity("ferri") < lexical.rarity("mayor")
    assert lexical.rarity("ferri") == pytest.approx(math.log(1 + 2.5 / 1.5))


@pytest.mark.parametrize("query", ["", " … ", "nowhere"])
def test_nothing_wanted_or_nothing_there_finds_nothing(tmp_path: Path, query: str) -> None:
    assert written(tmp_path / "lexical", [("", "ferry")]).search(query, 5, ALL) == []


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    lexical = written(tmp_path / "lexical", [])
    assert len(lexical) == 0
    assert lexical.search("ferry", 5, ALL) == []


def test_filters_take_away_and_change_no_score(tmp_path: Path) -> None:
    lexical = written(
        tmp_path / "lexical", [("", "ferry"), ("", "dock")], day="2024-01-24", source="The Tide"
    )
    unfiltered = lexical.search("ferry", 5, ALL)
    assert lexical.search("ferry", 5, Filters(since="2024-01-24", source="the TIDE")) == unfiltered
    assert lexical.search("ferry", 5, Filters(since="2024-01-25")) == []
    assert lexical.search("ferry", 5, Filters(source="The Gull")) == []


def test_arabic_words_are_found_in_any_form(tmp_path: Path) -> None:
    lexical = written(tmp_path / "lexical", [("", "أعلنت الحكومة الميزانية")])
    assert [key for key, _ in lexical.search("حكومة", 5, ALL)] == [1]


def test_an_arabic_word_is_found_by_the_pieces_it_shares_with_another(tmp_path: Path) -> None:
    lexical = written(tmp_path / "lexical", [("", "المستشفيات مغلقة"), ("", "السوق مغلقة")])
    assert [key for key, _ in lexical.search("بمستشفياتهم", 5, ALL)] == [1]


def test_pieces_of_english_words_are_not_searched(tmp_path: Path) -> None:
    lexical = written(tmp_path / "lexical", [("", "The ferryman sailed")])
    assert lexical.search("ferrying", 5, ALL) == []


def test_any_text_can_be_written(tmp_path: Path) -> None:
    lexical = written(
        tmp_path / "lexical", [("\U0001f6a2", ""), ("", " \u2028 "), ("x" * 70_000, "y" * 70_000)]
    )
    assert len(lexical) == 3


def test_reading_writes_nothing_beside_the_words_and_needs_their_files_no_longer(
    tmp_path: Path,
) -> None:
    found = written(tmp_path / "words", [("Ferry", "It left."), ("Bakery", "It closed.")])
    files = sorted(path.name for path in (tmp_path / "words").iterdir())
    assert not [name for name in files if "lock" in name]
    shutil.rmtree(tmp_path / "words")
    assert [key for key, _ in found.search("ferry left", 5, ALL)] == [1]
    assert found.rarity(*terms("bakery")) > 0


@pytest.mark.parametrize("left", [".term", "", "nothing"])
def test_words_whose_files_are_being_removed_are_not_opened(tmp_path: Path, left: str) -> None:
    """A version that is removed while it is opened is not one without words."""
    written(tmp_path / "words", [("Ferry sails", "It left."), ("Bakery", "Flour is dear.")])
    for path in sorted((tmp_path / "words").iterdir()):
        if path.name == "meta.json" or not path.name.endswith(left):
            path.unlink()
    with pytest.raises((ValueError, OSError)):
        Lexical(tmp_path / "words")


@pytest.mark.parametrize("gone", [".term", ".idx", ".fast", ".fieldnorm"])
def test_words_of_which_a_file_is_gone_are_not_opened(tmp_path: Path, gone: str) -> None:
    written(tmp_path / "words", [("Ferry sails", "It left."), ("Bakery", "Flour is dear.")])
    (path,) = (tmp_path / "words").glob(f"*{gone}")
    path.unlink()
    with pytest.raises((ValueError, OSError)):
        Lexical(tmp_path / "words")
