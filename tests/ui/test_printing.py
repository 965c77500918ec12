"""What a person at a terminal reads, and what never reaches the terminal."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rag.made import answer, article, card, citation, claim, hit
from ui.printing import card_line, print_answer, print_article, print_hits, print_json

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
