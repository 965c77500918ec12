"""The name of another maker's format and a person's copy of it in; an archive and cases out.

Each kind says, for a person to read, which files it takes. Folders stand for the files in them that
have the names their makers gave them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.fields import CaseError
from eval.imports import beir, benchmarkqed, mtrag, multihop, realtimeqa, squad
from eval.imports.imported import Imported

Paths = Sequence[Path]
_QRELS = ("qrels/test.tsv", "qrels/dev.tsv", "qrels/train.tsv")  # the first that is there


@dataclass(frozen=True, slots=True)
class Kind:
    """A format: the paths it takes, what they hold, and how they are read."""

    paths: str
    about: str
    read: Callable[[Paths], Imported]


def read(name: str, paths: Paths) -> Imported:
    """Convert the files; CaseError where the kind takes others, or one is not of its shape."""
    kind = KINDS[name]
    for path in paths:
        if not path.exists():
            raise CaseError(f"no file or folder {path}", hint=f"{name} takes {kind.paths}")
    return kind.read(paths)


def _squad(paths: Paths) -> Imported:
    (path,) = _taken("squad", paths, 1)
    return squad.read(path)


def _beir(paths: Paths) -> Imported:
    if len(paths) == 1 and paths[0].is_dir():
        folder = paths[0]
        qrels = [folder / name for name in _QRELS if (folder / name).exists()]
        paths = [folder / "corpus.jsonl", folder / "queries.jsonl", *qrels[:1]]
    return beir.read(*_taken("beir", paths, 3))


def _mtrag(paths: Paths) -> Imported:
    return mtrag.read(*_taken("mtrag", paths, 2))


def _realtimeqa(paths: Paths) -> Imported:
    files = [
        file
        for path in paths
        for file in (sorted(path.rglob("*.jsonl")) if path.is_dir() else [path])
    ]
    questions = [file for file in files if file.name.endswith("_qa.jsonl")]
    searches = [file for file in files if file.name.endswith("_gcs.jsonl")]
    if not questions or not searches:
        found = f"{len(questions)} *_qa.jsonl and {len(searches)} *_gcs.jsonl"
        raise CaseError(f"realtimeqa: {found} among the paths", hint=_takes("realtimeqa"))
    return realtimeqa.read(questions, searches)


def _multihop(paths: Paths) -> Imported:
    if len(paths) == 1 and paths[0].is_dir():
        paths = [paths[0] / "corpus.json", paths[0] / "MultiHopRAG.json"]
    return multihop.read(*_taken("multihop", paths, 2))


def _benchmarkqed(paths: Paths) -> Imported:
    return benchmarkqed.read(*_taken("benchmarkqed", paths, 2))


def _taken(name: str, paths: Paths, count: int) -> Paths:
    if len(paths) != count:
        raise CaseError(f"{name}: {len(paths)} files, not {count}", hint=_takes(name))
    return paths


def _takes(name: str) -> str:
    return f"{name} takes {KINDS[name].paths}"


KINDS: Mapping[str, Kind] = {
    "squad": Kind(
        "FILE.json", "SQuAD 1.1 or 2.0, and XQuAD, ARCD and others of that shape", _squad
    ),
    "beir": Kind(
        "FOLDER, or CORPUS.jsonl QUERIES.jsonl QRELS", "BEIR; QRELS may be TREC's", _beir
    ),
    "mtrag": Kind("TASKS.jsonl CORPUS.jsonl", "MTRAG: reference tasks and passages", _mtrag),
    "realtimeqa": Kind(
        "FOLDER or FILE...", "RealTimeQA: *_qa.jsonl and *_gcs.jsonl of any weeks", _realtimeqa
    ),
    "multihop": Kind(
        "FOLDER, or CORPUS.json QUESTIONS.json", "MultiHop-RAG: corpus and MultiHopRAG", _multihop
    ),
    "benchmarkqed": Kind(
        "ARTICLES-FOLDER QUESTIONS.json", "BenchmarkQED: AP articles, local questions",
        _benchmarkqed,
    ),
}  # fmt: skip
