"""Small reports, made by hand: cases and what became of them in, the record of a run out."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.intervals import mean

Record = dict[str, Any]

RIGHT = {"article": "quay-bell", "paragraph": 2}


def citation(article: str = "quay-bell", paragraph: int = 2, **more: str) -> Record:
    """A citation as `ask --json` writes it."""
    words = {"title": "The bell", "source": "The Quay", "url": "", "quote": "62 kilograms"} | more
    where = {"published": "2024-05-02", "start": 0, "end": len(words["quote"])}
    return {"article_id": article, "paragraph": paragraph, **where, **words}


def hit(article: str = "quay-bell", paragraph: int = 2, text: str = "62 kilograms") -> Record:
    """A paragraph found, as `ask --json` writes it."""
    card = {"id": article, "title": "The bell", "source": "The Quay", "url": ""}
    card |= {"published": "2024-05-02", "origin": "quay.txt"}
    ranks = {"dense": 1, "lexical": None}
    return {"article": card, "paragraph": paragraph, "text": text, "score": 0.5, "ranks": ranks}


def answered(id: str, text: str = "The bell weighs 62 kilograms.", **more: object) -> Record:
    """An answerable case that got this sentence for an answer."""
    claim = {"text": text, "support": "supported", "citations": [citation()]}
    scores = {"paragraph_hit@1": 1.0, "answer_f1": 0.8, "abstained": 0.0, "seconds": 0.2}
    case = {
        "id": id,
        "kind": "fact",
        "question": f"What does the bell of {id} weigh?",
        "answerable": True,
        "answers": ["62 kilograms"],
        "gold": [{"article": "The bell", "quote": "weighs 62 kilograms"}],
        "scores": scores,
        "confidence": 0.9,
        "answer": _answer([claim], None),
        "right": [RIGHT],
        "error": "",
    }
    return case | more


def silent(id: str, *, answerable: bool = False, **more: object) -> Record:
    """A case that was met with silence."""
    case = answered(id, answerable=answerable, answer=_answer([], "too thin"), confidence=0.1)
    case |= {"scores": {"abstained": 1.0, "seconds": 0.1}}
    if not answerable:
        case |= {"answers": [], "gold": [], "right": [], "kind": "unanswerable"}
    return case | more


def unwanted(id: str, **more: object) -> Record:
    """A case that has no answer and got one."""
    return (
        silent(id, answer=answered(id)["answer"], scores={"abstained": 0.0, "seconds": 0.2}) | more
    )


def failed(id: str, error: str = "the index is gone") -> Record:
    """A case that could not be asked."""
    return answered(id, answer={}, scores={}, confidence=None, error=error)


def run_record(cases: Sequence[Record], **more: object) -> Record:
    """The report of a run of these cases; metrics are the means of their scores."""
    made = {
        "format": 1,
        "kind": "run",
        "metrics": _means(cases),
        "by_kind": {
            kind: _means([one for one in cases if one["kind"] == kind])
            for kind in sorted({one["kind"] for one in cases})
        },
        "cases": list(cases),
        "settings": {"k": 10, "weights": {"dense": 1.0}},
        "machine": {"processors": 2},
        "pressmark": "0.1.0",
        "prompts": {},
        "model": "",
        "index": {"version": "000001-aa", "embedder": {"name": "tiny"}, "counts": {"articles": 5}},
        "case_set": {"path": "cases.jsonl", "digest": "d1", "cases": len(cases), "left_out": []},
        "started": "2026-11-22T12:00:00+00:00",
        "seconds": 12.5,
    }
    return made | more


def written(path: Path, record: Mapping[str, object]) -> Path:
    """Write a report where it can be read."""
    path.write_text(json.dumps(record), encoding="utf-8")
    return path


def _answer(claims: list[Record], abstained: str | None) -> Record:
    hits = [hit("quay-tide", 1, "The tide was high."), hit()]
    return {"claims": claims, "abstained": abstained, "withheld": 0, "hits": hits}


def _means(cases: Sequence[Record]) -> Record:
    scores: dict[str, list[float]] = {}
    for case in cases:
        for name, value in case["scores"].items():
            if name not in ("abstained", "seconds"):
                scores.setdefault(name, []).append(value)
    found = {name: mean(values) for name, values in scores.items()}
    return {
        name: {"value": one.value, "low": one.low, "high": one.high, "n": one.n}
        for name, one in found.items()
    }
