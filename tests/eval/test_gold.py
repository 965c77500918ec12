"""locate: the gold of cases in; the paragraphs that are right, by their words, out."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.cases import Case, Gold
from eval.fields import CaseError
from eval.gold import NamedArticles, Place, locate, locate_all, matches, right_paragraphs
from index.article import Article
from tests.rag.made import article, card

OPENED = "The bridge opened on Friday, said Mayor Ida Holm."
COST = "It cost 14 million crowns and took three years."


def case(*quotes: str, name: str = "quay-1", **changes: Any) -> Case:
    gold = tuple(Gold(name, quote) for quote in quotes)
    return replace(Case("q1", "When?", answerable=True, gold=gold), **changes)


def named(one: Case, *articles: Article) -> NamedArticles:
    return NamedArticles([one], articles or (article(OPENED, COST),))


def test_a_paragraph_that_contains_the_quote_is_right() -> None:
    one = case("cost 14 million crowns", "opened on Friday")
    found = locate(one, named(one))
    assert found.places == ((Place("quay-1", 2),), (Place("quay-1", 1),))
    assert found.right == {Place("quay-1", 1), Place("quay-1", 2)}
    assert found.articles == {"quay-1"}
    assert str(Place("quay-1", 2)) == "quay-1:2"


def test_a_paragraph_that_the_quote_contains_is_right() -> None:
    assert right_paragraphs(article(OPENED, COST), f"{OPENED} {COST}") == (1, 2)


def test_every_paragraph_that_says_it_is_right() -> None:
    assert right_paragraphs(article(OPENED, COST, "Again: " + OPENED), OPENED) == (1, 3)


@pytest.mark.parametrize(
    "quote",
    [
        "The bridge\n opened\u00a0on Friday",
        "The bri\u00addge opened on Fri\u200bday",
        "\ufeffThe bridge opened on Friday",
        "Thebridge opened on Friday",
        "<p>The bridge opened on <b>Friday</b></p>",
    ],
)
def test_white_space_markup_and_what_cannot_be_seen_do_not_matter(quote: str) -> None:
    assert right_paragraphs(article(OPENED, COST), quote) == (1,)


def test_composed_and_decomposed_letters_are_the_same() -> None:
    assert right_paragraphs(article("Ma\u0308kelä spoke."), "M\u00e4kela\u0308 spoke") == (1,)


def test_arabic_marks_belong_to_their_word() -> None:
    words = "افتُتِح الجسرُ يوم الجمعة."
    assert right_paragraphs(article(words), "\u200fالجسرُ يوم") == (1,)
    assert right_paragraphs(article(words), "الجسر يوم") == ()


@pytest.mark.parametrize("quote", ["4 million crowns", "It cost 1", "bridge open", "Holm said"])
def test_words_are_whole_and_in_order(quote: str) -> None:
    assert right_paragraphs(article(OPENED, COST), quote) == ()


def test_a_cut_word_before_the_whole_one_does_not_hide_it() -> None:
    assert right_paragraphs(article("Of 14 crews, 4 crews left."), "4 crews") == (1,)


def test_a_quote_over_an_end_makes_right_the_paragraph_with_most_of_it() -> None:
    assert right_paragraphs(article(OPENED, COST), "Ida Holm. It cost 14 million crowns") == (2,)
    assert right_paragraphs(article(OPENED, COST), "said Mayor Ida Holm. It cost") == (1,)
    assert right_paragraphs(article(OPENED, COST), "yor Ida Holm. It cost") == ()


def test_an_article_is_named_by_id_address_or_title() -> None:
    held = article(OPENED, url="https://www.quay.example/1/?utm_source=x", title="A Bridge  opens")
    for name in ("quay-1", "http://quay.example/1", "a bridge opens"):
        one = case("opened on Friday", name=name)
        assert locate(one, named(one, held)).articles == {"quay-1"}


def test_a_copy_names_the_article_it_is_shown_by() -> None:
    held = article(OPENED, also_in=(card(id="tide-9", title="Bridge, again", url=""),))
    one = case("opened on Friday", name="tide-9")
    assert locate(one, named(one, held)).right == {Place("quay-1", 1)}


def test_a_title_of_two_articles_names_neither() -> None:
    one = case("opened", name="A bridge")
    held = article(OPENED), article(OPENED, id="quay-2"), article(OPENED)
    with pytest.raises(CaseError, match="case q1: gold 1: 2 articles are named 'A bridge'"):
        locate(one, named(one, *held))


def test_an_id_is_believed_before_a_title() -> None:
    one = case("opened on Friday", name="quay-2")
    held = article(COST, title="quay-2"), article(OPENED, id="quay-2")
    assert locate(one, named(one, *held)).articles == {"quay-2"}


def test_a_quote_or_an_article_that_is_not_there_names_the_case() -> None:
    lost, fine = case("opened on Monday " + "x" * 80), case("opened", id="q2")
    with pytest.raises(CaseError, match="case q1: gold 1: not in article quay-1: 'opened on Mond"):
        locate(lost, named(lost))
    stray = case("opened", name="quay-7", id="q3")
    found, errors = locate_all([lost, fine, stray], NamedArticles([lost, fine], [article(OPENED)]))
    assert [one.case.id for one in found] == ["q2"]
    assert [str(error)[:8] for error in errors] == ["case q1:", "case q3:"]
    assert str(errors[1]) == "case q3: gold 1: no article 'quay-7' in the archive"


def test_of_weak_gold_one_is_enough() -> None:
    one = case("opened on Friday", "opened on Monday", weak=True)
    assert locate(one, named(one)).places == ((Place("quay-1", 1),), ())
    none = case("opened on Monday", weak=True)
    with pytest.raises(CaseError, match="opened on Monday"):
        locate(none, named(none))


def test_a_hit_is_right_by_its_words_and_its_article() -> None:
    gold = Gold("https://quay.example/1", "opened on Friday")
    assert matches(OPENED, card(), gold)
    assert matches(OPENED, article(OPENED, url="https://quay.example/1"), gold)
    assert not matches(COST, card(), gold)
    assert not matches(OPENED, card(url="https://quay.example/2", id="quay-2"), gold)
    assert not matches(OPENED, card(url="", title=""), gold)


@given(
    st.lists(st.text("abé1٤ب", min_size=1, max_size=4), min_size=1, max_size=8),
    st.data(),
    st.sampled_from([" ", "\n", "\u00a0 ", "  \u200b"]),
)
def test_any_run_of_whole_words_is_found_however_it_is_spaced(
    words: list[str], data: st.DataObject, space: str
) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    held = article(" ".join(words), "zz")
    assert 1 in right_paragraphs(held, space.join(words[start:end]))
    assert right_paragraphs(held, "z" + space.join(words[start:end])) == ()


def test_an_empty_quote_is_in_nothing() -> None:
    assert right_paragraphs(article(OPENED), "\u200b") == ()
    assert right_paragraphs(article("* * *", OPENED), f"* * * {OPENED}") == (2,)
