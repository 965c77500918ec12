"""A file of drafted cases in; each with what was decided of it out, and decisions written back."""

import json
import os
import shutil
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from eval.cases import Case, case_of
from eval.fields import CaseError, Fields, read_objects

Decision = Literal["pending", "accepted", "rejected"]
_MOST = 20_000_000  # bytes of a file that is looked into
_WRITING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Drafted:
    """A case that was drafted, and what a person decided of it."""

    case: Case
    decision: Decision


def draft_files(folder: Path) -> tuple[Path, ...]:
    """Return the files of cases in which acceptance is told, by name; none without a folder."""
    try:
        found = sorted(folder.glob("*.jsonl"))
        return tuple(one for one in found if one.stat().st_size <= _MOST and _tells(one))
    except OSError:
        return ()


def drafted(path: Path) -> tuple[Drafted, ...]:
    """Return the cases of the file in its order; CaseError where one is wrong."""
    return tuple(Drafted(case_of(one), _decision(one)) for one in read_objects(path, "case"))


def decide(
    path: Path, id: str, decision: Decision, *, question: str, answers: Sequence[str]
) -> None:
    """Write what was decided of a case, with its question and answers as mended.

    The file changes at once or not at all, and no other line of it changes. CaseError where the
    case is gone or would be wrong, and where the file cannot be written.
    """
    if decision not in get_args(Decision):
        raise ValueError(f"nothing is decided by {decision!r}")
    path = path.resolve()
    with _WRITING:
        try:
            lines = path.read_bytes().decode().split("\n")  # with the line ends it has
            at = _line(lines, id, path)
            record = json.loads(lines[at])
            record |= {"question": question.strip(), "answers": _cleaned(answers)}
            record |= {"accepted": decision == "accepted", "rejected": decision == "rejected"}
            if not record["rejected"]:
                del record["rejected"]
            _check(record, f"{path}:{at + 1}: case {id!r}")
            lines[at] = json.dumps(record, ensure_ascii=False)
            _write(path, "\n".join(lines))
        except (OSError, ValueError) as error:
            raise CaseError(f"{path}: {error}", hint="nothing was written") from error


def _tells(path: Path) -> bool:
    with path.open("rb") as file:
        return any(b'"accepted"' in line for line in file)


def _decision(fields: Fields) -> Decision:
    if fields.flag("accepted", default=True):
        return "accepted"
    return "rejected" if fields.flag("rejected", default=False) else "pending"


def _line(lines: Sequence[str], id: str, path: Path) -> int:
    for at, line in enumerate(lines):
        record = json.loads(line) if line.strip() else None
        if isinstance(record, dict) and record.get("id") == id:
            return at
    raise CaseError(f"{path} has no case {id!r} any more", hint="nothing was written; look again")


def _cleaned(answers: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(one.strip() for one in answers if one.strip()))


def _check(record: dict[str, object], where: str) -> None:
    """Refuse what could not be read again, and an answer that nobody could tell right."""
    case = case_of(Fields(record, where))
    if case.answerable and not case.answers:
        raise CaseError(f"{where}: it is answerable but has no answer", hint="write one a line")


def _write(path: Path, text: str) -> None:
    beside = path.with_name(f"{path.name}.new")
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
