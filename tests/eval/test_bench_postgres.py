"""Databases made for measuring hold what they say, and the bench measures what it says."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from eval.made_database import load
from eval.made_vectors import crowd_of
from index.postgres.narrowing import rows_of
from index.postgres.nearest import nearest
from index.postgres.word_writer import statistics, write_words
from index.postgres.words import PostgresWords
from index.vectors import VectorWriter
from tests.index.made import crowded_rows
from tests.index.postgres.generations import opened
from tests.rag.made import article
from tests.sample import ARCHIVE


def test_a_made_database_has_as_many_paragraphs_as_wanted_and_finds_them(database: str) -> None:
    source = article(*(f"The ferry left pier {n}." for n in range(60)), title="Harbour")
    crowd, _ = crowd_of(crowded_rows(400, 1, dimensions=16))
    with opened(database) as connection:
        took = load(connection, [source], crowd, 130)
        write_words(connection, 1)
        counted = statistics(connection, 1)
        rows = rows_of(connection)
        assert (counted.paragraphs, counted.headline) == (130, 130)
        assert set(took.seconds) == {"article_rows", "paragraphs", "passages", "said"}
        assert len(PostgresWords(rows, 1, counted).search("harbour ferry", 200)) == 130
        assert len(nearest(rows, next(crowd.vectors(1))[0], 200)) == 130
        articles = rows("SELECT count(*) FROM articles", [])
        paragraphs = rows("SELECT count(DISTINCT key) FROM paragraphs", [])
        assert [*articles, *paragraphs] == [(3,), (130,)]


@pytest.mark.e2e
def test_the_bench_prints_times_sizes_and_recall(database: str, tmp_path: Path) -> None:
    writer = VectorWriter.create(tmp_path / "vectors", 64)
    writer.append(crowded_rows(400, 1, dimensions=64))
    writer.close()
    command = [sys.executable, "-m", "eval.bench_postgres", "--rows", "3000"]
    sample = ["--archive", str(ARCHIVE), "--cases", str(ARCHIVE.parent / "cases.jsonl")]
    given = ["--vectors", str(tmp_path / "vectors"), "--address", database]
    ran = subprocess.run([*command, *sample, *given], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    report = json.loads(ran.stdout)
    assert report["words"]["paragraphs"] == 3000
    assert all(one["recall"] == 1 for one in report["dense"].values())
    assert set(report["lexical"]) == set(report["hybrid"])
    assert report["bytes"]["postings"] > 0
