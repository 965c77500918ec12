"""copies: articles in, which of them are copies of which out."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.comparison import Wording, compare, differences
from index.duplicates import Edition, Shelf, copies
from index.shingles import paired, sample, shared, shingles
from tests.tiny import BELL

LOCAL = (
    "Pupils of Quay Lane school, who wrote to the council about the bell, will be the first to ring"
    " it when the chapel opens its doors to visitors again.",
)
ELSEWHERE = (
    "Growers in the upper valley say that the apple harvest will be late, because the blossom froze"
    " twice and the bees came out only in the second half of May.",
    "The cooperative expects to press less juice than it has in any year since the old mill burned,"
    " and has asked the bank to wait for its money until the spring.",
)


def edition(
    id: str,
    *paragraphs: str,
    title: str = "Bell of the Lapwing is raised",
    day: str = "2024-03-04",
    source: str = "Agency",
    url: str = "",
) -> Edition:
    return Edition(id, title, "\n\n".join(paragraphs), url, source, day)


def found(*editions: Edition) -> dict[str, str]:
    return copies(editions, {one.id: one for one in editions}.__getitem__)


def changed(words: str, other: str) -> tuple[str, ...]:
    return tuple(one.replace(words, other) for one in BELL)


# --- what is a copy


def test_a_trimmed_report_is_a_copy_of_the_whole_one() -> None:
    cut = edition("cut", *BELL[:3], source="Tide", title="Ferry's bell comes up")
    assert found(edition("whole", *BELL), cut) == {"cut": "whole"}


def test_a_report_with_a_local_paragraph_and_another_headline_is_shown_for_the_agency_s() -> None:
    local = edition("local", *BELL[:3], *LOCAL, *BELL[3:], source="Tide", title="Pupils ring")
    assert found(edition("agency", *BELL), local) == {"agency": "local"}


def test_the_same_report_in_another_outlet_the_next_day_is_shown() -> None:
    next_day = edition("next", *BELL[:5], source="Tide", day="2024-03-05")
    assert found(edition("first", *BELL), next_day) == {"first": "next"}


def test_a_version_of_some_hours_later_is_shown_even_with_other_figures() -> None:
    early = edition("early", *BELL, day="2024-03-04T08:00:00+00:00")
    later = edition("later", *changed("14", "16"), *LOCAL, day="2024-03-04T14:00:00+00:00")
    assert found(early, later) == {"early": "later"}


def test_a_version_at_the_same_address_the_next_day_is_shown() -> None:
    early = edition("early", *BELL, url="https://a.example/bell?utm_source=x", title="Bell")
    later = replace(early, id="later", text=early.text.replace("14", "16"), title="Other")
    later = replace(later, url="https://www.a.example/bell", published="2024-03-05")
    assert found(early, later) == {"early": "later"}
    again = replace(early, id="later~2f", url="")
    assert found(replace(later, url=""), again) == {"later~2f": "later"}


def test_a_figure_in_words_is_the_figure_in_digits() -> None:
    assert found(
        edition("a", *BELL), edition("b", *changed("nine weeks", "9 weeks"), source="Tide")
    )


def test_a_line_that_says_when_the_page_was_made_does_not_count() -> None:
    stamped = [edition(id, f"Updated March 4, 2024, {id} p.m. ET", *BELL) for id in ("3", "5")]
    assert found(replace(stamped[0], title="Other"), stamped[1]) == {"5": "3"}


def test_an_undated_report_is_a_copy_only_when_hardly_a_word_differs() -> None:
    dated = edition("dated", *BELL)
    assert found(dated, edition("a", *changed("brought up", "raised"), day="")) == {"a": "dated"}
    assert found(dated, edition("a", *BELL[:3], day="")) == {}


# --- what is none


def test_other_figures_make_another_report() -> None:
    toll = edition("b", *changed("14 people", "19 people"), title="Dive goes on", day="2024-03-05")
    assert found(edition("a", *BELL), toll) == {}


def test_other_days_make_another_report() -> None:
    other = edition("b", *changed("Monday", "Tuesday"), day="2024-03-05")
    assert found(edition("a", *BELL), other) == {}


def test_a_denial_is_no_copy_of_what_it_denies() -> None:
    denied = edition("b", *changed("had worked on", "had not worked on"), source="Tide")
    assert found(edition("a", *BELL), denied) == {}


def test_a_headline_that_returns_day_after_day_names_no_version() -> None:
    days = [
        edition(str(day), *changed("14", str(40 + day)), day=f"2024-03-0{day}", title="Harbour now")
        for day in (4, 5, 6)
    ]
    assert found(*days) == {}
    assert found(*days[:2]) == {"4": "5"}


def test_a_version_that_was_published_earlier_is_never_shown_for_a_later_one() -> None:
    early = edition("early", *BELL, *LOCAL, day="2024-03-04T08:00:00+00:00")
    later = edition("later", *changed("14", "16"), day="2024-03-04T14:00:00+00:00")
    assert found(early, later) == {}
    assert found(early, replace(later, published="2024-03-04T14:00:00")) == {"later": "early"}
    assert found(early, replace(later, published="2024-03-04")) == {"later": "early"}


def test_a_correction_is_no_copy_of_what_it_corrects() -> None:
    correction = edition("b", *BELL, *LOCAL, title="Correction: Bell of the Lapwing")
    assert found(edition("a", *BELL), correction) == {}


def test_a_long_story_that_quotes_a_short_one_is_no_copy_of_it() -> None:
    short = edition("short", *BELL[:3])
    story = [*ELSEWHERE, *LOCAL, *BELL[3:], *BELL[:3]]
    assert found(edition("long", *story, title="Harbour life", source="Tide"), short) == {}
    assert (
        found(edition("long", *story, "The end. " * 9, " ".join(map(str, range(400)))), short) == {}
    )


def test_a_report_whose_names_the_longer_one_lacks_is_kept() -> None:
    north = edition("north", *BELL, "Wardle, Pentney, Aldous, Beck and Thrale saw 31 of 77 boats.")
    south = edition("south", *BELL, *LOCAL, title="Other")
    assert found(replace(north, title="North"), south) == {}


def test_an_outlet_s_own_shorter_piece_of_the_next_day_is_another_one() -> None:
    piece = edition("piece", *BELL[:3], day="2024-03-05", title="What the bell weighs")
    assert found(edition("report", *BELL), piece) == {}
    assert found(edition("report", *BELL), replace(piece, source="Tide")) == {"report": "piece"}


def test_a_report_repeated_weeks_later_is_another_one() -> None:
    assert found(edition("a", *BELL), edition("b", *BELL[:5], day="2024-03-20")) == {}


# --- identical words


def test_identical_words_are_copies_under_one_headline_however_far_apart() -> None:
    old, new = edition("a", "Gales."), edition("b", "Gales.", day="2025-01-01", source="Tide")
    assert found(old, new, edition("c", "Gales.", day="")) == {"a": "b", "c": "b"}


def test_identical_boilerplate_under_headlines_of_other_days_is_kept() -> None:
    old, new = edition("a", "Play the video."), edition("b", "Play the video.", day="2024-03-09")
    assert found(old, replace(new, title="Storm")) == {}
    long = [replace(one, text="\n\n".join(BELL)) for one in (old, replace(new, title="Storm"))]
    assert found(*long) == {"a": "b"}
    assert found(long[0], replace(long[1], published="2024-04-09")) == {}


# --- groups


def test_every_copy_is_verified_against_the_article_shown() -> None:
    parts = [*BELL, *LOCAL * 2, *ELSEWHERE * 2]
    chain = [edition(str(at), *parts[at : at + 5], title=f"Part {at}") for at in range(6)]
    pairs = found(*chain)
    for copy, shown in pairs.items():
        texts = {one.id: Wording(one.text) for one in chain}
        assert compare(texts[shown], texts[copy]).containment >= 0.7
        assert shown not in pairs


VERSIONS = st.builds(
    edition,
    st.uuids().map(str),
    st.sampled_from(
        ["\n\n".join(BELL[a:b]) for a in (0, 1) for b in (3, 5, 6)]
        + ["\n\n".join([*BELL, *LOCAL]), "\n\n".join(changed("14", "17")), "Gales."]
    ),
    title=st.sampled_from(["Bell", "Bell of the Lapwing is raised", "Correction: bell"]),
    day=st.sampled_from(["", "2024-03-04", "2024-03-05", "2024-03-04T09:00:00+00:00"]),
    source=st.sampled_from(["Tide", "Agency", ""]),
)


@given(
    st.lists(VERSIONS, max_size=7, unique_by=lambda one: one.id), st.randoms(use_true_random=False)
)
def test_the_order_of_the_articles_does_not_matter(editions: list[Edition], random: Random) -> None:
    shuffled = random.sample(editions, len(editions))
    pairs = found(*editions)
    assert found(*shuffled) == pairs
    assert not set(pairs.values()) & set(pairs)


def test_no_articles_have_no_copies() -> None:
    assert found() == {}
    assert found(edition("a", "Two words."), edition("b", "Other words.")) == {}


# --- candidates


def test_containment_is_the_share_of_the_shorter_text() -> None:
    whole, part = (Wording("\n\n".join(words)) for words in (BELL, BELL[:2]))
    assert compare(whole, part).containment == 1.0
    assert compare(whole, part).likeness == compare(whole, part).ratio < 0.5
    assert compare(whole, Wording("Too short.")).containment == 0.0


def test_shingles_are_five_words_in_a_row_whatever_their_case() -> None:
    assert len(shingles("one two three four five six one two three four five")) == 6
    assert list(shingles("One TWO three, four five.")) == list(shingles("one two three four five"))
    assert len(shingles("one two three four")) == 0


def test_texts_in_common_are_counted_by_the_shingles_in_both_samples() -> None:
    texts = [sample("\n\n".join(BELL)), sample("\n\n".join(BELL[:3])), sample(ELSEWHERE[0])]
    assert dict(shared(texts, [9, 9, 9], apart=7)) == {1: len(texts[1])}
    assert dict(shared(texts, [9, 1, 1], apart=7)) == {}
    assert dict(shared(texts, [9, 0, 0], apart=7)) == {1: len(texts[1])}


def test_what_stands_in_hundreds_of_articles_costs_no_pair_for_each_two() -> None:
    assert len(list(paired(range(300), [5] * 300, apart=7))) < 300 * 33


def test_a_shelf_names_the_article_to_be_shown_first() -> None:
    shelf = Shelf([edition("a", *BELL[:4]), edition("b", *BELL)])
    assert [(one.id, other.id) for one, other in shelf.candidates()] == [("b", "a")]


# --- differences


def test_differences_name_the_sentences_that_only_one_text_has() -> None:
    first, second = Wording("\n\n".join(BELL)), Wording("\n\n".join(changed("14", "17")))
    parts = differences(first, second)
    assert parts.only_first == (BELL[1],)
    assert parts.only_second == (BELL[1].replace("14", "17"),)
    assert parts.contradicting == ((parts.only_first[0], parts.only_second[0]),)


@pytest.mark.parametrize(("one", "other"), [("ثلاثة", "خمسة"), ("٣", "٥"), ("1,400", "1,500")])
def test_numbers_are_compared_in_either_script(one: str, other: str) -> None:
    sentence = "قال رئيس الميناء إن العمال {} وصلوا إلى الرصيف القديم صباح أمس مع القارب"
    parts = differences(Wording(sentence.format(one)), Wording(sentence.format(other)))
    assert len(parts.contradicting) == 1
