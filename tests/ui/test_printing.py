"""What a person at a terminal reads, and what never reaches the terminal."""

from dataclasses import replace

import click
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from index.filters import Filters
from rag.facets import Facet, Facets
from rag.marking import marks
from rag.results import Results
from rag.types import Hit
from rag.understanding.understood import literally
from tests.rag.made import answer, article, card, citation, claim, hit
from ui import printing
from ui.printing import (
    card_line,
    plain,
    print_answer,
    print_article,
    print_facets,
    print_hits,
    print_json,
    print_results,
)

# Title, clear screen, link, C1 control sequence introducer, bell, backspace, carriage return
HOSTILE = "\x1b]0;owned\x07 \x1b[2J \x1b]8;;http://evil.example\x1b\\ \x9b31m \x08\x08 \r rm -rf"
OBEYED = {chr(code) for code in [*range(32), *range(127, 160)]} - {"\n", "\t"}
Captured = pytest.CaptureFixture[str]


def test_an_answer_is_its_claims_with_numbers_and_then_what_the_numbers_stand_for(
    capsys: Captured,
) -> None:
    first = citation("It opened on Friday.", start=4)
    second = replace(first, article_id="wire-1", title="", source="", published="", url="")

    print_answer(
        answer(
            claim("It opened on Friday.", first, second),
            claim("It shut.", citation("It shut.", start=30, paragraph=2)),
            claim("It opened on Friday.", first),
        )
    )

    assert capsys.readouterr().out == (
        "It opened on Friday. [1][2]\n"
        "It shut. [3]\n"
        "It opened on Friday. [1]\n"
        "\n"
        "[1] A bridge ¶1\n"
        "    The Quay · 2024-03-01 · https://quay.example/1\n"
        "    pressmark show quay-1 --paragraph 1\n"
        "[2] wire-1 ¶1\n"
        "    pressmark show wire-1 --paragraph 1\n"
        "[3] A bridge ¶2\n"
        "    The Quay · 2024-03-01 · https://quay.example/1\n"
        "    pressmark show quay-1 --paragraph 2\n"
    )


def test_a_follow_up_is_printed_with_how_it_was_understood(capsys: Captured) -> None:
    print_answer(answer(claim("It opened."), stand_alone="Is the \x1b[2Jbridge open?"))

    assert capsys.readouterr().out.startswith(
        "Understood as: Is the [2Jbridge open?\n\nIt opened. [1]\n"
    )


def test_the_reader_is_told_how_many_claims_were_withheld(capsys: Captured) -> None:
    print_answer(answer(claim(), withheld=2))

    assert capsys.readouterr().out.endswith("\n2 withheld: not supported by what they cite.\n")


def test_a_claim_that_is_supported_in_part_says_what_is_not(capsys: Captured) -> None:
    print_answer(answer(replace(claim(), support="partial", why="no day is given")))
    assert "(partial: no day is given)" in capsys.readouterr().out


def test_silence_is_printed_with_its_reason_and_the_nearest_three(capsys: Captured) -> None:
    print_answer(answer(hits=tuple(hit(article=card(title=f"N{n}")) for n in range(1, 6))))

    assert capsys.readouterr().out == (
        "The archive does not say: nothing found is close enough.\n\n"
        "Nearest paragraphs:\n"
        " 1. The Quay · 2024-03-01 · N1 ¶1\n    The bridge opened on Friday.\n"
        " 2. The Quay · 2024-03-01 · N2 ¶1\n    The bridge opened on Friday.\n"
        " 3. The Quay · 2024-03-01 · N3 ¶1\n    The bridge opened on Friday.\n"
    )


def test_silence_with_nothing_near_is_one_line(capsys: Captured) -> None:
    print_answer(answer(hits=()))

    assert capsys.readouterr().out.strip() == (
        "The archive does not say: nothing found is close enough."
    )


def test_long_paragraphs_are_wrapped_and_long_words_kept_whole(capsys: Captured) -> None:
    address = "https://quay.example/" + "a" * 100
    print_hits([hit("word " * 40 + address)])

    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines[:-1])) <= 88
    assert lines[-1].strip() == address


def test_a_card_without_date_outlet_or_headline_is_still_a_line() -> None:
    bare = card(title="", source="", published="")

    assert card_line(bare) == "undated     quay-1  quay-1"


def test_json_is_readable_text_and_one_line_when_asked_for(capsys: Captured) -> None:
    print_json({"title": "مكتبة المرفأ"}, indent=None)

    assert capsys.readouterr().out == '{"title": "مكتبة المرفأ"}\n'


def print_everything(words: str) -> None:
    """Print the words in every place an archive's words can stand."""
    hostile = card(
        id=words or "-", title=words, source=words, url=words, published=words, origin=words
    )
    cited = citation(
        words, article_id=words, title=words, source=words, url=words, published=words
    )  # fmt: skip
    found = hit(words, article=hostile)
    print_hits([found])
    print_answer(answer(claim(words, cited)))
    print_answer(answer(hits=(found,)))
    print_article(
        article(
            words or "-", id=words or "-", title=words, url=words, source=words,
            published=words, authors=(words,), language=words, also_in=(hostile,),
        )
    )  # fmt: skip
    print(card_line(hostile))  # noqa: T201 - as `pressmark list` does


def test_nothing_a_terminal_obeys_is_printed(capsys: Captured) -> None:
    print_everything(HOSTILE)

    out = capsys.readouterr().out
    assert "rm -rf" in out
    assert not OBEYED & set(out)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(categories=["Cc", "Zl", "Lu"]), max_size=20))
def test_no_control_character_of_an_archive_is_printed(capsys: Captured, words: str) -> None:
    print_everything(words)

    assert not OBEYED & set(capsys.readouterr().out)


@pytest.mark.parametrize("indent", [2, None])
def test_nothing_a_terminal_obeys_is_printed_as_json(indent: int | None, capsys: Captured) -> None:
    print_json({"title": HOSTILE}, indent=indent)

    assert not OBEYED & set(capsys.readouterr().out)


def found(*hits: Hit, query: str = "bridge on Friday") -> Results:
    return Results(literally(query, Filters()), hits, Facets(0, (), ()))


def test_words_of_the_query_are_bold_on_a_terminal_alone(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    print_results(found(hit()))
    assert capsys.readouterr().out.splitlines()[1] == "    The bridge opened on Friday."

    monkeypatch.setattr("click.utils.should_strip_ansi", lambda *_: False)
    print_results(found(hit()))
    assert capsys.readouterr().out.splitlines()[1] == (
        "    The \x1b[1mbridge\x1b[0m opened on \x1b[1mFriday\x1b[0m."
    )


@given(text=st.text(min_size=1, max_size=200))
def test_bold_words_change_nothing_else(text: str) -> None:
    words = plain(text)
    assume(words.strip())
    wrapped = printing._wrapped(words, indent="    ")
    bold = printing._bold(wrapped, words, marks(words, words))

    assert click.unstyle(bold) == wrapped


def test_other_places_of_an_article_and_why_it_was_found_are_printed(capsys: Captured) -> None:
    copies = (card(id="wire-1", source="Coast \x1b[2JWire"), card(id="copy", source=""))
    print_results(found(hit(also_in=copies)), explain=True)

    lines = capsys.readouterr().out.splitlines()
    assert lines[2] == "    also in Coast [2JWire · 2024-03-01 · A bridge (wire-1)"
    assert lines[3] == "    also in quay.md · 2024-03-01 · A bridge (copy)"
    assert lines[4].startswith("    why: 1st by meaning (cosine 0.80); 2nd by words")


def test_what_was_found_is_counted_by_outlet_and_month(capsys: Captured) -> None:
    outlets = [Facet(f"Outlet {at}", 1, 1) for at in range(13)]
    print_facets(Facets(15, (Facet("", 2, 2), *outlets), (Facet("2024-03", 1, 9), Facet("", 3, 6))))

    out = " ".join(capsys.readouterr().out.split())
    assert out.startswith("Of 15 paragraphs proposed by meaning or by words, near or far: outlets:")
    assert "no outlet 2 · Outlet 0 1 · " in out
    assert "Outlet 10 1 · 2 more" in out
    assert out.endswith("months: 2024-03 9 · undated 6")
