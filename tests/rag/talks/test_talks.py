"""Talks: what is kept, who sees it, and how it is found again, whatever the home."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from rag.talks import TalkMissing, Talks
from rag.talks.talk import title_of
from tests.rag.made import answer
from tests.rag.talks.conftest import Place
from tests.rag.talks.said import Ticking, adding, asked


@pytest.fixture
def talks(place: Place) -> Iterator[Talks]:
    with Talks.open(place, now=Ticking()) as opened:
        yield opened


def test_what_was_said_comes_back_in_order_after_the_file_was_closed(place: Place) -> None:
    first, second = asked("Is it open?", "It is."), asked("Since when?")
    with Talks.open(place, now=Ticking()) as talks:
        talk = talks.begin("ida")
        assert talks.add("ida", talk.id, first) == 1
        assert talks.add("ida", talk.id, second) == 2

    with Talks.open(place) as talks:
        turns = talks.turns("ida", talk.id)
        again = talks.talk("ida", talk.id)
    assert [one.answer for one in turns] == [first, second]
    assert [one.number for one in turns] == [1, 2]
    assert [one.question for one in turns] == ["Is it open?", "Since when?"]
    assert turns[0].asked == "2024-03-01T08:02:00.000000+00:00"
    assert (turns[0].good, turns[0].reason, turns[0].model) == (None, "", "")
    assert again == replace(talk, title="Is it open?", updated=turns[1].asked)


def test_turns_are_read_from_any_number_on(talks: Talks) -> None:
    talk = talks.begin("ida")
    assert talks.count("ida", talk.id) == 0
    for number in range(1, 4):
        talks.add("ida", talk.id, asked(f"Question {number}?"))

    assert talks.count("ida", talk.id) == 3
    assert [one.number for one in talks.turns("ida", talk.id, after=1)] == [2, 3]
    assert talks.turns("ida", talk.id, after=3) == ()
    for refused in (talks.count, talks.turns):
        with pytest.raises(TalkMissing):
            refused("bo", talk.id)


def test_the_model_of_a_turn_is_the_one_that_wrote_it(talks: Talks) -> None:
    talk = talks.begin("ida")
    for writer in ("model", "extractive"):  # the model failed, and the archive was quoted
        trace = replace(answer().trace, model="somebody/large", settings={"writer": writer})
        talks.add("ida", talk.id, asked("Is it open?", "It is.", trace=trace))

    assert [one.model for one in talks.turns("ida", talk.id)] == ["somebody/large", ""]


def test_an_id_cannot_be_guessed_and_an_empty_talk_is_not_listed(talks: Talks) -> None:
    first, second = talks.begin("ida"), talks.begin("ida")

    assert len(first.id) >= 22
    assert first.id != second.id
    assert talks.talk("ida", first.id) == first
    assert talks.turns("ida", first.id) == ()
    assert talks.listed("ida") == ()
    assert talks.owners() == ()


def test_an_id_can_be_given_to_a_command(talks: Talks, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter(["-" + "a" * 21, "_" + "a" * 21, "b" * 22])
    monkeypatch.setattr("secrets.token_urlsafe", lambda _: next(drawn))

    assert talks.begin("ida").id == "b" * 22


def test_a_talk_in_which_nothing_was_asked_for_a_day_is_forgotten(place: Place) -> None:
    clock = Ticking()
    with Talks.open(place, now=clock) as talks:
        empty, used = talks.begin("ida"), talks.begin("ida")
        talks.add("ida", used.id, asked("Is it open?"))
        clock.now += timedelta(days=1)
        talks.begin("olof")

        assert talks.talk("ida", used.id).title == "Is it open?"
        with pytest.raises(TalkMissing):
            talks.talk("ida", empty.id)


def test_the_talk_added_to_last_is_listed_first(talks: Talks) -> None:
    ids = [talks.begin("ida").id for _ in range(3)]
    for id in (*ids, ids[0]):
        talks.add("ida", id, asked(f"Question of {ids.index(id)}?"))
    talks.rename("ida", ids[1], "Renamed")

    listed = talks.listed("ida")
    assert [one.id for one in listed] == [ids[0], ids[2], ids[1]]
    assert [one.turns for one in listed] == [2, 1, 1]
    assert listed[2].title == "Renamed"


def test_a_talk_of_somebody_else_is_missing(talks: Talks) -> None:
    talk = talks.begin("ida")
    talks.add("ida", talk.id, asked("Is it open?"))

    for act in (
        lambda: talks.talk("olof", talk.id),
        lambda: talks.turns("olof", talk.id),
        lambda: talks.add("olof", talk.id, asked("And now?")),
        lambda: talks.rename("olof", talk.id, "Mine"),
        lambda: talks.judge("olof", talk.id, 1, good=True),
        lambda: talks.delete("olof", talk.id),
        lambda: talks.talk("ida", "\ud800' OR 1=1 --"),
        lambda: talks.owner_of("nobody's"),
    ):
        with pytest.raises(TalkMissing) as caught:
            act()
        assert caught.value.hint
    assert talks.listed("olof") == ()
    assert talks.owner_of(talk.id) == "ida"
    assert talks.owners() == ("ida",)
    assert len(talks.turns("ida", talk.id)) == 1
    with pytest.raises(ValueError, match="owner"):
        talks.begin("")


@pytest.mark.parametrize(
    ("containing", "found"),
    [
        ("", ["bridge", "library", "percent"]),
        ("  ", ["bridge", "library", "percent"]),
        ("HARROW", ["bridge"]),
        ("bridge, harrow!", ["bridge"]),
        ("cafe", ["bridge"]),
        ("bridge library", []),
        ("المكتبه", ["library"]),
        ("مكتبة", ["library"]),
        ("22", ["library"]),
        ("50%", ["percent"]),
        ("%", []),
        ("_", []),
        ("' OR 1=1", []),
        ("Coasts", ["percent"]),
        ("\ud800", []),
    ],
)
def test_talks_are_found_by_title_questions_and_claims(
    containing: str, found: list[str], talks: Talks
) -> None:
    said = {
        "percent": asked("How much?", "It rose by 50 %."),
        "library": asked("متى فُتحت المكتبة؟", "فيها ٢٢ ألف كتاب."),
        "bridge": asked("Who opened the Harrow bridge?", "Alma Reed did, at a Café."),
    }
    names = {}
    for name, one in said.items():
        names[talks.begin("ida").id] = name
        talks.add("ida", [*names][-1], one)
    talks.rename("ida", next(iter(names)), "On coasts")

    assert sorted(names[one.id] for one in talks.listed("ida", containing)) == found


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("Is it open?", "Is it open?"),
        (" Is\n it  open? ", "Is it open?"),
        ("a" * 60, "a" * 60),
        ("a" * 61, "a" * 60 + "…"),
        ("one, " * 12 + "two", "one, " * 11 + "one…"),
        ("a" * 60 + " b", "a" * 60 + "…"),
    ],
)
def test_the_first_question_is_the_title_cut_after_a_word(question: str, title: str) -> None:
    assert title_of(question) == title


def test_a_title_can_be_given_and_taken_back(talks: Talks) -> None:
    talk = talks.begin("ida")
    talks.rename("ida", talk.id, "  The \n bridge ")
    talks.add("ida", talk.id, asked("Is it open?"))
    assert talks.talk("ida", talk.id).title == "The bridge"

    talks.rename("ida", talk.id, " ")
    assert talks.talk("ida", talk.id).title == "Is it open?"
    talks.rename("ida", talk.id, "x" * 999)
    assert len(talks.talk("ida", talk.id).title) == 200


def test_a_judgement_is_kept_changed_and_taken_back(talks: Talks) -> None:
    talk = talks.begin("ida")
    talks.add("ida", talk.id, asked("Is it open?"))

    def judged() -> tuple[bool | None, str]:
        (turn,) = talks.turns("ida", talk.id)
        return turn.good, turn.reason

    talks.judge("ida", talk.id, 1, good=False, reason=" the wrong bridge ")
    assert judged() == (False, "the wrong bridge")
    talks.judge("ida", talk.id, 1, good=True)
    assert judged() == (True, "")
    talks.judge("ida", talk.id, 1, good=None, reason="never mind")
    assert judged() == (None, "")
    with pytest.raises(TalkMissing, match="no turn 2"):
        talks.judge("ida", talk.id, 2, good=True)


def test_a_deleted_talk_is_missing_with_its_turns(talks: Talks) -> None:
    kept, gone = talks.begin("ida"), talks.begin("ida")
    for one in (kept, gone):
        talks.add("ida", one.id, asked("Is it open?"))

    talks.delete("ida", gone.id)

    assert [one.id for one in talks.listed("ida")] == [kept.id]
    for act in (talks.talk, talks.turns, talks.count, talks.delete):
        with pytest.raises(TalkMissing):
            act("ida", gone.id)


def test_threads_that_share_talks_lose_nothing(talks: Talks) -> None:
    talk = talks.begin("ida")

    with ThreadPoolExecutor(8) as threads:
        numbers = list(threads.map(lambda _: talks.add("ida", talk.id, asked("Now?")), range(64)))

    assert sorted(numbers) == list(range(1, 65))
    assert [one.number for one in talks.turns("ida", talk.id)] == list(range(1, 65))


def test_processes_that_add_to_one_talk_lose_nothing(place: Place, talks: Talks) -> None:
    talk = talks.begin("ida")
    running = [adding(place, talk.id) for _ in range(2)]
    for _ in range(25):
        talks.add("ida", talk.id, asked("Now?"))
    assert [one.wait(30) for one in running] == [0, 0]

    assert [one.number for one in talks.turns("ida", talk.id)] == list(range(1, 76))
    assert talks.count("ida", talk.id) == 75


def test_what_cannot_be_written_as_text_is_marked(talks: Talks) -> None:
    talk = talks.begin("ida")
    talks.add("ida", talk.id, asked("Is \0 the \ud800 ferry in?", "It\0is."))
    talks.judge("ida", talk.id, 1, good=False, reason="no\0ferry")

    (turn,) = talks.turns("ida", talk.id)
    assert turn.question == "Is \0 the \ud800 ferry in?"
    assert turn.answer.claims[0].text == "It\0is."
    assert turn.reason == "no\ufffdferry"
    assert talks.listed("ida", "ferry")[0].title == "Is \ufffd the ? ferry in?"
    with pytest.raises(TalkMissing):
        talks.talk("ida", f"{talk.id}\0")
