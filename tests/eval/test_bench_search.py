"""The bench of one search measures what it says."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from eval.timed_reader import STEPS, TimedReader
from index.embedder import SentenceTransformerEmbedder
from rag.search import search
from tests.sample import Sample

CASES = Path(__file__).parents[2] / "eval" / "sample" / "cases.jsonl"


def test_a_timed_reader_finds_the_same_and_tells_where_the_time_went(sample: Sample) -> None:
    question = "What caused the Pier Street fire?"
    reader = TimedReader.open(sample.index)

    reader.begin()
    found = search(reader, question)
    taken = dict(zip(STEPS, reader.end(), strict=True))

    assert found.hits == search(sample.reader, question).hits
    assert all(seconds > 0 for seconds in taken.values())
    reader.close()


def test_a_timed_reader_gives_the_vectors_and_the_model_of_its_index(sample: Sample) -> None:
    reader = TimedReader.open(sample.index)

    assert reader.vectors().shape[1] == reader.manifest.embedder.dimensions
    assert reader.model_folder() == SentenceTransformerEmbedder().folder
    reader.close()


@pytest.mark.e2e
def test_the_bench_of_a_search_prints_milliseconds_shares_and_ratios(sample: Sample) -> None:
    command = [sys.executable, "-m", "eval.bench_search", str(sample.index), str(CASES)]
    ran = subprocess.run(
        [*command, "--questions", "2", "--rounds", "1"], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    report = json.loads(ran.stdout)
    assert (report["questions"], report["rounds"]) == (2, 1)
    assert len(report["ways"]) == 4
    for shares in report["share of each step"].values():
        assert sum(shares.values()) == pytest.approx(1, abs=0.01)
    assert set(report["search / encode and flat FAISS"]) == {"default threads", "one thread"}
