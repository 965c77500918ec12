"""write: material and a model in, the sentences it writes, with their keys, out."""

from contextlib import closing

import pytest

from index.errors import ModelFailed
from rag.citing.wording import CitedSentence
from rag.writer.material import material
from rag.writer.model import Finish
from rag.writer.write import Written, write
from tests.rag.made import hit
from tests.scripted import USAGE, ScriptedModel

GIVEN = material("Who opened it?", (hit("The mayor opened it."), hit("It cost 12 crowns.")))
ONE, TWO = GIVEN.paragraphs
FAILED = ModelFailed("the server went away")


def heard(
    model: ScriptedModel,
) -> tuple[list[CitedSentence], Written | None, ModelFailed | None]:
    sentences, end, failed = list[CitedSentence](), None, None
    try:
        for one in write(GIVEN, model):
            if isinstance(one, Written):
                end = one
            else:
                sentences.append(one)
    except ModelFailed as error:
        failed = error
    return sentences, end, failed


def test_each_sentence_comes_with_its_keys_and_the_end_with_what_it_took() -> None:
    sentences, end, failed = heard(ScriptedModel(["The mayor did [{0}]. It cost 12 [{1}]."]))

    assert sentences == [
        CitedSentence("The mayor did.", (ONE,)),
        CitedSentence("It cost 12.", (TWO,)),
    ]
    assert end
    assert (end.usage, end.silent) == (USAGE, False)
    assert end.first_word is not None
    assert failed is None


@pytest.mark.parametrize("word", ["NONE", "None.", " **NONE**\n", '"none"', "NONE. I looked."])
def test_the_word_for_nothing_is_silence_and_no_failure(word: str) -> None:
    sentences, end, failed = heard(ScriptedModel([word]))

    assert end
    assert end.silent
    assert failed is None
    assert not any(one.keys for one in sentences)


def test_a_sentence_that_is_cited_beside_the_word_for_nothing_counts() -> None:
    sentences, end, _ = heard(ScriptedModel(["The mayor did [{0}]. NONE"]))

    assert [one.keys for one in sentences] == [(ONE,)]
    assert end
    assert not end.silent


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "wrote nothing"),
        ("  \n", "wrote nothing"),
    ],
)
def test_an_answer_without_words_is_a_failure(words: str, says: str) -> None:
    _, end, failed = heard(ScriptedModel([words]))

    assert says in str(failed)
    assert end
    assert end.usage == USAGE


@pytest.mark.parametrize(("words", "cited"), [("It did.", False), ("It did [{0}].", True)])
def test_whether_anything_given_was_cited_is_told(words: str, cited: bool) -> None:
    _, end, failed = heard(ScriptedModel([words]))

    assert failed is None
    assert end
    assert end.cited is cited


def test_what_was_complete_before_a_failure_is_heard_and_what_was_not_is_not() -> None:
    script = ("The mayor did [{0}]. It cost 12 [{1}]. The mayor denied that", FAILED)
    sentences, end, failed = heard(ScriptedModel([script]))

    assert [one.keys for one in sentences] == [(ONE,), (TWO,)]
    assert end
    assert failed is FAILED


def test_the_half_of_a_sentence_that_a_limit_cut_is_left_out() -> None:
    model = ScriptedModel(
        ["It cost 12 [{1}]. He was charged [{0}] and"], finish=Finish(complete=False)
    )

    assert [one.text for one in heard(model)[0]] == ["It cost 12."]


def test_a_sentence_said_again_is_heard_once() -> None:
    sentences, _, _ = heard(
        ScriptedModel(["It cost 12 [{1}]. It cost 12 [{1}]. It cost 12 [{1}]."])
    )

    assert len(sentences) == 1


def test_a_model_that_goes_on_and_on_is_stopped() -> None:
    sentences, end, _ = heard(ScriptedModel(["It cost 12 [{1}]. " + "And On " * 10_000], piece=500))

    assert sentences[0].text == "It cost 12."
    assert end


def test_what_a_model_thinks_aloud_is_no_part_of_its_answer() -> None:
    sentences, _, _ = heard(ScriptedModel(["<think>Maybe [{0}]?</think>It cost 12 [{1}]."]))

    assert sentences == [CitedSentence("It cost 12.", (TWO,))]


def test_who_stops_listening_closes_the_model() -> None:
    model = ScriptedModel(["It cost 12 [{1}]. " * 3 + "The mayor did [{0}]."])
    with closing(write(GIVEN, model)) as sentences:
        next(sentences)

    assert model.closed == 1
