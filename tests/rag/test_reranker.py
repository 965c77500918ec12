"""The reranker: a second model that reads the best paragraphs again, in bounded time."""

import math
from collections.abc import Sequence
from pathlib import Path

import pytest

from index.errors import EmbedderError
from index.reader import IndexReader
from index.settings import Settings
from rag.answer import ask
from rag.reranker import RERANKED, CrossEncoderReranker, reranker_of
from rag.search import search
from rag.types import Hit, Leg
from tests.rag.tiny_models import write_cross_encoder

QUESTION = "Who opened the Harrow bridge?"
Pair = tuple[str, str]


class Backwards:
    """A reranker to whom the worst is the best; it has the time to read so many."""

    name = "backwards"

    def __init__(self, time_for: int = 1000) -> None:
        self.time_for = time_for
        self.read: list[str] = []

    def scores(self, question: str, paragraphs: Sequence[str]) -> list[float]:
        assert question == QUESTION
        self.read = list(paragraphs)
        return [float(at) for at in range(min(self.time_for, len(paragraphs)))]


class Model:
    """A CrossEncoder of one score whose every batch takes so many seconds of the clock it is."""

    num_labels = 1

    def __init__(self, seconds: float = 0.0, score: float = 0.5) -> None:
        self.now, self.seconds, self.score = 0.0, seconds, score
        self.asked: list[int] = []

    def predict(self, pairs: Sequence[Pair], **_: object) -> list[float]:
        self.asked.append(len(pairs))
        self.now += self.seconds
        return [self.score] * len(pairs)

    def clock(self) -> float:
        return self.now


def reranker(model: Model, folder: Path, monkeypatch: pytest.MonkeyPatch) -> CrossEncoderReranker:
    monkeypatch.setattr("rag.reranker.load_cross_encoder", lambda *_, **__: model)
    return CrossEncoderReranker(str(folder), seconds=5.0, clock=model.clock)


def texts(hits: Sequence[Hit]) -> list[str]:
    return [hit.text for hit in hits]


def test_what_is_read_again_stands_in_the_rerankers_order(harbour: IndexReader) -> None:
    plain = search(harbour, QUESTION, k=200).hits
    found = search(harbour, QUESTION, k=200, reranker=Backwards())

    assert texts(found.hits) == texts(plain)[::-1]
    assert found.reranked == len(plain)
    legs = [hit.why.reranked for hit in found.hits if hit.why]
    assert legs == [Leg(at, float(len(plain) - at)) for at in range(1, len(plain) + 1)]


def test_scores_are_the_learned_ones_whatever_the_reranker_says(harbour: IndexReader) -> None:
    plain = {hit.text: hit.score for hit in search(harbour, QUESTION).hits}

    found = search(harbour, QUESTION, reranker=Backwards()).hits
    assert {hit.text: hit.score for hit in found} == plain


def test_what_there_was_no_time_for_keeps_its_place_behind(harbour: IndexReader) -> None:
    plain = texts(search(harbour, QUESTION, k=200).hits)
    found = search(harbour, QUESTION, k=200, reranker=Backwards(time_for=3))

    assert texts(found.hits) == [*plain[2::-1], *plain[3:]]
    assert found.reranked == 3
    assert [hit.why.reranked for hit in found.hits[3:] if hit.why] == [Leg()] * (len(plain) - 3)


def test_the_reranker_reads_the_headline_before_the_best_first(harbour: IndexReader) -> None:
    first = search(harbour, QUESTION).hits[0]
    backwards = Backwards()
    search(harbour, QUESTION, k=1, reranker=backwards)

    assert backwards.read[0] == f"{first.article.title}\n{first.text}"
    assert len(backwards.read) <= RERANKED


def test_an_answer_tells_what_reread_its_paragraphs(harbour: IndexReader) -> None:
    settings = ask(QUESTION, harbour, reranker=Backwards(time_for=2)).trace.settings

    assert (settings["reranker"], settings["reranked"]) == ("backwards", 2)
    assert "reranker" not in ask(QUESTION, harbour).trace.settings


def test_pairs_are_read_in_batches_until_the_time_is_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = Model(seconds=2.0)

    scores = reranker(model, tmp_path, monkeypatch).scores("q", ["p"] * 50)

    assert scores == [0.5] * 16  # a third batch would have ended after six seconds
    assert model.asked == [8, 8]


def test_a_slow_model_reads_one_batch_and_a_quick_one_reads_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, quick = Model(seconds=60.0), Model()

    assert len(reranker(slow, tmp_path, monkeypatch).scores("q", ["p"] * 20)) == 8
    assert len(reranker(quick, tmp_path, monkeypatch).scores("q", ["p"] * 20)) == 20
    assert quick.asked == [8, 8, 4]
    assert reranker(quick, tmp_path, monkeypatch).scores("q", []) == []


def test_scores_that_are_no_numbers_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(EmbedderError, match="scores that are no numbers") as caught:
        reranker(Model(score=math.nan), tmp_path, monkeypatch).scores("q", ["p"])
    assert caught.value.hint


def test_a_model_is_loaded_once_and_only_when_it_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loads: list[str] = []

    def load(name: str, *_: object, **__: object) -> Model:
        loads.append(name)
        return Model()

    monkeypatch.setattr("rag.reranker.load_cross_encoder", load)
    lazy = CrossEncoderReranker(str(tmp_path))
    assert loads == []
    lazy.scores("q", ["p"])
    lazy.scores("q", ["p"])
    assert loads == [str(tmp_path)]


def test_a_folder_without_safetensors_and_a_name_of_nothing_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(EmbedderError, match="no safetensors weights"):
        CrossEncoderReranker(str(tmp_path)).scores("q", ["p"])
    with pytest.raises(EmbedderError, match="no folder and no hub name") as caught:
        CrossEncoderReranker("./no/such/folder").scores("q", ["p"])
    assert "CrossEncoder" in caught.value.hint
    with pytest.raises(EmbedderError, match="HF_HUB_OFFLINE forbids fetching it"):
        CrossEncoderReranker("nobody/no-such-model").scores("q", ["p"])


def test_it_is_off_unless_a_flag_or_the_settings_name_one() -> None:
    named = Settings(reranker="by-file", reranker_seconds=3)

    assert reranker_of(Settings()) is None
    assert [one.name for one in (reranker_of(named), reranker_of(named, "flag")) if one] == [
        "by-file",
        "flag",
    ]
    by_file = reranker_of(named)
    assert by_file
    assert by_file.seconds == 3


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    write_cross_encoder(folder / "one")
    write_cross_encoder(folder / "two", scores=2)
    return folder


@pytest.mark.e2e
def test_a_cross_encoder_in_a_folder_scores_pairs_the_same_every_time(folders: Path) -> None:
    made = CrossEncoderReranker(str(folders / "one"))

    scores = made.scores("who opened the bridge", ["the bridge opened", "the ferry sank"])

    assert len(set(scores)) == 2
    assert scores == CrossEncoderReranker(str(folders / "one")).scores(
        "who opened the bridge", ["the bridge opened", "the ferry sank"]
    )


@pytest.mark.e2e
def test_a_model_of_several_scores_a_pair_is_no_reranker(folders: Path) -> None:
    with pytest.raises(EmbedderError, match="gives 2 scores a pair, a reranker gives one"):
        CrossEncoderReranker(str(folders / "two")).scores("q", ["p"])


@pytest.mark.e2e
def test_an_embedder_is_no_reranker_for_it_lacks_weights() -> None:
    from index.minilm import packaged_folder

    with pytest.raises(EmbedderError, match="lacks 2 of its weights, classifier"):
        CrossEncoderReranker(str(packaged_folder())).scores("q", ["p"])
